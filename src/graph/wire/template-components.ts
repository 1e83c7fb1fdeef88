/**
 * The parts of a template as Meta answers them: every kind, and no more told about their members than is sure. What a new
 * template may hold is in `template-create.ts`.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */

/** What a template's header is. */
export type WireHeaderFormat = "TEXT" | "IMAGE" | "VIDEO" | "GIF" | "DOCUMENT" | "LOCATION" | "PRODUCT";

/** A sample for a variable that has a name. */
export interface WireNamedSample {
  param_name: string;
  example: string;
}

/** What stands above the body of a template. */
export interface WireTemplateHeader {
  type: "HEADER";
  format: WireHeaderFormat;
  /** Only with format TEXT: at most 60 characters and one variable. */
  text?: string;
  example?: {
    header_text?: string[];
    header_text_named_params?: WireNamedSample[];
    /** The handle of an upload when it is handed in; an address when it is read back. */
    header_handle?: string[];
  };
}

/** The text of a template. */
export interface WireTemplateBody {
  type: "BODY";
  /** At most 1,024 characters. Absent on authentication templates, whose text is Meta's. */
  text?: string;
  example?: {
    body_text?: string[][];
    body_text_named_params?: WireNamedSample[];
  };
  add_security_recommendation?: boolean;
}

/** The small line below the body. */
export interface WireTemplateFooter {
  type: "FOOTER";
  /** At most 60 characters, no variables. */
  text?: string;
  code_expiration_minutes?: number;
}

/** An app that a one-time code may be filled into. */
export interface WireOtpApp {
  /** At most 224 characters. */
  package_name: string;
  /** Exactly 11 characters. */
  signature_hash: string;
}

/** A button of a template, told apart by `type`. */
export type WireTemplateButton =
  | { type: "QUICK_REPLY"; text: string }
  | { type: "URL"; text: string; url: string; example?: string[] }
  | { type: "PHONE_NUMBER"; text: string; phone_number: string }
  | { type: "COPY_CODE"; text?: string; example?: string | string[] }
  | {
      type: "FLOW";
      text: string;
      flow_id?: string | number;
      flow_name?: string;
      flow_json?: string;
      flow_action?: "navigate" | "data_exchange";
      navigate_screen?: string;
      icon?: "DOCUMENT" | "PROMOTION" | "REVIEW";
    }
  | { type: "CATALOG"; text: string }
  | { type: "MPM"; text: string }
  | { type: "SPM"; text: string }
  | {
      /** Meta answers it as a URL button. */
      type: "OTP";
      otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
      text?: string;
      autofill_text?: string;
      zero_tap_terms_accepted?: boolean;
      supported_apps?: WireOtpApp[];
    }
  | { type: "VOICE_CALL"; text: string; ttl_minutes?: number }
  | { type: "ORDER_DETAILS"; text: string }
  | { type: "REQUEST_CONTACT_INFO"; text?: string }
  | { type: "APP"; text: string; app_deep_link?: Record<string, unknown> };

/** The buttons of a template, in their order. */
export interface WireTemplateButtons {
  type: "BUTTONS";
  buttons: WireTemplateButton[];
}

/** One card of a template's carousel. */
export interface WireTemplateCard {
  components: (WireTemplateHeader | WireTemplateBody | WireTemplateButtons)[];
}

/** Cards that people move through. */
export interface WireTemplateCarousel {
  type: "CAROUSEL";
  cards: WireTemplateCard[];
}

/** An offer that may end. */
export interface WireTemplateLimitedTimeOffer {
  type: "LIMITED_TIME_OFFER";
  limited_time_offer: {
    /** At most 16 characters. */
    text: string;
    has_expiration?: boolean;
  };
}

/** Asks for the permission to call. It has no members. */
export interface WireTemplateCallPermissionRequest {
  type: "CALL_PERMISSION_REQUEST";
}

/** One part of a template, told apart by `type`. */
export type WireTemplateComponent =
  | WireTemplateHeader
  | WireTemplateBody
  | WireTemplateFooter
  | WireTemplateButtons
  | WireTemplateCarousel
  | WireTemplateLimitedTimeOffer
  | WireTemplateCallPermissionRequest;
