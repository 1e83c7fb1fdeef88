import { GraphFault, invalidParameter, invalidValue, missingParameter } from "../../errors.ts";
import { isObject, type Json, keys, refuseUnknown, required, shown } from "../check.ts";
import { checkLibraryType, currencyFallback, dateFallback } from "./values.ts";

const parameterKeys: Readonly<Record<string, ReadonlySet<string>>> = {
  text: keys("type", "text", "parameter_name"),
  currency: keys("type", "currency", "parameter_name"),
  date_time: keys("type", "date_time", "parameter_name"),
  group_id: keys("type", "group_id", "parameter_name"),
};
/** No line breaks, no tabs, at most four spaces in a row. */
const forbidden = /[\n\r\t]| {5}/;

export const mismatch = (details: string): GraphFault => new GraphFault(132012, { details });
export const wrongCount = (place: string, given: number, expected: number): GraphFault =>
  new GraphFault(132000, {
    details: `${place}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  });
export const filledTooLong = (place: string, max: number): GraphFault =>
  new GraphFault(132005, { details: `${place}: the filled text has more than ${max} characters` });

/** The texts of a template that a send fills in. */
export interface TextPlace {
  /** `header`, `body` or a card's, as Meta's sentences name it. */
  readonly name: string;
  readonly named: boolean;
  /** The types of a library template's parameters, in the order of its variables. */
  readonly types?: readonly string[] | undefined;
  /** The text that stands for a group; throws when there is no such group. */
  readonly groupText: (id: string) => string;
}

/** A text that goes into a template: never empty, in one line. */
export function parameterText(value: unknown, path: string): string {
  if (typeof value !== "string") throw invalidValue(`Param ${path} must be a string.`);
  if (value === "") throw missingParameter(`Parameter of type text is missing text value: ${path}`);
  if (forbidden.test(value)) {
    throw new GraphFault(132007, {
      details: `Param ${path} cannot have new-line/tab characters or more than 4 consecutive spaces`,
    });
  }
  return value;
}

/** The text that a parameter puts in place of its variable. */
function valueOf(parameter: Json, type: string, path: string, place: TextPlace): string {
  switch (type) {
    case "currency":
      return parameterText(currencyFallback(parameter, path), `${path}['currency']['fallback_value']`);
    case "date_time":
      return parameterText(dateFallback(parameter, path), `${path}['date_time']['fallback_value']`);
    case "group_id":
      return place.groupText(parameterText(required(parameter, "group_id", path), `${path}['group_id']`));
    default:
      return parameterText(required(parameter, "text", path), `${path}['text']`);
  }
}

/**
 * The values of a text component, in the order of the template's variables.
 * @throws GraphFault 132000 (number), 132012 (kind or name), 131008, 132007, 132008
 */
export function textValues(
  parameters: readonly unknown[],
  variables: readonly string[],
  place: TextPlace,
): readonly string[] {
  const values = new Map<string, string>();
  let position = 0;
  for (const parameter of parameters) {
    const path = `${place.name}['parameters'][${position}]`;
    if (!isObject(parameter)) throw invalidValue(`Param ${path} must be an object.`);
    const type = required(parameter, "type", path);
    const known = typeof type === "string" && Object.hasOwn(parameterKeys, type) ? parameterKeys[type] : undefined;
    if (typeof type !== "string" || known === undefined)
      throw mismatch(`${place.name}: Format mismatch, expected TEXT, received ${shown(type).toUpperCase()}`);
    refuseUnknown(parameter, known, path);
    if (!place.named && parameter["parameter_name"] !== undefined)
      throw mismatch(`${place.name}: the template has positional parameters, so parameter_name cannot be given`);
    const name = place.named ? nameOf(parameter, path) : String(position + 1);
    if (values.has(name)) throw mismatch(`${place.name}: parameter_name ${shown(name)} is given twice`);
    const value = valueOf(parameter, type, path, place);
    if (type === "text") {
      const order = place.named ? variables.indexOf(name) : position;
      checkLibraryType(value, place.types?.[order], path);
    }
    values.set(name, value);
    position++;
  }
  if (values.size !== variables.length) throw wrongCount(place.name, values.size, variables.length);
  if (!place.named) return [...values.values()];
  return variables.map((variable) => {
    const value = values.get(variable);
    if (value === undefined) throw mismatch(`${place.name}: the template's parameter ${variable} is not given`);
    return value;
  });
}

function nameOf(parameter: Json, path: string): string {
  const name = parameter["parameter_name"];
  if (typeof name !== "string" || name === "") throw invalidParameter(`Parameter name is missing or empty: ${path}`);
  return name;
}
