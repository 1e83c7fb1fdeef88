import { isoTime } from "../../core/clock.ts";
import { UsageError } from "../../core/errors.ts";
import { cleanLine } from "../../core/terminal.ts";

/** A day as `2026-10-01`: days compare as they sort. */
export type Day = string;

/** The days on which Meta's rules changed. */
export const ruleDays = {
  /** Charged by the message; before, by the conversation of 24 hours. Utility is free in an open window. */
  perMessage: "2025-07-01",
  /** Utility is charged in an open window too; free-form messages are charged after the free ones of the month. */
  serviceCharged: "2026-10-01",
} as const satisfies Record<string, Day>;

export function utcDay(ms: number): Day {
  return isoTime(ms).slice(0, 10);
}

/** The month of an instant, in UTC: `2026-11`. */
export function utcMonth(ms: number): string {
  return isoTime(ms).slice(0, 7);
}

export interface Period {
  /** The first instant, in milliseconds. */
  readonly from: number;
  /** The first instant after the period, in milliseconds. */
  readonly to: number;
}

/** The month `2026-11`, in UTC; throws UsageError when it is not written so. */
export function monthRange(month: string): Period {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month);
  if (match === null) {
    throw new UsageError({
      code: "usage.bad_month",
      text: {
        en: `"${cleanLine(month)}" is not a month.`,
        es: `"${cleanLine(month)}" no es un mes.`,
      },
      hint: { en: "Write year and month: --month 2026-11", es: "Escriba año y mes: --month 2026-11" },
      data: { value: month },
    });
  }
  const year = Number(match[1]);
  const index = Number(match[2]) - 1;
  return { from: Date.UTC(year, index), to: Date.UTC(year, index + 1) };
}
