import { setTimeout as wait } from "node:timers/promises";

/** Time as a dependency, so that no test sleeps and the simulator can move it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` of this clock's time; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, signal === undefined ? undefined : { signal });
  },
};

/** ISO 8601 in UTC with milliseconds: how recado stores and prints an instant. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** The minute of an instant in UTC, as people read it: `2026-12-01 09:00`. */
export function utcMinute(ms: number): string {
  return isoTime(ms).slice(0, 16).replace("T", " ");
}

const durationUnits: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `90`, `60s`, `5m`, `25h`, `7d` as milliseconds (a bare number is seconds); undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/.exec(text.trim());
  const unit = durationUnits[match?.[2] ?? "s"];
  return match?.[1] === undefined || unit === undefined ? undefined : Number(match[1]) * unit;
}
