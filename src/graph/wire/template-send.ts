/**
 * Template messages: the template's name and what fills it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
 */
import type { WireProductSection } from "./interactive.ts";
import type { WireMediaSource, WireNamedDocument } from "./media-source.ts";
import type { WireOrderDetailsParameters } from "./orders.ts";

/** `parameter_name` in templates with named parameters; without it the order counts. */
export interface WireTemplateTextParameter {
  type: "text";
  text: string;
  parameter_name?: string;
}

/** A place in a template's header, in degrees. */
export interface WireTemplateLocation {
  latitude: string | number;
  longitude: string | number;
  name?: string;
  address?: string;
}

/** Above a card of a carousel: exactly one. */
export type WireTemplateCardHeaderParameter =
  | { type: "image"; image: WireMediaSource }
  | { type: "video"; video: WireMediaSource }
  | { type: "product"; product: { product_retailer_id: string; catalog_id: string } };

/** A header takes exactly one. */
export type WireTemplateHeaderParameter =
  | WireTemplateCardHeaderParameter
  /** At most 60 characters with the header's fixed words. */
  | WireTemplateTextParameter
  /** An MP4 of at most 3.5 MB; only through the Marketing Messages API. */
  | { type: "gif"; gif: WireMediaSource }
  | { type: "document"; document: WireNamedDocument }
  | { type: "location"; location: WireTemplateLocation };

/** A date; phones show `fallback_value`. */
export interface WireTemplateDate {
  fallback_value: string;
  day_of_week?: string | number;
  year?: number;
  month?: number;
  day_of_month?: number;
  hour?: number;
  minute?: number;
  calendar?: string;
}

/** One value of a template's body. */
export type WireTemplateBodyParameter =
  | WireTemplateTextParameter
  | {
      type: "currency";
      /** The amount in thousandths. */
      currency: { fallback_value: string; code: string; amount_1000: number };
      parameter_name?: string;
    }
  | { type: "date_time"; date_time: WireTemplateDate; parameter_name?: string }
  /** Of templates that invite to a group. */
  | { type: "group_id"; group_id: string };

/** One value of a template's header or body. */
export type WireTemplateParameter = WireTemplateHeaderParameter | WireTemplateBodyParameter;

type Button<SubType, Parameter> = {
  type: "button";
  sub_type: SubType;
  /** Position among the template's buttons, from 0. */
  index: string | number;
  parameters: Parameter[];
};

/** The end of a URL button's address, or the code of an authentication template (at most 15 characters). */
type TextParameter = { type: "text"; text: string };
/** At most 256 characters; comes back when the button is tapped. */
type PayloadParameter = { type: "payload"; payload: string };
/** At most 20 characters; 15 in a limited-time offer. */
type CouponParameter = { type: "coupon_code"; coupon_code: string };
type Action<Members> = { type: "action"; action: Members };
type FlowAction = Action<{ flow_token?: string; flow_action_data?: Record<string, unknown> }>;
type CatalogAction = Action<{ thumbnail_product_retailer_id: string }>;
type ProductsAction = Action<{ thumbnail_product_retailer_id: string; sections: WireProductSection[] }>;
type OrderAction = Action<{ order_details: WireOrderDetailsParameters }>;
type MinutesParameter = { type: "ttl_minutes"; ttl_minutes: number };

/** What a template's button takes. */
export type WireTemplateButtonParameter =
  | TextParameter
  | PayloadParameter
  | CouponParameter
  | FlowAction
  | CatalogAction
  | ProductsAction
  | OrderAction
  | MinutesParameter;

/** What fills one button; buttons that take nothing are left out. */
export type WireTemplateButtonComponent =
  | Button<"url", TextParameter>
  | Button<"quick_reply", PayloadParameter>
  | Button<"copy_code", CouponParameter>
  | Button<"flow", FlowAction>
  | Button<"catalog" | "CATALOG", CatalogAction>
  | Button<"mpm", ProductsAction>
  | Button<"order_details", OrderAction>
  | Button<"voice_call", MinutesParameter | PayloadParameter>;

/** What fills the header. */
export interface WireTemplateHeaderComponent {
  type: "header";
  parameters: WireTemplateHeaderParameter[];
}

/** What fills the body. */
export interface WireTemplateBodyComponent {
  type: "body";
  parameters: WireTemplateBodyParameter[];
}

/** What fills the header of a card. */
export interface WireTemplateCardHeaderComponent {
  type: "header";
  parameters: WireTemplateCardHeaderParameter[];
}

/** What fills one card of a carousel. */
export interface WireTemplateSendCard {
  card_index: number;
  components: (WireTemplateCardHeaderComponent | WireTemplateBodyComponent | WireTemplateButtonComponent)[];
}

/** What fills one part of a template. */
export type WireTemplateSendComponent =
  | WireTemplateHeaderComponent
  | WireTemplateBodyComponent
  | WireTemplateButtonComponent
  /** Media: as many cards as the template was made with; products: 2–10. */
  | { type: "carousel"; cards: WireTemplateSendCard[] }
  | {
      type: "limited_time_offer";
      /** Milliseconds since 1970. */
      parameters: { type: "limited_time_offer"; limited_time_offer: { expiration_time_ms: number } }[];
    }
  /** Only for verified businesses of high quality. */
  | {
      type: "tap_target_configuration";
      parameters: {
        type: "tap_target_configuration";
        tap_target_configuration: { url: string; title: string }[];
      }[];
    };

/** Which template is sent, in which language, and what fills it. */
export interface WireTemplateSend {
  name: string;
  language: { code: string; policy?: "deterministic" };
  /** Left out when nothing varies. */
  components?: WireTemplateSendComponent[];
}
