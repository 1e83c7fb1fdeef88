import type { Customer } from "./customers.ts";
import { webhookError } from "../errors.ts";
import { seededWord } from "../ids.ts";
import type { InboundInput, InboundMedia } from "./inbound-input.ts";
import type { Content } from "./inbound-tap.ts";
import { mediaAddress } from "../media/media-address.ts";
import { defaultMimeTypes, type MediaKind } from "../media/media-types.ts";
import type { NumberState } from "../state.ts";
import type { World } from "../world.ts";

const mediaKinds: readonly MediaKind[] = ["image", "video", "document", "audio", "sticker"];
const mediaLife = 7 * 86_400_000;

/** The member named like the type, as the webhook has it, with what belongs beside it. */
export function contentOf(
  world: World,
  number: NumberState,
  customer: Customer,
  input: InboundInput,
  type: string,
): Content {
  const { text, reaction, contacts, edit } = input;
  const kind = mediaKinds.find((name) => name === type);
  const media = kind === undefined ? undefined : input[kind];
  if (kind !== undefined && media !== undefined) return { type, [kind]: storeMedia(world, number, kind, media) };
  switch (type) {
    case "text":
      return { type, text: { body: typeof text === "string" ? text : (text?.body ?? "") } };
    case "reaction": {
      const { emoji, ...rest } = reaction ?? { message_id: "" };
      return { type, reaction: emoji === undefined || emoji === "" ? rest : { ...rest, emoji } };
    }
    case "contacts":
      return { type, contacts: (contacts ?? []).map((contact) => ({ origin: "other", ...contact })) };
    case "edit": {
      const { original_message_id, message, text: newText = "" } = edit ?? { original_message_id: "" };
      return { type, edit: { original_message_id, message: message ?? { type: "text", text: { body: newText } } } };
    }
    case "system":
      return systemContent(world, customer, input);
    case "unsupported":
      return unsupportedContent(input);
    default:
      return { type, [type]: Object.entries(input).find(([name]) => name === type)?.[1] };
  }
}

/** Group messages of other kinds than text and media arrive as unsupported, with a code of their own. */
function unsupportedContent({ unsupported, group_id }: InboundInput): Content {
  const { code = group_id === undefined ? 131051 : 130501, ...rest } = unsupported ?? {};
  const details = "Message type is currently not supported.";
  const { href: _href, ...error } = webhookError(code, details);
  const title = code === 131051 ? "Message type unknown" : error.title;
  return {
    type: "unsupported",
    ...(rest.type === undefined ? {} : { unsupported: { type: rest.type } }),
    errors: [{ ...error, title, message: title }],
  };
}

function systemContent(world: World, customer: Customer, { system, identity }: InboundInput): Content {
  const note = { body: `User ${customer.name}: ${system?.type ?? ""}`, ...system };
  if (note.type !== "customer_identity_changed") return { type: "system", system: note };
  const created = Math.floor(world.clock.now() / 1_000);
  const hash = identity?.hash ?? seededWord(world.settings.seed, `identity ${customer.phone} ${created}`, 24);
  customer.identityHash = hash;
  return {
    type: "system",
    system: note,
    identity: { acknowledged: false, created_timestamp: created, ...identity, hash },
  };
}

/** Keeps the file, so that the business can fetch it by its id. */
function storeMedia(world: World, number: NumberState, kind: MediaKind, media: InboundMedia): Record<string, unknown> {
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
    url: mediaAddress(world, file.id),
    ...(media.caption === undefined ? {} : { caption: media.caption }),
    ...(media.filename === undefined ? {} : { filename: media.filename }),
    ...(kind === "audio" ? { voice: media.voice ?? false } : {}),
    ...(kind === "sticker" ? { animated: media.animated ?? false } : {}),
  };
}
