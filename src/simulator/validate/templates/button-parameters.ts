import { invalidValue } from "../../errors.ts";
import type { ButtonSend, PlannedButton } from "../../templates/plan.ts";
import {
  isObject,
  type Json,
  keys,
  optionalText,
  refuseUnknown,
  required,
  requiredArray,
  requiredObject,
  requiredText,
  shown,
} from "../check.ts";
import { mismatch, parameterText, wrongCount } from "./parameters.ts";

/** A button that is being filled in. */
export interface ButtonPlace {
  readonly button: PlannedButton;
  /** As Meta's sentences name it. */
  readonly name: string;
  /** Of the component in the request. */
  readonly path: string;
  readonly groupText: (id: string) => string;
  /** Checks the order of an ORDER_DETAILS button. */
  readonly checkOrder: (order: Json, path: string) => void;
}

const retailerId = "product_retailer_id";
const actionKeys = {
  flow: keys("flow_token", "flow_action_data"),
  catalog: keys("thumbnail_product_retailer_id"),
  mpm: keys("thumbnail_product_retailer_id", "sections"),
  order_details: keys("order_details"),
} as const;
const sectionKeys = keys("title", "product_items");
const productKeys = keys(retailerId);
const maxSections = 10;
const maxProducts = 30;

/** The one parameter of a button, which must be of a kind. */
function only(parameters: readonly unknown[], types: readonly string[], at: ButtonPlace): [Json, string, string] {
  if (parameters.length !== 1) throw wrongCount(at.name, parameters.length, 1);
  return typed(parameters[0], types, `${at.path}['parameters'][0]`, at);
}

function typed(value: unknown, types: readonly string[], path: string, at: ButtonPlace): [Json, string, string] {
  if (!isObject(value)) throw invalidValue(`Param ${path} must be an object.`);
  const type = required(value, "type", path);
  const known = types.find((candidate) => candidate === type);
  if (known === undefined)
    throw mismatch(`${at.name}: expected parameter of type ${types.join(" or ")}, received ${shown(type)}`);
  refuseUnknown(value, new Set(["type", known]), path);
  return [value, path, known];
}

function action(parameters: readonly unknown[], kind: keyof typeof actionKeys, at: ButtonPlace): [Json, string] {
  const [parameter, path] = only(parameters, ["action"], at);
  return [requiredObject(parameter, "action", path, actionKeys[kind]), `${path}['action']`];
}

/** How each kind of button is filled in; the text that it gives, where it gives one. */
export const buttonParameters: Readonly<
  Record<ButtonSend, (parameters: readonly unknown[], at: ButtonPlace) => string | undefined>
> = {
  url(parameters, at) {
    const [parameter, path, type] = only(parameters, at.button.otp ? ["text"] : ["text", "group_id"], at);
    if (type === "group_id") return at.groupText(requiredText(parameter, "group_id", path));
    return parameterText(requiredText(parameter, "text", path, at.button.maxLength), `${path}['text']`);
  },
  quick_reply(parameters, at) {
    const [parameter, path] = only(parameters, ["payload"], at);
    return requiredText(parameter, "payload", path, at.button.maxLength);
  },
  copy_code(parameters, at) {
    const [parameter, path] = only(parameters, ["coupon_code"], at);
    return parameterText(requiredText(parameter, "coupon_code", path, at.button.maxLength), `${path}['coupon_code']`);
  },
  flow(parameters, at) {
    const [inner, path] = action(parameters, "flow", at);
    optionalText(inner, "flow_token", path);
    if (inner["flow_action_data"] !== undefined) requiredObject(inner, "flow_action_data", path);
    return undefined;
  },
  catalog(parameters, at) {
    const [inner, path] = action(parameters, "catalog", at);
    requiredText(inner, "thumbnail_product_retailer_id", path);
    return undefined;
  },
  mpm(parameters, at) {
    const [inner, path] = action(parameters, "mpm", at);
    requiredText(inner, "thumbnail_product_retailer_id", path);
    checkSections(requiredArray(inner, "sections", path), `${path}['sections']`);
    return undefined;
  },
  order_details(parameters, at) {
    const [inner, path] = action(parameters, "order_details", at);
    at.checkOrder(requiredObject(inner, "order_details", path), `${path}['order_details']`);
    return undefined;
  },
  voice_call(parameters, at) {
    if (parameters.length < 1 || parameters.length > 2) throw wrongCount(at.name, parameters.length, 1);
    const given = new Set<string>();
    for (const [index, value] of parameters.entries()) {
      const [parameter, path, type] = typed(
        value,
        ["ttl_minutes", "payload"],
        `${at.path}['parameters'][${index}]`,
        at,
      );
      if (given.has(type)) throw mismatch(`${at.name}: ${type} is given twice`);
      given.add(type);
      if (type === "payload") requiredText(parameter, "payload", path, at.button.maxLength);
      else checkMinutes(required(parameter, "ttl_minutes", path), `${path}['ttl_minutes']`);
    }
    return undefined;
  },
};

function checkMinutes(value: unknown, path: string): void {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > 43_200)
    throw invalidValue(`Param ${path} must be an integer from 1 to 43200.`);
}

/** The sections of a multi-product message. */
function checkSections(sections: readonly unknown[], path: string): void {
  if (sections.length < 1 || sections.length > maxSections)
    throw invalidValue(`Param ${path} must have 1 to ${maxSections} sections.`);
  let products = 0;
  for (const [index, section] of sections.entries()) {
    const place = `${path}[${index}]`;
    if (!isObject(section)) throw invalidValue(`Param ${place} must be an object.`);
    refuseUnknown(section, sectionKeys, place);
    requiredText(section, "title", place, 24);
    const items = requiredArray(section, "product_items", place);
    products += items.length;
    if (items.length === 0) throw invalidValue(`Param ${place}['product_items'] must have at least one product.`);
    if (products > maxProducts) throw invalidValue(`Param ${path} must have at most ${maxProducts} products in all.`);
    for (const [order, item] of items.entries()) {
      const itemPath = `${place}['product_items'][${order}]`;
      if (!isObject(item)) throw invalidValue(`Param ${itemPath} must be an object.`);
      refuseUnknown(item, productKeys, itemPath);
      requiredText(item, retailerId, itemPath);
    }
  }
}
