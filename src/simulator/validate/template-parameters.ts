import { GraphFault, invalidParameter, invalidValue, missingParameter } from "../errors.ts";
import { isObject, type Json, keys, refuseUnknown, required, requiredObject } from "./check.ts";

const parameterKeys: Readonly<Record<string, ReadonlySet<string>>> = {
  text: keys("type", "text", "parameter_name"),
  currency: keys("type", "currency", "parameter_name"),
  date_time: keys("type", "date_time", "parameter_name"),
};
const currencyKeys = keys("fallback_value", "code", "amount_1000");
const dateKeys = keys("fallback_value", "day_of_week", "year", "month", "day_of_month", "hour", "minute", "calendar");
/** No line breaks, no tabs, at most four spaces in a row. */
const forbidden = /[\n\r\t]| {5,}/;

export const mismatch = (details: string): GraphFault => new GraphFault(132012, { details });
export const wrongCount = (place: string, given: number, expected: number): GraphFault =>
  new GraphFault(132000, {
    details: `${place}: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
  });

function words(value: unknown, path: string): string {
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
function valueOf(parameter: Json, type: string, path: string): string {
  if (type === "text") return words(required(parameter, "text", path), `${path}['text']`);
  const known = type === "currency" ? currencyKeys : dateKeys;
  const value = requiredObject(parameter, type, path, known);
  if (type === "currency") {
    const code = required(value, "code", `${path}['currency']`);
    const amount = required(value, "amount_1000", `${path}['currency']`);
    if (typeof code !== "string" || !/^[A-Z]{3}$/.test(code))
      throw invalidValue(`Param ${path}['currency']['code'] is not an ISO 4217 code.`);
    if (typeof amount !== "number" || !Number.isInteger(amount))
      throw invalidValue(`Param ${path}['currency']['amount_1000'] must be an integer.`);
  }
  return words(required(value, "fallback_value", path), `${path}['${type}']['fallback_value']`);
}

/**
 * The values of a text component, in the order of the template's variables.
 * @param place `header` or `body`, as Meta's sentences name it
 */
export function textValues(
  parameters: readonly unknown[],
  variables: readonly string[],
  named: boolean,
  place: string,
): string[] {
  const values = new Map<string, string>();
  let position = 0;
  for (const parameter of parameters) {
    const path = `${place}['parameters'][${position}]`;
    if (!isObject(parameter)) throw invalidValue(`Param ${path} must be an object.`);
    const type = required(parameter, "type", path);
    const known = typeof type === "string" ? parameterKeys[type] : undefined;
    if (typeof type !== "string" || known === undefined)
      throw mismatch(`${place}: Format mismatch, expected TEXT, received ${String(type).toUpperCase()}`);
    refuseUnknown(parameter, known, path);
    const name = named ? nameOf(parameter, path) : String(position + 1);
    if (!named && parameter["parameter_name"] !== undefined)
      throw mismatch(`${place}: the template has positional parameters, so parameter_name cannot be given`);
    if (values.has(name)) throw mismatch(`${place}: parameter_name ${name} is given twice`);
    values.set(name, valueOf(parameter, type, path));
    position++;
  }
  if (values.size !== variables.length) throw wrongCount(place, values.size, variables.length);
  if (!named) return [...values.values()];
  return variables.map((variable) => {
    const value = values.get(variable);
    if (value === undefined) throw mismatch(`${place}: the template's parameter ${variable} is not given`);
    return value;
  });
}

function nameOf(parameter: Json, path: string): string {
  const name = parameter["parameter_name"];
  if (typeof name !== "string" || name === "") throw invalidParameter(`Parameter name is missing or empty: ${path}`);
  return name;
}
