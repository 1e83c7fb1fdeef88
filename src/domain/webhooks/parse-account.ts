import type { WireFlowValue } from "../../graph/wire/webhooks.ts";
import { idAt, instantAt, integerAt, numberAt, recordAt, textAt } from "./foreign-json.ts";
import { listAt, shape, type MemberReader } from "./foreign-shape.ts";
import { limitAt } from "./messaging-limit.ts";
import { oneEvent } from "./parse-change.ts";

export const parseAccountAlert = oneEvent(({ value, time }) => {
  const alert = recordAt(value, "alert_info");
  const type = textAt(alert, "alert_type");
  if (type === undefined) return undefined;
  return {
    kind: "account-alert",
    type,
    severity: textAt(alert, "alert_severity"),
    status: textAt(alert, "alert_status"),
    description: textAt(alert, "alert_description"),
    entityType: textAt(value, "entity_type"),
    entityId: idAt(value, "entity_id"),
    at: time,
  };
});

export const parseAccountReview = oneEvent(({ value, time }) => {
  const decision = textAt(value, "decision");
  return decision === undefined ? undefined : { kind: "account-review", decision, at: time };
});

export const parseCapability = oneEvent(({ value, time }) => {
  const limit =
    limitAt(value, "max_daily_conversations_per_business") ?? limitAt(value, "max_daily_conversation_per_phone");
  const phoneNumbersPerBusiness = integerAt(value, "max_phone_numbers_per_business");
  const phoneNumbersPerWaba = integerAt(value, "max_phone_numbers_per_waba");
  if ((limit ?? phoneNumbersPerBusiness ?? phoneNumbersPerWaba) === undefined) return undefined;
  return { kind: "capability", limit, phoneNumbersPerBusiness, phoneNumbersPerWaba, at: time };
});

export const parsePaymentConfiguration = oneEvent(({ value, time }) => {
  const name = textAt(value, "configuration_name");
  const status = textAt(value, "status");
  if (name === undefined || status === undefined) return undefined;
  return {
    kind: "payment-configuration",
    name,
    status,
    provider: textAt(value, "provider_name"),
    merchantId: idAt(value, "provider_mid"),
    createdAt: instantAt(value, "created_timestamp"),
    updatedAt: instantAt(value, "updated_timestamp"),
    at: time,
  };
});

export const parsePartnerSolution = oneEvent(({ value, time }) => {
  const event = textAt(value, "event");
  const solutionId = idAt(value, "solution_id");
  if (event === undefined || solutionId === undefined) return undefined;
  return { kind: "partner-solution", event, solutionId, status: textAt(value, "solution_status"), at: time };
});

const flowErrorsAt: MemberReader<NonNullable<WireFlowValue["errors"]>> = listAt(
  shape({}, { error_type: textAt, error_rate: numberAt, error_count: numberAt }),
);

export const parseFlow = oneEvent(({ value, time }) => {
  const event = textAt(value, "event");
  if (event === undefined) return undefined;
  return {
    kind: "flow",
    event,
    flowId: idAt(value, "flow_id"),
    message: textAt(value, "message"),
    oldStatus: textAt(value, "old_status"),
    newStatus: textAt(value, "new_status"),
    alertState: textAt(value, "alert_state"),
    warning: textAt(value, "warning"),
    threshold: numberAt(value, "threshold"),
    errorRate: numberAt(value, "error_rate"),
    errors: flowErrorsAt(value, "errors") ?? [],
    p50Latency: numberAt(value, "p50_latency"),
    p90Latency: numberAt(value, "p90_latency"),
    requests: numberAt(value, "requests_count"),
    availability: numberAt(value, "availability"),
    at: time,
  };
});
