import type { Micros } from "../../../core/money.ts";
import type { Text } from "../../../core/text.ts";
import { barChart, timeChart, type Bar } from "../../pages/chart-svg.ts";
import { amountIn, percent, whole } from "../../pages/figures.ts";
import { escapeHtml } from "../../pages/html.ts";
import { figure, folded, gridHtml, heading } from "../../pages/parts.ts";
import { groupBy } from "../../../core/group.ts";
import type { DayAmount } from "./forecast.ts";
import type { CostLine } from "./lines.ts";
import { dayAmounts } from "./outlook.ts";
import { say, type CostPage } from "./page-context.ts";
import { pageWords } from "./page-words.ts";
import { knownMicros } from "./sums.ts";
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
  if (first === undefined || last === undefined || knownMicros(report.total) === undefined) return "";
  const dearest = points.reduce((one, other) => (other.micros > one.micros ? other : one));
  const amount = (micros: Micros): string => amountIn(micros, report.currency)[language];
  const chart = timeChart(
    "time",
    {
      title: pageWords.overTime[language],
      description: `${first.day} – ${last.day}; ${dearest.day}: ${amount(dearest.micros)}`,
      first: first.day,
      last: last.day,
      most: `${dearest.day}: ${amount(dearest.micros)}`,
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
    charged: line.charged,
    unpriced: line.unpriced,
    messages: line.messages,
    estimated: line.estimatedMicros > 0,
  }));
  if (rest.length > 0) {
    const total = (amount: (line: CostLine) => number): number => rest.reduce((sum, line) => sum + amount(line), 0);
    named.push({
      label: pageWords.others[language],
      micros: total((line) => line.micros),
      charged: total((line) => line.charged),
      unpriced: total((line) => line.unpriced),
      messages: total((line) => line.messages),
      estimated: rest.some((line) => line.estimatedMicros > 0),
    });
  }
  const most = Math.max(1, ...named.map(({ micros }) => micros));
  const chartBars = named.map(({ label, estimated, ...one }): Bar => ({
    label,
    shown: `${whole(one.messages)[language]} · ${amountIn(knownMicros(one), report.currency, estimated)[language]}`,
    part: one.micros / most,
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
