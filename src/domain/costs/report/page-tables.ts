import { joinTexts, type Text } from "../../../core/text.ts";
import { amountIn, percent, perOne, whole } from "../../pages/figures.ts";
import { escapeHtml, foreign } from "../../pages/html.ts";
import { folded, gridHtml, heading, type Column } from "../../pages/parts.ts";
import type { CostGrouping, CostLine } from "./lines.ts";
import { say, type CostPage } from "./page-context.ts";
import { pageWords } from "./page-words.ts";
import type { TierPlace } from "./next-tiers.ts";
import { knownMicros } from "./sums.ts";
import { costWords, groupingWords, lineName, overlapNote } from "./words.ts";

const numbers = (headers: readonly Text[]): Column[] => headers.map((header) => ({ header, number: true }));

/** What a line is called that has no name. */
const nameless: Readonly<Partial<Record<CostGrouping, Text>>> = {
  template: pageWords.freeForm,
  campaign: pageWords.noCampaign,
  label: pageWords.noLabel,
};

function gridOf(lines: readonly CostLine[], by: CostGrouping, page: CostPage): string {
  const { report, language, words } = page;
  const count = (value: number): string => whole(value)[language];
  return gridHtml(
    [
      { header: groupingWords[by], wide: true },
      // What is looked for first is in sight also on a telephone.
      ...numbers([costWords.amount, costWords.messages, costWords.charged, costWords.free]),
      ...numbers([costWords.delivered, costWords.read, costWords.perDelivered]),
    ],
    lines.map((line) => {
      const name = lineName(line, words)?.[language];
      const known = knownMicros(line);
      const each = known === undefined ? undefined : perOne(known, line.delivered);
      return [
        name === undefined ? `<span class="dim">${say(nameless[by] ?? pageWords.none, page)}</span>` : foreign(name),
        escapeHtml(amountIn(known, report.currency, line.estimatedMicros > 0)[language]),
        count(line.messages),
        count(line.charged),
        count(line.free),
        count(line.delivered),
        escapeHtml(percent({ count: line.read, of: line.delivered })[language]),
        escapeHtml(amountIn(each, report.currency)[language]),
      ];
    }),
    language,
  );
}

const most = 10;

/** The dearest ten; the rest behind a line that opens it. Nothing where no message has such a name. */
export function topHtml(by: CostGrouping, title: Text, page: CostPage): string {
  const { groups, language } = page;
  const lines = groups[by];
  if (lines.every(({ value }) => value === null)) return "";
  const rest = lines.slice(most);
  const note = overlapNote(by, lines);
  return [
    heading(title, language),
    note === undefined ? "" : `<p class="dim">${say(note, page)}</p>\n`,
    gridOf(lines.slice(0, most), by, page),
    rest.length === 0 ? "" : folded(pageWords.others, gridOf(rest, by, page), language),
  ].join("");
}

/** All numbers by category or market, behind a line that opens them. */
export function foldedGrid(by: CostGrouping, page: CostPage): string {
  return folded(pageWords.numbers, gridOf(page.groups[by], by, page), page.language);
}

function nextCells({ next, tiers }: TierPlace, page: CostPage): readonly [string, string] {
  const { report, language } = page;
  if (tiers !== "known") return [say(pageWords.noTable, page), "–"];
  if (next === undefined) return [say(pageWords.lastTier, page), "–"];
  return [
    `${whole(next.left)[language]} ${say(pageWords.more, page)}`,
    `${escapeHtml(amountIn(next.micros, report.currency)[language])} (−${next.discount}${language === "es" ? "\u00a0" : ""}%)`,
  ];
}

export function tiersHtml(page: CostPage): string {
  const { report, language, words } = page;
  if (report.tiers.length === 0) return "";
  const rows = report.tiers.map((place): string[] => [
    say(joinTexts([words.market(place.market), words.category(place.category)], ", "), page),
    whole(place.count)[language],
    escapeHtml(amountIn(place.band.micros, report.currency)[language]),
    ...nextCells(place, page),
  ]);
  const columns: Column[] = [
    { header: groupingWords.market, wide: true },
    ...numbers([pageWords.soFar, pageWords.rateNow, pageWords.nextAfter, pageWords.nextRate]),
  ];
  return [
    heading(pageWords.tiers, language),
    `<p class="dim">${say(pageWords.tiersHow, page)}</p>\n`,
    gridHtml(columns, rows.slice(0, most), language),
    rows.length > most ? folded(pageWords.others, gridHtml(columns, rows.slice(most), language), language) : "",
  ].join("");
}

export function plannedHtml(page: CostPage): string {
  const { report, language, words } = page;
  if (report.planned.length === 0) return "";
  const rows = report.planned.map((one) => [
    foreign(one.name),
    say(words.campaignState(one.state), page),
    whole(one.messages)[language],
    escapeHtml(amountIn(one.micros, one.currency, true)[language]),
    whole(one.unpriced)[language],
  ]);
  return [
    heading(pageWords.planned, language),
    `<p class="dim">${say(pageWords.plannedHow, page)}</p>\n`,
    gridHtml(
      [
        { header: groupingWords.campaign, wide: true },
        { header: pageWords.state },
        ...numbers([costWords.messages, costWords.amount, costWords.unpriced]),
      ],
      rows,
      language,
    ),
  ].join("");
}

/** Where the rates behind the amounts come from: it must stay visible how sure they are. */
export function evidenceHtml(page: CostPage): string {
  const { report, language, words } = page;
  if (report.evidence.length === 0) return "";
  return [
    heading(pageWords.rates, language),
    gridHtml(
      [{ header: pageWords.source, wide: true }, ...numbers([costWords.charged, costWords.amount])],
      report.evidence.map(({ evidence, messages, micros }) => [
        say(words.evidence(evidence), page),
        whole(messages)[language],
        escapeHtml(amountIn(micros, report.currency)[language]),
      ]),
      language,
    ),
  ].join("");
}
