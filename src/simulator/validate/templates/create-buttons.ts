import type { WireTemplateButton } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { isObject, type Json, upperCase } from "../check.ts";
import { buttonChecks } from "./button-kinds.ts";
import { buttonFault, fieldMissing } from "./faults.ts";

const most: Readonly<Record<string, number>> = { QUICK_REPLY: 10, URL: 2 };
const maxButtons = 10;

/**
 * The `buttons` of a component: their number, kinds, grouping and fields.
 * @throws GraphFault 100, with the subcode of the rule where Meta has one
 */
export function checkTemplateButtons(component: Json, path: string, named: boolean): WireTemplateButton[] {
  const { buttons } = component;
  if (buttons === undefined || (Array.isArray(buttons) && buttons.length === 0)) throw fieldMissing(`${path}.buttons`);
  if (!Array.isArray(buttons)) throw invalidParameter(`Param ${path}.buttons must be an array.`);
  if (buttons.length > maxButtons) throw buttonFault(`There are more than ${maxButtons} buttons.`);
  const checked = buttons.map((button: unknown, index) => {
    const place = `${path}.buttons[${index}]`;
    if (!isObject(button)) throw invalidParameter(`Param ${place} must be an object.`);
    const type = upperCase(button["type"]);
    const check = Object.hasOwn(buttonChecks, type) ? buttonChecks[type] : undefined;
    if (check !== undefined) return check(button, place, named);
    if (type === "OTP") throw buttonFault("Buttons of type OTP belong to AUTHENTICATION templates.");
    throw invalidParameter(`Param ${place}.type must be one of {${Object.keys(buttonChecks).join(", ")}}.`);
  });
  for (const type of new Set(checked.map((button) => button.type))) {
    const max = most[type] ?? 1;
    if (checked.filter((button) => button.type === type).length > max)
      throw buttonFault(`There are more than ${max} buttons of type ${type}.`);
  }
  const groups = checked.filter(
    (button, index) => button.type === "QUICK_REPLY" && checked[index - 1]?.type !== "QUICK_REPLY",
  );
  if (groups.length > 1) throw buttonFault("Quick replies must stand together.");
  return checked;
}
