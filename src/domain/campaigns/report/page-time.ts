import type { Text } from "../../../core/text.ts";
import { escapeHtml } from "../../pages/html.ts";
import { timeChart } from "../../pages/chart-svg.ts";
import { whole } from "../../pages/figures.ts";
import { figure, folded, gridHtml, heading } from "../../pages/parts.ts";
import { timeText, type PageContext } from "./page-parts.ts";
import { pageWords } from "./page-words.ts";

const swatches = [
  ['<rect class="plain" x="2" y="1" width="20" height="10"/>', pageWords.taken],
  ['<line class="line" x1="0" x2="24" y1="6" y2="6"/>', pageWords.delivered],
  ['<line class="dashes" x1="0" x2="24" y1="6" y2="6"/>', pageWords.read],
] as const;

/** Added up from the first on: what is steep went fast, also beside what took hours. */
function soFar(counts: readonly number[]): number[] {
  let sum = 0;
  return counts.map((count) => (sum += count));
}

/** When messages were taken, delivered and read. */
export function seriesHtml({ report, language, zone }: PageContext): string {
  const { series } = report;
  const [first] = series;
  const last = series.at(-1);
  if (first === undefined || last === undefined) return "";
  const say = (text: Text): string => text[language];
  // What came later stands in the table: it is not of one stretch of time with the others.
  const shown = series.filter(({ to }) => to !== undefined);
  const end = shown.at(-1)?.to ?? first.from;
  const lines = {
    accepted: soFar(shown.map(({ accepted }) => accepted)),
    delivered: soFar(shown.map(({ delivered }) => delivered)),
    read: soFar(shown.map(({ read }) => read)),
  };
  const most = Math.max(...Object.values(lines).flatMap((values) => values.at(-1) ?? 0));
  const sum = (step: "accepted" | "delivered" | "read"): string =>
    say(whole(series.reduce((count, point) => count + point[step], 0)));
  const chart = timeChart(
    "series",
    {
      title: say(pageWords.overTime),
      description: `${say(pageWords.taken)}: ${sum("accepted")}; ${say(pageWords.delivered)}: ${sum("delivered")}; ${say(pageWords.read)}: ${sum("read")}. ${timeText(first.from, zone)} – ${timeText(end, zone)}`,
      first: timeText(first.from, zone),
      last: timeText(end, zone).slice(0, 16),
      most: say(whole(most)),
    },
    [
      { kind: "bars", values: lines.accepted },
      { kind: "line", values: lines.delivered },
      { kind: "dashes", values: lines.read },
    ],
  );
  const legend = swatches
    .map(
      ([shape, name]) =>
        `<li><svg width="24" height="12" aria-hidden="true">${shape}</svg>${escapeHtml(say(name))}</li>`,
    )
    .join("");
  const rows = series.map(({ from, to, accepted, delivered, read }) => [
    `${escapeHtml(timeText(from, zone))}${to === undefined ? ` ${escapeHtml(say(pageWords.later))}` : ""}`,
    ...[accepted, delivered, read].map((count) => say(whole(count))),
  ]);
  const columns = [
    { header: pageWords.from },
    ...[pageWords.taken, pageWords.delivered, pageWords.read].map((header) => ({ header, number: true })),
  ];
  return [
    heading(pageWords.overTime, language),
    figure(chart, `<ul class="legend">${legend}</ul>`),
    folded(pageWords.numbers, gridHtml(columns, rows, language), language),
  ].join("");
}
