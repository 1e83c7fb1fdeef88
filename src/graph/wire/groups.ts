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

export type WireJoinApprovalMode = "auto_approve" | "approval_required";

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

export interface WireGroupMember {
  wa_id?: string;
  user_id?: string;
  username?: string;
}

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

export interface WireGroupUpdate {
  messaging_product: "whatsapp";
  subject?: string;
  description?: string;
}

export interface WireGroupInviteLink {
  messaging_product?: "whatsapp";
  invite_link: string;
}

export interface WireGroupJoinRequest {
  join_request_id: string;
  wa_id?: string;
  user_id?: string;
  username?: string;
  /** Unix seconds. */
  creation_timestamp?: number | string;
}

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

export interface WireGroupRemoveParticipants {
  messaging_product: "whatsapp";
  /** At most 8: a group has no more. */
  participants: { user: string }[];
}

export interface WireGroupRemoved {
  messaging_product?: "whatsapp";
  success?: boolean;
  request_id?: string;
  removed_participants?: (WireGroupMember & { input?: string })[];
  failed_participants?: { input?: string; errors?: { code: number; message?: string }[] }[];
}
