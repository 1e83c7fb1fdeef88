import { randomUUID } from "node:crypto";
import { chmodSync, closeSync, mkdirSync, openSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { systemClock } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import type { AppError } from "../core/errors.ts";
import type { Capabilities, Database, Queryable, SqlValue } from "./database.ts";
import { integerRange, locked } from "./failures.ts";
import { createQueue } from "./queue.ts";
import { batchPlan } from "./sqlite-batch.ts";
import { createScope, ended } from "./scope.ts";
import { loadSqlite } from "./sqlite-engine.ts";
import type { SqliteConnection, SqliteStatement } from "./sqlite-engine.ts";
import { isBusy, sqliteError } from "./sqlite-errors.ts";

export interface SqliteOptions {
  readonly clock?: Clock;
  /** How long to wait for another process that is writing, in milliseconds. */
  readonly lockWaitMs?: number;
  /** For a copy that is thrown away: nothing is made durable, and the file has no name from the moment it is open. */
  readonly scratch?: boolean;
}

const statementCacheSize = 200;
// The engine's own waiting blocks the whole process, so it waits briefly and the driver repeats: timers, answers and
// Ctrl-C are served in between.
const engineWaitMs = 40;
const pauseMs = 10;

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Windows removes no open file.
  }
}

/** Creates the file for its owner only. */
function prepareFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, "a", 0o600));
}

/** Takes a file that others may read back from them, once it has shown to be a database; `-wal` and `-shm` follow its mode. */
function keepPrivate(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found && (found.mode & 0o077) !== 0 && found.uid === process.getuid?.()) chmodSync(file, 0o600);
  }
}

function statementCache(connection: SqliteConnection): (sql: string) => SqliteStatement {
  const cache = new Map<string, SqliteStatement>();
  return (sql) => {
    const known = cache.get(sql);
    const statement = known ?? connection.prepare(sql);
    // Putting it back at the end makes the first one the least recently used.
    cache.delete(sql);
    cache.set(sql, statement);
    const [oldest] = cache.size > statementCacheSize ? cache.keys() : [];
    if (oldest !== undefined) cache.delete(oldest);
    return statement;
  };
}

/** Writes the file anew and empties the log beside it. While somebody reads the file the log cannot be emptied. */
function compactFile(connection: SqliteConnection, place: string): void {
  connection.exec("VACUUM");
  const [state] = connection.prepare("PRAGMA wal_checkpoint(TRUNCATE)").all();
  if (typeof state === "object" && state !== null && "busy" in state && state.busy === 1) throw locked({ place });
}

/** The statements themselves: synchronous, without waiting for anyone. */
interface Statements {
  all(sql: string, parameters: readonly SqlValue[]): unknown[];
  run(sql: string, parameters: readonly SqlValue[]): number;
  runAll(sql: string, rows: readonly (readonly SqlValue[])[]): number;
}

function statementsOf(connection: SqliteConnection, place: string): Statements {
  const prepare = statementCache(connection);
  const checked = (parameters: readonly SqlValue[]): readonly SqlValue[] => {
    for (const value of parameters) {
      if (typeof value === "number" && !Number.isSafeInteger(value)) throw integerRange({ place, cause: value });
    }
    return parameters;
  };
  const run = (sql: string, parameters: readonly SqlValue[]): number =>
    Number(prepare(sql).run(...checked(parameters)).changes);
  return {
    run,
    all: (sql, parameters) => prepare(sql).all(...checked(parameters)),
    runAll: (sql, rows) => {
      if (rows.length === 0) return 0;
      const { single, several, size } = batchPlan(sql, rows);
      let changes = 0;
      let place = 0;
      if (several !== undefined) {
        const statement = prepare(several);
        for (; place + size <= rows.length; place += size) {
          const values: SqlValue[] = [];
          for (let next = place; next < place + size; next++) {
            for (const value of checked(rows[next] ?? [])) values.push(value);
          }
          changes += Number(statement.run(...values).changes);
        }
      }
      const statement = prepare(single);
      for (; place < rows.length; place++) changes += Number(statement.run(...checked(rows[place] ?? [])).changes);
      return changes;
    },
  };
}

const capabilities: Capabilities = { skipLocked: false, statementTriggers: false };

interface TransactionState {
  open: boolean;
  failure: AppError | undefined;
}

/**
 * Opens a SQLite file (made with its folder where missing) or `:memory:`. One connection; statements and transactions run
 * one after another, so that what is awaited inside a transaction cannot let a stranger's statement in.
 */
