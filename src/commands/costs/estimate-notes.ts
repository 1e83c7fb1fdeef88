import type { Context } from "../../cli/context.ts";
import { microsText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { dayAt } from "../../domain/costs/calendar.ts";
import { otherPricesNotes, tiersOfOtherPrices } from "../../domain/costs/cards/other-prices.ts";
import type { ForecastSums } from "../../domain/costs/forecast.ts";
import type { ForecastLine } from "../../domain/costs/forecast-lines.ts";
import { missedNotes, sourceNotes, unknownNotes } from "../../domain/costs/forecast-notes.ts";
import { rangeOfFree } from "../../domain/costs/forecast-shares.ts";
import { hasRate } from "../../domain/costs/rates.ts";
import { nextPrices, whyUnknown } from "../../domain/costs/unknown-rates.ts";
import { zoneNote } from "../tariff.ts";
import { categoryWord, evidenceWord } from "../words.ts";
import type { Basis, Counted } from "./estimate-basis.ts";
import { marketWord } from "./market-words.ts";

export const estimateWords = {
  market: marketWord,
  category: categoryWord,
  evidence: (code: string): Text => (code === "unknown" ? { en: "not known", es: "se desconoce" } : evidenceWord(code)),
};

/** What a program has to know as well as a person: said on stderr, whatever the form of the answer. */
export function warnOfEstimate(counted: Counted, basis: Basis, context: Context): void {
  const { forecast } = counted;
  const { currency, at, tariff, on, zone } = basis;
  const today = dayAt(context.clock.now(), zone);
  const notes = [
    ...unknownRates(forecast, basis),
    ...missedNotes(forecast.lines(), estimateWords, tariff),
    ...unusedTiers(forecast.lines(), basis),
    ...nextPrices({ currency, at, tariff, on, today }),
  ];
  for (const text of notes) context.warn(text);
  for (const text of freeNote(counted, currency)) context.note(text);
}

/** What has no rate is in no total. */
function unknownRates(forecast: ForecastSums, { currency, at, tariff }: Basis): Text[] {
  const notes = unknownNotes(forecast, estimateWords);
  if (notes.length === 0) return [];
  const absent = forecast
    .lines()
    .filter(({ market, category }) => !hasRate({ market, category, currency, at, tariff }))
    .map(({ market }) => noInternationalRate(market));
  return [...notes, ...whyUnknown({ currency, at, tariff }), ...absent];
}

function unusedTiers(lines: readonly ForecastLine[], { currency, tariff, on: day }: Basis): Text[] {
  const unused = [
    ...new Map(lines.map(({ market, category }) => [`${market}|${category}`, { market, category }])).values(),
  ];
  const tables = unused.flatMap((pair) => tiersOfOtherPrices({ day, currency, tariff, ...pair }));
  return otherPricesNotes(tables, currency, marketWord);
}

/** Which answers of a month are free is known when they are sent: the first ones. */
function freeNote({ forecast, inNoOrder = false }: Counted, currency: string): Text[] {
  const range = inNoOrder ? rangeOfFree(forecast.lines()) : undefined;
  if (range === undefined) return [];
  const [least, most] = [microsText(range.least), microsText(range.most)];
  return [
    {
      en: `The free answers are divided among the markets in proportion. By which come first, it is from ${least.en} to ${most.en} ${currency}.`,
      es: `Las respuestas gratis se reparten entre los mercados en proporción. Según cuáles se envíen primero, el costo va de ${least.es} a ${most.es} ${currency}.`,
    },
  ];
}

function noInternationalRate(market: string): Text {
  const { en, es } = marketWord(market);
  return {
    en: `${en} has no international rate: there, see --category authentication.`,
    es: `${es} no tiene tarifa internacional: para ese mercado, consulte --category authentication.`,
  };
}

/** Where the month's tiers and free answers were counted from, where the price has any. */
function countNote(lines: readonly ForecastLine[], goesOn: boolean): Text[] {
  if (lines.every(({ category }) => category === "marketing")) return [];
  if (goesOn) {
    return [
      {
        en: "It goes on from what recado has sent this month: volume tiers, free answers.",
        es: "Continúa desde lo que recado ya envió este mes: tramos por volumen y respuestas gratis.",
      },
    ];
  }
  return [
    {
      en: "Counted as the first messages of the month: what else is sent in it is not known.",
      es: "Se cuentan como los primeros mensajes del mes: no se sabe qué más se envía en él.",
    },
  ];
}

/** What a person has to know beside that. */
export function notesOf({ forecast, goesOn }: Counted, basis: Basis): Text[] {
  return [...countNote(forecast.lines(), goesOn), ...sourceNotes(forecast.lines(), estimateWords), ...zoneNote(basis)];
}
