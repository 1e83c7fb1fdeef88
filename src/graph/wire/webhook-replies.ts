/**
 * `messages[].interactive`: what a customer answers to an interactive message.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
import type { OpenEnum } from "./common.ts";

/** One member, named like `type`. */
export interface WireInteractiveAnswer {
  type: OpenEnum<"button_reply" | "list_reply" | "nfm_reply" | "call_permission_reply" | "payment_method" | "product">;
  button_reply?: WireButtonReply;
  list_reply?: WireListReply;
  nfm_reply?: WireFormReply;
  call_permission_reply?: WireCallPermissionReply;
  payment_method?: WirePaymentMethodReply;
  /** Announced in August 2026; its shape is not documented. */
  product?: unknown;
  [kind: string]: unknown;
}

/** The button that was tapped. */
export interface WireButtonReply {
  id: string;
  title?: string;
}

/** The row of a list that was tapped. */
export interface WireListReply {
  id: string;
  title?: string;
  description?: string;
}

/** A filled form: a flow, or an address (India, Singapore). */
export interface WireFormReply {
  name?: OpenEnum<"flow" | "address_message">;
  body?: string;
  /** What was filled in: JSON in a string. */
  response_json: string;
}

/** Whether the business may call. */
export interface WireCallPermissionReply {
  response: OpenEnum<"accept" | "reject">;
  is_permanent?: boolean;
  /** Unix seconds. */
  expiration_timestamp?: number | string;
  /** `automatic` when it follows from the person calling. */
  response_source?: OpenEnum<"user_action" | "automatic">;
}

/** How a customer wants to pay an order (Brazil). */
export interface WirePaymentMethodReply {
  payment_method?: string;
  /** Unix seconds. */
  payment_timestamp?: number | string;
  reference_id?: string;
  last_four_digits?: string;
  credential_id?: string;
}
