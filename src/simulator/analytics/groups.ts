import type { WireGroupAnalytics, WireGroupPoint } from "../../graph/wire/analytics.ts";
import type { GroupSums } from "../figures/figures.ts";
import { NotSimulated } from "../not-simulated.ts";
import type { World } from "../world.ts";
import { readDays } from "./days.ts";
import { badParameter, listOf, type Parameters, refuseOthers, wordOf, wordsOf } from "./parameters.ts";
import { pointsOf } from "./points.ts";
import { spanPoint } from "./span.ts";

/** What each metric is called in a point. */
const members = {
  SENT: "sent",
  DELIVERED: "delivered",
  READ: "read",
  PARTICIPANTS_JOINED: "joined",
  PARTICIPANTS_LEFT: "left",
} as const satisfies Readonly<Record<string, keyof GroupSums>>;
const metricNames = Object.keys(members) as (keyof typeof members)[];
const others = ["CLICKS", "COST", "REPLIES"];

/**
 * What happened in one group on each day.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/groups
 */
export function groupAnalytics(world: World, parameters: Parameters): WireGroupAnalytics[] {
  refuseOthers(parameters, ["start", "end", "granularity", "group_ids", "metric_types"]);
  wordOf(parameters, "granularity", ["DAILY"], "DAILY");
  const [group_id, ...more] = listOf(parameters, "group_ids");
  if (group_id === undefined || more.length > 0 || world.state.groups.get(group_id) === undefined) {
    throw badParameter("group_ids", "an array with the id of one group of this account");
  }
  const metrics = metricsOf(parameters);
  const { list, span } = readDays(parameters, world);
  const points = pointsOf(world.state.figures.groups.rows(span.from, span.to), {
    span,
    length: "day",
    zone: "UTC",
    wanted: ({ group }) => group === group_id,
    split: () => ({}),
  });
  const byStart = new Map(points.map(({ start, sums }) => [start, sums]));
  const data_points = list.toReversed().map((day): WireGroupPoint => {
    const times = spanPoint(day);
    const sums = byStart.get(times.start) ?? {};
    const figures = metrics.map((metric) => [members[metric], sums[members[metric]] ?? 0]);
    return { group_id, ...times, ...Object.fromEntries(figures) };
  });
  return [{ granularity: "DAILY", data_points }];
}

function metricsOf(parameters: Parameters): (keyof typeof members)[] {
  const missing = listOf(parameters, "metric_types").find((metric) => others.includes(metric.toUpperCase()));
  if (missing !== undefined) throw new NotSimulated(`the metric ${missing}`, "src/simulator/analytics/groups.ts");
  const metrics = wordsOf(parameters, "metric_types", metricNames);
  if (metrics.length === 0) throw badParameter("metric_types", `some of {${metricNames.join(", ")}}`);
  return metrics;
}
