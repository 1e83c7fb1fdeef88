/**
 * `value` of field `flows`: a flow changed status, or does not work well.
 * @see https://developers.facebook.com/docs/whatsapp/flows/reference/flowswebhooks
 */
import type { OpenEnum } from "./common.ts";

/** Where a form stands. */
export type WireFlowStatus = "DRAFT" | "PUBLISHED" | "DEPRECATED" | "BLOCKED" | "THROTTLED";

/** A form has changed, or does not work well. */
export type WireFlowValue = {
  event: OpenEnum<
    "FLOW_STATUS_CHANGE" | "CLIENT_ERROR_RATE" | "ENDPOINT_ERROR_RATE" | "ENDPOINT_LATENCY" | "ENDPOINT_AVAILABILITY"
  >;
  message?: string;
  flow_id: string;
  old_status?: OpenEnum<WireFlowStatus>;
  new_status?: OpenEnum<WireFlowStatus>;
  warning?: string;
  /** Percent. */
  error_rate?: number;
  /** Percent, or milliseconds of latency: where the alert begins. */
  threshold?: number;
  alert_state?: OpenEnum<"ACTIVATED" | "DEACTIVATED">;
  errors?: { error_type?: string; error_rate?: number; error_count?: number }[];
  /** Milliseconds. */
  p50_latency?: number;
  p90_latency?: number;
  requests_count?: number;
  /** Percent. */
  availability?: number;
};
