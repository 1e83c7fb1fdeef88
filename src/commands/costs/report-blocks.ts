import { line, pairs, table, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { same, type Text } from "../../core/text.ts";
import type { CostReport, CurrencyReport } from "../../domain/costs/report.ts";
import { adviceText } from "../../domain/costs/report/advice-words.ts";
import { costReportJson } from "../../domain/costs/report/json.ts";
import type { CostGrouping } from "../../domain/costs/report/lines.ts";
import { periodName } from "../../domain/costs/report/page.ts";
import { savedPairs } from "../../domain/costs/report/page-money.ts";
import { knownMicros, type CostSums } from "../../domain/costs/report/sums.ts";
import {
  costWords,
  forecastHow,
  forecastText,
  groupingWords,
  lineName,
  notesOf,
  overlapNote,
} from "../../domain/costs/report/words.ts";
import { amountIn, percentOf, whole } from "../../domain/pages/figures.ts";
import { bar } from "./report-bars.ts";
import { codeWords } from "./report-words.ts";

/** The report as a person reads it, and as scripts do. Also the demo's last page. @param more what is to be said beside */
export function costView(report: CostReport, more: readonly Text[] = []): View {
  const data = costReportJson(report);
  const rows = [data, ...data.others].flatMap(({ currency, rows: lines }) =>
    lines.map(({ key, ...one }) => ({ ...key, ...one, currency })),
  );
  return view({
    data,
    rows,
    columns: columnsOf(report.by),
    blocks: [...reportBlocks(report), ...more.map((text) => line(text, "dim"))],
  });
}

/** A sheet of a month without messages has its head all the same. */
function columnsOf(by: CostGrouping): readonly string[] {
  const counts = ["messages", "charged", "free", "unpriced", "delivered", "read", "amount", "estimated", "currency"];
  return [by, ...(by === "campaign" ? ["name"] : []), ...counts];
}

function reportBlocks(report: CostReport): Block[] {
  const { total, uncertain, others, by } = report;
  if (total.messages + uncertain === 0 && others.length === 0) {
    const name = periodName({ report });
    const none = line({ en: `No messages in ${name}.`, es: `No hay mensajes en ${name}.` });
    return [none, ...plannedBlocks(report)];
  }
  return [
    ...currencyBlocks(report, by),
    ...moneyBlocks(report),
    ...forecastBlocks(report),
    ...plannedBlocks(report),
    ...adviceBlocks(report),
    ...others.flatMap((other) => [line(""), ...currencyBlocks(other, by)]),
  ];
}

/** The lines of one currency, each with a bar. */
function currencyBlocks(report: CurrencyReport, by: CostGrouping): Block[] {
  const { currency, total, lines } = report;
  // One line has nothing to be compared with.
  const most = lines.length < 2 ? 0 : Math.max(0, ...lines.map(({ micros }) => micros));
  const amount = (sums: CostSums): Text => amountIn(knownMicros(sums), currency, sums.estimatedMicros > 0);
  const rows = lines.map((one): Cell[] => {
    const name = lineName(one, codeWords);
    return [
      name === null ? null : { text: name },
      one.messages,
      one.charged,
      one.free,
      { text: amount(one) },
      bar(one.micros, most),
    ];
  });
  const sum: Cell[] = [
    { text: costWords.total, tone: "strong" },
    total.messages,
    total.charged,
    total.free,
    { text: amount(total), tone: "strong" },
    "",
  ];
  const overlap = overlapNote(by, lines);
  return [
    table(
      [
        { header: groupingWords[by] },
        { header: costWords.messages, align: "right" },
        { header: costWords.charged, align: "right" },
        { header: costWords.free, align: "right" },
        { header: costWords.amount, align: "right" },
        { header: same(""), whole: true },
      ],
      [...rows, sum],
    ),
    ...(overlap === undefined ? [] : [line(overlap, "dim")]),
    ...notesOf(report, codeWords).map((text) => line(text, "dim")),
  ];
}

function moneyBlocks(report: CostReport): Block[] {
  const { total, currency, perDelivered, perReply, replies, withoutFree } = report;
  if (total.messages === 0) return [];
  const estimated = total.estimatedMicros > 0;
  const each = (micros: number | undefined): Cell => ({ text: amountIn(micros, currency, estimated) });
  return [
    line(""),
    pairs(
      [costWords.delivered, { text: percentOf({ count: total.delivered, of: total.messages }) }],
      [costWords.read, { text: percentOf({ count: total.read, of: total.delivered }) }],
      [costWords.replies, { text: whole(replies) }],
      [costWords.perDelivered, each(perDelivered)],
      [costWords.perReply, each(perReply)],
      [costWords.allCharged, { text: amountIn(withoutFree?.micros, currency) }],
      ...savedPairs(report).map(([name, text]) => [name, { text }] as const),
    ),
  ];
}

function forecastBlocks(report: CostReport): Block[] {
  const told = forecastText(report);
  if (told === undefined) return [];
  const how = forecastHow(report);
  return [line(""), line(told), ...(how === undefined ? [] : [line(how, "dim")])];
}

function plannedBlocks({ planned }: CostReport): Block[] {
  if (planned.length === 0) return [];
  return [
    line(""),
    table(
      [
        { header: costWords.planned },
        { header: { en: "State", es: "Estado" } },
        { header: costWords.messages, align: "right" },
        { header: costWords.amount, align: "right" },
      ],
      planned.map((one) => [
        one.name,
        { text: codeWords.campaignState(one.state) },
        one.messages,
        { text: amountIn(one.micros, one.currency, true) },
      ]),
    ),
  ];
}

function adviceBlocks({ advice, currency }: CostReport): Block[] {
  if (advice.length === 0) return [];
  const texts = advice.map((one) => adviceText(one, currency, codeWords));
  return [line(""), ...texts.map(({ en, es }) => line({ en: `- ${en}`, es: `- ${es}` }))];
}
