import { line, pairs, table, type Block, type Cell } from "../../cli/view.ts";
import type { Micros } from "../../core/money.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { recipientStates } from "../../domain/campaigns/control/status.ts";
import { comparisonSentence, rateWords } from "../../domain/campaigns/report/comparison-words.ts";
import { typedName } from "../../domain/campaigns/report/figures.ts";
import { failureName } from "../../domain/campaigns/report/page-failures.ts";
import { timeText, type CodeWords } from "../../domain/campaigns/report/page-parts.ts";
import { notesOf, pageWords } from "../../domain/campaigns/report/page-words.ts";
import { rateNames } from "../../domain/campaigns/report/rates.ts";
import type { CampaignReport } from "../../domain/campaigns/report/report.ts";
import { amountIn, decimal, percentOf, whole } from "../../domain/pages/figures.ts";
import { marketWord } from "../costs/market-words.ts";
import { reasonOf, stateCell } from "../messages/words.ts";
import { categoryWord, methodWord } from "../words.ts";
import { exclusionWord } from "./shown-recipient.ts";
import { campaignStateWords } from "./shown-state.ts";

function stateText(state: string): Text {
  const cell = stateCell(state);
  return typeof cell === "object" && cell !== null && typeof cell.text === "object" ? cell.text : same(state);
}

/** Codes in a person's words, as the other commands tell them. */
export const codeWords: CodeWords = {
  campaignState: (state) => campaignStateWords[state].text,
  recipientState: stateText,
  exclusion: exclusionWord,
  reason: (reason, category) => reasonOf({ reason, category }) ?? same(reason),
  market: marketWord,
  category: categoryWord,
  method: methodWord,
};

const count = (people: number): Cell => ({ text: whole(people) });

/** The report for a person at a terminal. @param zone in which times are told */
export function reportBlocks(report: CampaignReport, zone: string): Block[] {
  const gap = line("");
  const parts = [
    headBlocks(report, zone),
    peopleBlocks(report),
    answerBlocks(report),
    costBlocks(report),
    failureBlocks(report),
    variantBlocks(report),
  ].filter((blocks) => blocks.length > 0);
  const notes = notesOf(report.within / 3_600_000).map((note) => line(note, "dim"));
  return [...parts.flatMap((blocks) => [...blocks, gap]), ...notes];
}

function headBlocks({ name, id, state, times }: CampaignReport, zone: string): Block[] {
  const pace = times.perSecond === undefined ? undefined : decimal(times.perSecond);
  return [
    pairs(
      [pageWords.campaign, name === null ? id : `${name} (${id})`],
      [pageWords.state, campaignStateWords[state]],
      [pageWords.firstSent, timeText(times.firstSent, zone)],
      [pageWords.lastSent, timeText(times.lastSent, zone)],
      [pageWords.pace, pace === undefined ? null : { text: joinTexts([pace, pageWords.perSecond], " ") }],
    ),
  ];
}

function peopleBlocks({ people }: CampaignReport): Block[] {
  const rows: Cell[][] = [];
  for (const [reason, excluded] of Object.entries(people.excludedBy)) {
    rows.push([{ text: joinTexts([pageWords.excluded, exclusionWord(reason)], ": ") }, count(excluded)]);
  }
  rows.push([{ text: pageWords.recipients, tone: "strong" }, count(people.recipients)]);
  for (const state of recipientStates) {
    if (people.states[state] > 0) rows.push([stateCell(state), count(people.states[state])]);
  }
  if (people.retries > 0) rows.push([{ text: pageWords.retries, tone: "dim" }, count(people.retries)]);
  if (people.assumedSent > 0) rows.push([{ text: pageWords.assumed, tone: "dim" }, count(people.assumedSent)]);
  return [
    table(
      [{ header: pageWords.people }, { header: pageWords.count, align: "right" }],
      [[{ text: pageWords.list, tone: "strong" }, count(people.list)], ...rows],
    ),
  ];
}

