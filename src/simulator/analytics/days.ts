import { dayAfter, dayAt, startOfDay, type Day } from "../pricing/calendar.ts";
import type { World } from "../world.ts";
import { badParameter, flagOf, type Parameters, requiredParameter } from "./parameters.ts";
import { daysAgo, readSpan, refuseOld, type Span } from "./span.ts";

/** Days one after another, in one zone. */
export interface Days {
  /** The account's zone, where it was asked for. */
  readonly zone: string | undefined;
  /** As far as they have begun. */
  readonly list: readonly (Span & { readonly day: Day })[];
  readonly span: Span;
}

const lookBack = 90;
const utc = "UTC";

/** `start` and `end` as instants, which mean days of UTC, or as days of the account's zone, the last not included. */
export function readDays(parameters: Parameters, world: World): Days {
  const inZone = flagOf(parameters, "use_waba_timezone");
  const zone = inZone ? world.state.business.timezone : utc;
  const [first, end] = inZone ? daysOf(parameters, world) : momentsOf(parameters, world);
  const list: Days["list"][number][] = [];
  for (let day = first; day < end; day = dayAfter(day)) {
    const from = startOfDay(zone, day);
    if (from > world.clock.now()) break;
    list.push({ day, from, to: startOfDay(zone, dayAfter(day)) });
  }
  const span = { from: startOfDay(zone, first), to: startOfDay(zone, end) };
  return { zone: inZone ? zone : undefined, list, span };
}

function momentsOf(parameters: Parameters, world: World): [first: Day, end: Day] {
  const { from, to } = readSpan(parameters, world, daysAgo(world, lookBack));
  return [dayAt(utc, from), dayAfter(dayAt(utc, to - 1))];
}

function daysOf(parameters: Parameters, world: World): [first: Day, end: Day] {
  const [first, end] = ["start", "end"].map((name) => {
    const day = requiredParameter(parameters, name);
    const real = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
    if (!real) throw badParameter(name, "a day like 2026-10-01, as use_waba_timezone is true");
    return day;
  }) as [Day, Day];
  if (first >= end) throw badParameter("end", "later than param start");
  const { timezone } = world.state.business;
  refuseOld(startOfDay(timezone, first), startOfDay(timezone, daysAgo(world, lookBack)));
  return [first, end];
}
