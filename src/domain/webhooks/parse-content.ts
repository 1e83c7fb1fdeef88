import type {
  WireInboundContext,
  WireInboundLocation,
  WireInboundMedia,
  WireInboundOrder,
  WireInboundReaction,
  WireReferral,
  WireSystemNote,
} from "../../graph/wire/webhooks.ts";
import type { InboundContent } from "./event-content.ts";
import { booleanAt, idAt, numberAt, recordAt, textAt, type ForeignRecord } from "./foreign-json.ts";
import { objectAt, shape, stampAt, wholeListAt, type RecordReader } from "./foreign-shape.ts";
import { parseAnswer } from "./parse-answer.ts";
import { cardsAt } from "./parse-cards.ts";

const media: RecordReader<WireInboundMedia> = shape(
  { id: idAt },
  {
    mime_type: textAt,
    sha256: textAt,
    caption: textAt,
    filename: textAt,
    url: textAt,
    voice: booleanAt,
    animated: booleanAt,
  },
);

const location: RecordReader<WireInboundLocation> = shape(
  { latitude: numberAt, longitude: numberAt },
  { name: textAt, address: textAt, url: textAt },
);

const order: RecordReader<WireInboundOrder> = shape(
  {
    catalog_id: idAt,
    product_items: wholeListAt(
      shape({ product_retailer_id: idAt, quantity: numberAt, item_price: numberAt, currency: textAt }, {}),
    ),
  },
  { text: textAt },
);

const reaction: RecordReader<WireInboundReaction> = shape({ message_id: textAt }, { emoji: textAt });

const system: RecordReader<WireSystemNote> = shape(
  { type: textAt },
  { body: textAt, wa_id: idAt, user_id: idAt, parent_user_id: idAt, previous_user_id: idAt },
);

const identity = objectAt(shape({}, { acknowledged: booleanAt, created_timestamp: stampAt, hash: textAt }));

const revoke = shape({ original_message_id: textAt }, {});

const readContext: RecordReader<WireInboundContext> = shape(
  {},
  {
    from: idAt,
    id: textAt,
    forwarded: booleanAt,
    frequently_forwarded: booleanAt,
    referred_product: objectAt(shape({}, { catalog_id: idAt, product_retailer_id: idAt })),
  },
);

const readReferral: RecordReader<WireReferral> = shape(
  {},
  {
    source_url: textAt,
    source_id: idAt,
    source_type: textAt,
    headline: textAt,
    body: textAt,
    media_type: textAt,
    image_url: textAt,
    video_url: textAt,
    thumbnail_url: textAt,
    ctwa_clid: textAt,
    welcome_message: objectAt(shape({}, { text: textAt })),
  },
);

type ContentReaders = {
  readonly [Type in InboundContent["type"]]?: (
    message: ForeignRecord,
    content: ForeignRecord,
  ) => Extract<InboundContent, { readonly type: Type }> | undefined;
};

const readers: ContentReaders = {
  text: (_, content) => {
    const body = textAt(content, "body");
    return body === undefined ? undefined : { type: "text", text: { body } };
  },
  image: (_, content) => withMember(media(content), (image) => ({ type: "image", image })),
  video: (_, content) => withMember(media(content), (video) => ({ type: "video", video })),
  document: (_, content) => withMember(media(content), (document) => ({ type: "document", document })),
  audio: (_, content) => withMember(media(content), (audio) => ({ type: "audio", audio })),
  sticker: (_, content) => withMember(media(content), (sticker) => ({ type: "sticker", sticker })),
  location: (_, content) => withMember(location(content), (place) => ({ type: "location", location: place })),
  contacts: (message) => withMember(cardsAt(message, "contacts"), (contacts) => ({ type: "contacts", contacts })),
  button: (_, content) => {
    const payload = textAt(content, "payload");
    const text = textAt(content, "text");
    const known = payload ?? text;
    if (known === undefined) return undefined;
    return { type: "button", button: { payload: payload ?? known, text: text ?? known } };
  },
  interactive: (_, content) =>
    withMember(parseAnswer(content), (interactive) => ({ type: "interactive", interactive })),
  order: (_, content) => withMember(order(content), (one) => ({ type: "order", order: one })),
  reaction: (_, content) => withMember(reaction(content), (one) => ({ type: "reaction", reaction: one })),
  system: (message, content) =>
    withMember(system(content), (note) => ({ type: "system", system: note, identity: identity(message, "identity") })),
  edit: (_, content) => {
    const id = textAt(content, "original_message_id");
    const edited = recordAt(content, "message");
    if (id === undefined) return undefined;
    // An edit of an edit says nothing that its last one does not.
    const now = textAt(edited, "type") === "edit" ? other : parseContent(edited);
    return { type: "edit", edit: { original_message_id: id, content: now } };
  },
  revoke: (_, content) => withMember(revoke(content), (one) => ({ type: "revoke", revoke: one })),
  unsupported: (_, content) => {
    const type = textAt(content, "type");
    return { type: "unsupported", unsupported: type === undefined ? {} : { type } };
  },
  media_placeholder: () => ({ type: "media_placeholder" }),
};

const other: InboundContent = { type: "other" };

/** The member that is named like the message's `type`, read as what Meta documents. */
export function parseContent(message: ForeignRecord): InboundContent {
  const type = textAt(message, "type") ?? "";
  if (!isKnown(type)) return other;
  return readers[type]?.(message, recordAt(message, type)) ?? other;
}

function isKnown(type: string): type is InboundContent["type"] {
  return Object.hasOwn(readers, type);
}

function withMember<Value, Content>(value: Value | undefined, content: (value: Value) => Content): Content | undefined {
  return value === undefined ? undefined : content(value);
}

export function parseContext(message: ForeignRecord): WireInboundContext | undefined {
  return objectAt(readContext)(message, "context");
}

export function parseReferral(message: ForeignRecord): WireReferral | undefined {
  return objectAt(readReferral)(message, "referral");
}
