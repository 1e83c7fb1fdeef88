import type { CallOptions, GraphRequest, Requester } from "../request.ts";
import { assertReadable } from "../check/read.ts";
import { assertSendable } from "../check/send.ts";
import { graphId } from "../identifiers.ts";
import type { Sensitive } from "../scrub.ts";
import { hasText, isRecord, isSuccess } from "../shape.ts";
import type { WireSuccess } from "../wire/common.ts";
import { marketingMessagesPath, type WireMarketingSendBody } from "../wire/marketing-messages.ts";
import { messagesPath, type WireSendBody, type WireSendResponse } from "../wire/messages.ts";
import type { WireReadBody } from "../wire/read-receipts.ts";

type Contact = WireSendResponse["contacts"][number];
type Message = WireSendResponse["messages"][number];

/** How a message is marked as read. */
export interface MarkAsReadOptions extends CallOptions {
  /** Shows the person "typing…" until the next message, for 25 seconds at most. */
  readonly typing?: boolean | undefined;
}

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

function recipientOf({ to, recipient }: Pick<WireSendBody, "to" | "recipient">): Sensitive {
  return { phones: to === undefined ? [] : [to], secrets: [recipient] };
}

/** A number begins with a digit or `+`; a user id, with the letters of a country. */
function addressee(to: string): Sensitive {
  return /^\+?\d/.test(to) ? { phones: [to] } : { secrets: [to] };
}

/** Sends messages, and marks those that came in as read. */
export class MessagesApi {
  readonly #requester: Requester;

  constructor(requester: Requester) {
    this.#requester = requester;
  }

  /**
   * Hands one message to Meta, for a person (phone number or business-scoped user id) or a group. A result means
   * "accepted", nothing more: what became of it comes by webhook. Never repeated once its bytes may have left.
   * @throws InputError (`message.invalid`) before a byte leaves, for what Meta would refuse; GraphError when Meta refused;
   * NetworkError, whose `sent` says whether the message may have gone out.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
   */
  async send(phoneNumberId: string, body: WireSendBody, options: CallOptions = {}): Promise<WireSendResponse> {
    const path = messagesPath(graphId(phoneNumberId, "phone_number_id"));
    assertSendable(body, { endpoint: "messages", now: new Date(this.#requester.now()) });
    return this.#send(path, body, options);
  }

  /**
   * As `send`, for a body that was checked when it was frozen: it leaves as it is. Like `send`, never repeated once its
   * bytes may have left.
   * @param message `body` is a whole `WireSendBody` as JSON; `to`, the phone number or user id in it, is kept out of errors.
   * @throws as `send` does, but for `message.invalid`: what is wrong with the body is Meta's to say.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
   */
  async sendPrepared(
    phoneNumberId: string,
    message: { readonly to: string; readonly body: string },
    options: CallOptions = {},
  ): Promise<WireSendResponse> {
    const path = messagesPath(graphId(phoneNumberId, "phone_number_id"));
    return this.#post(path, message.body, () => addressee(message.to), options);
  }

  /**
   * Sends a marketing template by way of the Marketing Messages API, which chooses when and whether it helps to send it.
   * As with `send`, never repeated once its bytes may have left.
   * @throws as `send` does; error 131055 or 134100 for templates of another category.
   * @see https://developers.facebook.com/docs/whatsapp/marketing-messages-lite-api/sending-messages
   */
  async sendMarketing(
    phoneNumberId: string,
    body: WireMarketingSendBody,
    options: CallOptions = {},
  ): Promise<WireSendResponse> {
    const path = marketingMessagesPath(graphId(phoneNumberId, "phone_number_id"));
    assertSendable(body, { endpoint: "marketing_messages", now: new Date(this.#requester.now()) });
    return this.#send(path, body, options);
  }

  /**
   * Marks a message that came in, and all before it, as read (in a group that one only); with `typing`, also shows that an
   * answer is being written. Doing it twice does no harm.
   * @throws GraphError 131009 for a message that is unknown or older than 30 days.
   * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/mark-message-as-read
   */
  async markAsRead(
    phoneNumberId: string,
    messageId: string,
    { typing, ...options }: MarkAsReadOptions = {},
  ): Promise<WireSuccess> {
    assertReadable(messageId);
    const body: WireReadBody = {
      messaging_product: "whatsapp",
      status: "read",
      message_id: messageId,
      ...(typing === true ? { typing_indicator: { type: "text" } } : {}),
    };
    return this.#requester.request({
      ...options,
      method: "POST",
      path: messagesPath(graphId(phoneNumberId, "phone_number_id")),
      body,
      repeatable: true,
      read: (answer) => (isSuccess(answer) ? answer : undefined),
    });
  }

  async #send(
    path: string,
    body: WireSendBody | WireMarketingSendBody,
    options: CallOptions,
  ): Promise<WireSendResponse> {
    return this.#post(path, JSON.stringify(body), () => recipientOf(body), options);
  }

  async #post(path: string, json: string, sensitive: () => Sensitive, options: CallOptions): Promise<WireSendResponse> {
    // One by one, none left out: spread, they cost a tenth of a send.
    const call: GraphRequest<WireSendResponse> & Required<CallOptions> = {
      signal: options.signal,
      patience: options.patience,
      maxAttempts: options.maxAttempts,
      onUsage: options.onUsage,
      method: "POST",
      path,
      json,
      repeatable: false,
      read: readSendResponse,
      sensitive,
    };
    return this.#requester.request(call);
  }
}
