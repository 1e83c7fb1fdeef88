/**
 * Carousels outside templates: 2–10 cards under one text, no header or footer of their own.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-media-carousel-messages
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/messages/interactive-product-carousel-messages
 */
import type {
  WireBodyText,
  WireInteractiveImageHeader,
  WireLinkAction,
  WireInteractiveVideoHeader,
} from "./interactive-parts.ts";

/** `id` and `title` of at most 20 characters each. */
export interface WireCardReply {
  type: "quick_reply";
  quick_reply: { id: string; title: string };
}

type MediaCard<Header, Action> = {
  /** 0–9, each once. */
  card_index: number;
  type: "cta_url";
  header: Header;
  /** At most 160 characters and two line breaks. */
  body?: WireBodyText;
  action: Action;
};

type Link = WireLinkAction & { buttons?: never };
type Replies = { buttons: WireCardReply[]; name?: never; parameters?: never };

/** All cards show the same kind of file and have the same kind of buttons, as many on each. */
export type WireMediaCards =
  | MediaCard<WireInteractiveImageHeader, Link>[]
  | MediaCard<WireInteractiveVideoHeader, Link>[]
  | MediaCard<WireInteractiveImageHeader, Replies>[]
  | MediaCard<WireInteractiveVideoHeader, Replies>[];

/** A card with one product. */
export interface WireCarouselProduct {
  card_index: number;
  type: "product";
  /** The same catalog on every card. */
  action: { product_retailer_id: string; catalog_id: string };
}

/** Two to ten cards with pictures or films. */
export interface WireMediaCarousel {
  type: "carousel";
  body: WireBodyText;
  header?: never;
  footer?: never;
  action: { cards: WireMediaCards };
}

/** Two to ten cards with products. */
export interface WireProductCarousel {
  type: "carousel";
  body: WireBodyText;
  header?: never;
  footer?: never;
  action: { cards: WireCarouselProduct[] };
}
