import { isoTime, parseDuration } from "../../core/clock.ts";
import { ControlError } from "../control/error.ts";

/** The last moment that a clock may stand at: later ones have no four-digit year, and soon no date at all. */
export const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** Milliseconds from a number of milliseconds or a duration like `25h`. */
export function milliseconds(value: number | string): number {
  const ms = typeof value === "number" ? value : parseDuration(value);
  if (ms !== undefined && ms >= 0 && ms <= lastMoment) return ms;
  throw new ControlError(400, "bad_duration", {
    en: `"${value}" is not a duration, or too long a one. Write it like 90s, 5m, 25h or 7d.`,
    es: `"${value}" no es una duración, o es demasiado larga. Escríbala así: 90s, 5m, 25h o 7d.`,
  });
}

/** Refuses a moment that the clock cannot go to. */
export function checkMoment(time: number): void {
  if (time <= lastMoment) return;
  const last = isoTime(lastMoment);
  throw new ControlError(400, "bad_time", {
    en: `The clock goes up to ${last}. Move it by less, or begin again with reset.`,
    es: `El reloj llega hasta ${last}. Avance menos o empiece de nuevo con reset.`,
  });
}
