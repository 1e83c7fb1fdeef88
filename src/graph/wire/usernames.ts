/**
 * The username of a business number, and the contact book that Meta keeps for its portfolio.
 * @see https://developers.facebook.com/docs/whatsapp/business-scoped-user-ids
 */
import type { OpenEnum } from "./common.ts";

export const usernamePath = (phoneNumberId: string): string => `/${phoneNumberId}/username`;
export const usernameSuggestionsPath = (phoneNumberId: string): string => `/${phoneNumberId}/username_suggestions`;
export const contactBookPath = (phoneNumberId: string): string => `/${phoneNumberId}/contact_book`;

export interface WireUsernameBody {
  /** 3 to 35 of `a–z 0–9 . _`, at least one letter. */
  username: string;
  /** What to do where another number of the portfolio holds it. */
  transfer_action?: "none" | "force_transfer";
}

export interface WireUsername {
  username?: string;
  status: OpenEnum<"approved" | "reserved">;
}

export interface WireUsernameSuggestions {
  data: { username_suggestions: string[] }[];
}

export interface WireContactBookDeleted {
  messaging_product?: "whatsapp";
  success: boolean;
  deleted?: boolean;
}
