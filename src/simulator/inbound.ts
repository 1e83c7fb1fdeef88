import type { WireInboundMedia, WireInboundMessage } from "../graph/wire/webhooks.ts";
import { digitsOf } from "./customers.ts";
import { defaultMimeTypes, type MediaKind } from "./media-types.ts";
import type { NumberState } from "./state.ts";
import { sendNumberWebhook, unixSeconds, webhookContact } from "./webhook-payloads.ts";
import type { World } from "./world.ts";

export interface InboundMedia {
  readonly mime_type?: string | undefined;
  readonly caption?: string | undefined;
  readonly filename?: string | undefined;
  readonly voice?: boolean | undefined;
  /** The file in base64; a few bytes when left out. */
  readonly data?: string | undefined;
}

/** What a customer writes: one content member, named like `type`. */
export interface InboundInput {
  readonly from: string;
  readonly profile?: { readonly name?: string | undefined; readonly username?: string | undefined } | undefined;
  /** The business number written to; the first one when left out. */
  readonly phone_number_id?: string | undefined;
  /** Follows from the member when left out. */
  readonly type?: string | undefined;
  readonly text?: string | { readonly body: string } | undefined;
  readonly button?: { readonly payload: string; readonly text: string } | undefined;
  readonly interactive?: { readonly type: string; readonly [member: string]: unknown } | undefined;
  readonly order?: WireInboundMessage["order"] | undefined;
  readonly reaction?: { readonly message_id: string; readonly emoji?: string | undefined } | undefined;
  readonly location?: WireInboundMessage["location"] | undefined;
  readonly contacts?: unknown[] | undefined;
  readonly image?: InboundMedia | undefined;
  readonly video?: InboundMedia | undefined;
  readonly document?: InboundMedia | undefined;
  readonly audio?: InboundMedia | undefined;
  readonly sticker?: InboundMedia | undefined;
  /** The message answered or tapped on. */
  readonly context?: { readonly id?: string | undefined; readonly message_id?: string | undefined } | undefined;
  readonly referral?: Record<string, unknown> | undefined;
}

const plainTypes = ["text", "button", "interactive", "order", "reaction", "location", "contacts"] as const;
const mediaTypes: readonly MediaKind[] = ["image", "video", "document", "audio", "sticker"];
const window = 24 * 3_600_000;
const mediaLife = 7 * 86_400_000;
const mostReceived = 20_000;

/** The content's type, or undefined when there is none. */
export function inboundType(input: InboundInput): string | undefined {
  const given = [...plainTypes, ...mediaTypes].filter((type) => input[type] !== undefined);
  if (input.type === undefined) return given.length === 1 ? given[0] : undefined;
  return input.type === "unsupported" || given.some((type) => type === input.type) ? input.type : undefined;
}

/** A customer writes. Opens the 24-hour window, and ends when the webhook has been tried once. */
export function receiveMessage(
  world: World,
  number: NumberState,
  input: InboundInput,
  type: string,
): { id: string; delivered: Promise<void> } {
  const { state, clock, ids } = world;
  const now = clock.now();
  const customer = state.customers.keep(digitsOf(input.from));
  if (input.profile?.name !== undefined) customer.name = input.profile.name;
  if (input.profile?.username !== undefined) customer.username = input.profile.username;
  customer.windows.set(number.id, now + window);

  const id = ids.wamid("inbound", customer.phone);
  const replyTo = input.context?.id ?? input.context?.message_id;
  const message: WireInboundMessage = {
    ...(replyTo === undefined ? {} : { context: { from: number.digits, id: replyTo } }),
    from: customer.phone,
    from_user_id: customer.bsuid,
    id,
    timestamp: unixSeconds(now),
    type,
    ...contentOf(world, number, input, type),
    ...(input.referral === undefined ? {} : { referral: input.referral }),
  };
  const text = message.text?.body ?? message.button?.text;
  state.received.set(id, {
    id,
    from: customer.phone,
    phoneNumberId: number.id,
    type,
    ...(text === undefined ? {} : { text }),
    at: now,
    read: false,
  });
  if (state.received.size > mostReceived) {
    for (const oldest of state.received.keys()) {
      state.received.delete(oldest);
      break;
    }
  }
  world.events.emit("inbound", message);
  const contacts = [webhookContact(customer, true)];
  return { id, delivered: sendNumberWebhook(world, number, "messages", { contacts, messages: [message] }) };
}

function contentOf(world: World, number: NumberState, input: InboundInput, type: string): Partial<WireInboundMessage> {
  if (type === "unsupported") {
    const title = "Message type unknown";
    return {
      errors: [
        { code: 131051, title, message: title, error_data: { details: "Message type is currently not supported." } },
      ],
    };
  }
  if (type === "text") {
    const { text } = input;
    return { text: { body: typeof text === "string" ? text : (text?.body ?? "") } };
  }
  for (const kind of mediaTypes) {
    const media = input[kind];
    if (kind === type && media !== undefined) return { [kind]: storeMedia(world, number, kind, media) };
  }
  for (const plain of plainTypes) if (plain === type) return { [plain]: input[plain] };
  return {};
}

/** Keeps the file, so that the business can fetch it by its id. */
function storeMedia(world: World, number: NumberState, kind: MediaKind, media: InboundMedia): WireInboundMedia {
  const bytes = Buffer.from(media.data ?? Buffer.from(`simulated ${kind}`).toString("base64"), "base64");
  const mimeType = media.mime_type ?? defaultMimeTypes[kind];
  const file = world.state.media.add({
    id: world.ids.object(),
    phoneNumberId: number.id,
    mimeType,
    bytes,
    expiresAt: world.clock.now() + mediaLife,
  });
  return {
    id: file.id,
    mime_type: mimeType,
    // Base64 in webhooks, hexadecimal in answers.
    sha256: Buffer.from(file.sha256, "hex").toString("base64"),
    ...(media.caption === undefined ? {} : { caption: media.caption }),
    ...(media.filename === undefined ? {} : { filename: media.filename }),
    ...(kind === "audio" ? { voice: media.voice ?? false } : {}),
    ...(kind === "sticker" ? { animated: false } : {}),
  };
}
