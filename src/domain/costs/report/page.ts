import type { Text } from "../../../core/text.ts";
import { formatLocal } from "../../campaigns/when/describe.ts";
import { zoneName } from "../../campaigns/when/zones.ts";
import { chartStyle } from "../../pages/chart-style.ts";
import { amountIn, percent, whole } from "../../pages/figures.ts";
import { escapeHtml, foreign, pageEnd, pageStart, pairsHtml } from "../../pages/html.ts";
import { heading } from "../../pages/parts.ts";
import { dayAt } from "../calendar.ts";
import { adviceText } from "./advice-words.ts";
import { freeHtml, linesChart, timeHtml } from "./page-charts.ts";
import { say, type CostPage } from "./page-context.ts";
import { moneyHtml, othersHtml } from "./page-money.ts";
import { evidenceHtml, foldedGrid, plannedHtml, tiersHtml, topHtml } from "./page-tables.ts";
import { countingNotes, pageWords, withoutUnpriced } from "./page-words.ts";
import { knownMicros } from "./sums.ts";
import { costWords, forecastHow, forecastText, groupingWords, notesOf } from "./words.ts";

/** The period as people write it: a month, or its first and its last day. */
export function periodName({ report }: Pick<CostPage, "report">): string {
  const { month, period, zone } = report;
  return month ?? `${dayAt(period.from, zone)} – ${dayAt(period.to - 1, zone)}`;
}

/** The report as one page that needs nothing from anywhere: no script, no font, no picture. */
export function costPage(page: CostPage): string {
  const { report, language } = page;
  const name = periodName(page);
  const title: Text = { en: `${costWords.title.en}: ${name}`, es: `${costWords.title.es}: ${name}` };
  const start = pageStart(title, language, chartStyle) + headHtml(page);
  if (report.total.messages === 0) {
    return `${start}<p>${say(pageWords.empty, page)}</p>\n${plannedHtml(page)}${othersHtml(page)}${notesHtml(page)}${pageEnd}`;
  }
  return [
    start,
    cardsHtml(page),
    forecastHtml(page),
    adviceHtml(page),
    timeHtml(page),
    linesChart("categories", pageWords.byCategory, page.groups.category, page),
    foldedGrid("category", page),
    linesChart("markets", pageWords.byMarket, page.groups.market, page),
    foldedGrid("market", page),
    freeHtml(page),
    moneyHtml(page),
    tiersHtml(page),
    plannedHtml(page),
    topHtml("template", pageWords.templates, page),
    topHtml("campaign", pageWords.campaigns, page),
    topHtml("label", pageWords.labels, page),
    page.groups.number.length > 1 ? topHtml("number", pageWords.numbersOf, page) : "",
    evidenceHtml(page),
    othersHtml(page),
    notesHtml(page),
    pageEnd,
  ].join("");
}

function headHtml({ report, language, about }: CostPage): string {
  const { period, zone, madeAt } = report;
  const who: (readonly [Text, string | undefined])[] = [
    [pageWords.business, about.business],
    [pageWords.profile, about.profile],
    [groupingWords.number, about.number],
    [pageWords.account, about.account],
  ];
  return pairsHtml([
    ...who.flatMap(([name, value]) => (value === undefined ? [] : [[name[language], foreign(value)] as const])),
    [costWords.period[language], `${dayAt(period.from, zone)} – ${dayAt(period.to - 1, zone)}`],
    [costWords.zone[language], escapeHtml(zoneName(zone))],
    [costWords.madeAt[language], escapeHtml(formatLocal(madeAt, zone))],
  ]);
}

/** The figures that a person looks for first. */
function cardsHtml({ report, language }: CostPage): string {
  const { total, currency, perDelivered, perReply, withoutFree } = report;
  const estimated = total.estimatedMicros > 0;
  const amount = (micros: number | undefined, about = estimated): string => amountIn(micros, currency, about)[language];
  const cards: (readonly [string, Text])[] = [
    [amount(knownMicros(total)), total.unpriced === 0 ? costWords.spent : withoutUnpriced(total.unpriced)],
    [whole(total.messages)[language], costWords.messages],
    [percent({ count: total.delivered, of: total.messages })[language], costWords.delivered],
    [amount(perDelivered), costWords.perDelivered],
    [amount(perReply), costWords.perReply],
    [amount(withoutFree?.saved, false), costWords.saved],
  ];
  const items = cards.map(
    ([value, name]) => `<li><b>${escapeHtml(value)}</b><span>${escapeHtml(name[language])}</span></li>`,
  );
  return `<ul class="cards">${items.join("")}</ul>\n`;
}

function forecastHtml(page: CostPage): string {
  const told = forecastText(page.report);
  if (told === undefined) return "";
  const how = forecastHow(page.report);
  return [
    heading(costWords.forecast, page.language),
    `<p>${say(told, page)}</p>\n`,
    how === undefined ? "" : `<p class="dim">${say(how, page)}</p>\n`,
  ].join("");
}

function adviceHtml(page: CostPage): string {
  const { report, words } = page;
  if (report.advice.length === 0) return "";
  const items = report.advice.map((one) => `<li>${say(adviceText(one, report.currency, words), page)}</li>`);
  return `${heading(pageWords.advice, page.language)}<ul class="advice">${items.join("\n")}</ul>\n`;
}

function notesHtml(page: CostPage): string {
  const { report, words, more } = page;
  const notes = [...notesOf(report, words), ...countingNotes, ...more];
  const items = notes.map((note) => `<li>${say(note, page)}</li>`);
  return `${heading(pageWords.notes, page.language)}<ul class="notes">${items.join("")}</ul>\n`;
}
