/**
 * Message templates of a WhatsApp Business Account.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type { OpenEnum } from "./common.ts";

export const templatesPath = (wabaId: string): string => `/${wabaId}/message_templates`;
export const templatePath = (templateId: string): string => `/${templateId}`;

export type WireTemplateCategory = "AUTHENTICATION" | "MARKETING" | "UTILITY";
export type WireTemplateStatus = OpenEnum<
  | "APPROVED"
  | "PENDING"
  | "REJECTED"
  | "PAUSED"
  | "DISABLED"
  | "IN_APPEAL"
  | "PENDING_DELETION"
  | "DELETED"
  | "LIMIT_EXCEEDED"
  | "ARCHIVED"
>;
export type WireParameterFormat = "POSITIONAL" | "NAMED";

export interface WireTemplateHeader {
  type: "HEADER";
  format: "TEXT" | "IMAGE" | "VIDEO" | "DOCUMENT" | "LOCATION";
  /** Only with format TEXT: at most 60 characters and one variable. */
  text?: string;
  example?: {
    header_text?: string[];
    header_text_named_params?: { param_name: string; example: string }[];
    header_handle?: string[];
  };
}

export interface WireTemplateBody {
  type: "BODY";
  /** At most 1,024 characters. Absent on authentication templates, whose text is Meta's. */
  text?: string;
  example?: {
    body_text?: string[][];
    body_text_named_params?: { param_name: string; example: string }[];
  };
  add_security_recommendation?: boolean;
}

export interface WireTemplateFooter {
  type: "FOOTER";
  /** At most 60 characters, no variables. */
  text?: string;
  code_expiration_minutes?: number;
}

export type WireTemplateButton =
  | { type: "QUICK_REPLY"; text: string }
  | { type: "URL"; text: string; url: string; example?: string[] }
  | { type: "PHONE_NUMBER"; text: string; phone_number: string }
  | { type: "COPY_CODE"; text?: string; example?: string | string[] }
  | { type: "OTP"; otp_type: "COPY_CODE" | "ONE_TAP" | "ZERO_TAP"; text?: string };

export interface WireTemplateButtons {
  type: "BUTTONS";
  buttons: WireTemplateButton[];
}

export type WireTemplateComponent = WireTemplateHeader | WireTemplateBody | WireTemplateFooter | WireTemplateButtons;

export interface WireTemplateCreate {
  /** `^[a-z0-9_]{1,512}$`, unique with the language. */
  name: string;
  language: string;
  category: WireTemplateCategory;
  parameter_format?: WireParameterFormat;
  message_send_ttl_seconds?: number;
  components: WireTemplateComponent[];
}

export interface WireTemplateCreated {
  id: string;
  status: WireTemplateStatus;
  category: WireTemplateCategory;
}

export interface WireTemplate {
  id: string;
  name: string;
  language: string;
  status: WireTemplateStatus;
  category: OpenEnum<WireTemplateCategory>;
  parameter_format?: WireParameterFormat;
  components: WireTemplateComponent[];
  rejected_reason?: string;
  quality_score?: { score: OpenEnum<"GREEN" | "YELLOW" | "RED" | "UNKNOWN">; date?: number };
}
