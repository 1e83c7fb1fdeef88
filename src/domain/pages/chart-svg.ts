import { escapeHtml } from "./html.ts";

/**
 * Charts as SVG without a view box: lengths across are parts of the whole, heights and letters are pixels, so that the letters stay as large
 * on a telephone as on a desk.
 */

const number = (value: number): string => String(Math.round(value * 100) / 100);
const part = (value: number): string => `${number(Math.min(1, Math.max(0, value)) * 100)}%`;

/** A chart with the words for who cannot see it. @param id unique on the page */
function svg(id: string, { title, description, height, body }: ChartParts): string {
  const head = `<title id="${id}-t">${escapeHtml(title)}</title><desc id="${id}-d">${escapeHtml(description)}</desc>`;
  return `<svg class="chart" role="img" aria-labelledby="${id}-t ${id}-d" width="100%" height="${height}" xmlns="http://www.w3.org/2000/svg">${head}${body}</svg>\n`;
}

interface ChartParts {
  readonly title: string;
  readonly description: string;
  /** Pixels. */
  readonly height: number;
  /** Markup. */
  readonly body: string;
}

function text(
  words: string,
  at: { readonly x: string; readonly y: number; readonly anchor?: "start" | "middle" | "end"; readonly dim?: boolean },
): string {
  const { x, y, anchor = "start", dim = false } = at;
  return `<text x="${x}" y="${y}" text-anchor="${anchor}"${dim ? ' class="dim"' : ""}>${escapeHtml(words)}</text>`;
}

export type Tone = "plain" | "good" | "strong" | "bad";

export interface Bar {
  readonly label: string;
  /** What stands at its end. */
  readonly shown: string;
  /** From 0 to 1. */
  readonly part: number;
  readonly tone: Tone;
}

const rowHeight = 44;

/** Bars under one another, each under its name. */
export function barChart(
  id: string,
  words: { readonly title: string; readonly description: string },
  bars: readonly Bar[],
): string {
  const body = bars.map((bar, place) => {
    const top = place * rowHeight;
    return [
      text(bar.label, { x: "0", y: top + 14 }),
      text(bar.shown, { x: "100%", y: top + 14, anchor: "end" }),
      `<rect class="track" x="0" y="${top + 21}" width="100%" height="12" rx="3"/>`,
      bar.part > 0
        ? `<rect class="${bar.tone}" x="0" y="${top + 21}" width="${part(bar.part)}" height="12" rx="3"/>`
        : "",
    ].join("");
  });
  return svg(id, { ...words, height: bars.length * rowHeight, body: body.join("") });
}

export interface Span {
  readonly label: string;
  readonly shown: string;
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  /** It does not reach over the middle of the chart. */
  readonly clear: boolean;
}

/** Intervals around zero, on one scale: `limit` is the end of it on either side. */
export function spanChart(
  id: string,
  words: { readonly title: string; readonly description: string; readonly left: string; readonly right: string },
  { spans, limit }: { readonly spans: readonly Span[]; readonly limit: number },
): string {
  const at = (value: number): number => (value / limit + 1) / 2;
  const rows = spans.map((span, place) => {
    const top = 24 + place * rowHeight;
    const y = top + 27;
    return [
      text(span.label, { x: "0", y: top + 14 }),
      text(span.shown, { x: "100%", y: top + 14, anchor: "end" }),
      `<line class="${span.clear ? "sure" : "unsure"}" x1="${part(at(span.low))}" x2="${part(at(span.high))}" y1="${y}" y2="${y}"/>`,
      `<circle class="${span.clear ? "sure" : "unsure"}" cx="${part(at(span.middle))}" cy="${y}" r="5"/>`,
    ].join("");
  });
  const height = 24 + spans.length * rowHeight;
  const zero = `<line class="axis" x1="50%" x2="50%" y1="20" y2="${height}"/>`;
  const ends = `${text(words.left, { x: "0", y: 12, dim: true })}${text(words.right, { x: "100%", y: 12, anchor: "end", dim: true })}`;
  return svg(id, { ...words, height, body: `${ends}${zero}${rows.join("")}` });
}

export interface TimeLine {
  readonly kind: "bars" | "line" | "dashes";
  readonly values: readonly number[];
}

const plot = { top: 16, height: 170, bottom: 22 } as const;

/** Counts by stretches of time: bars and lines over one another, on one scale. */
export function timeChart(
  id: string,
  words: {
    readonly title: string;
    readonly description: string;
    readonly first: string;
    readonly last: string;
    readonly most: string;
  },
  lines: readonly TimeLine[],
): string {
  const most = Math.max(1, ...lines.flatMap(({ values }) => values));
  const shapes = lines
    .map(({ kind, values }) => (kind === "bars" ? barsOf(values, most) : lineOf(kind, values, most)))
    .join("");
  // Only what is drawn is stretched; the letters stand outside of it.
  const inner = `<svg x="0" y="${plot.top}" width="100%" height="${plot.height}" viewBox="0 0 1000 100" preserveAspectRatio="none">${shapes}</svg>`;
  const base = plot.top + plot.height;
  const frame = [
    `<line class="axis" x1="0" x2="100%" y1="${base}" y2="${base}"/>`,
    `<line class="grid" x1="0" x2="100%" y1="${plot.top}" y2="${plot.top}"/>`,
    text(words.most, { x: "0", y: 11, dim: true }),
    text(words.first, { x: "0", y: base + 16, dim: true }),
    text(words.last, { x: "100%", y: base + 16, anchor: "end", dim: true }),
  ].join("");
  return svg(id, { ...words, height: base + plot.bottom, body: `${frame}${inner}` });
}

function barsOf(values: readonly number[], most: number): string {
  const width = 1000 / values.length;
  return values
    .map((value, place) => {
      const height = (value / most) * 100;
      return value === 0
        ? ""
        : `<rect class="plain" x="${number(place * width + width * 0.08)}" y="${number(100 - height)}" width="${number(width * 0.84)}" height="${number(height)}"/>`;
    })
    .join("");
}

function lineOf(kind: "line" | "dashes", values: readonly number[], most: number): string {
  const width = 1000 / values.length;
  const points = values.map((value, place) => `${number((place + 0.5) * width)},${number(100 - (value / most) * 100)}`);
  // A line of one point would not be seen.
  const shown = points.length === 1 ? [points[0], `1000,${points[0]?.split(",")[1] ?? "100"}`] : points;
  return `<polyline class="${kind}" points="${shown.join(" ")}" vector-effect="non-scaling-stroke"/>`;
}
