import type { Text } from "../../../core/text.ts";
import { escapeHtml, foreign, pageEnd, pageStart, pairsHtml } from "../../pages/html.ts";
import { chartStyle } from "../../pages/chart-style.ts";
import { decimal } from "../../pages/figures.ts";
import { answersHtml, variantsHtml } from "./page-answers.ts";
import { failuresHtml, unsentHtml } from "./page-failures.ts";
import { moneyHtml } from "./page-money.ts";
import { heading } from "../../pages/parts.ts";
import { timeText, type PageContext } from "./page-parts.ts";
import { cardsHtml, funnelHtml, peopleHtml } from "./page-people.ts";
import { seriesHtml } from "./page-time.ts";
import { notesOf, pageWords } from "./page-words.ts";

/** The report as one page that needs nothing from anywhere: no script, no font, no picture. */
export function reportPage(context: PageContext): string {
  const { report, language } = context;
  const called = report.name ?? report.id;
  const title: Text = { en: `${pageWords.title.en}: ${called}`, es: `${pageWords.title.es}: ${called}` };
  const notes = notesOf(report.within / 3_600_000).map((note) => `<li>${escapeHtml(note[language])}</li>`);
  return [
    pageStart(title, language, chartStyle),
    headHtml(context),
    cardsHtml(context),
    funnelHtml(context),
    variantsHtml(context),
    seriesHtml(context),
    peopleHtml(context),
    failuresHtml(context),
    unsentHtml(context),
    answersHtml(context),
    moneyHtml(context),
    heading(pageWords.notes, language),
    `<ul class="notes">${notes.join("")}</ul>\n`,
    pageEnd,
  ].join("");
}

function headHtml({ report, language, codes, zone }: PageContext): string {
  const { times } = report;
  const say = (text: Text): string => text[language];
  const rows: (readonly [Text, string])[] = [
    [pageWords.campaign, `${foreign(report.name)} <span class="dim">${escapeHtml(report.id)}</span>`],
    [pageWords.state, escapeHtml(say(codes.campaignState(report.state)))],
    [pageWords.templates, report.templates.map((template) => foreign(template)).join(", ") || foreign(null)],
    [pageWords.started, escapeHtml(timeText(times.started ?? null, zone))],
    [pageWords.finished, escapeHtml(timeText(times.finished ?? null, zone))],
    [pageWords.firstSent, escapeHtml(timeText(times.firstSent, zone))],
    [pageWords.lastSent, escapeHtml(timeText(times.lastSent, zone))],
    [
      pageWords.pace,
      times.perSecond === undefined
        ? foreign(null)
        : `${escapeHtml(say(decimal(times.perSecond)))} ${escapeHtml(say(pageWords.perSecond))}`,
    ],
    [pageWords.madeAt, escapeHtml(timeText(report.madeAt, zone))],
  ];
  return pairsHtml(rows.map(([name, value]) => [say(name), value]));
}
