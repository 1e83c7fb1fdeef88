/**
 * Marketing templates through the Marketing Messages API. The answer is that of an ordinary send.
 * @see https://developers.facebook.com/docs/whatsapp/marketing-messages-lite-api
 */
import type { WirePersonSend } from "./messages.ts";

export const marketingMessagesPath = (phoneNumberId: string): string => `/${phoneNumberId}/marketing_messages`;

/** The body of a template send, with two more settings. */
export type WireMarketingSendBody = Extract<WirePersonSend, { type: "template" }> & {
  /** What to do where Meta cannot send it as a marketing message. Default: as an ordinary one. */
  product_policy?: "CLOUD_API_FALLBACK" | "STRICT";
  /** Whether Meta may use what people do with this message. */
  message_activity_sharing?: boolean;
};
