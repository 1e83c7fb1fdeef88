import { GraphFault } from "../../errors.ts";
import { type Json, keys, required, requiredObject, shown } from "../check.ts";

const currencyKeys = keys("fallback_value", "code", "amount_1000");
const dateKeys = keys("fallback_value", "day_of_week", "year", "month", "day_of_month", "hour", "minute", "calendar");

const badFormat = (details: string): GraphFault => new GraphFault(132008, { details });

/**
 * The `fallback_value` of a `currency` parameter: what this simulator's customers see.
 * @throws GraphFault 132008 when the code or the amount (thousandths of a unit) is malformed
 */
export function currencyFallback(parameter: Json, path: string): unknown {
  const value = requiredObject(parameter, "currency", path, currencyKeys);
  const place = `${path}['currency']`;
  const code = required(value, "code", place);
  const amount = required(value, "amount_1000", place);
  if (typeof code !== "string" || !/^[A-Z]{3}$/.test(code))
    throw badFormat(`Param ${place}['code'] is not an ISO 4217 code: ${shown(code)}`);
  if (typeof amount !== "number" || !Number.isSafeInteger(amount))
    throw badFormat(`Param ${place}['amount_1000'] must be an integer.`);
  return required(value, "fallback_value", place);
}

const dateRanges = {
  day_of_week: [1, 7],
  year: [1, 9_999],
  month: [1, 12],
  day_of_month: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
} as const;
const days = keys("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");
const calendars = keys("GREGORIAN", "SOLAR_HIJRI");

/**
 * The `fallback_value` of a `date_time` parameter.
 * @throws GraphFault 132008 when a part of the date is malformed
 */
export function dateFallback(parameter: Json, path: string): unknown {
  const value = requiredObject(parameter, "date_time", path, dateKeys);
  const place = `${path}['date_time']`;
  for (const [key, [min, max]] of Object.entries(dateRanges)) {
    const part = value[key];
    if (part === undefined) continue;
    if (key === "day_of_week" && typeof part === "string" && days.has(part)) continue;
    const whole = typeof part === "string" && /^\d{1,4}$/.test(part) ? Number(part) : part;
    if (typeof whole !== "number" || !Number.isInteger(whole) || whole < min || whole > max)
      throw badFormat(`Param ${place}['${key}'] must be an integer from ${min} to ${max}.`);
  }
  const { calendar } = value;
  if (calendar !== undefined && (typeof calendar !== "string" || !calendars.has(calendar)))
    throw badFormat(`Param ${place}['calendar'] must be one of {${[...calendars].join(", ")}}.`);
  return required(value, "fallback_value", place);
}

/** What the typed parameters of library templates look like. The rest (ADDRESS, TEXT) takes any text. */
const libraryForms: Readonly<Record<string, RegExp>> = {
  AMOUNT: /^[^\d]{0,8}\d[\d.,' ]*[^\d]{0,8}$/,
  DATE: /\d|\p{L}{3}/u,
  EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  NUMBER: /^[+-]?\d[\d.,' ]*$/,
  PHONE_NUMBER: /^\+?[\d\s().-]{5,24}$/,
};

/**
 * Checks a text against the type that a library template gives its parameter.
 * @throws GraphFault 132008
 */
export function checkLibraryType(text: string, type: string | undefined, path: string): void {
  const form = type === undefined ? undefined : libraryForms[type];
  // The longest value of these types is far below 200 characters, and no form is slow on less.
  if (form !== undefined && (text.length > 200 || !form.test(text)))
    throw badFormat(`Param ${path} is not of type ${type ?? ""}.`);
}
