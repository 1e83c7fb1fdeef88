import { parseDuration } from "../../core/clock.ts";
import { ControlError } from "../control/error.ts";

/** Milliseconds from a number of milliseconds or a duration like `25h`. */
export function milliseconds(value: number | string): number {
  const ms = typeof value === "number" ? value : parseDuration(value);
  if (ms !== undefined && Number.isFinite(ms) && ms >= 0) return ms;
  throw new ControlError(400, "bad_duration", {
    en: `"${value}" is not a duration. Write it like 90s, 5m, 25h or 7d.`,
    es: `"${value}" no es una duración. Escríbala así: 90s, 5m, 25h o 7d.`,
  });
}
