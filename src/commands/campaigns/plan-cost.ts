import { line, table, type Block, type Cell } from "../../cli/view.ts";
import { microsText, moneyText } from "../../core/money.ts";
import { same, type Text } from "../../core/text.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import type { ForecastLine } from "../../domain/costs/forecast-lines.ts";
import { forecastNotes } from "../../domain/costs/forecast-notes.ts";
import { marketWord } from "../costs/market-words.ts";
import { categoryWord, evidenceWord } from "../words.ts";
import { frozenForecast } from "./plan-json.ts";

/** What all of it costs if everything is delivered. */
export function estimateCell(plan: Pick<Plan, "spec">): Cell {
  const { micros, knownMicros, currency } = frozenForecast(plan).total();
  const known = moneyText({ micros: knownMicros, currency });
  if (micros === null) {
    return {
      text: { en: `more than ${known.en}: a rate is not known`, es: `más de ${known.es}: se desconoce una tarifa` },
      tone: "warn",
    };
  }
  return { text: { en: `~${known.en} if all are delivered`, es: `~${known.es} si se entregan todos` }, tone: "strong" };
}

function tierText({ tier, tiers }: ForecastLine): Cell {
  if (tiers === "none" || tier === undefined) return null;
  const to = tier.to === null ? "…" : String(tier.to);
  const discount: Text = tier.discount === 0 ? same("") : same(` (−${tier.discount} %)`);
  return { text: { en: `${tier.from}–${to}${discount.en}`, es: `${tier.from}–${to}${discount.es}` } };
}

/** By market, category and volume tier, with what has to be known about the figures. */
export function planCostBlocks(plan: Plan): Block[] {
  const forecast = frozenForecast(plan);
  const lines = forecast.lines();
  if (lines.length === 0) return [];
  const { currency } = forecast.total();
  const amount = (micros: number | null): Cell => (micros === null ? null : { text: microsText(micros) });
  const withTiers = lines.some((one) => tierText(one) !== null);
  return [
    table(
      [
        { header: { en: "Market", es: "Mercado" } },
        { header: { en: "Category", es: "Categoría" } },
        { header: { en: "Messages", es: "Mensajes" }, align: "right" },
        { header: { en: "Free", es: "Sin cargo" }, align: "right" },
        ...(withTiers ? [{ header: { en: "Of the month", es: "Del mes" }, align: "right" as const }] : []),
        { header: { en: "Each", es: "Cada uno" }, align: "right" },
        { header: { en: currency, es: currency }, align: "right" },
      ],
      lines.map((one) => [
        { text: marketWord(one.market) },
        { text: categoryWord(one.category) },
        one.count,
        one.free,
        ...(withTiers ? [tierText(one)] : []),
        amount(one.rate),
        amount(one.micros),
      ]),
    ),
    ...forecastNotes(forecast, { market: marketWord, category: categoryWord, evidence: evidenceWord }).map((text) =>
      line(text, "dim"),
    ),
  ];
}
