import type { WireWebhookError } from "../../graph/wire/webhooks.ts";
import { digitsOf } from "../customers.ts";
import { GraphFault, invalidParameter, invalidValue } from "../errors.ts";
import type { MediaKind } from "../media-types.ts";
import { NotSimulated } from "../not-simulated.ts";
import type { TemplateState } from "../state.ts";
import type { World } from "../world.ts";
import {
  type Json,
  keys,
  optionalBoolean,
  optionalText,
  refuseUnknown,
  requiredObject,
  requiredText,
} from "./check.ts";
import { checkMediaSource } from "./media-source.ts";
import { checkTemplateSend } from "./template-send.ts";

const commonKeys = [
  "messaging_product",
  "recipient_type",
  "to",
  "type",
  "context",
  "biz_opaque_callback_data",
  "recipient_identity_key_hash",
];
const contextKeys = keys("message_id");
const textKeys = keys("body", "preview_url");
const mediaKeys: Readonly<Record<MediaKind, ReadonlySet<string>>> = {
  image: keys("id", "link", "caption"),
  video: keys("id", "link", "caption"),
  document: keys("id", "link", "caption", "filename"),
  audio: keys("id", "link", "voice"),
  sticker: keys("id", "link"),
};

/** A checked message, ready to be accepted. */
export interface CheckedSend {
  /** Digits with the country code. */
  readonly to: string;
  readonly type: string;
  readonly text?: string | undefined;
  readonly template?: TemplateState | undefined;
  readonly callbackData?: string | undefined;
  readonly laterFailure?: WireWebhookError | undefined;
}

interface Content {
  readonly text?: string | undefined;
  readonly template?: TemplateState;
  readonly laterFailure?: WireWebhookError | undefined;
}

const content: Readonly<Record<string, (world: World, body: Json) => Content>> = {
  text(_world, body) {
    const text = requiredObject(body, "text", "", textKeys);
    optionalBoolean(text, "preview_url", "text");
    return { text: requiredText(text, "body", "text", 4_096) };
  },
  image: (world, body) => media(world, body, "image"),
  video: (world, body) => media(world, body, "video"),
  document: (world, body) => media(world, body, "document"),
  audio: (world, body) => media(world, body, "audio"),
  sticker: (world, body) => media(world, body, "sticker"),
  template: (world, body) => checkTemplateSend(world, requiredObject(body, "template", "")),
};

function media(world: World, body: Json, kind: MediaKind): Content {
  const object = requiredObject(body, kind, "", mediaKeys[kind]);
  const laterFailure = checkMediaSource(world, object, kind, kind);
  optionalText(object, "filename", kind, 240);
  optionalBoolean(object, "voice", kind);
  return { text: optionalText(object, "caption", kind, 1_024), laterFailure };
}

const file = "src/simulator/validate/send.ts";
/** Parts of the real endpoint that are not simulated yet; anything else unknown is refused as Meta refuses it. */
const laterTypes = keys("location", "contacts", "interactive", "reaction", "pin");
const laterKeys = [
  "recipient",
  "category",
  "ttl_seconds",
  "direct_send_config",
  "messaging_account_id",
  "paid_messaging_account_id",
];

const knownKeys: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.keys(content).map((type) => [type, keys(...commonKeys, type)]),
);

/** Checks the body of a send, in the order in which Meta notices faults. */
export function checkSend(world: World, body: Json, sender: string): CheckedSend {
  if (body["messaging_product"] === undefined) throw requiredAtTop("messaging_product");
  if (body["messaging_product"] !== "whatsapp")
    throw invalidParameter("Param messaging_product must be one of {WHATSAPP} - got something else.");
  for (const key of laterKeys)
    if (body[key] !== undefined) throw new NotSimulated(`the parameter ${key} of a message`, file);
  const to = recipient(body, sender);
  const type = body["type"] ?? "text";
  if (typeof type !== "string") throw invalidValue("Param type must be a string.");
  const check = Object.hasOwn(content, type) ? content[type] : undefined;
  const known = knownKeys[type];
  if (check === undefined || known === undefined) {
    if (laterTypes.has(type)) throw new NotSimulated(`messages of type ${type}`, file);
    throw new GraphFault(131051, { details: `Message type ${type} is currently not supported.` });
  }
  refuseUnknown(body, known, "");
  const callbackData = optionalText(body, "biz_opaque_callback_data", "", 512);
  optionalText(body, "recipient_identity_key_hash", "", 512);
  if (body["context"] !== undefined) {
    requiredText(requiredObject(body, "context", "", contextKeys), "message_id", "context", 512);
  }
  return { to, type, callbackData, ...check(world, body) };
}

const requiredAtTop = (key: string): GraphFault =>
  new GraphFault(100, { message: `(#100) The parameter ${key} is required.` });

function recipient(body: Json, sender: string): string {
  const to = body["to"];
  if (to === undefined || to === null || to === "") throw requiredAtTop("to");
  const kind = body["recipient_type"] ?? "individual";
  if (kind === "group") throw new NotSimulated("messages to groups", file);
  if (kind !== "individual") throw invalidParameter("Param recipient_type must be one of {INDIVIDUAL, GROUP}.");
  if (typeof to !== "string" || !/^\+?[\d\s()-]+$/.test(to)) throw invalidValue("Param to must be a phone number.");
  const digits = digitsOf(to);
  if (digits.length < 7 || digits.length > 15)
    throw invalidValue("Param to must be a phone number with its country code.");
  if (digits === sender) throw new GraphFault(131021, { details: "The recipient's phone number is the sender's." });
  return digits;
}
