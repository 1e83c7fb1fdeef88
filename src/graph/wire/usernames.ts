/**
 * The username of a business number, and the contact book that Meta keeps for its portfolio.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
import type { OpenEnum } from "./common.ts";

export const usernamePath = (phoneNumberId: string): string => `/${phoneNumberId}/username`;
export const usernameSuggestionsPath = (phoneNumberId: string): string => `/${phoneNumberId}/username_suggestions`;
export const contactBookPath = (phoneNumberId: string): string => `/${phoneNumberId}/contact_book`;

/** The username that a number is to have. */
export interface WireUsernameBody {
  /** 3 to 35 of `a–z 0–9 . _`, at least one letter. */
  username: string;
  /** What to do where another number of the portfolio holds it. */
  transfer_action?: "none" | "force_transfer";
}

/** The username that a number has. */
export interface WireUsername {
  username?: string;
  status: OpenEnum<"approved" | "reserved">;
}

/** Usernames that are free. */
export interface WireUsernameSuggestions {
  data: { username_suggestions: string[] }[];
}

/** Whether somebody was taken out of the contact book. */
export interface WireContactBookDeleted {
  messaging_product?: "whatsapp";
  success: boolean;
  deleted?: boolean;
}
