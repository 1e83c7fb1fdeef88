import { groupBy } from "../../../core/group.ts";
import type { Text } from "../../../core/text.ts";
import type { Database, Queryable } from "../../../storage/database.ts";
import { changeCampaign } from "../../../storage/repos/campaigns.ts";
import { holdEnded, queueRetries, timesRetried, type Retry } from "../../../storage/repos/retries.ts";
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
  if (campaign.state === "cancelled") throw isOver(campaign);
  const retries: number[] = [];
  const left: { readonly row: MessageRow; readonly advice: Text }[] = [];
  // What can be mended is not told apart by SQL alone: failures first, then what was skipped for want of its file.
  for (const kind of [{ states: ["failed"] }, { states: ["skipped"], reason: notUploadedReason }] as const) {
    for (let after = ""; ;) {
      const last = await db.transaction(async (tx) => {
        const rows = await holdEnded(db, tx, { campaignId: campaign.id, ...kind, after, limit: page });
        const wanted = rows.filter((row) => options.reason === undefined || isReason(row, options.reason));
        const sorted = await sort(tx, campaign.id, wanted, options.now);
        left.push(...sorted.left);
        retries.push(...sorted.retries.map(({ dueAt }) => dueAt));
        if (!options.dryRun && sorted.retries.length > 0) {
          await queueRetries(tx, sorted.retries, options.now);
          await waitsAgain(tx, campaign.id, options.now);
        }
        return rows.length < page ? undefined : rows.at(-1)?.id;
      });
      if (last === undefined) break;
      after = last;
    }
  }
  return {
    retried: retries.length,
    dueAt: retries.length === 0 ? undefined : retries.reduce((one, other) => Math.min(one, other)),
    left: grouped(left),
  };
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
): Promise<{ retries: Retry[]; left: { row: MessageRow; advice: Text }[] }> {
  const times = await timesRetried(
    tx,
    campaignId,
    rows.map(({ position }) => position),
  );
  const retries: Retry[] = [];
  const left: { row: MessageRow; advice: Text }[] = [];
  for (const row of rows) {
    const verdict = retryOf(row, times.get(row.position) ?? 0, now);
    if (verdict.ok) retries.push({ row, dueAt: verdict.dueAt });
    else left.push({ row, advice: verdict.advice });
  }
  return { retries, left };
}

function grouped(left: readonly { readonly row: MessageRow; readonly advice: Text }[]): LeftFailures[] {
  return [...groupBy(left, ({ row }) => `${row.error_code} ${row.error_code === null ? row.reason : ""}`).values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { reason, error_code: code } = first.row;
      return [{ reason, code, count: group.length, advice: first.advice }];
    })
    .toSorted((one, other) => other.count - one.count);
}
