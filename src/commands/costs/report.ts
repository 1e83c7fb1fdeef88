import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { formatMoney } from "../../core/money.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { monthRange } from "../../domain/costs/calendar.ts";
import {
  buildCostReport,
  costReportJson,
  type CostGrouping,
  type CostLine,
  type CostReport,
  type CurrencyReport,
} from "../../domain/costs/report.ts";
import { costRows } from "../../storage/repos/costs.ts";
import { categoryWord, evidenceWord } from "../words.ts";
import { settledDb } from "../settled-db.ts";
import type { reportInput } from "./index.ts";
import { marketWord } from "./market-words.ts";

export async function run(input: InputOf<typeof reportInput>, context: Context): Promise<View> {
  const month = input.month ?? new Date(context.clock.now()).toISOString().slice(0, 7);
  const period = monthRange(month);
  const { currency } = await context.settings();
  const rows = await costRows(await settledDb(context), period);
  const by = input.by ?? "category";
  return costView(buildCostReport(rows, { period, by, currency: currency ?? "USD" }), by, month);
}

const groupHeaders: Readonly<Record<CostGrouping, Text>> = {
  category: { en: "Category", es: "Categoría" },
  market: { en: "Market", es: "Mercado" },
  template: { en: "Template", es: "Plantilla" },
  day: { en: "Day", es: "Día" },
};

/** The report as a person reads it, and as scripts do. Also the demo's last page. */
export function costView(report: CostReport, by: CostGrouping, month: string): View {
  const data = costReportJson(report);
  const rows = [data, ...data.others].flatMap(({ currency, rows: lines }) =>
    lines.map(({ key, ...line }) => ({ ...key, ...line, currency })),
  );
  const blocks =
    report.total.messages + report.total.uncertain === 0 && report.others.length === 0
      ? [line({ en: `No messages in ${month}.`, es: `No hay mensajes en ${month}.` })]
      : [report, ...report.others].flatMap((one) => currencyBlocks(one, by));
  return view({ data, rows, blocks });
}

/** A line's name in a person's words; JSON keeps the codes. */
function lineCell({ by, value }: CostLine): Cell {
  if (value === null) return null;
  return { text: by === "category" ? categoryWord(value) : by === "market" ? marketWord(value) : same(value) };
}

function currencyBlocks(report: CurrencyReport, by: CostGrouping): Block[] {
  const { currency, total } = report;
  const amount = (micros: number, estimated: number): string =>
    `${estimated > 0 ? "~" : ""}${formatMoney({ micros, currency })}`;
  const lines = report.lines.map((one) => [
    lineCell(one),
    one.messages,
    one.charged,
    one.free,
    amount(one.micros, one.estimatedMicros),
  ]);
  const sum = [
    { text: { en: "Total", es: "Total" }, tone: "strong" } as const,
    total.messages,
    total.charged,
    total.free,
    { text: amount(total.micros, total.estimatedMicros), tone: "strong" } as const,
  ];
  return [
    table(
      [
        { header: groupHeaders[by] },
        { header: { en: "Messages", es: "Mensajes" }, align: "right" },
        { header: { en: "Charged", es: "Con cargo" }, align: "right" },
        { header: { en: "Free", es: "Sin cargo" }, align: "right" },
        { header: { en: "Amount", es: "Importe" }, align: "right" },
      ],
      [...lines, sum],
    ),
    ...notes(report).map((text) => line(text, "dim")),
  ];
}

function notes({ total, currency, unknownRates, evidence }: CurrencyReport): Text[] {
  const found: Text[] = [];
  if (total.estimatedMicros > 0) {
    const part = formatMoney({ micros: total.estimatedMicros, currency });
    found.push({
      en: `~ ${part} of this is an estimate: Meta has not confirmed it yet.`,
      es: `~ ${part} son una estimación: Meta aún no la confirma.`,
    });
  }
  if (total.uncertain > 0) {
    found.push({
      en: `Uncertain messages, not included: ${total.uncertain}.`,
      es: `Mensajes inciertos, no incluidos: ${total.uncertain}.`,
    });
  }
  for (const { market, category, messages } of unknownRates) {
    const place = market === null ? same("?") : marketWord(market);
    const kind = category === null ? same("?") : categoryWord(category);
    found.push({
      en: `No rate is known for ${place.en}, ${kind.en}. Messages not included: ${messages}.`,
      es: `Se desconoce la tarifa de ${place.es}, ${kind.es}. Mensajes no incluidos: ${messages}.`,
    });
  }
  if (evidence.length > 0) {
    // Two codes may come to the same words.
    const words = [...new Map(evidence.map((code) => [evidenceWord(code).en, evidenceWord(code)])).values()];
    const rates = joinTexts(words, ", ");
    found.push({
      en: `Rates: ${rates.en}. What counts is Meta's invoice.`,
      es: `Tarifas: ${rates.es}. Lo que cuenta es la factura de Meta.`,
    });
  }
  return found;
}
