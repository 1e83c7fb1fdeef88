import fc from "fast-check";
import { expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { refreshCostSlots, slotMs } from "../../../src/storage/repos/cost-slots.ts";
import { deliveredThisMonth, type TierCount } from "../../../src/storage/repos/tier-counts.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { emptyWorld, happening, happens, monthEnd, type Happening } from "./cost-happenings.ts";
import { expectEqualSums, expectSpent, tiersByHand } from "./cost-model.ts";

const day = 86_400_000;
const before = { from: monthEnd - day, to: monthEnd };
const after = { from: monthEnd, to: monthEnd + day };
// Its ends are within days of UTC, as those of another zone's days are.
const uneven = { from: before.from - 2 * slotMs, to: monthEnd + 3 * slotMs };
const both = { from: before.from, to: after.to };

async function tell(db: Database, story: readonly Happening[]): Promise<void> {
  for (const [place, one] of story.entries()) {
    if (one.what === "refresh") await refreshCostSlots(db);
    else await happens(db, one, place);
  }
}

/** The same pair may come twice. */
function added(counts: readonly TierCount[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { market, category, count } of counts) {
    const pair = `${market} ${category}`;
    sums[pair] = (sums[pair] ?? 0) + count;
  }
  return sums;
}

describeEachDatabase("whatever happens to messages", (open) => {
  it("what they cost is what the sums say once they are made anew, and what was spent is known at once", async () => {
    const db = await open();
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), async (story) => {
        await emptyWorld(db);
        await tell(db, story);
        for (const period of [before, after]) await expectSpent(db, period);
        for (const period of [before, uneven, both]) await expectEqualSums(db, period);
        await expectSpent(db, both);
        expect(await refreshCostSlots(db)).toBe(0);
      }),
      { numRuns: db.capabilities.skipLocked ? 15 : 60 },
    );
  }, 120_000);

  it("what counts for tiers is known at once, and the same when the sums are made anew", async () => {
    const db = await open();
    const query = { ...both, numbers: ["100200300", "100200400"] };
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), async (story) => {
        await emptyWorld(db);
        await tell(db, story);
        const expected = await tiersByHand(db, query);
        expect(added(await db.transaction(async (tx) => deliveredThisMonth(tx, query)))).toEqual(expected);
        expect(added(await deliveredThisMonth(db, query))).toEqual(expected);
      }),
      { numRuns: db.capabilities.skipLocked ? 8 : 40 },
    );
  }, 120_000);
});
