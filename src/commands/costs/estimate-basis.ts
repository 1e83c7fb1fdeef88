import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { Settings } from "../../cli/settings.ts";
import { dayAt, monthAt, readDay, startOfDay, type Day } from "../../domain/costs/calendar.ts";
import { createForecast, type Forecast } from "../../domain/costs/forecast.ts";
import { readMonthCounts, type MonthCounts } from "../../domain/costs/month-counts.ts";
import type { RateCategory } from "../../domain/costs/rates.ts";
import { eligibilityNow, existingDb, tariffOf, type KnownTariff } from "../tariff.ts";
import type { estimateInput } from "./estimate-spec.ts";
import { readCurrency } from "./rates-asked.ts";

/** What the price of any message depends on. */
export interface Basis extends KnownTariff {
  readonly settings: Settings;
  /** Milliseconds. */
  readonly at: number;
  readonly on: Day;
  readonly currency: string;
}

type BasisInput = Pick<InputOf<typeof estimateInput>, "on" | "currency" | "timezone">;

/** Reads the day, the currency and the cards. Asks nobody, and makes no database. */
export async function basisOf(input: BasisInput, context: Context): Promise<Basis> {
  const settings = await context.settings();
  const known = await tariffOf(context, input.timezone);
  const now = context.clock.now();
  const on = input.on === undefined ? dayAt(now, known.zone) : readDay(input.on, "--on");
  const at = on === dayAt(now, known.zone) ? now : startOfDay(on, known.zone);
  const currency =
    input.currency === undefined ? (settings.currency ?? "USD") : readCurrency(input.currency, "--currency");
  return { ...known, settings, at, on, currency };
}

/** A month of which nothing has been used up. */
const fresh: MonthCounts = { month: "", delivered: [], freeServiceLeft: new Map() };

export interface Counted {
  readonly forecast: Forecast;
  /** Whether it goes on from what the account has sent this month; else from zero. */
  readonly goesOn: boolean;
  /** Whether nobody knows which of the messages come first: counts by market. */
  readonly inNoOrder?: boolean;
}

/** @param numbers of the account, as far as they are known; without any the month begins at zero */
export async function forecastOf(
  basis: Basis,
  { categories, numbers }: { readonly categories: readonly RateCategory[]; readonly numbers: readonly string[] },
  context: Context,
): Promise<Counted> {
  const { at, zone, currency, tariff, settings } = basis;
  const isNow = monthAt(at, zone) === monthAt(context.clock.now(), zone);
  const db = numbers.length > 0 && isNow ? await existingDb(context) : undefined;
  const counts =
    db === undefined ? fresh : await readMonthCounts(db, { at, zone, phoneNumberIds: numbers, categories });
  const eligibility = await eligibilityNow(context);
  const phoneNumberId = settings.phoneNumberId ?? "";
  const forecast = createForecast({ currency, at, phoneNumberId, counts, tariff, eligibility });
  return { forecast, goesOn: db !== undefined };
}
