import type { WireAnalyticsSpan } from "../../graph/wire/analytics.ts";
import type { Row } from "../figures/tally.ts";
import { type Length, partAt, type Span, spanPoint } from "./span.ts";

interface Question<Kind> {
  readonly span: Span;
  readonly length: Length;
  readonly zone: string;
  readonly wanted: (kind: Kind) => boolean;
  /** What a point is split by, as its members. */
  readonly split: (kind: Kind) => Readonly<Record<string, string>>;
}

export type Point<Sums> = WireAnalyticsSpan & { readonly words: Readonly<Record<string, string>>; readonly sums: Sums };

/** Adds up rows by time and what they are split by. Newest first, as in Meta's samples. */
export function pointsOf<Kind, Sums extends Readonly<Record<string, number | undefined>>>(
  rows: Iterable<Row<Kind, Sums> & { readonly at: number }>,
  { span, length, zone, wanted, split }: Question<Kind>,
): Point<Record<string, number>>[] {
  const points = new Map<string, Point<Record<string, number>>>();
  for (const { at, kind, sums } of rows) {
    if (!wanted(kind)) continue;
    const part = partAt(at, length, zone, span);
    const words = split(kind);
    const key = `${String(part.from).padStart(16, "0")}|${Object.values(words).join("|")}`;
    let point = points.get(key);
    if (point === undefined) points.set(key, (point = { ...spanPoint(part), words, sums: {} }));
    for (const [name, amount] of Object.entries(sums)) {
      if (amount !== undefined) point.sums[name] = (point.sums[name] ?? 0) + amount;
    }
  }
  return [...points].toSorted(([one], [other]) => (one < other ? 1 : -1)).map(([, point]) => point);
}

/** A test for the values asked for; without any, everything passes. */
export function among(values: readonly string[]): (value: string) => boolean {
  if (values.length === 0) return () => true;
  const wanted = new Set(values);
  return (value) => wanted.has(value);
}
