import type { ReportBucket } from "../../../storage/repos/campaign-report.ts";

/** What happened in one stretch of time. Instants in milliseconds. */
export interface SeriesPoint {
  readonly from: number;
  /** Undefined in the last one, which holds all that came later. */
  readonly to: number | undefined;
  readonly accepted: number;
  readonly delivered: number;
  readonly read: number;
}

const seconds = 1_000;
const minutes = 60 * seconds;
const hours = 60 * minutes;
const days = 24 * hours;

/** Stretches of time that people think in; each is a multiple of every `countingStep` that is shorter. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * seconds),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minutes),
  ...[1, 2, 3, 6, 12].map((count) => count * hours),
  ...[1, 2, 7, 14, 28, 84, 364].map((count) => count * days),
];

const mostPoints = 60;

/** Late readers would make a long empty tail of every chart: they share the last point. */
const shownPart = 0.98;

/** How finely the database counts for a chart of so many milliseconds. */
export function countingStep(span: number): number {
  if (span <= hours) return seconds;
  return span <= 30 * days ? minutes : hours;
}

/** At most 60 points, without gaps, from what was counted by stretches of `step` milliseconds; the sums stay the same. */
export function seriesOf(buckets: readonly ReportBucket[], step: number): SeriesPoint[] {
  const counts = new Map<number, number>();
  for (const { bucket, messages } of buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + messages);
  const places = [...counts.keys()].toSorted((one, other) => one - other);
  const [first] = places;
  if (first === undefined) return [];
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let seen = 0;
  const last = places.find((place) => (seen += counts.get(place) ?? 0) >= all * shownPart) ?? first;
  const width = steps.find(
    (one) => one >= step && placeOf(last, step, one) - placeOf(first, step, one) < mostPoints - 1,
  );
  return pointsOf(buckets, { step, width: width ?? step, first, last });
}

function placeOf(bucket: number, step: number, width: number): number {
  return Math.floor((bucket * step) / width);
}

function pointsOf(
  buckets: readonly ReportBucket[],
  {
    step,
    width,
    first,
    last,
  }: { readonly step: number; readonly width: number; readonly first: number; readonly last: number },
): SeriesPoint[] {
  const start = placeOf(first, step, width);
  const end = placeOf(last, step, width);
  const hasLater = buckets.some(({ bucket }) => placeOf(bucket, step, width) > end);
  const points = Array.from({ length: end - start + 1 + (hasLater ? 1 : 0) }, (_, place) => ({
    from: (start + place) * width,
    to: start + place > end ? undefined : (start + place + 1) * width,
    accepted: 0,
    delivered: 0,
    read: 0,
  }));
  for (const { step: name, bucket, messages } of buckets) {
    const point = points[Math.min(placeOf(bucket, step, width), end + 1) - start];
    if (point !== undefined) point[name] += messages;
  }
  return points;
}
