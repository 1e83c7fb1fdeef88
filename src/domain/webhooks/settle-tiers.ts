import type { Queryable } from "../../storage/database.ts";
import {
  addToTierCounters,
  beginTierCounters,
  chargedInRows,
  dropTierCounters,
  isCounted,
  tierCounts,
  type TierCounter,
} from "../../storage/repos/tier-counters.ts";
import { tierNotices } from "../../storage/repos/tier-notices.ts";
import { monthRange } from "../costs/calendar.ts";
import { marketAsOf } from "../costs/market.ts";
import { tierFloors } from "../costs/tier-notices.ts";
import { tierKey, type TierKey } from "./settle-price.ts";

/** A message that is counted, or no longer. */
export interface TierMove {
  readonly phoneNumberId: string;
  readonly key: TierKey;
  readonly by: 1 | -1;
}

/** How many messages were counted before the next one, for one message after another. */
export interface TierPlaces {
  /**
   * Moves the count on, and answers what it was before: by Meta's own word where that is more.
   * @param at when the message arrived (milliseconds)
   */
  move(key: TierKey, by: 1 | -1, at: number): number;
}

const nameOf = ({ month, market, category }: TierKey): string => `${month}|${market}|${category}`;

/**
 * Counts messages, and answers their places in the month. The counters are written first, the one of no number before the others, which
 * makes processes that settle for other numbers wait too: no place is given twice.
 */
export async function countTiers(tx: Queryable, moves: readonly TierMove[], zone: string): Promise<TierPlaces> {
  if (moves.length === 0) return { move: () => 0 };
  const months = [...new Set(moves.map(({ key }) => key.month))].toSorted();
  for (const month of months) await beginMonth(tx, month, zone);
  const added = new Map<string, TierCounter>();
  const net = new Map<string, number>();
  for (const { phoneNumberId, key, by } of moves) {
    const name = nameOf(key);
    net.set(name, (net.get(name) ?? 0) + by);
    const id = `${phoneNumberId}|${name}`;
    const count = (added.get(id)?.count ?? 0) + by;
    added.set(id, { ...key, phone_number_id: phoneNumberId, count });
    added.set(name, { ...key, phone_number_id: "", count: 0 });
  }
  await addToTierCounters(tx, [...added.values()]);
  const places = new Map((await tierCounts(tx, months)).map((row) => [nameOf(row), row.count]));
  for (const [name, count] of net) places.set(name, (places.get(name) ?? 0) - count);
  const floors = tierFloors(await tierNotices(tx, months));
  return {
    move: (key, by, at) => {
      const name = nameOf(key);
      const place = places.get(name) ?? 0;
      places.set(name, place + by);
      return Math.max(place, floors(key, at));
    },
  };
}

/** A month that began before recado counted starts from what is settled of it. */
async function beginMonth(tx: Queryable, month: string, zone: string): Promise<void> {
  if (!(await isCounted(tx, month))) await countMonth(tx, month, zone);
}

/** Counts a month anew, from what is settled of it. */
export async function recountMonth(tx: Queryable, month: string, zone: string): Promise<void> {
  await dropTierCounters(tx, month);
  await countMonth(tx, month, zone);
}

async function countMonth(tx: Queryable, month: string, zone: string): Promise<void> {
  const day = `${month}-01`;
  const counters = new Map<string, TierCounter>();
  for (const row of await chargedInRows(tx, monthRange(month, zone))) {
    const market = marketAsOf(row.market ?? "Other", day);
    const key = tierKey(month, market, row.category);
    const id = `${row.phone_number_id}|${nameOf(key)}`;
    const count = (counters.get(id)?.count ?? 0) + row.count;
    counters.set(id, { ...key, phone_number_id: row.phone_number_id, count });
  }
  await beginTierCounters(tx, [...counters.values()]);
}
