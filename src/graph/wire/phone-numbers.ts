/**
 * Business phone numbers.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/manage-phone-numbers
 */
import type { OpenEnum } from "./common.ts";

export const phoneNumbersPath = (wabaId: string): string => `/${wabaId}/phone_numbers`;
export const phoneNumberPath = (phoneNumberId: string): string => `/${phoneNumberId}`;

/** Where a number's messages are told, instead of the account's or the app's own address. */
export interface WireWebhookConfiguration {
  /** At most 200 characters; empty takes the override away. */
  override_callback_uri: string;
  verify_token?: string;
}

/** Where a number's messages are told from now on. */
export interface WirePhoneNumberUpdate {
  webhook_configuration: WireWebhookConfiguration;
}

/** A business phone number with what was asked for of it. */
export interface WirePhoneNumber {
  id: string;
  display_phone_number: string;
  verified_name: string;
  /** Must be CONNECTED to send. */
  status?: OpenEnum<"CONNECTED" | "DISCONNECTED" | "PENDING" | "RESTRICTED" | "RATE_LIMITED" | "UNVERIFIED" | "BANNED">;
  quality_rating?: OpenEnum<"GREEN" | "YELLOW" | "RED" | "UNKNOWN" | "NA">;
  throughput?: { level: OpenEnum<"STANDARD" | "HIGH" | "NOT_APPLICABLE"> };
  whatsapp_business_manager_messaging_limit?: OpenEnum<
    "TIER_50" | "TIER_250" | "TIER_2K" | "TIER_10K" | "TIER_100K" | "TIER_UNLIMITED" | "UNTIERED"
  >;
  name_status?: OpenEnum<"APPROVED" | "AVAILABLE_WITHOUT_REVIEW" | "DECLINED" | "EXPIRED" | "PENDING_REVIEW" | "NONE">;
  code_verification_status?: OpenEnum<"NOT_VERIFIED" | "VERIFIED" | "EXPIRED">;
  account_mode?: OpenEnum<"LIVE" | "SANDBOX">;
  /** Used in the WhatsApp Business app as well: 20 messages a second, whatever `throughput` says. */
  is_on_biz_app?: boolean;
  platform_type?: OpenEnum<"CLOUD_API" | "ON_PREMISE" | "NOT_APPLICABLE">;
  /** Every address that is set; `phone_number` before `whatsapp_business_account` before `application`. */
  webhook_configuration?: { phone_number?: string; whatsapp_business_account?: string; application?: string };
}
