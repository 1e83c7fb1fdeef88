import type { Micros } from "../../../core/money.ts";
import type { Text } from "../../../core/text.ts";
import { amountIn, whole } from "../../pages/figures.ts";
import { escapeHtml, pairsHtml } from "../../pages/html.ts";
import { gridHtml, heading } from "../../pages/parts.ts";
import type { CurrencyReport } from "../report.ts";
import { say, type CostPage } from "./page-context.ts";
import { pageWords } from "./page-words.ts";
import { knownMicros } from "./sums.ts";
import { costWords, groupingWords, lineName, notesOf } from "./words.ts";

type Pair = readonly [name: Text, value: Text];

function pairs(rows: readonly Pair[], { language }: CostPage): string {
  return pairsHtml(rows.map(([name, value]) => [name[language], escapeHtml(value[language])]));
}

/** What was spared by what was free, as names and amounts; empty where nothing was. */
export function savedPairs({ withoutFree, currency }: CurrencyReport): Pair[] {
  if (withoutFree === undefined) return [];
  return (["windows", "allowances", "entryPoints", "tiers"] as const)
    .filter((reason) => withoutFree[reason] !== 0)
    .map((reason) => [costWords.savedBy[reason], amountIn(-withoutFree[reason], currency)]);
}

/** What is confirmed and what is not; what it would all have cost; how far the budget is used. */
export function moneyHtml(page: CostPage): string {
  const { report, language } = page;
  const { total, currency, withoutFree, budget } = report;
  const known = knownMicros(total);
  const amount = (micros: Micros | undefined): Text => amountIn(micros, currency);
  const spent: Pair[] = [
    [costWords.spent, amountIn(known, currency, total.estimatedMicros > 0)],
    [costWords.confirmed, amount(known === undefined ? undefined : known - total.estimatedMicros)],
    [costWords.open, amount(total.estimatedMicros)],
  ];
  if (budget !== undefined) {
    const { micros, currency: its } = budget.budget.amount;
    const of = amountIn(micros, its);
    spent.push([pageWords.budget, { en: `${of.en} (${budget.percent}%)`, es: `${of.es} (${budget.percent}\u00a0%)` }]);
  }
  if (withoutFree === undefined) return pairs(spent, page);
  const without: Pair[] = [
    [pageWords.listPrice, amount(withoutFree.micros)],
    ...savedPairs(report),
    [pageWords.costs, amountIn(withoutFree.micros - withoutFree.saved, currency, total.estimatedMicros > 0)],
  ];
  if (withoutFree.unknown > 0) without.push([pageWords.leftOut, whole(withoutFree.unknown)]);
  return [pairs(spent, page), heading(pageWords.withoutFree, language), pairs(without, page)].join("");
}

/** What is billed in other currencies: never added to the rest. */
export function othersHtml(page: CostPage): string {
  return page.report.others.map((other) => otherHtml(other, page)).join("");
}

function otherHtml(other: CurrencyReport, page: CostPage): string {
  const { language, words, report } = page;
  const { total, currency } = other;
  const title: Text = {
    en: `${costWords.otherCurrency.en}: ${currency}`,
    es: `${costWords.otherCurrency.es}: ${currency}`,
  };
  const rows = other.lines.map((line) => [
    escapeHtml(lineName(line, words)?.[language] ?? "–"),
    whole(line.messages)[language],
    whole(line.charged)[language],
    whole(line.free)[language],
    escapeHtml(amountIn(knownMicros(line), currency, line.estimatedMicros > 0)[language]),
  ]);
  const columns = [costWords.messages, costWords.charged, costWords.free, costWords.amount];
  return [
    heading(title, language),
    pairs([[costWords.spent, amountIn(knownMicros(total), currency, total.estimatedMicros > 0)]], page),
    gridHtml(
      [{ header: groupingWords[report.by], wide: true }, ...columns.map((header) => ({ header, number: true }))],
      rows,
      language,
    ),
    `<ul class="notes">${notesOf(other, words)
      .map((note) => `<li>${say(note, page)}</li>`)
      .join("")}</ul>\n`,
  ].join("");
}
