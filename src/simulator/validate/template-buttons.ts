import { invalidValue, missingParameter } from "../errors.ts";
import type { PlannedButton } from "../template-plan.ts";
import { isObject, type Json, keys, refuseUnknown, required, requiredArray, requiredText } from "./check.ts";
import { mismatch, wrongCount } from "./template-parameters.ts";

const buttonKeys = keys("type", "sub_type", "index", "parameters");
const parameterOf = { url: "text", quick_reply: "payload", copy_code: "coupon_code" } as const;
const parameterKeys = {
  text: keys("type", "text"),
  payload: keys("type", "payload"),
  coupon_code: keys("type", "coupon_code"),
} as const;

function indexOf(component: Json, path: string): number {
  const value = required(component, "index", path);
  const index = typeof value === "string" && /^\d$/.test(value) ? Number(value) : value;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index > 9) {
    throw invalidValue(`Param ${path}['index'] must be an integer from 0 to 9.`);
  }
  return index;
}

/** Checks the button components of a send against the template's buttons. */
export function checkButtons(
  components: readonly { component: Json; path: string }[],
  buttons: readonly PlannedButton[],
): void {
  const given = new Set<number>();
  for (const { component, path } of components) {
    refuseUnknown(component, buttonKeys, path);
    const subType = String(required(component, "sub_type", path)).toLowerCase();
    const index = indexOf(component, path);
    const button = buttons[index];
    if (button === undefined) throw mismatch(`buttons: the template has no button at index ${index}`);
    if (given.has(index)) throw mismatch(`buttons: index ${index} is given twice`);
    if (button.sendsAs === undefined) throw wrongCount(`buttons: button at index ${index}`, 1, 0);
    if (button.sendsAs !== subType) {
      throw mismatch(`buttons: button at index ${index} is of type ${button.sendsAs}, received ${subType}`);
    }
    checkParameter(requiredArray(component, "parameters", path), button, index, path);
    given.add(index);
  }
  for (const [index, button] of buttons.entries()) {
    if (button.required && !given.has(index)) {
      throw missingParameter(`buttons: Button at index ${index} of type ${button.type} requires a parameter`);
    }
  }
}

function checkParameter(parameters: readonly unknown[], button: PlannedButton, index: number, path: string): void {
  if (parameters.length !== 1) throw wrongCount(`buttons: button at index ${index}`, parameters.length, 1);
  const [parameter] = parameters;
  const place = `${path}['parameters'][0]`;
  if (!isObject(parameter)) throw invalidValue(`Param ${place} must be an object.`);
  const type = required(parameter, "type", place);
  const expected = parameterOf[button.sendsAs ?? "url"];
  if (type !== expected)
    throw mismatch(
      `buttons: button at index ${index}: expected parameter of type ${expected}, received ${String(type)}`,
    );
  refuseUnknown(parameter, parameterKeys[expected], place);
  requiredText(parameter, expected, place, button.maxLength);
}
