/**
 * `value` of the fields about a business's numbers.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";

/** The values of the fields about a phone number. */
export interface WirePhoneNumberFields {
  phone_number_quality_update: WireNumberQualityValue;
  phone_number_name_update: WireNumberNameValue;
  account_settings_update: WireAccountSettingsValue;
  security: WireSecurityValue;
  business_username_updates: WireBusinessUsernameValue;
}

/** How many people a portfolio may write to in 24 hours. */
export type WireLimitTier =
  | "TIER_50"
  | "TIER_250"
  | "TIER_1K"
  | "TIER_2K"
  | "TIER_10K"
  | "TIER_100K"
  | "TIER_NOT_SET"
  | "TIER_UNLIMITED";

/** A number's limit or quality has changed. */
export type WireNumberQualityValue = {
  display_phone_number: string;
  event: OpenEnum<"ONBOARDING" | "THROUGHPUT_UPGRADE" | "UPGRADE" | "DOWNGRADE" | "FLAGGED" | "UNFLAGGED">;
  current_limit?: OpenEnum<WireLimitTier>;
  old_limit?: OpenEnum<WireLimitTier>;
  max_daily_conversations_per_business?: OpenEnum<WireLimitTier> | number;
};

/** Meta has reviewed the name that people see. */
export type WireNumberNameValue = {
  display_phone_number: string;
  decision: OpenEnum<"APPROVED" | "DEFERRED" | "PENDING" | "REJECTED">;
  requested_verified_name?: string;
  rejection_reason?: string | null;
};

/** Has no `time` on its entry. */
export type WireAccountSettingsValue = {
  messaging_product?: "whatsapp";
  timestamp?: number | string;
  type: OpenEnum<"phone_number_settings">;
  phone_number_settings?: { phone_number_id?: string; calling?: unknown; [member: string]: unknown };
};

/** The PIN of a number was changed, or somebody asked for that. */
export type WireSecurityValue = {
  display_phone_number: string;
  event: OpenEnum<"PIN_CHANGED" | "PIN_RESET_REQUEST" | "PIN_REQUEST_SUCCESS">;
  /** The user of Meta Business who asked. */
  requester?: string;
};

/** A number's username has changed. */
export type WireBusinessUsernameValue = {
  display_phone_number: string;
  /** Missing when it is deleted. */
  username?: string;
  status: OpenEnum<"approved" | "reserved" | "deleted">;
};
