/**
 * Message templates of a WhatsApp Business Account.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
 */
import type { OpenEnum, WireList } from "./common.ts";
import type { WireTemplateComponent } from "./template-components.ts";
import type { WireDegreesOfFreedom } from "./template-create.ts";

export type * from "./template-components.ts";
export type * from "./template-create-buttons.ts";
export type * from "./template-create.ts";
export type * from "./template-edit.ts";

export const templatesPath = (wabaId: string): string => `/${wabaId}/message_templates`;
export const templatePath = (templateId: string): string => `/${templateId}`;
export const templateUnpausePath = (templateId: string): string => `/${templateId}/unpause`;
export const templateComparePath = (templateId: string): string => `/${templateId}/compare`;
export const templateArchivePath = (wabaId: string): string => `/${wabaId}/message_templates/archive`;
export const templateUnarchivePath = (wabaId: string): string => `/${wabaId}/message_templates/unarchive`;
/** `wabaId` is the account that gets the templates. */
export const templateMigratePath = (wabaId: string): string => `/${wabaId}/migrate_message_templates`;
export const templateUpsertPath = (wabaId: string): string => `/${wabaId}/upsert_message_templates`;
export const templatePreviewsPath = (wabaId: string): string => `/${wabaId}/message_template_previews`;

/** What a template is for: it decides the price and the rules. */
export type WireTemplateCategory = "AUTHENTICATION" | "MARKETING" | "UTILITY";

/** Where a template stands; only `APPROVED` ones can be sent. */
export type WireTemplateStatus = OpenEnum<
  | "APPROVED"
  | "PENDING"
  | "REJECTED"
  | "PAUSED"
  | "DISABLED"
  | "IN_APPEAL"
  | "FLAGGED"
  | "REINSTATED"
  | "PENDING_DELETION"
  | "DELETED"
  | "LIMIT_EXCEEDED"
  | "ARCHIVED"
  | "UNARCHIVED"
  | "LOCKED"
>;

/** Whether variables are numbers (`{{1}}`) or names (`{{name}}`). */
export type WireParameterFormat = "POSITIONAL" | "NAMED";

/** Why a template was rejected. */
export type WireRejectedReason = OpenEnum<
  | "ABUSIVE_CONTENT"
  | "INCORRECT_CATEGORY"
  | "INVALID_FORMAT"
  | "PROMOTIONAL"
  | "SCAM"
  | "TAG_CONTENT_MISMATCH"
  | "NONE"
  | "CATEGORY_NOT_AVAILABLE"
>;

/** What people make of a template: `RED` ones are paused. */
export type WireTemplateQuality = OpenEnum<"GREEN" | "YELLOW" | "RED" | "UNKNOWN">;

/** The answer to a new template. */
export interface WireTemplateCreated {
  id: string;
  status: WireTemplateStatus;
  category: WireTemplateCategory;
}

/** A template as Meta answers it. */
export interface WireTemplate {
  id: string;
  name: string;
  language: string;
  status: WireTemplateStatus;
  category: OpenEnum<WireTemplateCategory>;
  parameter_format?: WireParameterFormat;
  components: WireTemplateComponent[];
  rejected_reason?: WireRejectedReason;
  /** `date` in Unix seconds. */
  quality_score?: { score: WireTemplateQuality; date?: number };
  /** What Meta takes it for, where that differs. */
  correct_category?: OpenEnum<WireTemplateCategory>;
  previous_category?: OpenEnum<WireTemplateCategory>;
  sub_category?: string;
  /** `-1` stands for 30 days. */
  message_send_ttl_seconds?: number;
  library_template_name?: string;
  cta_url_link_tracking_opted_out?: boolean;
  degrees_of_freedom_spec?: WireDegreesOfFreedom;
  display_format?: string;
  health_status?: Record<string, unknown>;
  is_primary_device_delivery_only?: boolean;
  is_sms_fallback_enabled?: boolean;
  last_updated_time?: string | number;
  /** `AUTO_GENERATED` for those that Direct Send made. */
  source?: string;
  bid_spec?: Record<string, unknown>;
}

/** The answer to a change. */
export interface WireTemplateEdited {
  success: boolean;
  id?: string;
  name?: string;
  category?: OpenEnum<WireTemplateCategory>;
}

/** Whether a pause was ended. */
export interface WireTemplateUnpaused {
  success: boolean;
  /** Why not. */
  reason?: string;
}

/** The authentication template in each of its languages. */
export interface WireTemplateUpserted {
  data: { id: string; status: WireTemplateStatus; language: string }[];
}

/** Before June 2026 only `success` was answered. */
export interface WireTemplatesArchived {
  success?: boolean;
  archived_templates?: string[];
  unarchived_templates?: string[];
  /** Id → why not. */
  failed_templates?: Record<string, string>;
}

/** Which templates were copied to the account, and which were not. */
export interface WireTemplatesMigrated {
  migrated_templates: string[];
  /** Id → why not. */
  failed_templates?: Record<string, string>;
}

/** An authentication template in one language, in Meta's words. */
export interface WireTemplatePreview {
  language: string;
  body: string;
  footer?: string;
  buttons?: { type: string; text?: string; autofill_text?: string }[];
}

/** Why people blocked the business after a template. */
export type WireBlockReason = OpenEnum<
  | "NO_LONGER_NEEDED"
  | "NO_REASON"
  | "NO_REASON_GIVEN"
  | "NO_SIGN_UP"
  | "OFFENSIVE_MESSAGES"
  | "OTHER"
  | "OTP_DID_NOT_REQUEST"
  | "SPAM"
  | "UNKNOWN_BLOCK_REASON"
>;

/** One figure of a comparison. */
export type WireTemplateMetric =
  /** The ids, from the lowest rate of blocks to the highest. */
  | { metric: "BLOCK_RATE"; type: "RELATIVE"; order_by_relative_metric?: string[] }
  | { metric: "MESSAGE_SENDS"; type: "NUMBER_VALUES"; number_values?: { key: string; value: number }[] }
  | { metric: "TOP_BLOCK_REASON"; type: "STRING_VALUES"; string_values?: { key: string; value: WireBlockReason }[] };

/** How templates do beside one another. */
export type WireTemplateComparison = WireList<WireTemplateMetric>;

/** How many templates there are, and how many there may be. */
export interface WireTemplateSummary {
  total_count?: number;
  message_template_count?: number;
  message_template_limit?: number;
  are_translations_complete?: boolean;
}
