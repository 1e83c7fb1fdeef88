import type { Database } from "../../storage/database.ts";
import { getSetting, putSetting } from "../../storage/repos/settings.ts";
import { monthAt } from "../costs/calendar.ts";
import { recountMonth } from "./settle-tiers.ts";

const setting = "tier-counters-zone";

/**
 * The running month's counters are those of the zone: where it was another one, other messages belong to the month, and it is counted
 * anew. Months that are over stay as they were counted.
 */
export async function countInZone(db: Database, zone: string, now: number): Promise<void> {
  if ((await getSetting(db, setting)) === zone) return;
  await db.transaction(async (tx) => {
    const before = await getSetting(tx, setting);
    if (before === zone) return;
    await putSetting(tx, setting, zone);
    // The first time there is nothing that was counted otherwise.
    if (before !== undefined) await recountMonth(tx, monthAt(now, zone), zone);
  });
}
