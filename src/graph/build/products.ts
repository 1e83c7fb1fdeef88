import type { WireCardReply, WireMediaCards, WireMediaSource } from "../wire/messages.ts";
import type { Choice, Interactive, Link } from "./interactive.ts";
import { bodyAndFooter, checked, each, given } from "./make.ts";

interface Catalog {
  readonly catalogId: string;
}

/**
 * One product of the catalog.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function product(
  input: Catalog & {
    readonly productId: string;
    readonly body?: string | undefined;
    readonly footer?: string | undefined;
  },
): Interactive<"product"> {
  const { catalogId, productId, body, footer } = input;
  const words = given({
    body: body === undefined ? undefined : { text: body },
    footer: footer === undefined ? undefined : { text: footer },
  });
  const action = { catalog_id: catalogId, product_retailer_id: productId };
  return checked({ type: "interactive", interactive: { type: "product", ...words, action } });
}

/**
 * Up to 30 products in up to ten sections, whose titles have at most 24 characters.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function productList(
  input: Catalog & {
    readonly header: string;
    readonly body: string;
    readonly footer?: string | undefined;
    readonly sections: readonly { readonly title: string; readonly productIds: readonly string[] }[];
  },
): Interactive<"product_list"> {
  const sections = each(input.sections, ({ title, productIds }) => ({
    title,
    product_items: each(productIds, (product_retailer_id) => ({ product_retailer_id })),
  }));
  return checked({
    type: "interactive",
    interactive: {
      type: "product_list",
      header: { type: "text", text: input.header },
      ...bodyAndFooter(input),
      action: { catalog_id: input.catalogId, sections },
    },
  });
}

/**
 * A button that opens the catalog; without a product's picture, the first one's.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function catalog(input: {
  readonly body: string;
  readonly footer?: string | undefined;
  readonly thumbnailProductId?: string | undefined;
}): Interactive<"catalog_message"> {
  const { thumbnailProductId: id } = input;
  const parameters = id === undefined ? undefined : { thumbnail_product_retailer_id: id };
  return checked({
    type: "interactive",
    interactive: {
      type: "catalog_message",
      ...bodyAndFooter(input),
      action: { name: "catalog_message", ...given({ parameters }) },
    },
  });
}

/** A picture or a film, words (160 characters, two line breaks), and a link or replies (20 characters each). */
export type MediaCard = ({ readonly image: WireMediaSource } | { readonly video: WireMediaSource }) & {
  readonly body?: string | undefined;
} & (
    | { readonly link: Link; readonly replies?: never }
    | { readonly replies: readonly Choice[]; readonly link?: never }
  );

/** With both, as types forbid, both are passed on to be refused. */
function cardAction({ link, replies }: MediaCard) {
  const reply = (choice: Choice): WireCardReply => ({ type: "quick_reply", quick_reply: choice });
  const opens = link && { name: "cta_url" as const, parameters: { display_text: link.title, url: link.url } };
  return { ...opens, ...given({ buttons: replies && each(replies, reply) }) };
}

/**
 * Two to ten cards. All have a picture or all a film, and all the same kind and number of buttons.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-media-carousel-messages
 */
export function mediaCarousel(input: {
  readonly body: string;
  readonly cards: readonly MediaCard[];
}): Interactive<"carousel"> {
  const cards = each(input.cards, (card, card_index) => ({
    card_index,
    type: "cta_url" as const,
    header: "image" in card ? { type: "image", image: card.image } : { type: "video", video: card.video },
    ...given({ body: card.body === undefined ? undefined : { text: card.body } }),
    action: cardAction(card),
  }));
  return checked({
    type: "interactive",
    // That the cards are alike is what the check is for.
    interactive: { type: "carousel", body: { text: input.body }, action: { cards: cards as WireMediaCards } },
  });
}

/**
 * Two to ten products of one catalog.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-product-carousel-messages
 */
export function productCarousel(
  input: Catalog & { readonly body: string; readonly productIds: readonly string[] },
): Interactive<"carousel"> {
  const cards = each(input.productIds, (product_retailer_id, card_index) => ({
    card_index,
    type: "product" as const,
    action: { product_retailer_id, catalog_id: input.catalogId },
  }));
  return checked({
    type: "interactive",
    interactive: { type: "carousel", body: { text: input.body }, action: { cards } },
  });
}
