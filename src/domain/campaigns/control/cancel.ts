import type { Database } from "../../../storage/database.ts";
import { queuedIds } from "../../../storage/repos/campaign-counts.ts";
import { changeCampaign } from "../../../storage/repos/campaigns.ts";
import { cancel, nextDueAt } from "../../../storage/repos/messages.ts";
import type { CampaignRow } from "../../../storage/rows.ts";
import { isOver } from "./pause.ts";

const page = 2_000;

/** Takes everything out of the queue of a campaign that is cancelled; answers how many messages that were. */
export async function cancelQueued(db: Database, campaignId: number, at: number): Promise<number> {
  let cancelled = 0;
  for (;;) {
    const ids = await queuedIds(db, campaignId, page);
    if (ids.length === 0) return cancelled;
    const done = await cancel(db, { ids, at });
    // What a runner took meanwhile is on its way.
    if (done.length === 0) return cancelled;
    cancelled += done.length;
  }
}

/** Whether something is left of a campaign that can be cancelled. */
export async function canCancel(db: Database, campaign: CampaignRow): Promise<boolean> {
  if (campaign.state !== "done" && campaign.state !== "cancelled") return true;
  // Somebody pulled the plug in the middle of a cancellation.
  return campaign.state === "cancelled" && (await nextDueAt(db, campaign.id)) !== undefined;
}

/**
 * Ends a campaign: what is in the queue is never sent, what has gone out stays. The campaign is cancelled before its messages, so
 * that nobody takes more of them meanwhile.
 *
 * @returns how many messages were cancelled
 * @throws PolicyError `campaigns.over` when nothing is left to cancel
 */
export async function cancelCampaign(db: Database, campaign: CampaignRow, now: number): Promise<number> {
  if (!(await canCancel(db, campaign))) throw isOver(campaign);
  await changeCampaign(db, campaign.id, {
    state: "cancelled",
    at: now,
    from: ["planned", "scheduled", "running", "paused"],
    reason: "person.cancelled",
  });
  return cancelQueued(db, campaign.id, now);
}
