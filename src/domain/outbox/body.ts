import { isPlain, readStored } from "../messages/stored-content.ts";
import type { QueuedMessage } from "../../storage/repos/claims.ts";

/** A message as Meta is sent it. */
export interface OutgoingMessage {
  /** E.164 */
  readonly to: string;
  /** The whole JSON body of the call. */
  readonly body: string;
}

/** The frozen content with the recipient, and our own id, by which a webhook leads back to the message. */
export function outgoing({
  id,
  customer_phone: phone,
  content,
}: Pick<QueuedMessage, "id" | "customer_phone" | "content">): OutgoingMessage {
  const to = phone ?? "";
  const envelope = { messaging_product: "whatsapp", recipient_type: "individual", to, biz_opaque_callback_data: id };
  // Frozen content is JSON already: to read it and write it again would double what a message costs here.
  const frozen = isPlain(content) ? content : JSON.stringify(readStored(content).content);
  return { to, body: `${JSON.stringify(envelope).slice(0, -1)},${frozen.slice(1)}` };
}
