import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import type { PricedMessage } from "../pricing/rules.ts";

/** A message on its way, as plain data: all that its next statuses depend on. */
export interface Course {
  /** The wamid. */
  readonly message: string;
  /** The id of the business number. */
  readonly number: string;
  readonly priced: PricedMessage;
  readonly failure?: WireWebhookError;
  /** Named by user id; by phone number when left out. */
  readonly by?: "user_id";
  /** A voice message, which is played after it is read. */
  readonly voice?: true;
  /** The last status that comes, where it is not the usual one: reactions end with `sent`. */
  readonly ends?: "sent";
  /** The template behind a message sent without one. */
  readonly templateId?: string;
  /** Seconds after which an undelivered message is dropped. */
  readonly ttlSeconds?: number;
  /** The phone numbers of those members of a group whom the next status concerns. */
  readonly members?: string[];
}
