/**
 * The buttons that a new template may have.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
 */
import type { WireOtpApp } from "./template-components.ts";

/** Labels have at most 25 characters. */
export interface WireQuickReplyButton {
  type: "QUICK_REPLY";
  text: string;
}

/** Opens a web address. */
export interface WireUrlButton {
  type: "URL";
  text: string;
  /** At most 2,000 characters, with one variable at most, at its end. */
  url: string;
  /** One whole address, where there is a variable. */
  example?: string[];
}

/** Calls a phone number. */
export interface WirePhoneButton {
  type: "PHONE_NUMBER";
  text: string;
  /** At most 20 characters. */
  phone_number: string;
}

/** The label is Meta's. */
export interface WireCopyCodeButton {
  type: "COPY_CODE";
  example: string | string[];
}

type FlowSource =
  | { flow_id: string | number; flow_name?: never; flow_json?: never }
  | { flow_name: string; flow_id?: never; flow_json?: never }
  | { flow_json: string; flow_id?: never; flow_name?: never };
type FlowAction =
  | { flow_action?: "navigate"; navigate_screen?: string }
  | { flow_action: "data_exchange"; navigate_screen?: never };

/** Opens a form inside WhatsApp. */
export type WireFlowButton = {
  type: "FLOW";
  text: string;
  icon?: "DOCUMENT" | "PROMOTION" | "REVIEW";
} & FlowSource &
  FlowAction;

/** Opens the catalog; the label is Meta's. */
export interface WireCatalogButton {
  type: "CATALOG";
  text: "View catalog";
}

/** Opens a choice of products; the label is Meta's. */
export interface WireProductsButton {
  type: "MPM";
  text: "View items";
}

/** Opens one product; the label is Meta's. */
export interface WireProductButton {
  type: "SPM";
  text: "View";
}

/** Calls the business inside WhatsApp. */
export interface WireVoiceCallButton {
  type: "VOICE_CALL";
  text: string;
  /** 1 to 43,200; seven days when absent. */
  ttl_minutes?: number;
}

/** Opens an order to be paid. */
export interface WireOrderDetailsButton {
  type: "ORDER_DETAILS";
  text: string;
}

/** Asks for the person's phone number; the label is Meta's. */
export interface WireContactInfoButton {
  type: "REQUEST_CONTACT_INFO";
  text?: "Share Contact Info";
}

/** Opens an app. */
export interface WireAppButton {
  type: "APP";
  text: string;
  app_deep_link: Record<string, unknown>;
}

/** Every button of a template that is not for authentication. */
export type WireCreateButton =
  | WireQuickReplyButton
  | WireUrlButton
  | WirePhoneButton
  | WireCopyCodeButton
  | WireFlowButton
  | WireCatalogButton
  | WireProductsButton
  | WireProductButton
  | WireVoiceCallButton
  | WireOrderDetailsButton
  | WireContactInfoButton
  | WireAppButton;

/** Labels have at most 25 characters; Meta has its own where they are absent. */
export type WireOtpButton =
  | {
      type: "OTP";
      otp_type: "COPY_CODE";
      text?: string;
      autofill_text?: never;
      supported_apps?: never;
      zero_tap_terms_accepted?: never;
    }
  | {
      type: "OTP";
      otp_type: "ONE_TAP";
      text?: string;
      autofill_text?: string;
      /** At most 5. */
      supported_apps: WireOtpApp[];
      zero_tap_terms_accepted?: never;
    }
  | {
      type: "OTP";
      otp_type: "ZERO_TAP";
      text?: string;
      autofill_text?: string;
      /** At most 5. */
      supported_apps: WireOtpApp[];
      zero_tap_terms_accepted: true;
    };
