import { UsageError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import { formatLocal, writeWall } from "./describe.ts";
import { wallTime } from "../../../core/zone-clock.ts";
import { zoneName } from "./zones.ts";

/** A time as it was typed, and where and when. */
export interface Typed {
  readonly text: string;
  readonly zone: string;
  /** Milliseconds. */
  readonly now: number;
  readonly option: string;
  /** The zone, if it was typed after the time. */
  readonly ownZone: string | undefined;
}

const day = 86_400_000;

function refuse(typed: Typed, code: string, text: Text, hint: Text): UsageError {
  return new UsageError({ code, text, hint, data: { option: typed.option, value: typed.text } });
}

/** What to type for a wall time, in the zone in which it was typed. */
function asTyped({ option, ownZone }: Typed, wall: string): string {
  return `${option} "${wall}${ownZone === undefined ? "" : ` ${ownZone}`}"`;
}

/** A time that would be taken: nine o'clock tomorrow. */
function example(typed: Typed): string {
  const tomorrow = wallTime(typed.zone, typed.now) + day;
  return asTyped(typed, `${writeWall(tomorrow).slice(0, 10)} 09:00`);
}

function shown({ text, option }: Typed): string {
  return `${option} "${cleanLine(text)}"`;
}

export function notATime(typed: Typed): UsageError {
  return refuse(
    typed,
    "usage.bad_time",
    { en: `${shown(typed)} is not a day and a time.`, es: `${shown(typed)} no es una fecha con hora.` },
    {
      en: `Write it like this: ${example(typed)}, with the hours from 0 to 23.`,
      es: `Escríbala así: ${example(typed)}, con las horas de 0 a 23.`,
    },
  );
}

/** @param date `2026-02-30` */
export function noSuchDay(typed: Typed, date: string): UsageError {
  return refuse(
    typed,
    "usage.no_such_day",
    { en: `${shown(typed)}: there is no day ${date}.`, es: `${shown(typed)}: el día ${date} no existe.` },
    { en: `Write year, month and day: ${example(typed)}`, es: `Escriba año, mes y día: ${example(typed)}` },
  );
}

/** @param gap what the clocks show when they are moved, and right after, as wall times */
export function leftOut(typed: Typed, wall: number, gap: { readonly from: number; readonly to: number }): UsageError {
  const [date = "", time = ""] = writeWall(wall).split(" ");
  const [from, to] = [gap.from, gap.to].map((end) => writeWall(end).slice(11));
  const place = zoneName(typed.zone);
  const next = asTyped(typed, writeWall(gap.to));
  return refuse(
    typed,
    "usage.no_such_hour",
    {
      en: `On ${date} there is no ${time} in ${place}: the clocks go from ${from} to ${to}.`,
      es: `El ${date} no existe la hora ${time} en ${place}: los relojes pasan de las ${from} a las ${to}.`,
    },
    { en: `The next time that exists: ${next}`, es: `La siguiente hora que existe: ${next}` },
  );
}

export function inThePast(typed: Typed): UsageError {
  const now = formatLocal(typed.now, typed.zone);
  return refuse(
    typed,
    "usage.past_time",
    { en: `${shown(typed)} is in the past: it is ${now} now.`, es: `${shown(typed)} ya pasó: ahora es ${now}.` },
    {
      en: `Write a later time, such as ${example(typed)}, or leave ${typed.option} out.`,
      es: `Escriba una hora posterior, como ${example(typed)}, u omita ${typed.option}.`,
    },
  );
}
