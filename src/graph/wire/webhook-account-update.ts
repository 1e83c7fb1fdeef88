/**
 * `value` of field `account_update`: one name for many events, each with members of its own.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";

/** Which members are there follows from `event`. */
export type WireAccountUpdateValue = {
  event: OpenEnum<WireAccountUpdateEvent>;
  /** Of `ACCOUNT_VIOLATION` and `ACCOUNT_RESTRICTION`. */
  violation_info?: { violation_type?: string };
  restriction_info?: WireRestriction[];
  /** Of `DISABLED_UPDATE`. */
  ban_info?: WireBan;
  /** Of `PARTNER_*`. */
  waba_info?: WirePartnerAccount;
  /** Of `PARTNER_REMOVED`. */
  disconnection_info?: WireDisconnection;
  /** Of `PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE`. */
  partner_client_certification_info?: {
    client_business_id?: string;
    status?: string;
    rejection_reasons?: string[];
  };
  /** Of `AUTH_INTL_PRICE_ELIGIBILITY_UPDATE`. */
  auth_international_rate_eligibility?: {
    start_time?: number | string;
    exception_countries?: { country_code?: string; start_time?: number | string }[];
  };
  /** Of `BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE`: ISO 3166. */
  country?: string;
  /** Of `VOLUME_BASED_PRICING_TIER_UPDATE`. */
  volume_tier_info?: WireVolumeTier;
};

/** What happened to the account. */
export type WireAccountUpdateEvent =
  | "ACCOUNT_DELETED"
  | "ACCOUNT_VIOLATION"
  | "ACCOUNT_RESTRICTION"
  | "DISABLED_UPDATE"
  | "PARTNER_ADDED"
  | "PARTNER_REMOVED"
  | "PARTNER_APP_INSTALLED"
  | "PARTNER_APP_UNINSTALLED"
  | "ACCOUNT_OFFBOARDED"
  | "ACCOUNT_RECONNECTED"
  | "AD_ACCOUNT_LINKED"
  | "MM_LITE_TERMS_SIGNED"
  | "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE"
  | "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE"
  | "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE"
  | "VOLUME_BASED_PRICING_TIER_UPDATE";

/** What the account may not do for a while. */
export interface WireRestriction {
  restriction_type: OpenEnum<
    | "RESTRICTED_ADD_PHONE_NUMBER_ACTION"
    | "RESTRICTED_BIZ_INITIATED_MESSAGING"
    | "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"
    | "RESTRICTED_UTILITY_TEMPLATES"
    | "RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES"
    | "RESTRICTED_BUSINESS_INITIATED_CALLING"
    | "RESTRICTED_USER_INITIATED_CALLING"
    | "RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN"
    | "RESTRICTED_BIZ_INITIATED_AND_USER_INITIATED_CALLING"
  >;
  /** Unix seconds. */
  expiration?: number | string;
}

/** Meta disables the account, or lets it back. */
export interface WireBan {
  waba_ban_state?: OpenEnum<"DISABLE" | "REINSTATE" | "SCHEDULE_FOR_DISABLE">;
  /** As Meta writes it: a date in words. */
  waba_ban_date?: string;
}

/** The account that a partner gained or lost. */
export interface WirePartnerAccount {
  waba_id?: string;
  owner_business_id?: string;
  partner_app_id?: string;
  solution_id?: string;
  solution_partner_business_ids?: string[];
}

/** Why a number left the partner. */
export interface WireDisconnection {
  reason?: OpenEnum<
    | "BUSINESS_DOWNGRADE"
    | "PRIMARY_INACTIVITY"
    | "COMPANION_INACTIVITY"
    | "ACCOUNT_DISCONNECTED"
    | "CHANGE_NUMBER"
    | "USER_RE_REGISTERED"
  >;
  initiated_by?: OpenEnum<"USER" | "SYSTEM">;
}

/** The price by volume that was reached. */
export interface WireVolumeTier {
  /** Unix seconds. */
  tier_update_time?: number | string;
  pricing_category?: string;
  /** Messages from and to: `25000001:50000000`. */
  tier?: string;
  /** `2026-11` */
  effective_month?: string;
  region?: string;
}
