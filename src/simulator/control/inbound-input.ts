import * as v from "valibot";

/** What a person does, as `POST inbound` takes it: one content member, named like its type, or a tap. */

const text = v.string();
const words = v.optional(text);
const flag = v.optional(v.boolean());

const media = v.optional(
  v.strictObject({
    mime_type: words,
    caption: words,
    filename: words,
    voice: flag,
    animated: flag,
    /** The file in base64; a few bytes when left out. */
    data: words,
  }),
);

const orderItem = v.strictObject({
  product_retailer_id: text,
  quantity: v.number(),
  item_price: v.number(),
  currency: text,
});

const content = {
  text: v.optional(v.union([text, v.strictObject({ body: text })])),
  image: media,
  video: media,
  document: media,
  audio: media,
  sticker: media,
  location: v.optional(
    v.strictObject({
      latitude: v.number(),
      longitude: v.number(),
      name: v.exactOptional(text),
      address: v.exactOptional(text),
      url: v.exactOptional(text),
    }),
  ),
  contacts: v.optional(v.array(v.looseObject({}))),
  button: v.optional(v.strictObject({ payload: text, text })),
  interactive: v.optional(v.looseObject({ type: text })),
  order: v.optional(
    v.strictObject({ catalog_id: text, text: v.exactOptional(text), product_items: v.array(orderItem) }),
  ),
  /** Without an emoji, or with an empty one, the reaction is taken back. */
  reaction: v.optional(v.strictObject({ message_id: text, emoji: words })),
  /** WhatsApp's own note about the person. */
  system: v.optional(v.looseObject({ type: text })),
  edit: v.optional(
    v.strictObject({ original_message_id: text, message: v.optional(v.looseObject({ type: text })), text: words }),
  ),
  revoke: v.optional(v.strictObject({ original_message_id: text })),
  /** Something that the platform does not pass on: `{type: "poll_creation"}`. */
  unsupported: v.optional(
    v.strictObject({ type: v.exactOptional(text), code: v.optional(v.picklist([131051, 131060, 130501])) }),
  ),
};

export const inboundInput = v.strictObject({
  /** A phone number in any spelling, or a user id. */
  from: text,
  profile: v.optional(v.strictObject({ name: words, username: words })),
  /** The business number written to; the first one when left out. */
  phone_number_id: words,
  /** Written in this group, of which the person is a member. */
  group_id: words,
  /** Follows from the member when left out. */
  type: words,
  ...content,
  /** A button or row of the message answered, by its title or id: the right kind of answer is made of it. */
  tap: words,
  /** What a tapped form was filled with. */
  response: v.optional(v.record(text, v.unknown())),
  /** The person shares the own number, as asked for. */
  shareContact: v.optional(v.literal(true)),
  /** The message answered or tapped on, or that this one was passed on. */
  context: v.optional(
    v.strictObject({
      id: words,
      message_id: words,
      forwarded: flag,
      frequently_forwarded: flag,
      referred_product: v.optional(v.strictObject({ catalog_id: text, product_retailer_id: text })),
    }),
  ),
  /** The advertisement through which the person came; `true` for a sample. */
  referral: v.optional(v.union([v.literal(true), v.record(text, v.unknown())])),
  /** Beside `system` of `customer_identity_changed`. */
  identity: v.optional(v.looseObject({ hash: words })),
});

export type InboundInput = Readonly<v.InferOutput<typeof inboundInput>>;
export type InboundMedia = NonNullable<v.InferOutput<typeof media>>;

const contentTypes = Object.keys(content) as readonly (keyof typeof content)[];

/** The content's type; undefined when there is none, or more than one. */
export function inboundType(input: InboundInput): string | undefined {
  const given: string[] = contentTypes.filter((type) => input[type] !== undefined);
  if (input.tap !== undefined || input.shareContact === true) return given.length === 0 ? "tap" : undefined;
  if (input.type === undefined) return given.length === 1 ? given[0] : undefined;
  return given.includes(input.type) || (input.type === "unsupported" && given.length === 0) ? input.type : undefined;
}
