/**
 * `value` of the fields about a WhatsApp Business Account and its portfolio.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";
import type { WireAccountUpdateValue } from "./webhook-account-update.ts";
import type { WireLimitTier } from "./webhook-phone-numbers.ts";

/** The values of the fields about an account. */
export interface WireAccountFields {
  account_update: WireAccountUpdateValue;
  account_alerts: WireAccountAlertValue;
  account_review_update: WireAccountReviewValue;
  business_capability_update: WireCapabilityValue;
  payment_configuration_update: WirePaymentConfigurationValue;
  partner_solutions: WirePartnerSolutionValue;
}

/** Meta warns or tells of something about the account. */
export type WireAccountAlertValue = {
  entity_type?: OpenEnum<"BUSINESS" | "PHONE_NUMBER" | "CURRENT_STATUS_ID">;
  entity_id?: number | string;
  alert_info: {
    alert_severity?: OpenEnum<"CRITICAL" | "INFORMATIONAL" | "WARNING">;
    alert_status?: OpenEnum<"ACTIVE" | "NONE">;
    alert_type: OpenEnum<
      | "INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED"
      | "INCREASED_CAPABILITIES_ELIGIBILITY_FAILED"
      | "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO"
      | "OBA_APPROVED"
      | "OBA_REJECTED"
      | "PROFILE_PICTURE_LOST"
    >;
    alert_description?: string;
  };
};

/** Meta has reviewed the account. */
export type WireAccountReviewValue = { decision: OpenEnum<"APPROVED" | "REJECTED" | "PENDING" | "DEFERRED"> };

/** Limits stand as a number, as a number in a string, as a tier; no limit as `TIER_UNLIMITED`, `UNLIMITED` or -1. */
export type WireCapabilityValue = {
  /** The old name. */
  max_daily_conversation_per_phone?: number | OpenEnum<WireLimitTier>;
  max_daily_conversations_per_business?: number | OpenEnum<WireLimitTier>;
  max_phone_numbers_per_business?: number;
  max_phone_numbers_per_waba?: number;
};

/** A way to be paid has changed. */
export type WirePaymentConfigurationValue = {
  configuration_name: string;
  provider_name?: string;
  provider_mid?: string;
  status: OpenEnum<"Active" | "Needs Connecting" | "Needs Testing">;
  created_timestamp?: number | string;
  updated_timestamp?: number | string;
};

/** The id of the entry is the business portfolio. */
export type WirePartnerSolutionValue = {
  event: OpenEnum<"SOLUTION_CREATED" | "SOLUTION_UPDATED">;
  solution_id: string;
  solution_status?: OpenEnum<"ACTIVE" | "DEACTIVATED" | "DRAFT" | "INITIATED" | "REJECTED" | "PENDING_DEACTIVATION">;
};
