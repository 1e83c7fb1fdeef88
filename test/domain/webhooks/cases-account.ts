import { account, entryTime } from "./bodies.ts";
import type { FieldCase } from "./field-case.ts";

const at = entryTime * 1000;

/** What happens to the account. */
export const accountCases: readonly FieldCase[] = [
  {
    name: "a restricted account",
    body: account("account_update", {
      event: "ACCOUNT_RESTRICTION",
      violation_info: { violation_type: "SPAM" },
      restriction_info: [{ restriction_type: "RESTRICTED_BIZ_INITIATED_MESSAGING", expiration: 1_795_700_000 }],
    }),
    event: {
      kind: "account-update",
      event: "ACCOUNT_RESTRICTION",
      update: {
        event: "ACCOUNT_RESTRICTION",
        violation: "SPAM",
        restrictions: [{ type: "RESTRICTED_BIZ_INITIATED_MESSAGING", until: 1_795_700_000_000 }],
      },
      at,
    },
    en: "the account changed: ACCOUNT_RESTRICTION: RESTRICTED_BIZ_INITIATED_MESSAGING until 2026-11-26",
    es: "la cuenta cambió: ACCOUNT_RESTRICTION: RESTRICTED_BIZ_INITIATED_MESSAGING hasta el 2026-11-26",
  },
  {
    name: "an alert",
    body: account("account_alerts", {
      entity_type: "PHONE_NUMBER",
      entity_id: 200_100_300_400_500,
      alert_info: {
        alert_severity: "INFORMATIONAL",
        alert_status: "ACTIVE",
        alert_type: "OBA_APPROVED",
        alert_description: "The badge is granted.",
      },
    }),
    event: {
      kind: "account-alert",
      type: "OBA_APPROVED",
      severity: "INFORMATIONAL",
      status: "ACTIVE",
      description: "The badge is granted.",
      entityType: "PHONE_NUMBER",
      entityId: "200100300400500",
      at,
    },
    en: "Meta warns about the account: OBA_APPROVED: The badge is granted.",
    es: "Meta avisa sobre la cuenta: OBA_APPROVED: The badge is granted.",
  },
  {
    name: "a review",
    body: account("account_review_update", { decision: "APPROVED" }),
    event: { kind: "account-review", decision: "APPROVED", at },
    en: "review of the account: APPROVED",
    es: "revisión de la cuenta: APPROVED",
  },
  {
    name: "a limit",
    body: account("business_capability_update", {
      max_daily_conversations_per_business: 2000,
      max_phone_numbers_per_waba: 25,
    }),
    event: { kind: "capability", limit: 2000, phoneNumbersPerWaba: 25, phoneNumbersPerBusiness: undefined, at },
    en: "the account may now write to 2000 people in 24 hours",
    es: "la cuenta ya puede escribir a 2000 personas en 24 horas",
  },
  {
    name: "a payment configuration",
    body: account("payment_configuration_update", {
      configuration_name: "main",
      provider_name: "Example Pay",
      provider_mid: "merchant-7",
      status: "Needs Testing",
      created_timestamp: 1_795_000_000,
      updated_timestamp: 1_795_000_100,
    }),
    event: {
      kind: "payment-configuration",
      name: "main",
      provider: "Example Pay",
      merchantId: "merchant-7",
      status: "Needs Testing",
      createdAt: 1_795_000_000_000,
      updatedAt: 1_795_000_100_000,
      at,
    },
    en: "payment configuration main: Needs Testing",
    es: "configuración de pagos main: Needs Testing",
  },
  {
    name: "a partner's solution",
    body: account("partner_solutions", {
      event: "SOLUTION_CREATED",
      solution_id: "606070708080",
      solution_status: "INITIATED",
    }),
    event: { kind: "partner-solution", event: "SOLUTION_CREATED", solutionId: "606070708080", status: "INITIATED", at },
    en: "partner solution 606070708080: INITIATED",
    es: "solución de socio 606070708080: INITIATED",
  },
  {
    name: "a flow's status",
    body: account("flows", {
      event: "FLOW_STATUS_CHANGE",
      message: "Flow 1 changed status",
      flow_id: "880011223344",
      old_status: "DRAFT",
      new_status: "PUBLISHED",
    }),
    event: {
      kind: "flow",
      event: "FLOW_STATUS_CHANGE",
      flowId: "880011223344",
      message: "Flow 1 changed status",
      oldStatus: "DRAFT",
      newStatus: "PUBLISHED",
      at,
    },
    en: "flow 880011223344 is now PUBLISHED",
    es: "el flujo 880011223344 pasó a PUBLISHED",
  },
  {
    name: "a flow that is slow",
    body: account("flows", {
      event: "ENDPOINT_LATENCY",
      message: "Slow",
      flow_id: "880011223344",
      alert_state: "ACTIVATED",
      threshold: 5000,
      p50_latency: 900,
      p90_latency: 6000,
      requests_count: 34,
      errors: [{ error_type: "timeout", error_rate: 4.5, error_count: 3 }],
    }),
    event: {
      kind: "flow",
      alertState: "ACTIVATED",
      threshold: 5000,
      p50Latency: 900,
      p90Latency: 6000,
      requests: 34,
      errors: [{ error_type: "timeout", error_rate: 4.5, error_count: 3 }],
    },
    en: "alert about flow 880011223344: ENDPOINT_LATENCY ACTIVATED",
    es: "alerta sobre el flujo 880011223344: ENDPOINT_LATENCY ACTIVATED",
  },
];
