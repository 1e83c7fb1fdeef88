import type { SqlValue } from "./database.ts";
import type { InsertShape } from "./insert-shape.ts";

/** Below it, reading the statement costs the server less than taking arrays apart. */
export const fewRows = 100;

/** Rows of one statement: what the server holds of it in memory. */
const rowsPerStatement = 10_000;

export interface ArrayStatement {
  readonly sql: string;
  /** One array for each column. */
  readonly parameters: readonly (readonly SqlValue[])[];
}

/** Undefined where the values of a column are of several kinds, or bytes: then rows are written out. */
function typeOf(column: readonly SqlValue[]): "bigint" | "text" | "null" | undefined {
  let type: "bigint" | "text" | "null" = "null";
  for (const value of column) {
    if (value === null) continue;
    const own = typeof value === "number" ? "bigint" : typeof value === "string" ? "text" : undefined;
    if (own === undefined || (type !== "null" && type !== own)) return undefined;
    type = own;
  }
  return type;
}

/**
 * Many rows as one array for each column (`unnest`): the server reads a short statement instead of sixty thousand marks. A column that is
 * blank in all rows is left out. Undefined where this cannot be said so.
 */
export function arrayStatements(
  shape: InsertShape,
  rows: readonly (readonly SqlValue[])[],
): ArrayStatement[] | undefined {
  const [, table, list] = /^INSERT INTO\s+(\w+)\s*\(([^)]*)\)\s*VALUES\s*$/.exec(shape.head) ?? [];
  if (table === undefined || list === undefined) return undefined;
  const names = list.split(",").map((name) => name.trim());
  const terms = shape.row.slice(1, -1).split(", ");
  if (names.length !== terms.length) return undefined;
  const statements: ArrayStatement[] = [];
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const chunk = rows.slice(start, start + rowsPerStatement);
    const into: string[] = [];
    const from: string[] = [];
    const arrays: SqlValue[][] = [];
    const casts: string[] = [];
    let mark = 0;
    for (const [place, term] of terms.entries()) {
      const name = names[place] ?? "";
      if (term !== "?") {
        into.push(name);
        from.push(term);
        continue;
      }
      const index = mark++;
      const column = chunk.map((row) => row[index] ?? null);
      const type = typeOf(column);
      if (type === undefined) return undefined;
      if (type === "null") continue;
      arrays.push(column);
      casts.push(`$${arrays.length}::${type}[]`);
      into.push(name);
      from.push(`u.c${arrays.length}`);
    }
    if (arrays.length === 0) return undefined;
    const alias = arrays.map((_, place) => `c${place + 1}`).join(", ");
    const select = `SELECT ${from.join(", ")} FROM unnest(${casts.join(", ")}) AS u(${alias})`;
    statements.push({
      sql: `INSERT INTO ${table} (${into.join(", ")}) ${select} ${shape.conflict}`.trimEnd(),
      parameters: arrays,
    });
  }
  return statements;
}
