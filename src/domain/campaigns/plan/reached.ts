import type { Queryable } from "../../../storage/database.ts";
import { reachedBefore, reachedSince } from "../../../storage/repos/portfolio-use.ts";
import type { NumberLimits } from "./limits.ts";

const dayMs = 86_400_000;

/**
 * Whom the business has written to in the last 24 hours, as far as recado knows; nobody where Meta has no limit for them.
 *
 * @param now milliseconds
 */
export async function reachedPhones(
  db: Queryable,
  { perDay, numbers }: Pick<NumberLimits, "perDay" | "numbers">,
  now: number,
): Promise<ReadonlySet<string>> {
  if (perDay === undefined) return new Set();
  const reached = await reachedSince(db, { since: now - dayMs, numbers });
  return new Set(reached.map(({ phone }) => phone));
}

/** How many of those who wait for a stored campaign are among them. @param now milliseconds */
export async function waitingReached(
  db: Queryable,
  campaignId: number,
  { perDay, numbers }: Pick<NumberLimits, "perDay" | "numbers">,
  now: number,
): Promise<number> {
  return perDay === undefined ? 0 : reachedBefore(db, { campaignId, since: now - dayMs, numbers });
}
