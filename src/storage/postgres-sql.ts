import type { SqlValue } from "./database.ts";
import { insertShape } from "./insert-shape.ts";
import { arrayStatements, arrayUpdates, fewRows, upsertsTwice } from "./postgres-arrays.ts";

// A string, a quoted name, a comment, or a mark: whatever stands inside the first three is not a mark.
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g;

/** Turns the portable `?` marks into PostgreSQL's `$1`, `$2`, …; question marks in strings, names and comments stay. */
export function numberedMarks(sql: string): string {
  let count = 0;
  return sql.replace(tokens, (token) => (token === "?" ? `$${++count}` : token));
}

// The protocol counts parameters in 16 bits.
const largestStatement = 60_000;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly (SqlValue | readonly SqlValue[])[];
}

/**
 * The statements of a batch. Plain inserts and updates are put together, many rows to a statement, since every statement is a journey
 * to the server; anything else runs once for every set of parameters.
 */
export function batchStatements(sql: string, rows: readonly (readonly SqlValue[])[]): Statement[] {
  const shape = insertShape(sql);
  const width = rows[0]?.length ?? 0;
  if (shape === undefined || width === 0 || upsertsTwice(shape, rows)) {
    const updates = rows.length > 1 ? arrayUpdates(sql, rows) : undefined;
    if (updates !== undefined) return updates;
    const numbered = numberedMarks(sql);
    return rows.map((parameters) => ({ sql: numbered, parameters }));
  }
  const arrays = rows.length < fewRows ? undefined : arrayStatements(shape, rows);
  if (arrays !== undefined) return arrays;
  const size = Math.floor(largestStatement / width);
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size);
    const values = chunk.map(() => shape.row).join(", ");
    statements.push({
      sql: numberedMarks(`${shape.head}${values} ${shape.conflict}`.trimEnd()),
      parameters: chunk.flat(),
    });
  }
  return statements;
}
