/**
 * The people that a business number does not want to hear from.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/block-users
 */
import type { WirePaging } from "./common.ts";

export const blockUsersPath = (phoneNumberId: string): string => `/${phoneNumberId}/block_users`;

/** By phone number, or by business-scoped user id (never by a parent one, `US.ENT.…`). */
export type WireBlockUser = { user: string; user_id?: never } | { user_id: string; user?: never };

/** Blocks or unblocks people. */
export interface WireBlockBody {
  messaging_product: "whatsapp";
  block_users: WireBlockUser[];
}

/** A person who is blocked, or was asked about. */
export interface WireBlockedUser {
  /** What was asked for; absent from the list of those who are blocked. */
  input?: string;
  wa_id?: string;
  user_id?: string;
}

/** A person who could not be blocked or unblocked, and why. */
export interface WireBlockFailure extends WireBlockedUser {
  errors?: { message?: string; code: number; error_data?: { details?: string } }[];
}

/** A partial failure comes as HTTP 400 with these lists and an `error` of code 139100 beside them. */
export interface WireBlockAnswer {
  messaging_product: "whatsapp";
  block_users: {
    /** Meta's page prints this name for the answer to unblocking as well. */
    added_users?: WireBlockedUser[];
    removed_users?: WireBlockedUser[];
    failed_users?: WireBlockFailure[];
  };
}

/** The list nests the people one level deeper than other lists do. */
export interface WireBlockList {
  data: { block_users: WireBlockedUser[] }[];
  paging?: WirePaging;
}
