import * as v from "valibot";
import type { InboundInput } from "../people/inbound-input.ts";
import { exactly } from "../saved/exact-shape.ts";

/** `POST inbound`; what the members mean is said beside `InboundInput`. */

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
  reaction: v.optional(v.strictObject({ message_id: text, emoji: words })),
  system: v.optional(v.looseObject({ type: text })),
  edit: v.optional(
    v.strictObject({ original_message_id: text, message: v.optional(v.looseObject({ type: text })), text: words }),
  ),
  revoke: v.optional(v.strictObject({ original_message_id: text })),
  unsupported: v.optional(
    v.strictObject({ type: v.exactOptional(text), code: v.optional(v.picklist([131051, 131060, 130501])) }),
  ),
};

export const inboundInput = exactly<InboundInput>()(
  v.strictObject({
    from: text,
    profile: v.optional(v.strictObject({ name: words, username: words })),
    phone_number_id: words,
    group_id: words,
    type: words,
    ...content,
    tap: words,
    response: v.optional(v.record(text, v.unknown())),
    shareContact: v.optional(v.literal(true)),
    context: v.optional(
      v.strictObject({
        id: words,
        message_id: words,
        forwarded: flag,
        frequently_forwarded: flag,
        referred_product: v.optional(v.strictObject({ catalog_id: text, product_retailer_id: text })),
      }),
    ),
    referral: v.optional(v.union([v.literal(true), v.record(text, v.unknown())])),
    identity: v.optional(v.looseObject({ hash: words })),
  }),
);
