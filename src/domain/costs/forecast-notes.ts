import { joinTexts, type Text } from "../../core/text.ts";
import type { ForecastSums } from "./forecast.ts";
import type { ForecastLine } from "./forecast-lines.ts";
import { shippedTariff, type Tariff } from "./tariff.ts";
import { smallestBorder } from "./tier-tables.ts";

/** How codes are called in front of a person. */
export interface ForecastWords {
  market(code: string): Text;
  category(code: string): Text;
  evidence(code: string): Text;
}

/** What a person has to know about an estimate: where its figures come from, and where it may be wrong. */
export function forecastNotes(forecast: ForecastSums, words: ForecastWords, tariff: Tariff = shippedTariff): Text[] {
  const lines = forecast.lines();
  return [...missedNotes(lines, words, tariff), ...sourceNotes(lines, words), ...unknownNotes(forecast, words)];
}

/** Where the figures come from: discounts, free answers, how rates are known. */
export function sourceNotes(lines: readonly ForecastLine[], words: ForecastWords): Text[] {
  return [...reducedNotes(lines, words), ...freeNotes(lines), ...evidenceNotes(lines, words)];
}

function nameOf({ market, category }: Pick<ForecastLine, "market" | "category">, words: ForecastWords): Text {
  return joinTexts([words.market(market), words.category(category)], ", ");
}

const grouped = (count: number): Text => ({
  en: count.toLocaleString("en"),
  es: count.toLocaleString("en").replaceAll(",", "\u00a0"),
});

/** The discounts of the month's volume, and what they rest on. */
function reducedNotes(lines: readonly ForecastLine[], words: ForecastWords): Text[] {
  const notes = lines.flatMap((line): Text[] => {
    if (line.tier === undefined || line.tier.discount === 0) return [];
    const name = nameOf(line, words);
    const from = grouped(line.tier.from);
    const { discount } = line.tier;
    return [
      {
        en: `${name.en}: from message ${from.en} of the month, Meta charges ${discount} % less.`,
        es: `${name.es}: desde el mensaje ${from.es} del mes, Meta cobra un ${discount} % menos.`,
      },
    ];
  });
  return notes.length === 0 ? [] : [...notes, asFarAsKnown];
}

/** Meta counts over all programs of the business; recado knows its own messages. */
const asFarAsKnown: Text = {
  en: "Counted as far as recado knows: if the business also sends with other programs, it may cost less.",
  es: "La cuenta es hasta donde recado sabe: si la empresa también envía con otros programas, puede costar menos.",
};

/** Discounts that may exist and that recado has no table for. Below the smallest border of all tables there is none to miss. */
export function missedNotes(lines: readonly ForecastLine[], words: ForecastWords, tariff: Tariff): Text[] {
  const border = smallestBorder(tariff);
  const missed = lines.filter(
    ({ tiers, rate, already, count, free }) => tiers === "unknown" && rate !== null && already + count - free > border,
  );
  if (missed.length === 0) return [];
  const names = joinTexts(
    [...new Map(missed.map((line) => [line.market + line.category, nameOf(line, words)])).values()],
    "; ",
  );
  return [
    {
      en: `Volume discounts are not known here, so the list price counts and it may cost less: ${names.en}.`,
      es: `Aquí no se conocen los descuentos por volumen; vale el precio de lista y puede costar menos: ${names.es}.`,
    },
  ];
}

function freeNotes(lines: readonly ForecastLine[]): Text[] {
  const free = lines.reduce((sum, line) => sum + line.free, 0);
  if (free === 0) return [];
  const { en, es } = grouped(free);
  return [
    {
      en: `Free of charge, as far as recado knows: ${en}.`,
      es: `Sin cargo, hasta donde recado sabe: ${es}.`,
    },
  ];
}

/** What has no rate, and is in no total. */
export function unknownNotes(forecast: ForecastSums, words: ForecastWords): Text[] {
  return forecast.total().unknown.map(({ market, category, messages }) => {
    const name = joinTexts([words.market(market ?? "?"), words.category(category ?? "?")], ", ");
    const count = grouped(messages);
    return {
      en: `No rate is known for ${name.en}. Messages not included: ${count.en}.`,
      es: `Se desconoce la tarifa de ${name.es}. Mensajes no incluidos: ${count.es}.`,
    };
  });
}

function evidenceNotes(lines: readonly ForecastLine[], words: ForecastWords): Text[] {
  const charged = lines.filter((line) => line.micros !== null && line.micros > 0);
  // Two codes may come to the same words.
  const sources = new Map(charged.map(({ evidence }) => [words.evidence(evidence).en, words.evidence(evidence)]));
  if (sources.size === 0) return [];
  const rates = joinTexts([...sources.values()], ", ");
  return [
    {
      en: `Rates: ${rates.en}. What counts is Meta's invoice.`,
      es: `Tarifas: ${rates.es}. Lo que cuenta es la factura de Meta.`,
    },
  ];
}
