import type { Micros } from "../../../core/money.ts";
import type { Text } from "../../../core/text.ts";
import { barChart, timeChart, type Bar } from "../../pages/chart-svg.ts";
import { amountText, percent, whole } from "../../pages/figures.ts";
import { escapeHtml } from "../../pages/html.ts";
import { figure, folded, gridHtml, heading } from "../../pages/parts.ts";
import { groupBy } from "../../../core/group.ts";
import type { DayAmount } from "./forecast.ts";
import type { CostLine } from "./lines.ts";
import { dayAmounts } from "./outlook.ts";
import { say, type CostPage } from "./page-context.ts";
import { pageWords } from "./page-words.ts";
import { costWords, lineName } from "./words.ts";

/** More bars than that are thinner than a telephone can show. */
const mostDays = 92;

function bars(page: CostPage): { readonly unit: "day" | "month"; readonly points: readonly DayAmount[] } {
  const { report, groups } = page;
  const { period, zone, madeAt } = report;
  const days = dayAmounts(groups.day, { period, zone, now: madeAt });
  if (days.length <= mostDays) return { unit: "day", points: days };
  const months = [...groupBy(days, ({ day }) => day.slice(0, 7))];
  const points = months.map(([day, its]) => ({ day, micros: its.reduce((sum, { micros }) => sum + micros, 0) }));
  return { unit: "month", points };
}

export function timeHtml(page: CostPage): string {
  const { report, language } = page;
  const { unit, points } = bars(page);
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  const dearest = points.reduce((one, other) => (other.micros > one.micros ? other : one));
  const amount = (micros: Micros): string => amountText(micros, report.currency);
  const chart = timeChart(
    "time",
    {
      title: pageWords.overTime[language],
      description: `${first.day} – ${last.day}; ${dearest.day}: ${amount(dearest.micros)}`,
      first: first.day,
      last: last.day,
      most: amount(dearest.micros),
    },
    [{ kind: "bars", values: points.map(({ micros }) => micros) }],
  );
  const columns = [{ header: pageWords[unit] }, { header: costWords.amount, number: true }];
  const rows = points.map(({ day, micros }) => [day, escapeHtml(amount(micros))]);
  return [
    heading(pageWords.overTime, language),
    figure(chart, say(unit === "day" ? pageWords.byDay : pageWords.byMonth, page)),
    folded(pageWords.numbers, gridHtml(columns, rows, language), language),
  ].join("");
}

const mostBars = 10;

/** The dearest lines, and all others as one. */
export function linesChart(id: string, title: Text, lines: readonly CostLine[], page: CostPage): string {
  const { report, language, words } = page;
  if (lines.length === 0) return "";
  const shown = lines.slice(0, lines.length > mostBars + 1 ? mostBars : lines.length);
  const rest = lines.slice(shown.length);
  const named = shown.map((line) => ({
    label: lineName(line, words)?.[language] ?? "–",
    micros: line.micros,
    estimated: line.estimatedMicros > 0,
    messages: line.messages,
  }));
  if (rest.length > 0) {
    named.push({
      label: pageWords.others[language],
      micros: rest.reduce((sum, line) => sum + line.micros, 0),
      estimated: rest.some((line) => line.estimatedMicros > 0),
      messages: rest.reduce((sum, line) => sum + line.messages, 0),
    });
  }
  const most = Math.max(1, ...named.map(({ micros }) => micros));
  const chartBars = named.map(({ label, micros, estimated, messages }): Bar => ({
    label,
    shown: `${whole(messages)[language]} · ${amountText(micros, report.currency, estimated)}`,
    part: micros / most,
    tone: "strong",
  }));
  const description = chartBars.map(({ label, shown: value }) => `${label}: ${value}`).join("; ");
  return heading(title, language) + figure(barChart(id, { title: title[language], description }, chartBars));
}

export function freeHtml(page: CostPage): string {
  const { report, language } = page;
  const { messages, charged, free, unpriced } = report.total;
  const parts = [
    { name: costWords.charged, count: charged, tone: "strong" },
    { name: costWords.free, count: free, tone: "good" },
    { name: costWords.unpriced, count: unpriced, tone: "bad" },
  ] as const;
  const chartBars = parts
    .filter(({ count }) => count > 0)
    .map(({ name, count, tone }): Bar => ({
      label: name[language],
      shown: `${whole(count)[language]} · ${percent({ count, of: messages })[language]}`,
      part: count / messages,
      tone,
    }));
  const description = chartBars.map(({ label, shown }) => `${label}: ${shown}`).join("; ");
  const chart = barChart("free", { title: pageWords.freeOrNot[language], description }, chartBars);
  return heading(pageWords.freeOrNot, language) + figure(chart, say(pageWords.parts, page));
}
