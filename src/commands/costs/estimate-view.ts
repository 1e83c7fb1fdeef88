import { line, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { formatMicros, microsText, moneyText, type Micros } from "../../core/money.ts";
import { same, type Text } from "../../core/text.ts";
import type { ForecastSums } from "../../domain/costs/forecast.ts";
import type { ForecastLine } from "../../domain/costs/forecast-lines.ts";
import { categoryWord } from "../words.ts";
import type { Basis, Counted } from "./estimate-basis.ts";
import { estimateWords, notesOf } from "./estimate-notes.ts";
import { marketWord } from "./market-words.ts";
import { priceText } from "./rates-price.ts";

const amountOf = (micros: Micros | null): string | null => (micros === null ? null : formatMicros(micros));

function lineJson({ market, category, count, free, rate, micros, tier, evidence }: ForecastLine) {
  return {
    market,
    category,
    messages: count,
    charged: count - free,
    free,
    rate: amountOf(rate),
    amount: amountOf(micros),
    tier: tier === undefined ? null : { from: tier.from, to: tier.to, discount: tier.discount },
    evidence,
  };
}

/** The answer for programs, to the letter, and the table for a person. */
export function estimateView(counted: Counted, basis: Basis): View {
  const { forecast } = counted;
  const { currency, on } = basis;
  const lines = forecast.lines();
  const json = lines.map(lineJson);
  const { knownMicros } = forecast.total();
  return view({
    data: { currency, total: formatMicros(knownMicros), on, lines: json },
    rows: json.map(({ tier, ...rest }) => ({
      ...rest,
      tierFrom: tier?.from ?? null,
      tierTo: tier?.to ?? null,
      discount: tier?.discount ?? null,
      currency,
      on,
    })),
    blocks: [
      ...(lines.length === 0 ? [] : [linesTable(lines, currency)]),
      line(totalText(forecast, on), "strong"),
      ...notesOf(counted, basis).map((text) => line(text, "dim")),
    ],
  });
}

function totalText(forecast: ForecastSums, on: string): Text {
  const { currency, knownMicros, micros, count } = forecast.total();
  if (count === 0) return { en: "No messages: nothing to pay.", es: "Ningún mensaje: no hay nada que pagar." };
  const known = moneyText({ micros: knownMicros, currency });
  if (micros === null && knownMicros === 0) {
    return { en: "What it costs is not known.", es: "No se conoce el costo." };
  }
  if (micros === null) {
    return {
      en: `More than ${known.en} if all are delivered, by the prices of ${on}: a rate is not known.`,
      es: `Más de ${known.es} si se entregan todos, con los precios del ${on}: se desconoce una tarifa.`,
    };
  }
  return {
    en: `~${known.en} if all are delivered, by the prices of ${on}.`,
    es: `~${known.es} si se entregan todos, con los precios del ${on}.`,
  };
}

function tierCell({ tier, tiers }: ForecastLine): Cell {
  if (tiers === "none" || tier === undefined) return null;
  const discount = tier.discount === 0 ? "" : ` (−${tier.discount} %)`;
  return { text: same(`${tier.from}–${tier.to ?? "…"}${discount}`) };
}

function linesTable(lines: readonly ForecastLine[], currency: string): Block {
  const withTiers = lines.some((one) => tierCell(one) !== null);
  const unknown: Cell = { text: { en: "?", es: "?" }, tone: "warn" };
  const amount = (micros: Micros | null): Cell => (micros === null ? unknown : { text: microsText(micros) });
  return table(
    [
      { header: { en: "Market", es: "Mercado" } },
      { header: { en: "Category", es: "Categoría" } },
      { header: { en: "Messages", es: "Mensajes" }, align: "right" },
      { header: { en: "Charged", es: "Con cargo" }, align: "right" },
      { header: { en: "Free", es: "Sin cargo" }, align: "right" },
      ...(withTiers ? [{ header: { en: "Of the month", es: "Del mes" }, align: "right" as const }] : []),
      { header: { en: "Each", es: "Cada uno" }, align: "right" },
      { header: same(currency), align: "right" },
      { header: { en: "Rate from", es: "Origen de la tarifa" } },
    ],
    lines.map((one) => [
      { text: marketWord(one.market) },
      { text: categoryWord(one.category) },
      one.count,
      one.count - one.free,
      one.free,
      ...(withTiers ? [tierCell(one)] : []),
      one.rate === null ? unknown : { text: priceText(one.rate) },
      amount(one.micros),
      { text: estimateWords.evidence(one.evidence) },
    ]),
  );
}
