import type { WireGroupChange, WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { EventCustomer, EventOrigin } from "./event-origin.ts";

interface GroupEventBase extends EventOrigin {
  /** `group_create`, `group_participants_add`… */
  readonly type: WireGroupChange["type"];
  /** Undefined when the group could not be created. */
  readonly groupId: string | undefined;
  /** Milliseconds. */
  readonly at: number | undefined;
  /** The id that the call which caused it answered. */
  readonly requestId: string | undefined;
  /** Why it did not work. */
  readonly errors: readonly WireWebhookError[];
}

/** A group came or went. */
export interface GroupLifecycleEvent extends GroupEventBase {
  readonly kind: "group-lifecycle";
  readonly subject: string | undefined;
  readonly description: string | undefined;
  readonly inviteLink: string | undefined;
  readonly joinApproval: WireGroupChange["join_approval_mode"];
}

/** Somebody joined, left, asked to join, or took that back. */
export interface GroupParticipantsEvent extends GroupEventBase {
  readonly kind: "group-participants";
  readonly added: readonly GroupMember[];
  readonly removed: readonly GroupMember[];
  readonly failed: readonly (GroupMember & { readonly errors: readonly WireWebhookError[] })[];
  readonly reason: WireGroupChange["reason"];
  readonly initiatedBy: WireGroupChange["initiated_by"];
  readonly joinRequestId: string | undefined;
  /** Who asked to join. */
  readonly customer: EventCustomer;
}

/** A member of a group, by what the business may know. */
export interface GroupMember extends EventCustomer {
  /** As the business gave it in its call. */
  readonly input: string | undefined;
}

/** What became of each wish in a change of settings; undefined where nothing was wished. */
export interface GroupSettingsEvent extends GroupEventBase {
  readonly kind: "group-settings";
  readonly picture: GroupSetting | undefined;
  readonly subject: GroupSetting | undefined;
  readonly description: GroupSetting | undefined;
}

/** What became of one wish in a change of settings. */
export interface GroupSetting {
  readonly done: boolean;
  /** The new text, of subject and description. */
  readonly text: string | undefined;
  readonly errors: readonly WireWebhookError[];
}

/** Meta suspended a group, or lifted that. */
export interface GroupStatusEvent extends GroupEventBase {
  readonly kind: "group-status";
}

/** The events of groups. */
export type GroupEvent = GroupLifecycleEvent | GroupParticipantsEvent | GroupSettingsEvent | GroupStatusEvent;
