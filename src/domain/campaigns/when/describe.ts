import { utcMinute } from "../../../core/clock.ts";
import type { Text } from "../../../core/text.ts";
import { wallTime } from "../../../core/zone-clock.ts";
import { zoneName } from "./zones.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A wall time as people type it: `2026-12-01 09:00`. */
export function writeWall(wall: number): string {
  return utcMinute(wall);
}

/**
 * An instant as the clocks of a zone show it: `2026-12-01 09:00 America/Lima`. The same in every language, and
 * `readLocalTime` reads it back.
 */
export function formatLocal(ms: number, zone: string): string {
  return `${writeWall(wallTime(zone, ms))} ${zoneName(zone)}`;
}

interface Unit {
  readonly ms: number;
  readonly name: (count: number) => Text;
}

const inShort =
  (name: string) =>
  (count: number): Text => ({ en: `${count} ${name}`, es: `${count} ${name}` });

const units = {
  day: {
    ms: day,
    name: (count) => ({
      en: `${count} ${count === 1 ? "day" : "days"}`,
      es: `${count} ${count === 1 ? "día" : "días"}`,
    }),
  },
  hour: { ms: hour, name: inShort("h") },
  minute: { ms: minute, name: inShort("min") },
  second: { ms: second, name: inShort("s") },
} satisfies Record<string, Unit>;

function spell(ms: number, big: Unit, small: Unit): Text {
  const rounded = Math.ceil(ms / small.ms) * small.ms;
  const whole = big.name(Math.floor(rounded / big.ms));
  const rest = (rounded % big.ms) / small.ms;
  if (rest === 0) return whole;
  const more = small.name(rest);
  return { en: `${whole.en} ${more.en}`, es: `${whole.es} ${more.es}` };
}

/**
 * A stretch of time in its two largest units, rounded up: `45 s`, `2 h 5 min`, `3 days` / `3 días`. What is negative is
 * nothing.
 */
export function formatSpan(ms: number): Text {
  const seconds = Math.ceil(Math.max(0, ms) / second) * second;
  if (seconds < minute) return units.second.name(seconds / second);
  if (seconds < hour) return spell(seconds, units.minute, units.second);
  // Rounding may fill the hour or the day: 23 h 59 min 30 s is a day.
  if (Math.ceil(seconds / minute) * minute < day) return spell(seconds, units.hour, units.minute);
  return spell(seconds, units.day, units.hour);
}
