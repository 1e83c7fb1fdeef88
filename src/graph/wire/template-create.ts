/**
 * What a new template is made of. The category and the kind of parameters say which parts go together, so that a wrong
 * combination does not compile.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type {
  WireNamedSample,
  WireTemplateCallPermissionRequest,
  WireTemplateLimitedTimeOffer,
} from "./template-components.ts";
import type { WireCreateButton, WireOtpButton, WireProductButton, WireUrlButton } from "./template-create-buttons.ts";

/** Samples of texts, where `parameter_format` is POSITIONAL or absent. */
export interface WirePositionalSamples {
  header: { header_text: string[]; header_text_named_params?: never; header_handle?: never };
  body: { body_text: string[][]; body_text_named_params?: never };
}
/** Samples of texts, where `parameter_format` is NAMED. */
export interface WireNamedSamples {
  header: { header_text_named_params: WireNamedSample[]; header_text?: never; header_handle?: never };
  body: { body_text_named_params: WireNamedSample[]; body_text?: never };
}

/** Samples of texts, by the template's `parameter_format`. */
export type WireSamples = WirePositionalSamples | WireNamedSamples;

/** A line of text above the body. */
export interface WireTextHeader<Of extends WireSamples = WireSamples> {
  type: "HEADER";
  format: "TEXT";
  /** At most 60 characters and one variable. */
  text: string;
  example?: Of["header"];
}

/** A picture, film or file above the body. */
export interface WireMediaHeader<Format extends "IMAGE" | "VIDEO" | "GIF" | "DOCUMENT"> {
  type: "HEADER";
  format: Format;
  text?: never;
  /** The handle of a resumable upload. */
  example: { header_handle: string[]; header_text?: never; header_text_named_params?: never };
}

/** Place and product are said when it is sent. */
export interface WireBareHeader<Format extends "LOCATION" | "PRODUCT"> {
  type: "HEADER";
  format: Format;
  text?: never;
  example?: never;
}

/** The text of a template, with its samples. */
export interface WireTextBody<Of extends WireSamples = WireSamples> {
  type: "BODY";
  /** At most 1,024 characters; with a limited-time offer 600; with one product, and on a card, 160. */
  text: string;
  example?: Of["body"];
  add_security_recommendation?: never;
}

/** The small line below the body. */
export interface WireTextFooter {
  type: "FOOTER";
  /** At most 60 characters, no variables. */
  text: string;
  code_expiration_minutes?: never;
}

/** The buttons, in their order. */
export interface WireButtonsOf<Button> {
  type: "BUTTONS";
  /** At most 10, quick replies side by side. */
  buttons: Button[];
}

/** The header is a must, the body is on all cards or on none; one or two buttons. */
export interface WireMediaCard<Of extends WireSamples = WireSamples> {
  components: (WireMediaHeader<"IMAGE" | "VIDEO"> | WireTextBody<Of> | WireButtonsOf<WireCreateButton>)[];
}

/** A card with one product: header and one button. */
export interface WireProductCard<Of extends WireSamples = WireSamples> {
  components: (WireBareHeader<"PRODUCT"> | WireTextBody<Of> | WireButtonsOf<WireProductButton | WireUrlButton>)[];
}

/** Cards of one kind. */
export interface WireCarousel<Of extends WireSamples = WireSamples> {
  type: "CAROUSEL";
  /** 2 to 10 of media, all built alike; of products two, which stand for up to ten. */
  cards: WireMediaCard<Of>[] | WireProductCard<Of>[];
}

type CommonComponent<Of extends WireSamples> =
  | WireTextHeader<Of>
  | WireMediaHeader<"IMAGE" | "VIDEO" | "DOCUMENT">
  | WireBareHeader<"LOCATION" | "PRODUCT">
  | WireTextBody<Of>
  | WireTextFooter
  | WireButtonsOf<WireCreateButton>
  | WireTemplateCallPermissionRequest;

/** One part of a utility template. */
export type WireUtilityComponent<Of extends WireSamples = WireSamples> = CommonComponent<Of>;

/** One part of a marketing template. */
export type WireMarketingComponent<Of extends WireSamples = WireSamples> =
  | CommonComponent<Of>
  /** With the Marketing Messages API only. */
  | WireMediaHeader<"GIF">
  | WireCarousel<Of>
  | WireTemplateLimitedTimeOffer;

/** Body and footer are Meta's own words; a button with the code is a must. */
export type WireAuthenticationComponent =
  | { type: "BODY"; text?: never; example?: never; add_security_recommendation?: boolean }
  | {
      type: "FOOTER";
      text?: never;
      /** 1 to 90. */
      code_expiration_minutes: number;
    }
  | WireButtonsOf<WireOtpButton>;

/** Meta's automatic changes to a creative, by feature; off unless opted in to. */
export interface WireDegreesOfFreedom {
  creative_features_spec: Record<string, { enroll_status: "OPT_IN" | "OPT_OUT" }>;
}

interface CreateBase {
  /** `^[a-z0-9_]{1,512}$`, unique with the language. */
  name: string;
  language: string;
  /** How long Meta tries to deliver. Authentication 30–900, utility 30–43,200, marketing 43,200–2,592,000. */
  message_send_ttl_seconds?: number;
  sub_category?: string;
  display_format?: string;
  cta_url_link_tracking_opted_out?: boolean;
  degrees_of_freedom_spec?: WireDegreesOfFreedom;
  is_primary_device_delivery_only?: boolean;
  bid_spec?: Record<string, unknown>;
}

/** A new template that brings a one-time code. */
export interface WireAuthenticationTemplateCreate extends CreateBase {
  category: "AUTHENTICATION";
  parameter_format?: "POSITIONAL";
  components: WireAuthenticationComponent[];
}

type Formatted<Positional, Named> =
  | { parameter_format?: "POSITIONAL"; components: Positional[] }
  | { parameter_format: "NAMED"; components: Named[] };

/** A new template about something that the person asked for or bought. */
export type WireUtilityTemplateCreate = CreateBase & { category: "UTILITY" } & Formatted<
    WireUtilityComponent<WirePositionalSamples>,
    WireUtilityComponent<WireNamedSamples>
  >;

/** A new template of any other purpose. */
export type WireMarketingTemplateCreate = CreateBase & { category: "MARKETING" } & Formatted<
    WireMarketingComponent<WirePositionalSamples>,
    WireMarketingComponent<WireNamedSamples>
  >;

/** A new template, told apart by `category`. */
export type WireTemplateCreate =
  | WireAuthenticationTemplateCreate
  | WireUtilityTemplateCreate
  | WireMarketingTemplateCreate;

/** Labels are Meta's here: they cannot be chosen for many languages at once. */
type UpsertButton = WireOtpButton & { text?: never; autofill_text?: never };

/** An authentication template in several languages at once: made where it is missing, changed where it is there. */
export interface WireTemplateUpsert {
  name: string;
  category: "AUTHENTICATION";
  languages: string[];
  message_send_ttl_seconds?: number;
  components: (
    | { type: "BODY"; add_security_recommendation?: boolean }
    | { type: "FOOTER"; code_expiration_minutes: number }
    | WireButtonsOf<UpsertButton>
  )[];
}
