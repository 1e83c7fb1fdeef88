/**
 * `value` of the fields about templates.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type { OpenEnum } from "./common.ts";
import type { WireTemplateStatus } from "./templates.ts";

/** The values of the fields about templates. */
export interface WireTemplateFields {
  message_template_status_update: WireTemplateStatusValue;
  message_template_quality_update: WireTemplateQualityValue;
  message_template_components_update: WireTemplateComponentsValue;
  template_category_update: WireTemplateCategoryValue;
  template_correct_category_detection: WireCategoryDetectionValue;
}

/** Which template. */
export type WireTemplateOfWebhook = {
  message_template_id: number | string;
  message_template_name: string;
  /** `en_US`; some samples write `en-US`. */
  message_template_language: string;
};

/** A template was approved, rejected, paused… */
export type WireTemplateStatusValue = WireTemplateOfWebhook & {
  event: WireTemplateStatus;
  /** `NONE` or null where there is nothing to say. */
  reason?: string | null;
  message_template_category?: OpenEnum<"AUTHENTICATION" | "MARKETING" | "UTILITY">;
  disable_info?: { disable_date?: number | string };
  other_info?: {
    title?: OpenEnum<"FIRST_PAUSE" | "SECOND_PAUSE" | "RATE_LIMITING_PAUSE" | "UNPAUSE" | "DISABLED">;
    description?: string;
  };
  /** For `INVALID_FORMAT` only. */
  rejection_info?: { reason?: string; recommendation?: string };
};

/** What people make of a template. */
export type WireQualityScore = OpenEnum<"GREEN" | "YELLOW" | "RED" | "UNKNOWN">;

/** A template's quality has changed. */
export type WireTemplateQualityValue = WireTemplateOfWebhook & {
  previous_quality_score?: WireQualityScore;
  new_quality_score: WireQualityScore;
};

/** A template's text has changed. */
export type WireTemplateComponentsValue = WireTemplateOfWebhook & {
  /** The body. */
  message_template_element?: string;
  message_template_title?: string;
  message_template_footer?: string;
  message_template_buttons?: WireTemplateButtonOfWebhook[];
};

/** A button of a template whose text has changed. */
export interface WireTemplateButtonOfWebhook {
  message_template_button_type?: string;
  message_template_button_text?: string;
  message_template_button_url?: string;
  message_template_button_phone_number?: string;
}

/**
 * Announced a day before: `new_category` is still the present one, `correct_category` the coming one. Done:
 * `previous_category` and `new_category`.
 */
export type WireTemplateCategoryValue = WireTemplateOfWebhook & {
  new_category?: string;
  correct_category?: string;
  previous_category?: string;
  /** Unix seconds. */
  category_update_timestamp?: number | string;
};

/** Meta takes a template for one of another category. */
export type WireCategoryDetectionValue = WireTemplateOfWebhook & {
  category?: string;
  correct_category: string;
};
