import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, table, view, type Block, type View } from "../../cli/view.ts";
import { formatMoney } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { monthRange } from "../../domain/costs/calendar.ts";
import {
  buildCostReport,
  costReportJson,
  type CostGrouping,
  type CostReport,
  type CurrencyReport,
} from "../../domain/costs/report.ts";
import { costRows } from "../../storage/repos/costs.ts";
import type { reportInput } from "./index.ts";

export async function run(input: InputOf<typeof reportInput>, context: Context): Promise<View> {
  const month = input.month ?? new Date(context.clock.now()).toISOString().slice(0, 7);
  const period = monthRange(month);
  const { currency } = await context.settings();
  const rows = await costRows(await context.db(), period);
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

function currencyBlocks(report: CurrencyReport, by: CostGrouping): Block[] {
  const { currency, total } = report;
  const amount = (micros: number, estimated: number): string =>
    `${estimated > 0 ? "~" : ""}${formatMoney({ micros, currency })}`;
  const lines = report.lines.map((one) => [
    one.value ?? "–",
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
        { header: { en: "Charged", es: "Cobrados" }, align: "right" },
        { header: { en: "Free", es: "Gratis" }, align: "right" },
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
      en: `~ ${part} of it is an estimate: Meta's webhook has not confirmed it yet.`,
      es: `~ ${part} es un estimado: el webhook de Meta aún no lo confirma.`,
    });
  }
  if (total.uncertain > 0) {
    found.push({
      en: `${total.uncertain} uncertain messages are in no amount.`,
      es: `${total.uncertain} mensajes inciertos no figuran en ningún importe.`,
    });
  }
  for (const { market, category, messages } of unknownRates) {
    found.push({
      en: `No rate is known for ${market ?? "?"}, ${category ?? "?"}: ${messages} messages are in no amount.`,
      es: `No se conoce la tarifa de ${market ?? "?"}, ${category ?? "?"}: ${messages} mensajes no figuran en ningún importe.`,
    });
  }
  if (evidence.length > 0) {
    found.push({
      en: `Rates known from: ${evidence.join(", ")}. Meta's invoice decides.`,
      es: `Origen de las tarifas: ${evidence.join(", ")}. Lo que vale es la factura de Meta.`,
    });
  }
  return found;
}
