import { analyticsRules } from "../../../graph/api/analytics-rules.ts";
import { GraphError } from "../../../graph/errors.ts";
import {
  keepMetaTemplates,
  metaSyncs,
  type MetaTemplateRow,
  type MetaSyncRow,
} from "../../../storage/repos/meta-costs.ts";
import { utc } from "../calendar.ts";
import { daysOf, earliestDay, type SyncDay } from "./days.ts";
import { templateRow, type FiguresOf } from "./points.ts";
import type { SkippedRange, SyncedRange, SyncRequest } from "./request.ts";

/** Reads and taps are counted for a week from the send. */
const countedFor = 8 * 86_400_000;
/** Meta takes so many templates in one call. */
const templatesPerCall = 10;

interface SyncedTemplates {
  readonly synced: SyncedRange | undefined;
  readonly skipped: readonly SkippedRange[];
}

async function templateIds({ graph, wabaId, signal }: SyncRequest): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of graph.templates.list(wabaId, { signal })) ids.push(id);
  return ids;
}

/** Days of UTC, which are those of Meta's own clock for templates: what is to be read, in one range, and what is left out. */
async function daysToRead({ db, wabaId, from, to, now, again }: SyncRequest) {
  const earliest = earliestDay(analyticsRules.template_analytics.lookBack, now, utc);
  const syncs = await metaSyncs(db, { wabaId, model: "template", from, to });
  const known = new Map(syncs.map((row) => [row.from_at, row.synced_at]));
  const isDone = (day: SyncDay): boolean => again !== true && (known.get(day.from) ?? 0) >= day.to + countedFor;
  const days = daysOf({ from, to }, utc, now);
  const told = days.filter(({ day }) => day >= earliest);
  const first = told.findIndex((day) => !isDone(day));
  const wanted = first === -1 ? [] : told.slice(first);
  return {
    wanted,
    done: days.filter((day) => isDone(day) && !wanted.includes(day)),
    old: days.filter((day) => day.day < earliest && !isDone(day)),
  };
}

function skippedRange(days: readonly SyncDay[], reason: SkippedRange["reason"]): SkippedRange[] {
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined
    ? []
    : [{ model: "template", from: first.from, to: last.to, reason }];
}

/** Reads what each template did, ten at a time; where Meta does not count that yet, nothing is read and it is said. */
export async function syncTemplates(request: SyncRequest, figures: FiguresOf): Promise<SyncedTemplates> {
  const { db, graph, wabaId, now, signal } = request;
  const { old, wanted, done } = await daysToRead(request);
  const skipped = [...skippedRange(old, "too-old"), ...skippedRange(done, "already-synced")];
  const [first] = wanted;
  const last = wanted.at(-1);
  if (first === undefined || last === undefined) return { synced: undefined, skipped };
  const span = { from: first.from, to: last.to };
  const rows: MetaTemplateRow[] = [];
  try {
    const ids = await templateIds(request);
    for (let start = 0; start < ids.length; start += templatesPerCall) {
      signal?.throwIfAborted();
      const query = { ...span, ids: ids.slice(start, start + templatesPerCall) };
      const sets = await graph.analytics.templates(wabaId, query, { signal });
      rows.push(...sets.flatMap((set) => set.data_points.map((point) => templateRow(point, figures))));
    }
  } catch (error) {
    if (!(error instanceof GraphError && error.code === "graph.insights_off")) throw error;
    return { synced: undefined, skipped: [...skipped, ...skippedRange(wanted, "insights-off")] };
  }
  const syncs = wanted.map((day): MetaSyncRow => ({
    waba_id: wabaId,
    model: "template",
    from_at: day.from,
    to_at: day.to,
    cost_withheld: 0,
    synced_at: now,
  }));
  await keepMetaTemplates(db, { ...span, wabaId }, rows, syncs);
  return { synced: { model: "template", ...span, points: rows.length }, skipped };
}
