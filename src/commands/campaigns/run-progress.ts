import type { Context } from "../../cli/context.ts";
import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { reread } from "../../domain/campaigns/control/pause.ts";
import { progressOfOne, recipientsIn, type CampaignProgress } from "../../domain/campaigns/control/status.ts";
import { formatSpan } from "../../domain/campaigns/when/describe.ts";
import type { Database } from "../../storage/database.ts";
import { campaignCost, type CampaignCost } from "../../storage/repos/campaign-counts.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { costJson } from "./shown-status.ts";

/** How often is looked. */
const everyMs = 1_000;
/** The counts keep to the second until they take so much of it; what they cost is added up less often. */
const shareOfCounts = 0.2;
const shareOfCost = 0.02;

/**
 * How long to wait after a look (milliseconds), so that one begins each second: what the look took is part of it.
 *
 * @param tookMs the whole look @param countsMs of that, the counts: only where they take long is there less than one look a second
 */
export function pauseAfter({ tookMs, countsMs }: { readonly tookMs: number; readonly countsMs: number }): number {
  return Math.max(0, Math.max(everyMs, countsMs / shareOfCounts) - tookMs);
}

/** Over how long the rate is measured. */
const windowMs = 10_000;

/** Calls that ended, for the rate of the last seconds. */
export interface Meter {
  count(): void;
  /** A second. */
  rate(): number;
}

export function createMeter(now: () => number): Meter {
  const began = now();
  // So many in each second.
  const seconds = new Map<number, number>();
  return {
    count: () => {
      const second = Math.floor(now() / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    },
    rate: () => {
      const at = now();
      const since = at - windowMs;
      let calls = 0;
      for (const [second, count] of seconds) {
        if (second * 1_000 < since) seconds.delete(second);
        else calls += count;
      }
      return calls / (Math.min(windowMs, Math.max(1_000, at - began)) / 1_000);
    },
  };
}

interface Sight extends CampaignProgress {
  readonly campaign: CampaignRow;
  readonly cost: CampaignCost;
  readonly rate: number;
  readonly leftMs: number | undefined;
}

function sightJson({ campaign, counts, taken, cost, rate, leftMs }: Sight, now: number): Record<string, unknown> {
  return {
    at: isoTime(now),
    id: refOf("cam", campaign.id),
    state: campaign.state,
    counts,
    taken,
    rate: Math.round(rate * 10) / 10,
    cost: costJson(cost),
    secondsLeft: leftMs === undefined ? null : Math.ceil(leftMs / 1_000),
  };
}

function sightText({ counts, taken, cost, rate, leftMs }: Sight): Text {
  const out = `${taken}/${recipientsIn(counts)}`;
  const parts: Text[] = [
    { en: `${out} sent`, es: `${out} enviados` },
    { en: `${counts.delivered + counts.read} delivered`, es: `${counts.delivered + counts.read} entregados` },
    { en: `${counts.read} read`, es: `${counts.read} leídos` },
  ];
  if (counts.failed > 0) parts.push({ en: `${counts.failed} failed`, es: `${counts.failed} fallidos` });
  if (counts.uncertain > 0) parts.push({ en: `${counts.uncertain} uncertain`, es: `${counts.uncertain} inciertos` });
  parts.push({ en: `${rate.toFixed(1)}/s`, es: `${rate.toFixed(1)}/s` });
  if (cost.currency !== null) {
    const shown = moneyText({ micros: cost.so_far_micros, currency: cost.currency });
    parts.push({ en: `~${shown.en}`, es: `~${shown.es}` });
  }
  if (leftMs !== undefined) {
    const span = formatSpan(leftMs);
    parts.push({ en: `${span.en} left`, es: `faltan ${span.es}` });
  }
  return { en: parts.map(({ en }) => en).join(" · "), es: parts.map(({ es }) => es).join(" · ") };
}

/**
 * What a campaign costs takes ten times as long to add up as who is where: read anew less often.
 *
 * @returns takes whether it must be as of now
 */
function costReader(db: Database, campaignId: number): (fresh: boolean) => Promise<CampaignCost> {
  let known: CampaignCost | undefined;
  let againAt = 0;
  return async (fresh) => {
    const began = performance.now();
    if (known !== undefined && began < againAt && !fresh) return known;
    known = await campaignCost(db, campaignId);
    const ended = performance.now();
    againAt = ended + Math.max(everyMs, (ended - began) / shareOfCost);
    return known;
  };
}

/** Tells how far a campaign is while `body` runs it: a line that replaces itself, or a line of JSON a second. */
export async function withProgress<Result>(
  campaign: CampaignRow,
  { format, meter }: { readonly format: "json" | "line"; readonly meter: Meter },
  context: Context,
  body: () => Promise<Result>,
): Promise<Result> {
  const { clock } = context;
  const db = await context.db();
  const over = new AbortController();
  const costNow = costReader(db, campaign.id);
  let countsMs = 0;
  const look = async (isLast: boolean): Promise<void> => {
    const began = performance.now();
    const row = await reread(db, campaign);
    const seen = await progressOfOne(db, row.id);
    countsMs = performance.now() - began;
    const rate = meter.rate();
    const leftMs = rate > 0 ? (seen.counts.queued / rate) * 1_000 : undefined;
    const sight = { campaign: row, ...seen, cost: await costNow(isLast), rate, leftMs };
    if (format === "line") context.progress.update(context.say(sightText(sight)));
    else context.host.stderr.write(`${JSON.stringify(sightJson(sight, clock.now()))}\n`);
  };
  const watch = async (): Promise<void> => {
    const isWatched = format === "json" || (context.format === "table" && context.host.stderr.isTTY);
    if (!isWatched) return;
    for (let pause = everyMs; ;) {
      await clock.sleep(pause, over.signal).catch(() => {});
      if (over.signal.aborted) return;
      const began = performance.now();
      // A look that fails tells nothing: whoever writes will say what is wrong.
      await look(false).catch(() => {});
      pause = pauseAfter({ tookMs: performance.now() - began, countsMs });
    }
  };
  const watching = watch();
  try {
    return await body();
  } finally {
    over.abort();
    await watching;
    context.progress.clear();
    // The last line says how it ended, as the answer does.
    if (format === "json") await look(true).catch(() => {});
  }
}
