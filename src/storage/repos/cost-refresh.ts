import type { Database, Queryable } from "../database.ts";
import { keysOfRow, rowsFrom, slotMs, slotsOfDay, sumColumns, sumsOfRows } from "./cost-columns.ts";

/** Half an hour at most is made anew in one transaction: at full pace that is a hundred thousand messages, and who sends waits for it. */
const slotsAtOnce = 2;

interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf(slots: readonly number[]): Run[] {
  const runs: Run[] = [];
  for (const slot of slots) {
    const run = runs.at(-1);
    if (run !== undefined && slot < run.first + slotsAtOnce) runs[runs.length - 1] = { ...run, last: slot };
    else runs.push({ first: slot, last: slot });
  }
  return runs;
}

function insertOf(direction: "out" | "in"): string {
  const { sums, where, takenAt, at } = sumsOfRows[direction];
  const keys = keysOfRow.map(([, expression]) => expression);
  const slots = [`${takenAt} / ${slotMs}`, `${at} / ${slotMs}`];
  const columns = ["taken_slot", "slot", "direction", ...keysOfRow.map(([column]) => column), ...sumColumns];
  return (
    `INSERT INTO cost_slots (${columns.join(", ")}) ` +
    `SELECT ${[...slots, `'${direction}'`, ...keys, ...sums].join(", ")} FROM ${rowsFrom} ` +
    `WHERE ${takenAt} >= ? AND ${takenAt} < ? AND ${where} GROUP BY ${[...slots, ...keys].join(", ")}`
  );
}
const fromMessages = [insertOf("out"), insertOf("in")];

function coarser(table: string, keys: readonly string[]): string {
  const columns = keys.map((key) => (key === "day" ? `slot / ${slotsOfDay}` : key));
  return (
    `INSERT INTO ${table} (${[...keys, ...sumColumns].join(", ")}) ` +
    `SELECT ${[...columns, ...sumColumns.map((column) => `SUM(${column})`)].join(", ")} FROM cost_slots ` +
    `WHERE slot BETWEEN ? AND ? GROUP BY ${columns.join(", ")}`
  );
}
const fromSlots = [
  coarser("cost_days", ["day", "direction", ...keysOfRow.map(([column]) => column)]),
  coarser("cost_times", ["slot", "direction", "phone_number_id", "currency"]),
];

/** The days whose coarser sums are not what these quarters come to any more. */
const markDays = `INSERT INTO cost_stale (day) SELECT DISTINCT slot / ${slotsOfDay} FROM cost_slots
  WHERE taken_slot BETWEEN ? AND ? ON CONFLICT (day) DO NOTHING`;

async function renewSlots(tx: Queryable, { first, last }: Run): Promise<number> {
  const run = [first, last];
  const gone = await tx.query<{ slot: number }>(
    "DELETE FROM cost_marks WHERE slot BETWEEN ? AND ? RETURNING slot",
    run,
  );
  // Somebody else was faster.
  if (gone.length === 0) return 0;
  await tx.exec(markDays, run);
  await tx.exec("DELETE FROM cost_slots WHERE taken_slot BETWEEN ? AND ?", run);
  for (const sql of fromMessages) await tx.exec(sql, [first * slotMs, (last + 1) * slotMs]);
  await tx.exec(markDays, run);
  return new Set(gone.map(({ slot }) => slot)).size;
}

async function renewDay(tx: Queryable, day: number): Promise<void> {
  if ((await tx.exec("DELETE FROM cost_stale WHERE day = ?", [day])).changes === 0) return;
  const slots = [day * slotsOfDay, (day + 1) * slotsOfDay - 1];
  await tx.exec("DELETE FROM cost_days WHERE day = ?", [day]);
  await tx.exec("DELETE FROM cost_times WHERE slot BETWEEN ? AND ?", slots);
  for (const sql of fromSlots) await tx.exec(sql, slots);
}

async function alone<Result>(db: Database, body: (tx: Queryable) => Promise<Result>): Promise<Result> {
  return db.transaction(async (tx) => {
    if (db.capabilities.skipLocked) {
      // Marks and messages are looked at in one instant: what is committed in between would be in the sums and still be marked with its
      // money. And one after another: the instant begins when the lock is there.
      await tx.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
      await tx.exec("LOCK TABLE cost_slots IN SHARE ROW EXCLUSIVE MODE");
    }
    return body(tx);
  });
}

/**
 * Makes those sums anew that something has changed for since they were made; answers how many quarters of an hour that were. Two looks at
 * indexes when there are none; up to ten seconds for each million messages of the quarters that there are. What is marked while it runs is
 * left for the next time. Others may write at the same time, and do the same; who is killed leaves whole quarters and whole days.
 */
export async function refreshCostSlots(db: Database): Promise<number> {
  let renewed = 0;
  const marked = await db.query<{ slot: number }>("SELECT DISTINCT slot FROM cost_marks ORDER BY slot");
  for (const run of runsOf(marked.map(({ slot }) => slot))) {
    renewed += await alone(db, async (tx) => renewSlots(tx, run));
  }
  const stale = await db.query<{ day: number }>("SELECT day FROM cost_stale ORDER BY day");
  for (const { day } of stale) await alone(db, async (tx) => renewDay(tx, day));
  return renewed;
}
