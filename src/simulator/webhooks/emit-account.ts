import { accountField, type EmitField, inAWeek, only, type SampleCall } from "./emit-samples.ts";

/**
 * Webhooks about the account as a whole.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components
 */

const partner = ({ world }: SampleCall): Record<string, unknown> => ({
  waba_info: {
    waba_id: world.credentials.wabaId,
    owner_business_id: world.credentials.businessId,
    partner_app_id: world.credentials.appId,
    solution_id: "8800112233",
    solution_partner_business_ids: ["5500112233"],
  },
});

const accountUpdate = accountField({
  ACCOUNT_RESTRICTION: (call) => ({
    event: "ACCOUNT_RESTRICTION",
    violation_info: { violation_type: "SPAM" },
    restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: inAWeek(call) }],
  }),
  ACCOUNT_VIOLATION: () => ({ event: "ACCOUNT_VIOLATION", violation_info: { violation_type: "SPAM" } }),
  ACCOUNT_DELETED: () => ({ event: "ACCOUNT_DELETED" }),
  DISABLED_UPDATE: () => ({
    event: "DISABLED_UPDATE",
    ban_info: { waba_ban_state: "SCHEDULE_FOR_DISABLE", waba_ban_date: "December 31, 2026" },
  }),
  PARTNER_ADDED: (call) => ({ event: "PARTNER_ADDED", ...partner(call) }),
  PARTNER_REMOVED: (call) => ({
    event: "PARTNER_REMOVED",
    ...partner(call),
    disconnection_info: { reason: "ACCOUNT_DISCONNECTED", initiated_by: "USER" },
  }),
  PARTNER_APP_INSTALLED: (call) => ({ event: "PARTNER_APP_INSTALLED", ...partner(call) }),
  PARTNER_APP_UNINSTALLED: (call) => ({ event: "PARTNER_APP_UNINSTALLED", ...partner(call) }),
  ACCOUNT_OFFBOARDED: () => ({ event: "ACCOUNT_OFFBOARDED" }),
  ACCOUNT_RECONNECTED: () => ({ event: "ACCOUNT_RECONNECTED" }),
  AD_ACCOUNT_LINKED: () => ({ event: "AD_ACCOUNT_LINKED" }),
  MM_LITE_TERMS_SIGNED: () => ({ event: "MM_LITE_TERMS_SIGNED" }),
  PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE: ({ world }) => ({
    event: "PARTNER_CLIENT_CERTIFICATION_STATUS_UPDATE",
    partner_client_certification_info: {
      client_business_id: world.credentials.businessId,
      status: "APPROVED",
      rejection_reasons: [],
    },
  }),
  AUTH_INTL_PRICE_ELIGIBILITY_UPDATE: (call) => ({
    event: "AUTH_INTL_PRICE_ELIGIBILITY_UPDATE",
    auth_international_rate_eligibility: {
      start_time: inAWeek(call),
      exception_countries: [{ country_code: "IN", start_time: inAWeek(call) }],
    },
  }),
  BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE: () => ({
    event: "BUSINESS_PRIMARY_LOCATION_COUNTRY_UPDATE",
    country: "MX",
  }),
  VOLUME_BASED_PRICING_TIER_UPDATE: ({ now }) => ({
    event: "VOLUME_BASED_PRICING_TIER_UPDATE",
    volume_tier_info: {
      tier_update_time: now,
      pricing_category: "UTILITY",
      tier: "25000001:50000000",
      effective_month: new Date(now * 1_000).toISOString().slice(0, 7),
      region: "Mexico",
    },
  }),
});

const alert =
  (alert_type: string, alert_severity = "INFORMATIONAL") =>
  ({ world }: SampleCall): Record<string, unknown> => ({
    entity_type: "BUSINESS",
    entity_id: world.credentials.businessId,
    alert_info: {
      alert_severity,
      alert_status: "ACTIVE",
      alert_type,
      alert_description: "A sample of the simulator.",
    },
  });

const partnerSolution = (event: string, solution_status: string) => (): Record<string, unknown> => ({
  event,
  solution_id: "8800112233",
  solution_status,
});

export const accountFields: Readonly<Record<string, EmitField>> = {
  account_update: accountUpdate,
  account_alerts: accountField({
    OBA_APPROVED: alert("OBA_APPROVED"),
    OBA_REJECTED: alert("OBA_REJECTED", "WARNING"),
    PROFILE_PICTURE_LOST: alert("PROFILE_PICTURE_LOST", "CRITICAL"),
    INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED: alert("INCREASED_CAPABILITIES_ELIGIBILITY_DEFERRED"),
    INCREASED_CAPABILITIES_ELIGIBILITY_FAILED: alert("INCREASED_CAPABILITIES_ELIGIBILITY_FAILED", "WARNING"),
    INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO: alert(
      "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO",
      "WARNING",
    ),
  }),
  account_review_update: accountField(only(() => ({ decision: "APPROVED" }))),
  business_capability_update: accountField(
    only(() => ({ max_daily_conversations_per_business: 2_000, max_phone_numbers_per_waba: 25 })),
  ),
  payment_configuration_update: accountField(
    only(({ now }) => ({
      configuration_name: "shop-payments",
      provider_name: "examplepay",
      provider_mid: "MID-0001",
      status: "Active",
      created_timestamp: now,
      updated_timestamp: now,
    })),
  ),
  partner_solutions: {
    of: "business",
    time: true,
    events: {
      SOLUTION_CREATED: partnerSolution("SOLUTION_CREATED", "INITIATED"),
      SOLUTION_UPDATED: partnerSolution("SOLUTION_UPDATED", "ACTIVE"),
    },
  },
  // Meta documents no shape for these: they are sent with the value that is given.
  automatic_events: accountField({}),
  business_status_update: accountField({}),
  tracking_events: accountField({}),
};
