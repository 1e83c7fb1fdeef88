import type { WireTemplateMetric } from "../../graph/wire/templates.ts";
import { invalidParameter, unknownObject } from "../errors.ts";
import type { TemplateState } from "./store.ts";
import type { World } from "../world.ts";

/**
 * Two templates beside each other, by what was counted here.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/template-comparison
 */

const day = 86_400;
const windows = [7, 30, 60, 90];
const fewestSends = 1_000;

/** Between two moments in Unix seconds, counted in whole days. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Reads `start` and `end`: exactly 7, 30, 60 or 90 days. */
export function readPeriod(query: URLSearchParams): Period {
  const moment = (name: string): number => {
    const text = query.get(name) ?? "";
    if (!/^\d{1,12}$/.test(text)) throw invalidParameter(`Param ${name} must be a UNIX timestamp.`);
    return Number(text);
  };
  const period = { start: moment("start"), end: moment("end") };
  if (!windows.some((days) => period.end - period.start === days * day)) {
    throw invalidParameter(`Param end must be exactly ${windows.join(", ")} days after param start.`);
  }
  return period;
}

interface Counts {
  readonly id: string;
  readonly sends: number;
  readonly blocks: number;
  readonly reason: string | undefined;
}

const inside = (date: number, { start, end }: Period): boolean =>
  date >= Math.floor(start / day) && date <= Math.floor(end / day);

function countsOf({ id, sends, blocks }: TemplateState, period: Period): Counts {
  let sent = 0;
  for (const [date, count] of sends) if (inside(date, period)) sent += count;
  const reasons = new Map<string, number>();
  for (const { day: date, reason, count } of blocks) {
    if (inside(date, period)) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  }
  const [top] = [...reasons].toSorted(([, a], [, b]) => b - a);
  return { id, sends: sent, blocks: [...reasons.values()].reduce((sum, count) => sum + count, 0), reason: top?.[0] };
}

/** @param other the id of the second template, of the same account */
export function compareTemplates(
  world: World,
  template: TemplateState,
  other: string,
  period: Period,
): WireTemplateMetric[] {
  const second = world.state.templates.get(other);
  if (second === undefined) throw unknownObject("GET", other);
  if (second === template) throw invalidParameter("Param template_ids must name another template.");
  const counts = [template, second].map((one) => countsOf(one, period));
  for (const { id, sends } of counts) {
    if (sends < fewestSends) {
      throw invalidParameter(`Template ${id} was sent ${sends} times in this period; ${fewestSends} are needed.`);
    }
  }
  const byRate = counts.toSorted((a, b) => a.blocks / a.sends - b.blocks / b.sends);
  return [
    { metric: "BLOCK_RATE", type: "RELATIVE", order_by_relative_metric: byRate.map(({ id }) => id) },
    {
      metric: "MESSAGE_SENDS",
      type: "NUMBER_VALUES",
      number_values: counts.map(({ id, sends }) => ({ key: id, value: sends })),
    },
    {
      metric: "TOP_BLOCK_REASON",
      type: "STRING_VALUES",
      string_values: counts.map(({ id, reason }) => ({ key: id, value: reason ?? "UNKNOWN_BLOCK_REASON" })),
    },
  ];
}
