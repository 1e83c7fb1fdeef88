import type { WireCardReply, WireLinkAction, WireMediaCards, WireMediaSource } from "../wire/messages.ts";
import type { ReplyChoice, InteractiveContent, LinkChoice } from "./interactive.ts";
import { bodyAndFooter, checked, each, given } from "./make.ts";
import { onlyOne, type OneOf } from "./one-of.ts";

/** What `content.product` takes. */
export interface ProductInput {
  readonly catalogId: string;
  readonly productId: string;
  readonly body?: string | undefined;
  readonly footer?: string | undefined;
}

/**
 * One product of the catalog.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function product(input: ProductInput): InteractiveContent<"product"> {
  const { catalogId, productId, body, footer } = input;
  const words = given({
    body: body === undefined ? undefined : { text: body },
    footer: footer === undefined ? undefined : { text: footer },
  });
  const action = { catalog_id: catalogId, product_retailer_id: productId };
  return checked({ type: "interactive", interactive: { type: "product", ...words, action } });
}

/** What `content.productList` takes. */
export interface ProductListInput {
  readonly catalogId: string;
  /** At most 60 characters. */
  readonly header: string;
  readonly body: string;
  readonly footer?: string | undefined;
  readonly sections: readonly { readonly title: string; readonly productIds: readonly string[] }[];
}

/**
 * Up to 30 products in up to ten sections, whose titles have at most 24 characters.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function productList(input: ProductListInput): InteractiveContent<"product_list"> {
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

/** What `content.catalog` takes. */
export interface CatalogInput {
  readonly body: string;
  readonly footer?: string | undefined;
  readonly thumbnailProductId?: string | undefined;
}

/**
 * A button that opens the catalog; without a product's picture, the first one's.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/sell-products-and-services/share-products
 */
export function catalog(input: CatalogInput): InteractiveContent<"catalog_message"> {
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
export type MediaCardInput = OneOf<{ image: WireMediaSource; video: WireMediaSource }> &
  OneOf<{ link: LinkChoice; replies: readonly ReplyChoice[] }> & { readonly body?: string | undefined };

/** What `content.mediaCarousel` takes. */
export interface MediaCarouselInput {
  readonly body: string;
  /** Two to ten. All have a picture or all a film, and all the same kind and number of buttons. */
  readonly cards: readonly MediaCardInput[];
}

function cardOf(card: MediaCardInput, card_index: number) {
  const path = `interactive.action.cards[${card_index}]`;
  onlyOne(card, ["image", "video"], `${path}.header`);
  onlyOne(card, ["link", "replies"], `${path}.action`);
  return {
    card_index,
    type: "cta_url" as const,
    header: card.image === undefined ? { type: "video", video: card.video } : { type: "image", image: card.image },
    ...given({ body: card.body === undefined ? undefined : { text: card.body } }),
    action: card.link === undefined ? { buttons: each(card.replies, replyOf) } : linkOf(card.link),
  };
}

const replyOf = (choice: ReplyChoice): WireCardReply => ({ type: "quick_reply", quick_reply: choice });
const linkOf = ({ title, url }: LinkChoice): WireLinkAction => ({
  name: "cta_url",
  parameters: { display_text: title, url },
});

/**
 * Two to ten cards. All have a picture or all a film, and all the same kind and number of buttons.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-media-carousel-messages
 */
export function mediaCarousel(input: MediaCarouselInput): InteractiveContent<"carousel"> {
  const cards = each(input.cards, cardOf);
  return checked({
    type: "interactive",
    // That the cards are alike is what the check is for.
    interactive: { type: "carousel", body: { text: input.body }, action: { cards: cards as WireMediaCards } },
  });
}

/** What `content.productCarousel` takes. */
export interface ProductCarouselInput {
  readonly catalogId: string;
  readonly body: string;
  readonly productIds: readonly string[];
}

/**
 * Two to ten products of one catalog.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-product-carousel-messages
 */
export function productCarousel(input: ProductCarouselInput): InteractiveContent<"carousel"> {
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
