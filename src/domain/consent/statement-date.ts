import { InputError } from "../../core/errors.ts";

/** When somebody said something, as a person types it. */
export interface StatementDate {
  /** Milliseconds; a date without a time is the start of its day in UTC. */
  readonly at: number;
  /** The last moment that it can mean: the end of the day, for a date without a time. */
  readonly until: number;
}

const day = 86_400_000;
/** The farthest that a clock on Earth is ahead of UTC: today may have begun there. */
const farthestAhead = 14 * 3_600_000;
const pattern = /^\d{4}-\d{2}-\d{2}(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * Reads `2026-09-01`, `2026-09-01 10:30` or `2026-09-01T10:30:00-05:00`; without an offset the time is UTC.
 *
 * @throws InputError `consent.bad_date` for anything else, `consent.future_date` for what has not come yet
 */
export function readStatementDate(text: string, now: number, option: string): StatementDate {
  const match = pattern.exec(text.trim());
  const [date, , seconds = ""] = [text.trim().slice(0, 10), match?.[1], match?.[2]];
  const iso = match?.[1] === undefined ? `${date}T00:00:00Z` : `${date}T${match[1]}${seconds}${match[3] ?? "Z"}`;
  const at = match === null ? Number.NaN : Date.parse(iso);
  // Date.parse takes 31 February for the 3rd of March.
  const exists = !Number.isNaN(at) && new Date(Date.parse(`${date}T00:00:00Z`)).toISOString().startsWith(date);
  if (!exists) throw badDate(text, option);
  const isWholeDay = match?.[1] === undefined;
  if (at > now + (isWholeDay ? farthestAhead : 0)) throw futureDate(text, option);
  return { at: Math.min(at, now), until: isWholeDay ? at + day - 1 : at };
}

function badDate(text: string, option: string): InputError {
  return new InputError({
    code: "consent.bad_date",
    text: { en: `${option} "${text}" is not a date.`, es: `${option} "${text}" no es una fecha.` },
    hint: {
      en: "Write it as 2026-09-01, or with the time: 2026-09-01T10:30",
      es: "Escríbala así: 2026-09-01, o con la hora: 2026-09-01T10:30",
    },
    data: { option },
  });
}

function futureDate(text: string, option: string): InputError {
  return new InputError({
    code: "consent.future_date",
    text: {
      en: `${option} "${text}" has not come yet: nobody has said anything then.`,
      es: `${option} "${text}" todavía no ha llegado: nadie ha dicho nada en esa fecha.`,
    },
    hint: { en: "Give the day on which it was said.", es: "Indique el día en que se dijo." },
    data: { option },
  });
}
