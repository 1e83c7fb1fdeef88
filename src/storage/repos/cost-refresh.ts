import type { Database, Queryable } from "../database.ts";
import { keysOfRow, rowsFrom, slotMs, sumColumns, sumsOfRows } from "./cost-columns.ts";

/** An hour at most is made anew in one transaction: who sends meanwhile waits for no longer. */
const slotsAtOnce = 4;

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
const inserts = [insertOf("out"), insertOf("in")];

async function renew(tx: Queryable, { first, last }: Run): Promise<number> {
  const gone = await tx.query<{ slot: number }>("DELETE FROM cost_marks WHERE slot BETWEEN ? AND ? RETURNING slot", [
    first,
    last,
  ]);
  // Somebody else was faster.
  if (gone.length === 0) return 0;
  await tx.exec("DELETE FROM cost_slots WHERE taken_slot BETWEEN ? AND ?", [first, last]);
  for (const sql of inserts) await tx.exec(sql, [first * slotMs, (last + 1) * slotMs]);
  return new Set(gone.map(({ slot }) => slot)).size;
}

/**
 * Makes those sums anew that something has changed for since they were made; answers how many quarters of an hour that were. One look at
 * an index when there are none; about a second for each million messages of the quarters that there are. What is marked while it runs is
 * left for the next time. Others may write at the same time, and do the same: whoever is killed leaves whole quarters.
 */
export async function refreshCostSlots(db: Database): Promise<number> {
  const marked = await db.query<{ slot: number }>("SELECT DISTINCT slot FROM cost_marks ORDER BY slot");
  let renewed = 0;
  for (const run of runsOf(marked.map(({ slot }) => slot))) {
    renewed += await db.transaction(async (tx) => {
      if (db.capabilities.skipLocked) {
        // Marks and messages are looked at in one instant: what is committed in between would be in the sums and still be marked with its
        // money. And one after another: the instant begins when the lock is there.
        await tx.exec("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        await tx.exec("LOCK TABLE cost_slots IN SHARE ROW EXCLUSIVE MODE");
      }
      return renew(tx, run);
    });
  }
  return renewed;
}
