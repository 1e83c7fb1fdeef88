import { isoTime } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import type { WireAnalyticsName } from "../wire/analytics.ts";

/** From the first instant up to, not including, the last: milliseconds since the Unix epoch. Meta counts in seconds. */
export interface AnalyticsRange {
  readonly from: number;
  readonly to: number;
}

/** Whole days of the account's zone, `2026-10-01`: from the first up to the last. */
export interface AnalyticsDays {
  readonly fromDay: string;
  readonly toDay: string;
}

/** Which numbers and countries are counted; all when absent. */
export interface AnalyticsPlaces {
  /** In any spelling; sent as digits. */
  readonly phoneNumbers?: readonly string[] | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly countryCodes?: readonly string[] | undefined;
}

interface Rules {
  /** How far back Meta answers, in days. */
  readonly lookBack: number;
  readonly granularities: readonly string[];
}

const year = 365;
const points = ["HALF_HOUR", "DAILY", "MONTHLY"];
const daily: Rules = { lookBack: 90, granularities: ["DAILY"] };

/**
 * What Meta allows of each field.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/analytics
 */
export const analyticsRules: Readonly<Record<WireAnalyticsName, Rules>> = {
  analytics: { lookBack: year, granularities: ["HALF_HOUR", "DAY", "MONTH"] },
  call_analytics: { lookBack: year, granularities: points },
  conversation_analytics: { lookBack: year, granularities: points },
  pricing_analytics: { lookBack: year, granularities: points },
  group_analytics: daily,
  template_analytics: daily,
  template_group_analytics: daily,
};

const day = 86_400_000;

function refused(code: string, text: Text, hint: Text): InputError {
  return new InputError({ code: `analytics.${code}`, text, hint });
}

/** Meta counts a year with its leap day, and days in the account's zone: a day more is left to Meta to refuse. */
function checkLookBack(name: WireAnalyticsName, from: number, now: number): void {
  const { lookBack } = analyticsRules[name];
  if (from >= now - (lookBack + 2) * day) return;
  const earliest = isoTime(now - lookBack * day).slice(0, 10);
  throw refused(
    "too_long_ago",
    {
      en: `Meta tells ${name} of the last ${lookBack} days only: not from ${isoTime(from).slice(0, 10)}.`,
      es: `Meta solo informa ${name} de los últimos ${lookBack} días: no desde el ${isoTime(from).slice(0, 10)}.`,
    },
    { en: `Ask from ${earliest} on.`, es: `Pida desde el ${earliest}.` },
  );
}

/** @throws InputError for a range that Meta does not answer, or a granularity of another field's. */
export function checkSpan(
  name: WireAnalyticsName,
  granularity: string,
  { from, to }: AnalyticsRange,
  now: number,
): void {
  const { granularities } = analyticsRules[name];
  if (!granularities.includes(granularity)) {
    throw refused(
      "bad_granularity",
      {
        en: `${JSON.stringify(granularity.slice(0, 40))} is not a granularity of ${name}.`,
        es: `${JSON.stringify(granularity.slice(0, 40))} no es una granularidad de ${name}.`,
      },
      { en: `It has: ${granularities.join(", ")}.`, es: `Tiene: ${granularities.join(", ")}.` },
    );
  }
  if (!(Number.isFinite(from) && Number.isFinite(to) && Math.floor(from / 1000) < Math.floor(to / 1000))) {
    throw refused(
      "bad_range",
      { en: "The range ends before it begins.", es: "El período termina antes de empezar." },
      {
        en: "Give the earlier instant first, in milliseconds.",
        es: "Indique primero el instante anterior, en milisegundos.",
      },
    );
  }
  checkLookBack(name, from, now);
}

/** What a range is in Meta's parameters: Unix seconds. */
export function spanOf({ from, to }: AnalyticsRange): { start: number; end: number } {
  return { start: Math.floor(from / 1000), end: Math.floor(to / 1000) };
}

/** Numbers and countries in Meta's parameters; an empty list is all of them. */
export function placesOf({ phoneNumbers, countryCodes }: AnalyticsPlaces): {
  phone_numbers: readonly string[];
  country_codes: readonly string[];
} {
  return {
    phone_numbers: (phoneNumbers ?? []).map((phone) => phone.replace(/\D/g, "")),
    country_codes: (countryCodes ?? []).map((code) => code.toUpperCase()),
  };
}

type Parameter = string | number | readonly (string | number)[] | undefined;

/** `pricing_analytics.start(1).end(2).granularity(DAILY).dimensions(["COUNTRY"])`: a field with its parameters. */
export function fieldText(name: WireAnalyticsName, parameters: Readonly<Record<string, Parameter>>): string {
  return Object.entries(parameters).reduce(
    (text, [key, value]) =>
      value === undefined ? text : `${text}.${key}(${typeof value === "object" ? JSON.stringify(value) : value})`,
    name as string,
  );
}
