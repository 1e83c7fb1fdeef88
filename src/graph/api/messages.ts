import type { CallOptions, Requester } from "../request.ts";
import { graphId } from "../identifiers.ts";
import { hasText, isRecord } from "../shape.ts";
import { messagesPath, type WireSendBody, type WireSendResponse } from "../wire/messages.ts";

type Contact = WireSendResponse["contacts"][number];
type Message = WireSendResponse["messages"][number];

const isContact = (value: unknown): value is Contact => hasText(value, "input");
const isMessage = (value: unknown): value is Message => hasText(value, "id");

/** Without the message's id nothing can be followed up, so an answer without one counts as no answer. */
function readSendResponse(body: unknown): WireSendResponse | undefined {
  if (!isRecord(body) || !Array.isArray(body["messages"])) return undefined;
  const messages = body["messages"].filter(isMessage);
  if (messages.length === 0) return undefined;
  const contacts: unknown[] = Array.isArray(body["contacts"]) ? body["contacts"] : [];
  return { messaging_product: "whatsapp", contacts: contacts.filter(isContact), messages };
}

export class MessagesApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Hands one message to Meta. A result means "accepted", nothing more: what became of it comes by webhook.
   * Never repeated once its bytes may have left.
   * @throws GraphError when Meta refused; NetworkError, whose `sent` says whether the message may have gone out.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
   */
  async send(phoneNumberId: string, body: WireSendBody, options: CallOptions = {}): Promise<WireSendResponse> {
    return this.#requester.request({
      ...options,
      method: "POST",
      path: messagesPath(graphId(phoneNumberId, "phone_number_id")),
      body,
      repeatable: false,
      read: readSendResponse,
      sensitive: { phones: [body.to] },
    });
  }
}
