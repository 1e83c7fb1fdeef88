import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { dayAt, monthAt, monthRange, readDay, startOfDay, type Day, type Period } from "../../domain/costs/calendar.ts";

/** What was asked for on the command line. */
export interface AskedPeriod {
  readonly month?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

function wrongTogether(option: string, hint: Text): UsageError {
  return new UsageError({
    code: "usage.period",
    text: { en: `--month and ${option} do not go together.`, es: `--month y ${option} no van juntos.` },
    hint,
    data: { option },
  });
}

function inTheFuture(what: string, month: string): UsageError {
  return new UsageError({
    code: "usage.future_period",
    text: { en: `${what} has not begun yet.`, es: `${what} aún no ha empezado.` },
    hint: {
      en: `The month that is running: --month ${month}. What something will cost: recado costs estimate`,
      es: `El mes en curso: --month ${month}. Lo que costará algo: recado costs estimate`,
    },
    data: { value: what },
  });
}

/**
 * The period that a report is about: a month (the present one when nothing is said), or days of the account's zone, the last one
 * included.
 */
export function readPeriod(
  { month, from, to }: AskedPeriod,
  { zone, now }: { readonly zone: string; readonly now: number },
): Period {
  const present = monthAt(now, zone);
  if (month !== undefined && (from !== undefined || to !== undefined)) {
    throw wrongTogether(from === undefined ? "--to" : "--from", {
      en: "Give either a month or days: --from 2026-10-01 --to 2026-10-31",
      es: "Indique un mes o días: --from 2026-10-01 --to 2026-10-31",
    });
  }
  if (from === undefined) {
    if (to !== undefined) {
      const day = readDay(to, "--to");
      throw new UsageError({
        code: "usage.period",
        text: { en: "--to needs a first day.", es: "--to necesita un primer día." },
        hint: { en: `Add it: --from ${day.slice(0, 8)}01`, es: `Agréguelo: --from ${day.slice(0, 8)}01` },
      });
    }
    const period = monthRange(month ?? present, zone);
    if (period.from > now) throw inTheFuture(month ?? present, present);
    return period;
  }
  return daysPeriod(readDay(from, "--from"), to === undefined ? dayAt(now, zone) : readDay(to, "--to"), { zone, now });
}

function daysPeriod(first: Day, last: Day, { zone, now }: { readonly zone: string; readonly now: number }): Period {
  if (startOfDay(first, zone) > now) throw inTheFuture(first, monthAt(now, zone));
  if (first > last) {
    throw new UsageError({
      code: "usage.period",
      text: { en: `${first} is after ${last}.`, es: `${first} es posterior a ${last}.` },
      hint: { en: `The other way round: --from ${last} --to ${first}`, es: `Al revés: --from ${last} --to ${first}` },
      data: { from: first, to: last },
    });
  }
  return { from: startOfDay(first, zone), to: startOfDay(nextDay(last), zone) };
}

function nextDay(day: Day): Day {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
