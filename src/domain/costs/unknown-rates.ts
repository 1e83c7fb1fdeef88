import type { Text } from "../../core/text.ts";
import { dayAt, ruleDays, type Day } from "./calendar.ts";
import { cardDays, cardOf } from "./rates-cards.ts";
import type { Tariff } from "./tariff.ts";

export interface CardQuery {
  /** ISO 4217 */
  readonly currency: string;
  /** Milliseconds. */
  readonly at: number;
  readonly tariff: Tariff;
}

/** Why there are no rates at all for a currency and day; nothing where only single ones are missing. */
export function whyUnknown({ currency, at, tariff }: CardQuery): Text[] {
  const day = dayAt(at, tariff.zone);
  if (day < ruleDays.perMessage) {
    return [
      {
        en: `Until ${ruleDays.perMessage} Meta charged by the conversation: what one message cost on ${day} cannot be told.`,
        es: `Hasta el ${ruleDays.perMessage} Meta cobraba por conversación: no se puede saber cuánto costaba un mensaje el ${day}.`,
      },
    ];
  }
  const card = cardOf(currency, tariff.cards);
  if (card === undefined) {
    return [
      {
        en: `recado has no price list in ${currency}, and converts none. Import Meta's file: recado costs rates import <file>`,
        es: `recado no tiene una lista de precios en ${currency} y no convierte monedas. Importe el archivo de Meta: recado costs rates import <archivo>`,
      },
    ];
  }
  const [first] = [...card.days].toSorted();
  if (first === undefined || first <= day) return [];
  return [
    {
      en: `The first price list in ${currency} that recado has is of ${first}: there is none for ${day}.`,
      es: `La primera lista de precios en ${currency} que tiene recado es del ${first}: no hay ninguna para el ${day}.`,
    },
  ];
}

/** The first day of the quarter of a year: the only days on which Meta changes its prices. */
function quarterOf(day: Day): Day {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

/** That a day lies in a quarter of which recado has no price list yet, so that the present one stands in. */
export function nextPrices({ tariff, on, today }: CardQuery & { readonly on: Day; readonly today: Day }): Text[] {
  const quarter = quarterOf(on);
  const newest = cardDays(tariff.cards).at(-1);
  if (newest === undefined || newest >= quarter || quarter <= quarterOf(today)) return [];
  return [
    {
      en: `Meta may change its prices on ${quarter}: these are the ones of ${newest}.`,
      es: `Meta puede cambiar sus precios el ${quarter}: estos son los del ${newest}.`,
    },
  ];
}
