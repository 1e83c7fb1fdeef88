import { expect } from "vitest";
import type { Database, Queryable } from "../../../src/storage/database.ts";
import { takenStates } from "../../../src/storage/repos/message-states.ts";
import {
  costSums,
  costSumsOfRows,
  refreshCostSlots,
  slotAt,
  spentIn,
  type CostDimension,
  type CostQuery,
  type CostSum,
} from "../../../src/storage/repos/cost-slots.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";

/** Every grouping that a report asks for, and all of them at once. */
const groupings: readonly (readonly CostDimension[])[] = [
  [],
  ["slot"],
  ["category"],
  ["market", "category"],
  ["template"],
  ["campaign"],
  ["labels"],
  ["number"],
  ["type", "evidence"],
  ["slot", "category", "market", "template", "campaign", "labels", "number", "type", "evidence"],
];

type Row = MessageRow & { readonly named: number | null };

async function rowsOf(db: Queryable): Promise<Row[]> {
  return db.query<Row>(
    "SELECT m.*, (SELECT c.id FROM campaigns c WHERE c.id = m.campaign_id AND c.name IS NOT NULL) AS named FROM messages m",
  );
}

const taken: readonly string[] = takenStates;
const isTaken = (row: Row): boolean => row.direction === "out" && row.accepted_at !== null && taken.includes(row.state);
/** What Meta has priced has no estimate any more: its rate is known or it is not. */
const amountOf = (row: Row): number | null =>
  row.settled_micros ?? (row.priced_at === null ? row.estimate_micros : null);
const billedAt = (row: Row): number =>
  row.direction === "in" ? row.created_at : (row.delivered_at ?? row.accepted_at ?? 0);

/** In a fixed order, with the columns in one too, so that two answers can be compared. */
function ordered(sums: readonly CostSum[]): unknown[] {
  return sums
    .map((sum) => JSON.stringify(Object.entries(sum).toSorted(([one], [other]) => (one < other ? -1 : 1))))
    .toSorted();
}

/** The sums as anyone would reckon them who goes through the messages one by one. */
function sumsByHand(rows: readonly Row[], query: CostQuery): CostSum[] {
  const { from, to, by, numbers, direction = "out" } = query;
  const found = new Map<string, CostSum>();
  for (const row of rows) {
    const at = billedAt(row);
    if (row.direction !== direction || (direction === "out" && !isTaken(row)) || at < from || at >= to) continue;
    if (numbers !== undefined && !numbers.includes(row.phone_number_id)) continue;
    const all = {
      slot: { slot: slotAt(at) },
      category: { category: row.pricing_category ?? row.category },
      market: { market: row.market },
      template: { template: row.template },
      campaign: { campaign_id: row.named },
      labels: { labels: row.labels },
      number: { phone_number_id: row.phone_number_id },
      type: { pricing_type: row.pricing_type },
      evidence: { evidence: row.estimate_evidence },
    };
    const keys = Object.assign({ currency: row.currency }, ...by.map((dimension) => all[dimension])) as Pick<
      CostSum,
      "currency"
    >;
    const nothing = { messages: 0, charged: 0, free: 0, unpriced: 0, settled: 0, delivered: 0, read: 0 };
    const key = JSON.stringify(keys);
    const sum: CostSum = found.get(key) ?? { ...keys, ...nothing, settled_micros: 0, estimate_micros: 0 };
    found.set(key, sum);
    sum.messages += 1;
    if (direction === "in") continue;
    const amount = amountOf(row);
    if (amount === null) sum.unpriced += 1;
    else if (amount === 0) sum.free += 1;
    else sum.charged += 1;
    if (row.priced_at !== null) sum.settled += 1;
    if (row.state === "delivered" || row.state === "read") sum.delivered += 1;
    if (row.state === "read") sum.read += 1;
    if (row.settled_micros === null) sum.estimate_micros += amount ?? 0;
    else sum.settled_micros += row.settled_micros;
  }
  return [...found.values()];
}

/** What was spent, one message after another. */
function spentByHand(rows: readonly Row[], { from, to, currency }: { from: number; to: number; currency: string }) {
  const spent = { settled: 0, open: 0, unpriced: 0 };
  for (const row of rows) {
    const underWay = row.direction === "out" && (row.state === "sending" || row.state === "uncertain");
    if (!isTaken(row) && !underWay) continue;
    const at = underWay ? (row.sending_at ?? row.created_at) : billedAt(row);
    if (at < from || at >= to || (row.currency !== null && row.currency !== currency)) continue;
    const settled = underWay ? null : row.settled_micros;
    if (settled !== null) spent.settled += settled;
    else if (row.estimate_micros === null || (!underWay && row.priced_at !== null)) spent.unpriced += 1;
    else spent.open += row.estimate_micros;
  }
  return spent;
}

const tiered = new Set(["utility", "authentication", "authentication-international", "authentication_international"]);

/** What counts for volume tiers, by market and category, one message after another. */
export async function tiersByHand(
  db: Queryable,
  { from, to, numbers }: { from: number; to: number; numbers: readonly string[] },
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const row of await rowsOf(db)) {
    const category = row.pricing_category ?? row.category ?? "";
    const isFree = amountOf(row) === 0;
    if (!isTaken(row) || isFree || !tiered.has(category) || !numbers.includes(row.phone_number_id)) continue;
    if (billedAt(row) < from || billedAt(row) >= to) continue;
    const pair = `${row.market} ${category}`;
    counts[pair] = (counts[pair] ?? 0) + 1;
  }
  return counts;
}

/** That what was spent is known at any moment, whether the sums are behind or not. */
export async function expectSpent(db: Queryable, period: { from: number; to: number }): Promise<void> {
  const rows = await rowsOf(db);
  for (const currency of ["USD", "EUR"]) {
    expect(await spentIn(db, { ...period, currency })).toEqual(spentByHand(rows, { ...period, currency }));
  }
}

/** That the sums are those of the messages, in every grouping, once they are made anew. */
export async function expectEqualSums(db: Database, period: { from: number; to: number }): Promise<void> {
  await refreshCostSlots(db);
  expect(await db.query("SELECT slot FROM cost_marks UNION ALL SELECT day FROM cost_stale")).toEqual([]);
  const rows = await rowsOf(db);
  for (const by of groupings) {
    for (const direction of ["out", "in"] as const) {
      const query = { ...period, by, direction };
      const expected = ordered(sumsByHand(rows, query));
      expect(ordered(await costSums(db, query))).toEqual(expected);
      expect(ordered(await costSumsOfRows(db, query))).toEqual(expected);
    }
  }
  const [some] = rows;
  if (some === undefined) return;
  const query = { ...period, by: ["category"] as const, numbers: [some.phone_number_id] };
  expect(ordered(await costSums(db, query))).toEqual(ordered(sumsByHand(rows, query)));
}
