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
 * be taken back half-way, which would cost more than it saves. `DO UPDATE` gains all the same (measured); rows that have the same key
 * meet one after another, as ever.
 */
export function batchPlan(sql: string, rows: readonly (readonly SqlValue[])[]): BatchPlan {
  const found = insertShape(sql);
  const width = rows[0]?.length ?? 0;
  const size = width === 0 ? 1 : Math.floor(valuesPerStatement / width);
  if (found === undefined || size < 2) return { single: sql, several: undefined, size: 1 };
  const isUpdate = found.updateKey !== undefined;
  const skips = found.conflict !== "" && !isUpdate;
  const head = skips ? found.head.replace(/^INSERT INTO/, "INSERT OR IGNORE INTO") : found.head;
  const tail = isUpdate ? ` ${found.conflict}` : "";
  const marks = Array.from({ length: size }, () => found.row).join(", ");
  const several = rows.length < size ? undefined : `${head}${marks}${tail}`;
  return { single: `${head}${found.row}${tail}`, several, size };
}
