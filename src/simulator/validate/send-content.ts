import { GraphFault } from "../errors.ts";
import { keys, optionalBoolean, requiredObject, requiredText, shown } from "./check.ts";
import { checkContacts } from "./contacts.ts";
import { checkInteractive } from "./interactive/interactive.ts";
import { checkLocation } from "./location.ts";
import { checkReaction } from "./reaction.ts";
import { checkMedia } from "./send-media.ts";
import type { Content, SendCall } from "./send-parts.ts";
import { checkPin } from "./send-pin.ts";
import { checkTemplateSend } from "./templates/send.ts";

/** What one type of message may be sent to, and how its content is checked. */
export interface ContentType {
  readonly check: (send: SendCall) => Content;
  readonly to: "anybody" | "people" | "groups";
  /** The members of the body: those of every send, and the content itself. */
  readonly known: ReadonlySet<string>;
}

const commonKeys = [
  "messaging_product",
  "recipient_type",
  "to",
  "recipient",
  "type",
  "biz_opaque_callback_data",
  "recipient_identity_key_hash",
  "category",
  "ttl_seconds",
  "direct_send_config",
  "messaging_account_id",
  "paid_messaging_account_id",
];

const textKeys = keys("body", "preview_url");
const longestText = 4_096;

function checkText({ body }: SendCall): Content {
  const text = requiredObject(body, "text", "", textKeys);
  optionalBoolean(text, "preview_url", "text");
  return { text: requiredText(text, "body", "text", longestText) };
}

const checkTemplate = ({ world, body }: SendCall): Content =>
  checkTemplateSend(world, requiredObject(body, "template", ""));

function contentType(
  name: string,
  to: ContentType["to"],
  check: ContentType["check"],
): [name: string, type: ContentType] {
  // A reaction is about a message already, so it quotes none.
  const quoting = name === "reaction" ? [] : ["context"];
  return [name, { check, to, known: keys(...commonKeys, ...quoting, name) }];
}

const contentTypes = new Map<string, ContentType>([
  contentType("text", "anybody", checkText),
  contentType("image", "anybody", (send) => checkMedia(send, "image")),
  contentType("video", "anybody", (send) => checkMedia(send, "video")),
  contentType("document", "anybody", (send) => checkMedia(send, "document")),
  contentType("audio", "anybody", (send) => checkMedia(send, "audio")),
  contentType("sticker", "anybody", (send) => checkMedia(send, "sticker")),
  contentType("location", "people", checkLocation),
  contentType("contacts", "people", checkContacts),
  contentType("interactive", "people", checkInteractive),
  contentType("reaction", "people", checkReaction),
  contentType("pin", "groups", checkPin),
  contentType("template", "anybody", checkTemplate),
]);

/** The type of that name; a type that does not exist is refused with 131051. */
export function contentTypeOf(name: string): ContentType {
  const type = contentTypes.get(name);
  if (type === undefined)
    throw new GraphFault(131051, { details: `Message type ${shown(name)} is currently not supported.` });
  return type;
}