function answerBlocks({ rates, taps, optOuts }: CampaignReport): Block[] {
  return [
    pairs(
      ...rateNames.map((name) => [rateWords[name].name, { text: percentOf(rates[name]) }] as const),
      ...taps.buttons.map(
        ({ label, people }) => [joinTexts([pageWords.buttons, same(label)], ": "), count(people)] as const,
      ),
      ...Object.entries(optOuts.how).map(
        ([method, people]) => [joinTexts([pageWords.optedOut, methodWord(method)], ": "), count(people)] as const,
      ),
    ),
  ];
}

function costBlocks({ cost }: CampaignReport): Block[] {
  const amount = (micros: Micros | undefined): Cell =>
    micros === undefined ? null : { text: amountIn(micros, cost.currency) };
  const spent = (micros: Micros, open: Micros): Cell => ({ text: amountIn(micros, cost.currency, open > 0) });
  return [
    pairs(
      [pageWords.estimate, amount(cost.estimate)],
      [pageWords.spent, spent(cost.spent, cost.open)],
      [pageWords.settled, amount(cost.settled)],
      [pageWords.open, amount(cost.open)],
      ...(cost.uncertain > 0 ? [[pageWords.uncertainCost, amount(cost.uncertain)] as const] : []),
      ...(cost.waiting > 0 ? [[pageWords.waitingCost, amount(cost.waiting)] as const] : []),
      ...(cost.unpriced > 0 ? [[pageWords.unpriced, count(cost.unpriced)] as const] : []),
      [pageWords.perDelivered, amount(cost.perDelivered)],
      [pageWords.perReply, amount(cost.perReply)],
      ...(cost.budget === undefined
        ? []
        : [
            [pageWords.budget, { text: amountIn(cost.budget.micros, cost.budget.currency) }] as const,
            [pageWords.left, amount(cost.left)] as const,
          ]),
      ...cost.others.map(
        (other) => [pageWords.other, { text: amountIn(other.spent, other.currency, other.open > 0) }] as const,
      ),
    ),
    ...(cost.lines.length === 0
      ? []
      : [
          table(
            [
              { header: pageWords.market },
              { header: pageWords.category },
              { header: pageWords.messages, align: "right" },
              { header: pageWords.amount, align: "right" },
            ],
            cost.lines.map((one) => [
              one.market === null ? null : { text: marketWord(one.market) },
              one.category === null ? null : { text: categoryWord(one.category) },
              count(one.messages),
              spent(one.settled + one.open, one.open),
            ]),
          ),
        ]),
  ];
}

function failureBlocks(report: CampaignReport): Block[] {
  const { failures, unsent } = report;
  if (failures.length + unsent.length === 0) return [];
  const rows: Cell[][] = failures.map((failure) => [
    { text: failureName(failure, { codes: codeWords }), tone: "bad" },
    count(failure.count),
    {
      text: joinTexts(
        [failure.next, failure.retry ? retryText(report) : pageWords.noRetry].flatMap((text) => text ?? []),
        " ",
      ),
    },
  ]);
  for (const { state, reason, category, count: people, next } of unsent) {
    const why = joinTexts([stateText(state), codeWords.reason(reason, category)], ": ");
    rows.push([{ text: why, tone: "warn" }, count(people), next === undefined ? null : { text: next }]);
  }
  return [
    table([{ header: pageWords.why }, { header: pageWords.count, align: "right" }, { header: pageWords.next }], rows),
  ];
}

function retryText(report: CampaignReport): Text {
  return joinTexts([pageWords.mayRetry, same(`recado campaigns retry ${typedName(report)} --failed`)], " ");
}

function variantBlocks({ variants, comparisons, cost }: CampaignReport): Block[] {
  if (variants.length < 2) return [];
  const rows: Cell[][] = [
    [{ text: pageWords.templates }, ...variants.map(({ template }) => template)],
    [{ text: pageWords.recipients }, ...variants.map(({ people }) => count(people.recipients))],
    ...rateNames.map((rate) => [
      { text: rateWords[rate].name },
      ...variants.map((one) => ({ text: percentOf(one.rates[rate]) })),
    ]),
    [{ text: pageWords.spent }, ...variants.map(({ spent }) => ({ text: amountIn(spent, cost.currency) }))],
  ];
  return [
    table([{ header: pageWords.variant }, ...variants.map(({ name }) => ({ header: same(name) }))], rows),
    ...comparisons.map((one) => line(comparisonSentence(one))),
  ];
}
