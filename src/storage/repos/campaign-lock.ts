import type { Queryable } from "../database.ts";
import type { CampaignRow } from "../rows.ts";

/** Who wants to run a campaign, and until when it will be believed without a sign of life (milliseconds). */
export interface LockRequest {
  readonly id: number;
  readonly runner: string;
  readonly until: number;
  readonly now: number;
  /** A runner that is known to be gone: its place is free before its time is up. */
  readonly gone?: string | undefined;
}

/**
 * Takes a campaign for one process: one runs it, or nobody. One statement, so that of two that try at once exactly one gets it.
 * Answers the campaign as it is then; its `runner` says who has it.
 */
export async function lockCampaign(db: Queryable, request: LockRequest): Promise<CampaignRow | undefined> {
  const { id, runner, until, now, gone } = request;
  await db.exec(
    `UPDATE campaigns SET runner = ?, runner_until = ?
     WHERE id = ? AND (runner IS NULL OR runner = ? OR runner = ? OR runner_until IS NULL OR runner_until <= ?)`,
    [runner, until, id, runner, gone ?? runner, now],
  );
  return (await db.query<CampaignRow>("SELECT * FROM campaigns WHERE id = ?", [id]))[0];
}

/**
 * A sign of life: the campaign and the messages that this runner is sending stay its own for longer. False when another has taken
 * the campaign meanwhile.
 */
export async function renewLock(
  tx: Queryable,
  { id, runner, until }: Pick<LockRequest, "id" | "runner" | "until">,
): Promise<boolean> {
  const kept = await tx.exec("UPDATE campaigns SET runner_until = ? WHERE id = ? AND runner = ?", [until, id, runner]);
  if (kept.changes === 0) return false;
  await tx.exec("UPDATE messages SET lease_until = ? WHERE state = 'sending' AND lease_owner = ? AND campaign_id = ?", [
    until,
    runner,
    id,
  ]);
  return true;
}

export async function unlockCampaign(db: Queryable, { id, runner }: Pick<LockRequest, "id" | "runner">): Promise<void> {
  await db.exec("UPDATE campaigns SET runner = NULL, runner_until = NULL WHERE id = ? AND runner = ?", [id, runner]);
}
