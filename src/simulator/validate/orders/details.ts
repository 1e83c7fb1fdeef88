import { invalidValue, missingParameter } from "../../errors.ts";
import type { World } from "../../world.ts";
import {
  countFault,
  filledArray,
  isObject,
  type Json,
  keys,
  member,
  objectAt,
  optionalText,
  requiredObject,
  requiredText,
  requiredWord,
} from "../check.ts";
import { type ActionResult, namedAction, parametersPath } from "../interactive/parts.ts";
import { amountOf, checkItem, describedAmount } from "./amounts.ts";
import { checkBeneficiaries } from "./beneficiaries.ts";
import { checkPaymentSettings } from "./payment-settings.ts";
import type { SendCall } from "../send-parts.ts";

const parameterKeys = keys(
  "reference_id",
  "type",
  "payment_type",
  "payment_settings",
  "payment_configuration",
  "beneficiaries",
  "currency",
  "total_amount",
  "order",
);
const orderKeys = keys(
  "status",
  "type",
  "items",
  "subtotal",
  "tax",
  "shipping",
  "discount",
  "catalog_id",
  "expiration",
);
const expirationKeys = keys("timestamp", "description");
const discountKeys = keys("value", "offset", "description", "discount_program_name");
const describedKeys = keys("value", "offset", "description");
/** Seconds that a person has at least to pay. */
const shortestExpiration = 300;
const mostWithPictures = 10;

/**
 * Asks to review an order and pay it.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/payments-api/payments-in
 */
export function checkOrderDetailsAction({ world, recipient }: SendCall, action: Json): ActionResult {
  const details = namedAction(action, "review_and_pay", parameterKeys);
  const to = recipient.kind === "person" ? recipient.customer.phone : recipient.group.id;
  return checkOrderDetails(world, to, details, parametersPath);
}

/** The same wherever order details stand, as in a template's button. @param to digits of the person's number */
export function checkOrderDetails(world: World, to: string, details: Json, path: string): ActionResult {
  objectAt(details, path, parameterKeys);
  const reference = checkReference(details, path);
  if (world.state.sending.orders.has(reference))
    throw invalidValue(`Param ${member(path, "reference_id")} must be unique. An order with it was sent before.`);
  requiredWord(details, "type", path, ["digital-goods", "physical-goods"]);
  if (details["payment_type"] !== undefined) requiredWord(details, "payment_type", path, ["br", "upi"]);
  optionalText(details, "payment_configuration", path, 60);
  checkBeneficiaries(details, path);
  checkPaymentSettings(details, path);
  const currency = requiredWord(details, "currency", path, ["INR", "BRL"]);
  const total = amountOf(details, "total_amount", path);
  const sum = checkOrder(world, requiredObject(details, "order", path, orderKeys), `${path}['order']`, currency);
  if (total !== sum)
    throw invalidValue(
      `Param ${member(path, "total_amount")} must equal subtotal + tax + shipping - discount: ${sum}, not ${total}.`,
    );
  return { accepted: () => world.state.sending.orders.start(reference, to) };
}

/** The business's own number of an order. */
export function checkReference(holder: Json, path: string): string {
  const reference = requiredText(holder, "reference_id", path, 35);
  if (!/^[A-Za-z0-9_.-]+$/.test(reference))
    throw invalidValue(`Param ${member(path, "reference_id")} may have letters, digits, "_", "-" and "." only.`);
  return reference;
}

/** @returns what the whole order costs, in hundredths */
function checkOrder(world: World, order: Json, path: string, currency: string): number {
  requiredWord(order, "status", path, ["pending"]);
  if (order["type"] !== undefined) requiredWord(order, "type", path, ["quick_pay"]);
  const catalog = optionalText(order, "catalog_id", path);
  const origin = currency === "INR" && catalog === undefined;
  const items = filledArray(order, "items", path, "Items");
  checkPictures(items, catalog, path);
  let goods = 0;
  for (const [index, value] of items.entries()) {
    const itemPath = `${path}['items'][${index}]`;
    goods += checkItem(objectAt(value, itemPath), itemPath, origin);
  }
  const subtotal = amountOf(order, "subtotal", path);
  if (subtotal !== goods)
    throw invalidValue(`Param ${member(path, "subtotal")} must equal the sum of the items: ${goods}, not ${subtotal}.`);
  const tax = describedAmount(order, "tax", path, describedKeys);
  const shipping = order["shipping"] === undefined ? 0 : describedAmount(order, "shipping", path, describedKeys);
  const discount = order["discount"] === undefined ? 0 : describedAmount(order, "discount", path, discountKeys);
  if (order["expiration"] !== undefined) checkExpiration(world, order, path);
  return subtotal + tax + shipping - discount;
}

/** Pictures of one's own are for a few items, and not for those of a catalog, which has theirs. */
function checkPictures(items: readonly unknown[], catalog: string | undefined, path: string): void {
  const withPicture = items.filter(isObject).filter((item) => item["image"] !== undefined);
  if (withPicture.length === 0) return;
  if (catalog !== undefined || withPicture.some((item) => item["retailer_id"] !== undefined))
    throw invalidValue(`Params ${path}['items'] cannot have image together with retailer_id or catalog_id.`);
  if (items.length > mostWithPictures) throw countFault("Items", 1, mostWithPictures);
}

function checkExpiration(world: World, order: Json, path: string): void {
  const expiration = requiredObject(order, "expiration", path, expirationKeys);
  const expirationPath = `${path}['expiration']`;
  const timestamp = requiredText(expiration, "timestamp", expirationPath, 20);
  if (!/^\d+$/.test(timestamp) || Number(timestamp) < world.clock.now() / 1_000 + shortestExpiration)
    throw invalidValue(
      `Param ${expirationPath}['timestamp'] must be Unix seconds, at least ${shortestExpiration} seconds from now.`,
    );
  if (expiration["description"] === undefined)
    throw missingParameter(`The parameter ${expirationPath}['description'] is required.`);
  requiredText(expiration, "description", expirationPath, 120);
}
