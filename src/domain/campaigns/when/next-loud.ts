import type { QuietHours } from "../spec.ts";
import { slot, wallTime } from "../../../core/zone-clock.ts";

const day = 86_400_000;
/** Clocks move by an hour or less: what is not found in two days is not found on most days. */
const horizon = 2 * day;

/** Milliseconds until the quiet hours end by the clocks of a zone, if these are not moved meanwhile; 0 outside them. */
function leftOf({ from, to }: QuietHours, zone: string, at: number): number {
  const time = wallTime(zone, at) % day;
  const [start, end] = [from * 60_000, to * 60_000];
  if (start < end) return time >= start && time < end ? end - time : 0;
  if (time < end) return end - time;
  return time >= start ? day - time + end : 0;
}

function longestLeft(quiet: QuietHours, zones: readonly string[], at: number): number {
  let longest = 0;
  for (const zone of zones) longest = Math.max(longest, leftOf(quiet, zone, at));
  return longest;
}

function endOfSlot(at: number): number {
  return (Math.floor(at / slot) + 1) * slot;
}

function search(quiet: QuietHours, zones: readonly string[], now: number): number | undefined {
  let at = now;
  while (at <= now + horizon) {
    const left = longestLeft(quiet, zones, at);
    if (left === 0) return at;
    // Clocks may be moved between two slots, never within one.
    at = Math.min(at + left, endOfSlot(at));
  }
  return undefined;
}

/** An answer that holds for all instants from `since` to before `until`: `at`, or the instant itself once `at` is past. */
interface Answer {
  readonly since: number;
  readonly at: number | undefined;
  readonly until: number;
}

// By the objects themselves: a campaign has one of quiet hours, and people of one country share one list of zones.
const answers = new WeakMap<QuietHours, WeakMap<readonly string[], Answer>>();
const ownZones = new WeakMap<QuietHours, readonly string[]>();

function zonesFor(quiet: QuietHours, zones: readonly string[]): readonly string[] {
  if (quiet.zone === "local") return zones;
  let own = ownZones.get(quiet);
  if (own === undefined) ownZones.set(quiet, (own = [quiet.zone]));
  return own;
}

/** How long it stays loud from `at` on: at least until the next quiet hours begin or the slot ends. */
function loudUntil({ from }: QuietHours, zones: readonly string[], at: number): number {
  let until = endOfSlot(at);
  for (const zone of zones) {
    const start = from * 60_000 - (wallTime(zone, at) % day);
    until = Math.min(until, at + (start > 0 ? start : start + day));
  }
  return until;
}

function answerFor(quiet: QuietHours, zones: readonly string[], now: number): Answer {
  let byZones = answers.get(quiet);
  if (byZones === undefined) answers.set(quiet, (byZones = new WeakMap()));
  let answer = byZones.get(zones);
  if (answer === undefined || now < answer.since || now >= answer.until) {
    const at = search(quiet, zones, now);
    // Where no instant was found, a later search could look further: that answer is kept for its slot.
    answer = { since: now, at, until: at === undefined ? endOfSlot(now) : loudUntil(quiet, zones, at) };
    byZones.set(zones, answer);
  }
  return answer;
}

/** Whether it is quiet in any of the zones at an instant; quiet hours of a zone of their own ask nobody's zone. */
export function isQuiet(quiet: QuietHours, zones: readonly string[], at: number): boolean {
  return longestLeft(quiet, zonesFor(quiet, zones), at) > 0;
}

/**
 * The first instant from `now` on (milliseconds) at which it is quiet in none of the zones: `now` itself if so. Undefined
 * when it is quiet somewhere all day round, as in a country over twelve zones.
 *
 * @param zones of one person; asked again with the same array, the answer costs next to nothing
 */
export function nextLoud(quiet: QuietHours, zones: readonly string[], now: number): number | undefined {
  const { at } = answerFor(quiet, zonesFor(quiet, zones), now);
  return at === undefined ? undefined : Math.max(at, now);
}

const firstZones = new WeakMap<readonly string[], readonly string[]>();

/**
 * When a person may be written to: {@link nextLoud}; where that is never, by the first zone alone, in which most people of
 * the country live.
 */
export function mayGoAt(quiet: QuietHours | undefined, zones: readonly string[], now: number): number {
  if (quiet === undefined) return now;
  const everywhere = nextLoud(quiet, zones, now);
  if (everywhere !== undefined) return everywhere;
  let first = firstZones.get(zones);
  if (first === undefined) firstZones.set(zones, (first = zones.slice(0, 1)));
  return nextLoud(quiet, first, now) ?? now;
}
