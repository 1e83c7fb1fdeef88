import { InputError } from "../../../core/errors.ts";
import { analyticsRules } from "../../../graph/api/analytics-rules.ts";
import { GraphError } from "../../../graph/errors.ts";
import type { WireConversationMetric, WirePricingMetric } from "../../../graph/wire/analytics.ts";
import {
  metaSyncs,
  replaceMetaCosts,
  type MetaCostRow,
  type MetaModel,
  type MetaSpan,
  type MetaSyncRow,
} from "../../../storage/repos/meta-costs.ts";
import { daysOf, earliestDay, isFinal, modelOf, pagesOf, type SyncDay } from "./days.ts";
import { conversationRow, pricingRow, type FiguresOf } from "./points.ts";
import type { SkippedRange, SyncedRange, SyncRequest, SyncResult } from "./request.ts";
import { syncTemplates } from "./templates.ts";
import { costsTold, isCharged } from "./told.ts";

export type { SkippedRange, SyncedRange, SyncRequest, SyncResult } from "./request.ts";

/** @throws InputError `costs.too_long_ago` for days that Meta does not tell any more. */
export function checkLookBack({ from }: MetaSpan, now: number, zone: string): void {
  const earliest = earliestDay(analyticsRules.pricing_analytics.lookBack, now, zone);
  const [first] = daysOf({ from, to: from + 1 }, zone, now);
  if (first === undefined || first.day >= earliest) return;
  throw new InputError({
    code: "costs.too_long_ago",
    text: {
      en: `Meta tells the figures of the last year only: not those of ${first.day}.`,
      es: `Meta solo informa las cifras del último año: no las del ${first.day}.`,
    },
    hint: {
      en: `Begin later: recado costs sync --from ${earliest}`,
      es: `Empiece más tarde: recado costs sync --from ${earliest}`,
    },
    data: { from: first.day, earliest },
  });
}

/** Days next to one another, as one range. */
function stretchOf(days: readonly SyncDay[]): MetaSpan {
  return { from: Math.min(...days.map((day) => day.from)), to: Math.max(...days.map((day) => day.to)) };
}

/** Reads one page; where costs are refused it is asked for again without them. That says nothing of the next one. */
async function readPage(
  request: SyncRequest,
  page: readonly SyncDay[],
  figures: FiguresOf,
): Promise<{ rows: MetaCostRow[]; refused: boolean }> {
  const { graph, wabaId, signal } = request;
  const query = { ...stretchOf(page), granularity: "DAILY" } as const;
  const ask = async (withCosts: boolean): Promise<MetaCostRow[]> => {
    if (modelOf(page[0]?.day ?? "") === "conversation") {
      const metrics: WireConversationMetric[] = withCosts ? ["CONVERSATION", "COST"] : ["CONVERSATION"];
      const points = await graph.analytics.conversations(
        wabaId,
        { ...query, metrics, dimensions: ["CONVERSATION_CATEGORY", "CONVERSATION_TYPE", "COUNTRY", "PHONE"] },
        { signal },
      );
      return points.map((point) => conversationRow(point, figures));
    }
    const metrics: WirePricingMetric[] = withCosts ? ["COST", "VOLUME"] : ["VOLUME"];
    const points = await graph.analytics.pricing(
      wabaId,
      { ...query, metrics, dimensions: ["COUNTRY", "PHONE", "PRICING_CATEGORY", "PRICING_TYPE", "TIER"] },
      { signal },
    );
    return points.map((point) => pricingRow(point, figures));
  };
  try {
    return { rows: await ask(true), refused: false };
  } catch (error) {
    if (!(error instanceof GraphError && error.code === "graph.cost_withheld")) throw error;
    return { rows: await ask(false), refused: true };
  }
}

function rangesByModel(days: readonly SyncDay[], reason: SkippedRange["reason"]): SkippedRange[] {
  return (["conversation", "pricing"] as const).flatMap((model) => {
    const its = days.filter(({ day }) => modelOf(day) === model);
    return its.length === 0 ? [] : [{ model, ...stretchOf(its), reason }];
  });
}

export type PlanRequest = Pick<SyncRequest, "again" | "db" | "from" | "now" | "to" | "wabaId" | "zone">;

export interface SyncPlan {
  readonly wanted: readonly SyncDay[];
  readonly skipped: SkippedRange[];
}

/** The days of a period that are to be read, and those that need not or cannot be. Asks nobody. */
export async function planSync(request: PlanRequest): Promise<SyncPlan> {
  const { db, wabaId, zone, now, again } = request;
  const all = daysOf(request, zone, now);
  const earliest = earliestDay(analyticsRules.pricing_analytics.lookBack, now, zone);
  const known = new Map<string, MetaSyncRow>();
  for (const model of ["conversation", "pricing"] as const) {
    const rows = await metaSyncs(db, { wabaId, model, from: request.from, to: request.to });
    for (const row of rows) known.set(`${model}|${row.from_at}`, row);
  }
  const isDone = (day: SyncDay): boolean =>
    again !== true && isFinal(known.get(`${modelOf(day.day)}|${day.from}`), day, zone);
  const done = all.filter(isDone);
  const old = all.filter((day) => day.day < earliest && !isDone(day));
  const wanted = all.filter((day) => day.day >= earliest && !isDone(day));
  return { wanted, skipped: [...rangesByModel(old, "too-old"), ...rangesByModel(done, "already-synced")] };
}

/**
 * Reads Meta's own figures of a period, page by page: each page is stored before the next is asked for, so that whoever interrupts it
 * loses nothing and goes on where it ended. Days that may still change are read each time.
 */
export async function syncCosts(request: SyncRequest): Promise<SyncResult> {
  const { db, wabaId, account, now, signal } = request;
  const figures: FiguresOf = { wabaId, currency: account.currency };
  const { wanted, skipped } = await planSync(request);
  const synced: SyncedRange[] = [];
  let charged: MetaCostRow[] = [];
  let someRefused = false;
  for (const page of pagesOf(wanted)) {
    signal?.throwIfAborted();
    const model = modelOf(page[0]?.day ?? "");
    const { rows, refused } = await readPage(request, page, figures);
    charged = [...charged, ...rows.filter((row) => isCharged(row))];
    someRefused ||= refused;
    const span = stretchOf(page);
    const syncs = page.map((day): MetaSyncRow => ({
      waba_id: wabaId,
      model,
      from_at: day.from,
      to_at: day.to,
      cost_withheld: refused ? 1 : 0,
      synced_at: now,
    }));
    await replaceMetaCosts(db, { ...span, wabaId, model }, rows, syncs);
    const range: SyncedRange = { model, ...span, points: rows.length };
    synced.push(range);
    request.onPage?.(range);
  }
  if (request.templates === true) {
    const templates = await syncTemplates(request, figures);
    if (templates.synced !== undefined) {
      synced.push(templates.synced);
      request.onPage?.(templates.synced);
    }
    skipped.push(...templates.skipped);
  }
  const costs = costsTold(charged, { refused: someRefused, currency: account.currency, tariff: request.tariff });
  return { synced: joined(synced), costs, skipped };
}

/** One range for each model: what the pages come to. */
function joined(pages: readonly SyncedRange[]): SyncedRange[] {
  const models = new Map<MetaModel, SyncedRange>();
  for (const page of pages) {
    const before = models.get(page.model);
    models.set(
      page.model,
      before === undefined
        ? page
        : {
            model: page.model,
            from: Math.min(before.from, page.from),
            to: Math.max(before.to, page.to),
            points: before.points + page.points,
          },
    );
  }
  return [...models.values()];
}