export async function openSqlite(path: string, options: SqliteOptions = {}): Promise<Database> {
  const { clock = systemClock, lockWaitMs = 10_000, scratch = false } = options;
  const location = path === ":memory:" ? path : resolve(path);
  const queue = createQueue();
  const scope = createScope();

  /** Repeats `work` while another process is in the way; all other errors come out in recado's terms. */
  const patiently = async <Result>(work: () => Result): Promise<Result> => {
    const deadline = clock.now() + lockWaitMs;
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isBusy(error) || clock.now() >= deadline) throw sqliteError(error, location);
      }
      await clock.sleep(pauseMs);
    }
  };

  const Connection = await loadSqlite();
  const connection = await patiently(() => {
    if (location !== ":memory:") prepareFile(location);
    return new Connection(location);
  });
  const rollback = (): void => {
    // A full disk ends the transaction by itself.
    if (!connection.isTransaction) return;
    try {
      connection.exec("ROLLBACK");
    } catch {
      // The error that led here says more; an unfinished transaction is undone at the next opening.
    }
  };
  try {
    connection.exec(`PRAGMA busy_timeout = ${Math.min(engineWaitMs, lockWaitMs)}`);
    await patiently(() => connection.exec(`PRAGMA journal_mode = ${scratch ? "MEMORY" : "WAL"}`));
    connection.exec(`PRAGMA synchronous = ${scratch ? "OFF" : "FULL"}; PRAGMA foreign_keys = ON`);
    // Pages in memory (KiB, taken only as needed) and in the log before it is written back: with the defaults, a list of a million
    // writes the pages of its indexes dozens of times.
    connection.exec("PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 16000");
    // SQLite's own knows ASCII only, and people search for José.
    const lower = (value: unknown): unknown => (typeof value === "string" ? value.toLowerCase() : value);
    connection.function("lower", { deterministic: true }, lower);
    if (location !== ":memory:") keepPrivate(location);
    // People's data do not stay behind, whatever becomes of this process. Where an open file cannot be removed, `close` does it.
    if (scratch) removeQuietly(location);
  } catch (error) {
    connection.close();
    throw sqliteError(error, location);
  }
  const copy = async (): Promise<Database> => {
    const path = `${location}.copy-${randomUUID()}`;
    prepareFile(path);
    try {
      await alone(() => connection.exec(`VACUUM INTO '${path.replaceAll("'", "''")}'`));
      return await openSqlite(path, { clock, lockWaitMs, scratch: true });
    } catch (error) {
      removeQuietly(path);
      throw error;
    }
  };
  const statements = statementsOf(connection, location);
  let closed = false;

  const alone = async <Result>(work: () => Result): Promise<Result> => {
    scope.assertOutside();
    return queue.run(async () => patiently(work));
  };

  const inTransaction = (state: TransactionState): Queryable => {
    const attempt = async <Result>(work: () => Result): Promise<Result> => {
      if (!state.open) throw ended();
      try {
        return work();
      } catch (error) {
        state.failure ??= sqliteError(error, location);
        throw state.failure;
      }
    };
    return {
      capabilities,
      query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) =>
        attempt(() => statements.all(sql, parameters) as Row[]),
      exec: async (sql, parameters = []) => attempt(() => ({ changes: statements.run(sql, parameters) })),
      batch: async (sql, rows) => attempt(() => ({ changes: statements.runAll(sql, rows) })),
    };
  };

  return {
    capabilities,
    location,
    query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) =>
      alone(() => statements.all(sql, parameters) as Row[]),
    exec: async (sql, parameters = []) => alone(() => ({ changes: statements.run(sql, parameters) })),
    batch: async (sql, rows) =>
      alone(() => {
        connection.exec("BEGIN IMMEDIATE");
        try {
          const changes = statements.runAll(sql, rows);
          connection.exec("COMMIT");
          return { changes };
        } catch (error) {
          rollback();
          throw error;
        }
      }),
    transaction: async (body, { shred = false } = {}) => {
      scope.assertOutside();
      return queue.run(async () => {
        // It stays on: what is deleted later is no worse for it.
        if (shred) connection.exec("PRAGMA secure_delete = ON");
        await patiently(() => connection.exec("BEGIN IMMEDIATE"));
        const state: TransactionState = { open: true, failure: undefined };
        try {
          const result = await scope.run(async () => body(inTransaction(state)));
          state.open = false;
          // As on PostgreSQL, where a failed statement spoils its transaction even if the body goes on.
          if (state.failure !== undefined) throw state.failure;
          await patiently(() => connection.exec("COMMIT"));
          return result;
        } catch (error) {
          state.open = false;
          rollback();
          throw error;
        }
      });
    },
    compact: async () => alone(() => compactFile(connection, location)),
    close: async () =>
      queue.run(async () => {
        if (closed) return;
        closed = true;
        try {
          // The package frees its statements only when they are collected, and until then SQLite does not close the file:
          // so the log is written back here, and a copy of the one file is a whole backup.
          connection.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        } catch {
          // Everything is committed; the next one who opens the file writes the log back.
        }
        connection.close();
        if (scratch) removeQuietly(location);
      }),
    ...(location === ":memory:" ? {} : { copy }),
  };
}
