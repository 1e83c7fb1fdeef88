import { invalidValue, missingParameter } from "../../errors.ts";
import type { PlannedButton } from "../../templates/plan.ts";
import { type Json, keys, refuseUnknown, required, requiredArray, shown } from "../check.ts";
import { buttonParameters, type ButtonPlace } from "./button-parameters.ts";
import { mismatch, wrongCount } from "./parameters.ts";

const buttonKeys = keys("type", "sub_type", "index", "parameters");

/** A component of a request, with its place for sentences. */
export interface PlacedComponent {
  readonly component: Json;
  readonly path: string;
}

function indexOf(component: Json, path: string): number {
  const value = required(component, "index", path);
  const index = typeof value === "string" && /^\d$/.test(value) ? Number(value) : value;
  if (typeof index !== "number" || !Number.isInteger(index) || index < 0 || index > 9) {
    throw invalidValue(`Param ${path}['index'] must be an integer from 0 to 9.`);
  }
  return index;
}

/**
 * Checks the button components of a send against the template's buttons.
 * @param place how sentences begin: `buttons`, or a card's
 * @param code the one-time password that the body was given
 * @throws GraphFault 132012 (no such button, another kind, a code that differs), 132000 (number), 131008 (a value is missing)
 */
export function checkButtons(
  components: readonly PlacedComponent[],
  buttons: readonly PlannedButton[],
  place: string,
  tools: Pick<ButtonPlace, "groupText" | "checkOrder">,
  code?: string,
): void {
  const given = new Set<number>();
  for (const { component, path } of components) {
    refuseUnknown(component, buttonKeys, path);
    const subType = shown(required(component, "sub_type", path)).toLowerCase();
    const index = indexOf(component, path);
    const button = buttons[index];
    if (button === undefined) throw mismatch(`${place}: the template has no button at index ${index}`);
    if (given.has(index)) throw mismatch(`${place}: index ${index} is given twice`);
    given.add(index);
    const parameters = requiredArray(component, "parameters", path);
    if (button.sendsAs === undefined) {
      if (parameters.length === 0) continue;
      throw wrongCount(`${place}: button at index ${index}`, parameters.length, 0);
    }
    if (button.sendsAs !== subType) {
      throw mismatch(`${place}: button at index ${index} is of type ${button.sendsAs}, received ${subType}`);
    }
    const name = `${place}: button at index ${index}`;
    const value = buttonParameters[button.sendsAs](parameters, { ...tools, button, name, path });
    if (button.otp && value !== code) throw mismatch(`${name}: the code differs from the one in the body`);
  }
  for (const [index, button] of buttons.entries()) {
    if (button.required && !given.has(index)) {
      throw missingParameter(`${place}: Button at index ${index} of type ${button.type} requires a parameter`);
    }
  }
}
