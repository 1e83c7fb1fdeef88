/**
 * The other form of `POST /{phone_number_id}/messages`: marks a message that came in as read, and may show "typing…".
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read
 */
export interface WireReadBody {
  messaging_product: "whatsapp";
  status: "read";
  /** `wamid.…` of the message that came in, at most 30 days old. */
  message_id: string;
  /** Gone with the next message, or after 25 seconds. */
  typing_indicator?: { type: "text" };
}
