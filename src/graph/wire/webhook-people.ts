/**
 * What the webhooks of all subjects share: whose number it is, who the customer is, what went wrong.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */

/** The business number. */
export interface WireWebhookMetadata {
  display_phone_number: string;
  phone_number_id: string;
}

/** A person beside the messages and statuses of one delivery. */
export interface WireWebhookContact {
  /** `username` has no `@` in front. */
  profile?: { name?: string; username?: string };
  /** Missing for somebody who uses a username and whose number the business does not know. */
  wa_id?: string;
  /** Business-scoped user id: `US.90817263544536271819`. */
  user_id?: string;
  /** The same across linked portfolios: `US.ENT.…`. */
  parent_user_id?: string;
  identity_key_hash?: string;
}

/** The `errors[]` of webhooks: not the shape of the error envelope. */
export interface WireWebhookError {
  code: number;
  title: string;
  message?: string;
  error_data?: { details?: string };
  href?: string;
}
