import type { Context } from "../../cli/context.ts";
import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { formatMoney } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { reread } from "../../domain/campaigns/control/pause.ts";
import { countsOf, goneIn, recipientsIn, type CampaignCounts } from "../../domain/campaigns/control/status.ts";
import { formatSpan } from "../../domain/campaigns/when/describe.ts";
import type { Database } from "../../storage/database.ts";
import { campaignCost, recipientCounts, type CampaignCost } from "../../storage/repos/campaign-counts.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { costJson } from "./shown-status.ts";

/** How often is looked, at most, and how much of the time the looking may take: another process writes what came by webhook. */
const everyMs = 1_000;
const shareOfTime = 0.02;

const untilAgain = (began: number): number => Math.max(everyMs, (performance.now() - began) / shareOfTime);
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

interface Sight {
  readonly campaign: CampaignRow;
  readonly counts: CampaignCounts;
  readonly cost: CampaignCost;
  readonly rate: number;
  readonly leftMs: number | undefined;
}

function sightJson({ campaign, counts, cost, rate, leftMs }: Sight, now: number): Record<string, unknown> {
  return {
    at: isoTime(now),
    id: refOf("cam", campaign.id),
    state: campaign.state,
    counts,
    rate: Math.round(rate * 10) / 10,
    cost: costJson(cost),
    secondsLeft: leftMs === undefined ? null : Math.ceil(leftMs / 1_000),
  };
}

function sightText({ counts, cost, rate, leftMs }: Sight): Text {
  const out = `${goneIn(counts)}/${recipientsIn(counts)}`;
  const parts: Text[] = [
    { en: `${out} sent`, es: `${out} enviados` },
    { en: `${counts.delivered + counts.read} delivered`, es: `${counts.delivered + counts.read} entregados` },
    { en: `${counts.read} read`, es: `${counts.read} leídos` },
  ];
  if (counts.failed > 0) parts.push({ en: `${counts.failed} failed`, es: `${counts.failed} fallidos` });
  if (counts.uncertain > 0) parts.push({ en: `${counts.uncertain} uncertain`, es: `${counts.uncertain} inciertos` });
  parts.push({ en: `${rate.toFixed(1)}/s`, es: `${rate.toFixed(1)}/s` });
  if (cost.currency !== null) {
    const shown = formatMoney({ micros: cost.so_far_micros, currency: cost.currency });
    parts.push({ en: `~${shown}`, es: `~${shown}` });
  }
  if (leftMs !== undefined) {
    const span = formatSpan(leftMs);
    parts.push({ en: `${span.en} left`, es: `faltan ${span.es}` });
  }
  return { en: parts.map(({ en }) => en).join(" · "), es: parts.map(({ es }) => es).join(" · ") };
}

/** What a campaign costs takes ten times as long to add up as who is where: read anew less often. */
function costReader(db: Database, campaignId: number): () => Promise<CampaignCost> {
  let known: CampaignCost | undefined;
  let againAt = 0;
  return async () => {
    const began = performance.now();
    if (known !== undefined && began < againAt) return known;
    known = await campaignCost(db, campaignId);
    againAt = performance.now() + untilAgain(began);
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
  const look = async (): Promise<void> => {
    const row = await reread(db, campaign);
    const counts = countsOf((await recipientCounts(db, [row.id])).get(row.id));
    const rate = meter.rate();
    const leftMs = rate > 0 ? (counts.queued / rate) * 1_000 : undefined;
    const sight = { campaign: row, counts, cost: await costNow(), rate, leftMs };
    if (format === "line") context.progress.update(context.say(sightText(sight)));
    else context.host.stderr.write(`${JSON.stringify(sightJson(sight, clock.now()))}\n`);
  };
  const watch = async (): Promise<void> => {
    const isWatched = format === "json" || (context.format === "table" && context.host.stderr.isTTY);
    if (!isWatched) return;
    let pause = everyMs;
    while (!over.signal.aborted) {
      await clock.sleep(pause, over.signal).catch(() => {});
      if (over.signal.aborted) return;
      const began = performance.now();
      // A look that fails tells nothing: whoever writes will say what is wrong.
      await look().catch(() => {});
      pause = untilAgain(began);
    }
  };
  const watching = watch();
  try {
    return await body();
  } finally {
    over.abort();
    await watching;
    context.progress.clear();
    // The last line says how it ended.
    if (format === "json") await look().catch(() => {});
  }
}
