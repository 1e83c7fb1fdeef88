/**
 * Groups that a business makes, and that people join by a link.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */
import type { OpenEnum, WirePaging } from "./common.ts";

export const groupsPath = (phoneNumberId: string): string => `/${phoneNumberId}/groups`;
export const groupPath = (groupId: string): string => `/${groupId}`;
export const groupInviteLinkPath = (groupId: string): string => `/${groupId}/invite_link`;
export const groupJoinRequestsPath = (groupId: string): string => `/${groupId}/join_requests`;
export const groupParticipantsPath = (groupId: string): string => `/${groupId}/participants`;

/** Whether who opens the link is in at once, or has to be let in. */
export type WireJoinApprovalMode = "auto_approve" | "approval_required";

/** A new group. */
export interface WireGroupCreate {
  messaging_product: "whatsapp";
  /** At most 128 characters. */
  subject: string;
  /** At most 2,048 characters. */
  description?: string;
  join_approval_mode?: WireJoinApprovalMode;
}

/** Only "asked for": the group itself comes by the webhook `group_lifecycle_update`, with the same request id. */
export interface WireGroupRequested {
  messaging_product?: "whatsapp";
  request_id?: string;
}

/** A group in a list. */
export interface WireGroupSummary {
  id: string;
  subject: string;
  /** Unix seconds. */
  created_at?: number | string;
}

/** Unlike other lists, `data` is an object. */
export interface WireGroupList {
  data: { groups: WireGroupSummary[] };
  paging?: WirePaging;
}

/** A member of a group, by what the business may know. */
export interface WireGroupMember {
  wa_id?: string;
  user_id?: string;
  username?: string;
}

/** A group with what was asked for of it. */
export interface WireGroup {
  messaging_product?: "whatsapp";
  id: string;
  subject?: string;
  description?: string;
  join_approval_mode?: OpenEnum<WireJoinApprovalMode>;
  suspended?: boolean;
  /** Unix seconds. */
  creation_timestamp?: number | string;
  /** Without the business itself. */
  total_participant_count?: number;
  participants?: WireGroupMember[];
}

/** What changes of a group; a picture needs a form. */
export interface WireGroupUpdate {
  messaging_product: "whatsapp";
  subject?: string;
  description?: string;
}

/** The link by which people join. */
export interface WireGroupInviteLink {
  messaging_product?: "whatsapp";
  invite_link: string;
}

/** Somebody who asks to be let in. */
export interface WireGroupJoinRequest {
  join_request_id: string;
  wa_id?: string;
  user_id?: string;
  username?: string;
  /** Unix seconds. */
  creation_timestamp?: number | string;
}

/** The requests that are approved or rejected, by their ids. */
export interface WireGroupJoinRequests {
  messaging_product: "whatsapp";
  join_requests: string[];
}

/** Some of the requests may have failed: the answer lists both. */
export interface WireGroupJoinRequestsAnswer {
  messaging_product?: "whatsapp";
  approved_join_requests?: string[];
  rejected_join_requests?: string[];
  failed_join_requests?: { join_request_id: string; errors?: { code: number; message?: string }[] }[];
  errors?: { code: number; message?: string }[];
}

/** Takes people out of a group. */
export interface WireGroupRemoveParticipants {
  messaging_product: "whatsapp";
  /** At most 8: a group has no more. */
  participants: { user: string }[];
}

/** Who was taken out, and who was not. */
export interface WireGroupRemoved {
  messaging_product?: "whatsapp";
  success?: boolean;
  request_id?: string;
  removed_participants?: (WireGroupMember & { input?: string })[];
  failed_participants?: { input?: string; errors?: { code: number; message?: string }[] }[];
}
