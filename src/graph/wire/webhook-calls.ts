/**
 * `value.calls[]` of field `calls`.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/calling
 */
import type { OpenEnum } from "./common.ts";

/** One step of a call. */
export interface WireCall {
  /** `wacid.…` */
  id: string;
  from?: string;
  from_user_id?: string;
  from_parent_user_id?: string;
  to?: string;
  to_user_id?: string;
  to_parent_user_id?: string;
  event: OpenEnum<"call_created" | "connect" | "terminate">;
  /** Unix seconds, as a string. */
  timestamp: string;
  direction?: OpenEnum<"BUSINESS_INITIATED" | "USER_INITIATED">;
  session?: { sdp_type?: OpenEnum<"offer" | "answer">; sdp?: string };
  /** On `terminate`. */
  status?: OpenEnum<"COMPLETED" | "FAILED">;
  start_time?: number | string;
  end_time?: number | string;
  /** Seconds. */
  duration?: number | string;
  biz_opaque_callback_data?: string;
  cta_payload?: string;
  deeplink_payload?: string;
}
