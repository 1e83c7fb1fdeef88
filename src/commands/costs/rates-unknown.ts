import type { Text } from "../../core/text.ts";
import { newestCardDay } from "../../domain/costs/cards/of-day.ts";
import { cardOf } from "../../domain/costs/rates-cards.ts";
import { rateCurrencies } from "../../domain/costs/rates.ts";
import type { Asked } from "./rates-asked.ts";

/** What to do about prices that nobody has told recado. */
export function unknownNote(unknown: number, all: number, asked: Asked): Text {
  const { currency, day } = asked;
  const how = {
    en: "Import Meta's file: recado costs rates import <file>",
    es: "Importe el archivo de Meta: recado costs rates import <archivo>",
  };
  const none = {
    en: `No price in ${currency} is known for ${day}. ${how.en}`,
    es: `No se conoce ningún precio en ${currency} para el ${day}. ${how.es}`,
  };
  const some = {
    en: `Prices in ${currency} that are not known for ${day}: ${unknown} of ${all}. ${how.en}`,
    es: `Precios en ${currency} que no se conocen para el ${day}: ${unknown} de ${all}. ${how.es}`,
  };
  if (unknown < all) return some;
  const own = ownLists(asked);
  const others = otherLists(asked);
  return { en: [none.en, own?.en ?? others.en].join("\n"), es: [none.es, own?.es ?? others.es].join("\n") };
}

/** Why the lists of the currency itself do not tell it. */
function ownLists({ currency, day, tariff }: Asked): Text | undefined {
  const newest = newestCardDay({ currency, day, tariff });
  if (newest !== undefined) {
    return {
      en: `The newest price list in ${currency}, of ${newest}, does not have it, or its price has changed since.`,
      es: `La lista de precios más reciente en ${currency}, del ${newest}, no lo trae, o el precio cambió desde entonces.`,
    };
  }
  const [first] = [...(cardOf(currency, tariff.cards)?.days ?? [])].toSorted();
  if (first === undefined) return undefined;
  return {
    en: `The first price list in ${currency} begins on ${first}.`,
    es: `La primera lista de precios en ${currency} rige desde el ${first}.`,
  };
}

/** The currencies that do have a list on the day, and since when. */
function otherLists({ currency, day, tariff }: Asked): Text {
  const others = rateCurrencies(tariff).flatMap((name) => {
    const [first] = [...(cardOf(name, tariff.cards)?.days ?? [])].toSorted();
    return name === currency || first === undefined || first > day ? [] : [{ name, first }];
  });
  if (others.length === 0) {
    return {
      en: `There is no price list in any currency for ${day}.`,
      es: `No hay listas de precios en ninguna moneda para el ${day}.`,
    };
  }
  const en = others.map(({ name, first }) => `${name} (since ${first})`).join(", ");
  const es = others.map(({ name, first }) => `${name} (desde el ${first})`).join(", ");
  return {
    en: `There are price lists in: ${en}. recado never converts.`,
    es: `Hay listas de precios en: ${es}. recado nunca convierte.`,
  };
}
