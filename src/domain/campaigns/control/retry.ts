import type { Text } from "../../../core/text.ts";
import type { Database, Queryable } from "../../../storage/database.ts";
import { changeCampaign } from "../../../storage/repos/campaigns.ts";
import {
  holdCampaign,
  holdEnded,
  queueRetries,
  timesRetried,
  type QueuePlace,
  type Retry,
} from "../../../storage/repos/retries.ts";
import type { CampaignRow, MessageRow } from "../../../storage/rows.ts";
import { notUploadedReason } from "../../messages/stored-content.ts";
import { isOver, retriedReason } from "./pause.ts";
import { isReason, retryOf } from "./retryable.ts";

const page = 1_000;

export interface RetryOptions {
  readonly now: number;
  /** Only failures of this kind: Meta's number, its name, our code. */
  readonly reason?: string | undefined;
  /** Finds out and changes nothing. */
  readonly dryRun: boolean;
}

/** Failures that are left as they are, and what to do about them instead. */
export interface LeftFailures {
  readonly reason: string | null;
  readonly code: number | null;
  readonly count: number;
  readonly advice: Text;
}

export interface RetryReport {
  readonly retried: number;
  /** When the first of them may go (milliseconds); 0: at once. Undefined when there are none. */
  readonly dueAt: number | undefined;
  /** The most frequent first. */
  readonly left: readonly LeftFailures[];
}

/**
 * Puts the failed messages of a campaign that may pass on another try back into the queue, each as a new message. Sends nothing:
 * the campaign is `paused` until somebody resumes it, unless it is being run.
 *
 * @throws PolicyError `campaigns.over` of a cancelled campaign
 */
export async function retryFailed(db: Database, campaign: CampaignRow, options: RetryOptions): Promise<RetryReport> {
  let retried = 0;
  let dueAt: number | undefined;
  const left = new Map<string, LeftFailures>();
  // What can be mended is not told apart by SQL alone: failures first, then what was skipped for want of its file.
  for (const kind of [{ state: "failed" }, { state: "skipped", reason: notUploadedReason }] as const) {
    let after: QueuePlace | undefined;
    do {
      const { next, sorted } = await db.transaction(async (tx) => {
        await holdUnlessOver(db, tx, campaign);
        const held = await holdEnded(db, tx, { campaignId: campaign.id, ...kind, after, limit: page });
        const wanted = held.rows.filter((row) => options.reason === undefined || isReason(row, options.reason));
        const sorted = await sort(tx, campaign.id, wanted, options.now);
        if (!options.dryRun && sorted.retries.length > 0) {
          await queueRetries(tx, sorted.retries, options.now);
          await waitsAgain(tx, campaign.id, options.now);
        }
        return { next: held.next, sorted };
      });
      after = next;
      retried += sorted.retries.length;
      dueAt = sorted.retries.reduce<number | undefined>(
        (first, retry) => Math.min(first ?? Infinity, retry.dueAt),
        dueAt,
      );
      for (const failure of sorted.left) count(left, failure);
    } while (after !== undefined);
  }
  return { retried, dueAt, left: [...left.values()].toSorted((one, other) => other.count - one.count) };
}

/**
 * Nobody finds the campaign at its end while something goes back into its queue.
 *
 * @throws PolicyError `campaigns.over` of one that was cancelled
 */
export async function holdUnlessOver(db: Database, tx: Queryable, campaign: CampaignRow): Promise<void> {
  const state = await holdCampaign(db, tx, campaign.id);
  if (state === "cancelled") throw isOver({ ...campaign, state });
}

/** A campaign that was over has something to send again, and waits for somebody to say so. */
export async function waitsAgain(tx: Queryable, campaignId: number, at: number): Promise<void> {
  await changeCampaign(tx, campaignId, { state: "paused", at, from: ["done"], reason: retriedReason });
}

async function sort(
  tx: Queryable,
  campaignId: number,
  rows: readonly MessageRow[],
  now: number,
): Promise<{ retries: Retry[]; left: Omit<LeftFailures, "count">[] }> {
  const times = await timesRetried(
    tx,
    campaignId,
    rows.map(({ position }) => position),
  );
  const retries: Retry[] = [];
  const left: Omit<LeftFailures, "count">[] = [];
  for (const row of rows) {
    const verdict = retryOf(row, times.get(row.position) ?? 0, now);
    if (verdict.ok) retries.push({ row, dueAt: verdict.dueAt });
    else left.push({ reason: row.reason, code: row.error_code, advice: verdict.advice });
  }
  return { retries, left };
}

/** By Meta's number, or by our own code where there is none; the first one's advice stands for all. */
function count(left: Map<string, LeftFailures>, failure: Omit<LeftFailures, "count">): void {
  const kind = String(failure.code ?? failure.reason);
  const before = left.get(kind);
  left.set(kind, { ...(before ?? failure), count: (before?.count ?? 0) + 1 });
}
