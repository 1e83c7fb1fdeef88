import type { Context } from "../../cli/context.ts";
import { UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { cleanLine } from "../../core/terminal.ts";
import { dayAt, readDay, startOfDay, type Day } from "../../domain/costs/calendar.ts";
import { likelyMarkets, readMarket } from "../../domain/costs/market-names.ts";
import { billingCurrencies, currencyOf } from "../../domain/costs/rate-files/currency-name.ts";
import type { Tariff } from "../../domain/costs/tariff.ts";
import { tariffOf } from "../tariff.ts";
import { marketWord } from "./market-words.ts";

/** Whose prices are asked for. */
export interface Asked {
  readonly tariff: Tariff;
  readonly day: Day;
  readonly currency: string;
}

/** @throws UsageError `usage.bad_currency` naming the nearest */
export function readCurrency(text: string, option: string): string {
  const currency = currencyOf(text);
  if (currency !== undefined) return currency;
  const near = nearest(text, billingCurrencies);
  const list = (near.length > 0 ? near : billingCurrencies).join(", ");
  throw new UsageError({
    code: "usage.bad_currency",
    text: {
      en: `${option} "${cleanLine(text)}" is no currency that Meta bills in.`,
      es: `${option} "${cleanLine(text)}" no es una moneda en la que Meta facture.`,
    },
    hint:
      near.length > 0
        ? { en: `Did you mean ${list}?`, es: `¿Quiso decir ${list}?` }
        : { en: `There are: ${list}.`, es: `Son: ${list}.` },
    data: { option, value: text },
  });
}

/** Needs no account and makes no database. */
export async function askedPrices(
  input: {
    readonly currency?: string | undefined;
    readonly on?: string | undefined;
    readonly timezone?: string | undefined;
  },
  context: Context,
): Promise<Asked> {
  const { tariff } = await tariffOf(context, input.timezone);
  const settings = await context.settings();
  return {
    tariff,
    day: input.on === undefined ? dayAt(context.clock.now(), tariff.zone) : readDay(input.on, "--on"),
    currency: input.currency === undefined ? (settings.currency ?? "USD") : readCurrency(input.currency, "--currency"),
  };
}

/** @throws UsageError `usage.unknown_market` naming the nearest */
export function readMarketOption(text: string, { day, tariff }: Asked): string {
  const market = readMarket(text, marketWord, startOfDay(day, tariff.zone), tariff.zone);
  if (market !== undefined) return market;
  const likely = likelyMarkets(text, marketWord).join(", ");
  throw new UsageError({
    code: "usage.unknown_market",
    text: {
      en: `There is no country or market "${cleanLine(text)}".`,
      es: `No existe el país o mercado "${cleanLine(text)}".`,
    },
    hint:
      likely === ""
        ? {
            en: "Write a country (ES, Spain, +34) or a market of Meta's. All of them: recado costs rates",
            es: "Escriba un país (ES, España, +34) o un mercado de Meta. Todos: recado costs rates",
          }
        : { en: `Did you mean ${likely}?`, es: `¿Quiso decir ${likely}?` },
    data: { option: "--market", value: text },
  });
}
