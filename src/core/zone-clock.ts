/** All clocks on Earth stand a multiple of this from UTC, and are moved at a multiple of it (since 2016). Milliseconds. */
export const slot = 900_000;
const day = 86_400_000;

interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  /** Distance from UTC by slot. */
  readonly offsets: Map<number, number>;
}

const clocks = new Map<string, ZoneClock>();
const mostOffsets = 5_000;

function clockOf(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    clocks.set(zone, (clock = { format, offsets: new Map() }));
  }
  return clock;
}

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds; negative in the west.
 *
 * @throws RangeError for a zone that `Intl` does not know
 */
function offsetAt(zone: string, at: number): number {
  const { format, offsets } = clockOf(zone);
  const key = Math.floor(at / slot);
  const found = offsets.get(key);
  if (found !== undefined) return found;
  // "12/1/2026, GMT-05:00"; UTC itself is "GMT".
  const match = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(key * slot));
  const minutes = match === null ? 0 : Number(match[2]) * 60 + Number(match[3]);
  const offset = (match?.[1] === "-" ? -minutes : minutes) * 60_000;
  if (offsets.size >= mostOffsets) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/**
 * What the clocks of a zone show, as if it were UTC: `new Date(wallTime(…)).toISOString()` reads like the clock on the
 * wall.
 */
export function wallTime(zone: string, at: number): number {
  return at + offsetAt(zone, at);
}

/**
 * The instants at which the clocks of a zone show a wall time: one; none in the hour that summer time leaves out; two, in
 * order, in the hour that comes twice.
 */
export function instantsOf(zone: string, wall: number): readonly number[] {
  const offsets = new Set([offsetAt(zone, wall - day), offsetAt(zone, wall + day)]);
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((at) => wallTime(zone, at) === wall)
    .toSorted((one, other) => one - other);
}

/** Where the clocks leave out a wall time: what they show when they are moved, and what right after. Both as wall times. */
export function gapAround(zone: string, wall: number): { readonly from: number; readonly to: number } {
  let [before, after] = [wall - day, wall + day];
  const offset = offsetAt(zone, before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(zone, middle) === offset) before = middle;
    else after = middle;
  }
  return { from: after + offset, to: wallTime(zone, after) };
}
