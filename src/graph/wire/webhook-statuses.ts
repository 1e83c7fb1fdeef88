/**
 * `value.statuses[]`: what becomes of messages, payments and calls.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";
import type { WireWebhookError } from "./webhook-people.ts";

/** A message's, a payment's or a call's: `type` is missing on the first. */
export type WireAnyStatus = WireStatus | WirePaymentStatus | WireCallStatus;

/** What a message is charged as. */
export interface WirePricing {
  billable?: boolean;
  pricing_model: OpenEnum<"PMP" | "CBP">;
  type?: OpenEnum<"regular" | "free_customer_service" | "free_entry_point" | "free_group_customer_service">;
  subtype?: OpenEnum<"paid_exempt">;
  category: OpenEnum<
    | "authentication"
    | "authentication-international"
    | "marketing"
    | "marketing_lite"
    | "utility"
    | "service"
    | "referral_conversion"
    | "group_marketing"
    | "group_utility"
    | "group_service"
    | "general_purpose_ai"
  >;
}

interface Recipient {
  /** The number, or the group. Missing when the message went to a user id and the number is not known. */
  recipient_id?: string;
  /** Missing on `failed` when the message went to a number. */
  recipient_user_id?: string;
}

/** What became of a message. */
export interface WireStatus extends Recipient {
  /** The wamid of the send. */
  id: string;
  type?: "message";
  /** `played` comes for voice messages. */
  status: OpenEnum<"sent" | "delivered" | "read" | "failed" | "played">;
  /** Unix seconds, as a string. */
  timestamp: string;
  recipient_parent_user_id?: string;
  recipient_type?: OpenEnum<"group">;
  /** The member of the group. */
  recipient_participant_id?: string;
  recipient_participant_user_id?: string;
  recipient_participant_parent_user_id?: string;
  recipient_identity_key_hash?: string;
  biz_opaque_callback_data?: string;
  /** The template behind a Direct Send. */
  template_id?: string;
  /** Until v23; later for free entry points only. */
  conversation?: WireConversation;
  /** On `sent`, and on one of `delivered` and `read`. */
  pricing?: WirePricing;
  /** On `failed`. */
  errors?: WireWebhookError[];
}

/** The conversation that a message was counted in. */
export interface WireConversation {
  id: string;
  /** Unix seconds, as a string; on `sent` only. */
  expiration_timestamp?: string;
  origin?: { type: string };
}

/** India: the state of an order's payment. */
export interface WirePaymentStatus extends Recipient {
  id: string;
  type: "payment";
  status: OpenEnum<"captured" | "pending" | "failed">;
  timestamp: string;
  payment?: WirePayment;
}

/** An order that somebody pays. */
export interface WirePayment {
  reference_id?: string;
  amount?: WirePaymentAmount;
  /** ISO 4217. */
  currency?: string;
  transaction?: WirePaymentTransaction;
  receipt?: string;
  notes?: unknown;
  refunds?: unknown[];
  /** `udf1` to `udf4`, `additional_info1` to `additional_info7`. */
  [member: string]: unknown;
}

/** `value` parts of `1 / offset`: 21,000 and 100 are 210. */
export interface WirePaymentAmount {
  value: number;
  offset: number;
}

/** One attempt to pay. */
export interface WirePaymentTransaction {
  id?: string;
  pg_transaction_id?: string;
  type?: string;
  status?: OpenEnum<"success" | "failed" | "pending">;
  created_timestamp?: number | string;
  updated_timestamp?: number | string;
  method?: { type?: string };
  error?: { code?: string; reason?: string };
}

/** On field `calls`: whether the person picks up. */
export interface WireCallStatus extends Recipient {
  /** `wacid.…` */
  id: string;
  type: "call";
  status: OpenEnum<"RINGING" | "ACCEPTED" | "REJECTED">;
  timestamp: string;
  recipient_parent_user_id?: string;
  biz_opaque_callback_data?: string;
}
