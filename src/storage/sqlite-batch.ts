import type { SqlValue } from "./database.ts";
import { insertShape } from "./insert-shape.ts";

/** Values that are handed over in one call: beyond that, putting rows together gains nothing (measured). */
const valuesPerStatement = 120;

/** How a batch is run: `sql` once for every `size` rows, and `single` for those that remain. */
export interface BatchPlan {
  readonly single: string;
  readonly several: string | undefined;
  readonly size: number;
}

/**
 * Puts the rows of a plain insert together, several to a statement, which takes a third of the time. `ON CONFLICT … DO NOTHING` becomes
 * SQLite's own `OR IGNORE`: the same for a row whose key is taken, but a statement of several rows then needs no journal of its own to
 * be taken back half-way, which would cost more than it saves.
 */
export function batchPlan(sql: string, rows: readonly (readonly SqlValue[])[]): BatchPlan {
  const found = insertShape(sql);
  const width = rows[0]?.length ?? 0;
  const size = width === 0 ? 1 : Math.floor(valuesPerStatement / width);
  if (found === undefined || size < 2) return { single: sql, several: undefined, size: 1 };
  const head = found.conflict === "" ? found.head : found.head.replace(/^INSERT INTO/, "INSERT OR IGNORE INTO");
  const marks = Array.from({ length: size }, () => found.row).join(", ");
  return { single: `${head}${found.row}`, several: rows.length < size ? undefined : `${head}${marks}`, size };
}
