import type { Micros } from "../../../core/money.ts";
import type { Text } from "../../../core/text.ts";
import { escapeHtml, foreign, pairsHtml } from "../../pages/html.ts";
import type { CurrencyCost } from "./cost.ts";
import { amountIn, whole } from "../../pages/figures.ts";
import { gridHtml, heading } from "../../pages/parts.ts";
import type { PageContext } from "./page-parts.ts";
import { pageWords } from "./page-words.ts";

export function moneyHtml(context: PageContext): string {
  const { report, language } = context;
  const { cost } = report;
  const own = (micros: Micros | undefined): Text => amountIn(micros, cost.currency);
  const rows: (readonly [Text, Text])[] = [
    ...totals(cost),
    [pageWords.perDelivered, own(cost.perDelivered)],
    [pageWords.perReply, own(cost.perReply)],
  ];
  if (cost.budget !== undefined) {
    rows.push([pageWords.budget, amountIn(cost.budget.micros, cost.budget.currency)]);
    rows.push([pageWords.left, own(cost.left)]);
  }
  return [
    heading(pageWords.cost, language),
    pairs(rows, context),
    linesHtml(cost, context),
    ...cost.others.map((other) =>
      [
        `<h3>${escapeHtml(pageWords.other[language])}</h3>\n`,
        pairs(totals(other), context),
        linesHtml(other, context),
      ].join(""),
    ),
  ].join("");
}

function totals(cost: CurrencyCost): (readonly [Text, Text])[] {
  const amount = (micros: Micros): Text => amountIn(micros, cost.currency);
  const rows: (readonly [Text, Text])[] = [
    [pageWords.estimate, amount(cost.estimate)],
    [pageWords.spent, amountIn(cost.spent, cost.currency, cost.open > 0)],
    [pageWords.settled, amount(cost.settled)],
    [pageWords.open, amount(cost.open)],
  ];
  if (cost.uncertain > 0) rows.push([pageWords.uncertainCost, amount(cost.uncertain)]);
  if (cost.waiting > 0) rows.push([pageWords.waitingCost, amount(cost.waiting)]);
  if (cost.unpriced > 0) rows.push([pageWords.unpriced, whole(cost.unpriced)]);
  return rows;
}

function pairs(rows: readonly (readonly [Text, Text])[], { language }: PageContext): string {
  return pairsHtml(rows.map(([name, value]) => [name[language], escapeHtml(value[language])]));
}

function linesHtml(cost: CurrencyCost, { language, codes }: PageContext): string {
  if (cost.lines.length === 0) return "";
  const word = (code: string | null, wordOf: (code: string) => Text): string =>
    foreign(code === null ? null : wordOf(code)[language]);
  const number = (count: number): string => whole(count)[language];
  return gridHtml(
    [
      { header: pageWords.market },
      { header: pageWords.category },
      ...[pageWords.messages, pageWords.charged, pageWords.free, pageWords.amount].map((header) => ({
        header,
        number: true,
      })),
    ],
    cost.lines.map((line) => [
      word(line.market, codes.market),
      word(line.category, codes.category),
      number(line.messages),
      number(line.charged),
      number(line.free),
      escapeHtml(amountIn(line.settled + line.open, cost.currency, line.open > 0)[language]),
    ]),
    language,
  );
}
