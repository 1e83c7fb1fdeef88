/** At most so many messages to one person in any stretch of time of this length. */
export interface Frequency {
  readonly most: number;
  /** Milliseconds. */
  readonly periodMs: number;
}

/** How often somebody has been written to, and may be. */
export interface FrequencyUse {
  readonly limit: Frequency;
  /** When messages went out to them or are on their way (milliseconds), in any order; older ones than the period do not count. */
  readonly sent: readonly number[];
  readonly now: number;
}

const units = { h: 3_600_000, d: 86_400_000 } as const;
const mostMessages = 1_000;
const longestMs = 366 * units.d;

const pattern = /^([1-9]\d{0,3})\s*\/\s*([1-9]\d{0,3})?\s*([hd])$/i;

/**
 * Reads `2/7d` (two in seven days), `1/12h`, `3/d` (three a day); undefined for anything else. From 1 to 1,000 messages in an
 * hour to a year.
 */
export function readFrequency(text: string): Frequency | undefined {
  const [, most, count = "1", unit] = pattern.exec(text.trim()) ?? [];
  if (most === undefined || unit === undefined) return undefined;
  const periodMs = Number(count) * (unit.toLowerCase() === "h" ? units.h : units.d);
  return Number(most) > mostMessages || periodMs > longestMs ? undefined : { most: Number(most), periodMs };
}

/** Reads a limit, or `none` for no limit at all; undefined when it is neither. */
export function readLimit(text: string): Frequency | "none" | undefined {
  return text.trim().toLowerCase() === "none" ? "none" : readFrequency(text);
}

/** `2/7d`: what `readFrequency` reads. */
export function writeFrequency({ most, periodMs }: Frequency): string {
  return periodMs % units.d === 0 ? `${most}/${periodMs / units.d}d` : `${most}/${periodMs / units.h}h`;
}

/**
 * What holds for a contact: its own limit, else the one for all. Undefined: no limit.
 * @param own `contacts.marketing_limit`
 */
export function limitOf(own: string | null | undefined, forAll: Frequency | undefined): Frequency | undefined {
  const read = own == null ? undefined : readLimit(own);
  if (read === undefined) return forAll;
  return read === "none" ? undefined : read;
}

/** When the next message may go (milliseconds); undefined when it may go now. */
export function nextAt({ limit, sent, now }: FrequencyUse): number | undefined {
  const recent = sent.filter((at) => at > now - limit.periodMs).toSorted((one, other) => one - other);
  if (recent.length < limit.most) return undefined;
  // As soon as so many have fallen out of the period that there is room for one more.
  const last = recent[recent.length - limit.most] ?? now;
  return last + limit.periodMs;
}
