/**
 * `value.groups[]` of the four fields about groups.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */
import type { OpenEnum } from "./common.ts";
import type { WireWebhookError } from "./webhook-people.ts";

/** Which members are there follows from `type`. */
export interface WireGroupChange {
  /** Unix seconds, as a string. */
  timestamp: string;
  group_id: string;
  type: OpenEnum<
    | "group_create"
    | "group_delete"
    | "group_participants_add"
    | "group_participants_remove"
    | "group_join_request_created"
    | "group_join_request_revoked"
    | "group_settings_update"
    | "group_suspend"
    | "group_suspend_cleared"
  >;
  /** The id that the call which caused it answered. */
  request_id?: string;
  errors?: WireWebhookError[];

  /** Of `group_create`. */
  subject?: string;
  description?: string;
  invite_link?: string;
  join_approval_mode?: OpenEnum<"auto_approve" | "approval_required">;

  /** Of participants. */
  reason?: OpenEnum<"invite_link">;
  added_participants?: WireGroupParticipant[];
  initiated_by?: OpenEnum<"business" | "participant">;
  removed_participants?: WireGroupParticipant[];
  failed_participants?: (WireGroupParticipant & { errors?: WireWebhookError[] })[];

  /** Of a request to join. */
  join_request_id?: string;
  wa_id?: string;
  user_id?: string;
  parent_user_id?: string;
  username?: string;

  /** Of `group_settings_update`. */
  profile_picture?: WireGroupSetting & { mime_type?: string; sha256?: string };
  group_subject?: WireGroupSetting & { text?: string };
  group_description?: WireGroupSetting & { text?: string };
}

/** A person in a webhook about a group. */
export interface WireGroupParticipant {
  /** As the business gave it. */
  input?: string;
  wa_id?: string;
  user_id?: string;
  parent_user_id?: string;
  username?: string;
}

/** What became of one wish in a change of settings. */
export interface WireGroupSetting {
  update_successful?: boolean;
  errors?: WireWebhookError[];
}
