import { invalidValue, webhookError } from "../../errors.ts";
import { orderStates } from "../../sending/orders.ts";
import { type Json, keys, optionalObject, optionalWords, required, requiredObject, requiredWord } from "../check.ts";
import { type ActionResult, namedAction, parametersPath } from "../interactive/parts.ts";
import { checkReference } from "./details.ts";
import type { SendCall } from "../send-parts.ts";

const parameterKeys = keys("reference_id", "order", "payment");
const orderKeys = keys("status", "description");
const paymentKeys = keys("status", "timestamp");
const reasons = {
  2046: "The order does not exist or cannot change to this status.",
  2047: "The order cannot be canceled because it is paid.",
} as const;

/**
 * Tells how an order goes on. Whether it may is noticed only after the message was accepted.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 */
export function checkOrderStatus({ world, recipient }: SendCall, action: Json): ActionResult {
  const update = namedAction(action, "review_order", parameterKeys);
  const reference = checkReference(update, parametersPath);
  const order = requiredObject(update, "order", parametersPath, orderKeys);
  const state = requiredWord(order, "status", `${parametersPath}['order']`, orderStates);
  optionalWords(order, "description", `${parametersPath}['order']`, 120);
  const payment = checkPayment(update);
  const to = recipient.kind === "person" ? recipient.customer.phone : recipient.group.id;
  const { orders } = world.state.sending;
  const refusal = orders.refusal(reference, to, state);
  if (refusal !== undefined) return { laterFailure: webhookError(refusal, reasons[refusal]) };
  return { accepted: () => orders.move(reference, state, payment) };
}

/** @returns the payment's status */
function checkPayment(update: Json): string | undefined {
  const payment = optionalObject(update, "payment", parametersPath, paymentKeys);
  if (payment === undefined) return undefined;
  const path = `${parametersPath}['payment']`;
  const status = requiredWord(payment, "status", path, ["pending", "captured", "failed"]);
  const timestamp = required(payment, "timestamp", path);
  const seconds = typeof timestamp === "string" && /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : timestamp;
  if (!Number.isSafeInteger(seconds) || Number(seconds) < 0)
    throw invalidValue(`Param ${path}['timestamp'] must be Unix seconds.`);
  return status;
}
