/**
 * Templates that Meta wrote: made from the library unchanged, they are approved at once.
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/template-library
 */
import type { OpenEnum } from "./common.ts";
import type { WireOtpApp } from "./template-components.ts";

export const templateLibraryPath = "/message_template_library";
export const wabaTemplateLibraryPath = (wabaId: string): string => `/${wabaId}/message_template_library`;

/** What a template of the library is about. */
export type WireLibraryTopic = OpenEnum<
  "ACCOUNT_UPDATE" | "CUSTOMER_FEEDBACK" | "ORDER_MANAGEMENT" | "PAYMENTS" | "GROUP_INVITE_LINK"
>;

/** Whom a template of the library is meant for. */
export type WireLibraryIndustry = OpenEnum<"E_COMMERCE" | "FINANCIAL_SERVICES">;

/** When a template of the library is sent. */
export type WireLibraryUseCase = OpenEnum<
  | "ACCOUNT_CREATION_CONFIRMATION"
  | "AUTO_PAY_REMINDER"
  | "DELIVERY_CONFIRMATION"
  | "DELIVERY_FAILED"
  | "DELIVERY_UPDATE"
  | "FEEDBACK_SURVEY"
  | "FRAUD_ALERT"
  | "LOW_BALANCE_WARNING"
  | "ORDER_ACTION_NEEDED"
  | "ORDER_CONFIRMATION"
  | "ORDER_DELAY"
  | "ORDER_OR_TRANSACTION_CANCEL"
  | "ORDER_PICK_UP"
  | "PAYMENT_ACTION_REQUIRED"
  | "PAYMENT_CONFIRMATION"
  | "PAYMENT_DUE_REMINDER"
  | "PAYMENT_OVERDUE"
  | "PAYMENT_REJECT_FAIL"
  | "PAYMENT_SCHEDULED"
  | "RECEIPT_ATTACHMENT"
  | "RETURN_CONFIRMATION"
  | "SHIPMENT_CONFIRMATION"
  | "STATEMENT_ATTACHMENT"
  | "STATEMENT_AVAILABLE"
  | "TRANSACTION_ALERT"
>;
/** Meta checks values of these kinds when the template is sent. */
export type WireLibraryParameterType = OpenEnum<
  "ADDRESS" | "TEXT" | "AMOUNT" | "DATE" | "PHONE_NUMBER" | "EMAIL" | "NUMBER"
>;

/** A template of the library. */
export interface WireLibraryTemplate {
  id: string;
  name: string;
  language: string;
  category: OpenEnum<"UTILITY" | "AUTHENTICATION">;
  topic?: WireLibraryTopic;
  usecase?: WireLibraryUseCase;
  industry?: WireLibraryIndustry[];
  header?: string;
  body: string;
  /** Samples, in the order of the variables. */
  body_params?: string[];
  body_param_types?: WireLibraryParameterType[];
  buttons?: { type: string; text: string; url?: string; phone_number?: string }[];
}

/** What a button of the library's template is completed with. */
export type WireLibraryButtonInput =
  | { type: "QUICK_REPLY" }
  | { type: "URL"; url: { base_url: string; url_suffix_example?: string } }
  | { type: "PHONE_NUMBER"; phone_number: string }
  | {
      type: "OTP";
      otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP";
      zero_tap_terms_accepted?: boolean;
      supported_apps?: WireOtpApp[];
    };

/** Which sentences of Meta's are added to the body. */
export interface WireLibraryBodyInputs {
  add_contact_number?: boolean;
  add_learn_more_link?: boolean;
  add_security_recommendation?: boolean;
  add_track_package_link?: boolean;
  code_expiration_minutes?: number;
}

/** A template of one's own, made from one of the library. */
export interface WireTemplateFromLibrary {
  name: string;
  language: string;
  category: "UTILITY" | "AUTHENTICATION";
  library_template_name: string;
  /** A list, or the same as JSON in a string. */
  library_template_button_inputs?: WireLibraryButtonInput[] | string;
  library_template_body_inputs?: WireLibraryBodyInputs;
  components?: never;
}
