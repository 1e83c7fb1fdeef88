import type { Database, Queryable, SqlValue } from "../database.ts";

/** Runs `body` as one commit: in the transaction that is already open, or in one of its own. */
export async function atomically<Result>(
  db: Queryable | Database,
  body: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  return "transaction" in db ? db.transaction(body) : body(db);
}

export function marks(count: number): string {
  return Array.from({ length: count }, () => "?").join(", ");
}

export function insertSql(table: string, columns: readonly string[], suffix = ""): string {
  return `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks(columns.length)}) ${suffix}`.trimEnd();
}

/** The values of a row in the order of `columns`. */
export function valuesOf<Row extends object>(
  row: { readonly [Column in keyof Row]: Row[Column] & SqlValue },
  columns: readonly (keyof Row)[],
): SqlValue[] {
  return columns.map((column) => row[column]);
}

const largestChunk = 512;

/**
 * Runs `read` for chunks of `values`, with the marks of an IN list. A chunk is filled up to a power of two by repeating
 * its last value, so that lists of any length share ten prepared statements.
 */
export async function inChunks<Row>(
  values: readonly SqlValue[],
  read: (marks: string, chunk: readonly SqlValue[]) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const distinct = [...new Set(values)];
  const rows: Row[] = [];
  for (let start = 0; start < distinct.length; start += largestChunk) {
    const chunk = distinct.slice(start, start + largestChunk);
    const last = chunk.at(-1) ?? null;
    const size = 2 ** Math.ceil(Math.log2(chunk.length));
    const filled = Array.from({ length: size }, (_, index) => chunk[index] ?? last);
    for (const row of await read(marks(size), filled)) rows.push(row);
  }
  return rows;
}

/** The conditions of a WHERE that are asked for, with their parameters. */
export interface Conditions {
  add(sql: string, ...parameters: SqlValue[]): void;
  readonly parameters: readonly SqlValue[];
  /** ` WHERE a AND b`, or nothing. */
  where(): string;
}

export function conditions(): Conditions {
  const parts: string[] = [];
  const parameters: SqlValue[] = [];
  return {
    parameters,
    add: (sql, ...values) => {
      parts.push(sql);
      parameters.push(...values);
    },
    where: () => (parts.length === 0 ? "" : ` WHERE ${parts.join(" AND ")}`),
  };
}
