import type { SqlValue } from "./database.ts";

/** The part of the `node:sqlite` API that recado uses. @see https://nodejs.org/api/sqlite.html */
export interface SqliteStatement {
  run(...parameters: SqlValue[]): { changes: number | bigint };
  all(...parameters: SqlValue[]): unknown[];
}

export interface SqliteConnection {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  function(name: string, options: { deterministic: boolean }, body: (value: unknown) => unknown): void;
  close(): void;
}

type Engine = new (path: string) => SqliteConnection;

function isEngine(value: unknown): value is { readonly DatabaseSync: Engine } {
  return typeof value === "object" && value !== null && "DatabaseSync" in value;
}

/**
 * The one place that knows which SQLite it is: Node's own from Node 24 on; before, where it is missing or experimental, the
 * package with the same API.
 */
export async function loadSqlite(): Promise<Engine> {
  const builtin: unknown = Number.parseInt(process.versions.node, 10) >= 24 ? builtinSqlite() : undefined;
  return isEngine(builtin) ? builtin.DatabaseSync : (await import("@photostructure/sqlite")).DatabaseSync;
}

function builtinSqlite(): unknown {
  return process.getBuiltinModule("node:sqlite");
}
