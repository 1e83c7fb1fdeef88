import type { SqlValue } from "./database.ts";

// A string, a quoted name, a comment, or a mark: whatever stands inside the first three is not a mark.
const tokens = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?/g;

/** Turns the portable `?` marks into PostgreSQL's `$1`, `$2`, …; question marks in strings, names and comments stay. */
export function numberedMarks(sql: string): string {
  let count = 0;
  return sql.replace(tokens, (token) => (token === "?" ? `$${++count}` : token));
}

// The protocol counts parameters in 16 bits.
const largestStatement = 60_000;
// Marks, and numbers that are the same in every row.
const oneRow =
  /^(\s*INSERT INTO [^?]*? VALUES )(\((?:(?:\?|\d+), )*(?:\?|\d+)\))(\s*(?:ON CONFLICT [^?]* DO NOTHING)?\s*)$/;

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/**
 * The statements of a batch. Plain inserts are put together, many rows to a statement, since every statement is a journey to the
 * server; anything else runs once for every set of parameters.
 */
export function batchStatements(sql: string, rows: readonly (readonly SqlValue[])[]): Statement[] {
  const [, head, marks, tail] = oneRow.exec(sql) ?? [];
  const width = rows[0]?.length ?? 0;
  if (head === undefined || marks === undefined || width === 0) {
    const numbered = numberedMarks(sql);
    return rows.map((parameters) => ({ sql: numbered, parameters }));
  }
  const size = Math.floor(largestStatement / width);
  const statements: Statement[] = [];
  for (let start = 0; start < rows.length; start += size) {
    const chunk = rows.slice(start, start + size);
    const values = chunk.map(() => marks).join(", ");
    statements.push({ sql: numberedMarks(`${head}${values}${tail ?? ""}`), parameters: chunk.flat() });
  }
  return statements;
}
