import { invalidValue, missingParameter } from "../../errors.ts";
import {
  isObject,
  type Json,
  keys,
  refuseUnknown,
  required,
  requiredArray,
  requiredObject,
  requiredText,
  shown,
} from "../check.ts";
import type { PlacedComponent } from "./buttons.ts";
import { mismatch, wrongCount } from "./parameters.ts";
import { parametersOf } from "./send-parts.ts";

const offerKeys = keys("expiration_time_ms");
const targetKeys = keys("url", "title");

function onlyParameter(part: PlacedComponent, type: string): [Json, string] {
  const parameters = parametersOf(part);
  const path = `${part.path}['parameters'][0]`;
  const [parameter] = parameters;
  if (parameters.length !== 1) throw wrongCount(type, parameters.length, 1);
  if (!isObject(parameter)) throw invalidValue(`Param ${path} must be an object.`);
  const given = required(parameter, "type", path);
  if (given !== type) throw mismatch(`${type}: expected parameter of type ${type}, received ${shown(given)}`);
  refuseUnknown(parameter, new Set(["type", type]), path);
  return [parameter, path];
}

/** The end of a limited-time offer, in milliseconds since 1970. Whether it has passed is not looked at. */
export function checkOffer(part: PlacedComponent | undefined, plan: { readonly expires: boolean } | undefined): void {
  const type = "limited_time_offer";
  if (part === undefined) {
    if (plan?.expires === true) throw missingParameter(`${type}: the template requires expiration_time_ms`);
    return;
  }
  if (plan === undefined) throw mismatch(`${type}: the template is not a limited-time offer`);
  const [parameter, path] = onlyParameter(part, type);
  const offer = requiredObject(parameter, type, path, offerKeys);
  const time = required(offer, "expiration_time_ms", `${path}['${type}']`);
  if (typeof time !== "number" || !Number.isSafeInteger(time) || time <= 0)
    throw invalidValue(`Param ${path}['${type}']['expiration_time_ms'] must be a time in milliseconds.`);
}

/** Where a tap on the message leads; only its form is checked. */
export function checkTapTarget(part: PlacedComponent | undefined): void {
  if (part === undefined) return;
  const type = "tap_target_configuration";
  const [parameter, path] = onlyParameter(part, type);
  const targets = requiredArray(parameter, type, path);
  if (targets.length !== 1) throw wrongCount(type, targets.length, 1);
  const [target] = targets;
  const place = `${path}['${type}'][0]`;
  if (!isObject(target)) throw invalidValue(`Param ${place} must be an object.`);
  refuseUnknown(target, targetKeys, place);
  const url = requiredText(target, "url", place, 2_000);
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw invalidValue(`Param ${place}['url'] is not a valid URI.`);
  requiredText(target, "title", place, 60);
}
