import type { Pool, PoolClient, PoolConfig } from "pg";
import type { AppError } from "../core/errors.ts";
import type { Capabilities, Database, Queryable, SqlValue } from "./database.ts";
import { badAddress, commitUnknown, integerRange } from "./failures.ts";
import { readPostgresAddress } from "./postgres-address.ts";
import { isLostConnection, postgresError } from "./postgres-errors.ts";
import { batchStatements, numberedMarks } from "./postgres-sql.ts";
import { createQueue } from "./queue.ts";
import { createScope, ended } from "./scope.ts";

/** Run first in a migrating transaction: of several processes one migrates, the others wait for it. */
export const postgresMigrationLock = "SELECT pg_advisory_xact_lock(7236083001)";

const poolSize = 4;
const connectTimeoutMs = 10_000;
const lockWaitMs = 10_000;

type GetTypeParser = typeof import("pg").types.getTypeParser;
type TypeId = Parameters<GetTypeParser>[0];
type Runner = Pick<PoolClient, "query">;

function isArray(value: SqlValue | readonly SqlValue[]): value is readonly SqlValue[] {
  return Array.isArray(value);
}

const capabilities: Capabilities = { skipLocked: true, statementTriggers: true };

/** Opens a pool of connections to a PostgreSQL server; `?schema=name` keeps to one schema, which must exist. */
export async function openPostgres(url: string): Promise<Database> {
  const { connectionString, location, schema } = readPostgresAddress(url);
  const scope = createScope();
  const inOurTerms = (error: unknown): AppError => postgresError(error, location);

  const boundValue = (value: SqlValue): SqlValue => {
    if (typeof value === "number" && !Number.isSafeInteger(value)) throw integerRange({ place: location });
    return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
  };
  const bound = (parameters: readonly (SqlValue | readonly SqlValue[])[]): (SqlValue | SqlValue[])[] =>
    parameters.map((value) => (isArray(value) ? value.map(boundValue) : boundValue(value)));
  const readInt8 = (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw integerRange({ place: location });
    return value;
  };

  const pg = (await import("pg")).default;
  const settings: PoolConfig = {
    connectionString,
    application_name: "recado",
    max: poolSize,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    // A pool that nobody uses must not keep the process alive.
    allowExitOnIdle: true,
    // As long as SQLite waits: without a limit, somebody's forgotten lock would hold a command for ever. Not as a start-up
    // parameter, which connection poolers refuse. The pool hands the connection out when this is done.
    verify: (client, done) => {
      client.query(`SET lock_timeout = ${lockWaitMs}`, (error?: Error | null) => done(error ?? undefined));
    },
    types: {
      getTypeParser: ((oid: TypeId, format?: "text" | "binary") =>
        oid === pg.types.builtins.INT8 ? readInt8 : pg.types.getTypeParser(oid, format ?? "text")) as GetTypeParser,
    },
    ...(schema === undefined ? {} : { options: `-c search_path=${schema.replace(/[\\ ]/g, "\\$&")}` }),
  };
  let pool: Pool;
  try {
    pool = new pg.Pool(settings);
  } catch {
    // Without its cause: the parser's error carries the whole address, password included.
    throw badAddress({ place: location });
  }
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  pool.on("error", () => {});

  const query = async <Row extends object>(runner: Runner, sql: string, parameters: readonly SqlValue[]) => {
    try {
      return (await runner.query<Row>(numberedMarks(sql), bound(parameters))).rows;
    } catch (error) {
      throw inOurTerms(error);
    }
  };
  const exec = async (runner: Runner, sql: string, parameters: readonly SqlValue[]) => {
    try {
      return { changes: (await runner.query(numberedMarks(sql), bound(parameters))).rowCount ?? 0 };
    } catch (error) {
      throw inOurTerms(error);
    }
  };
  const batch = async (runner: Runner, sql: string, rows: readonly (readonly SqlValue[])[]) => {
    try {
      let changes = 0;
      for (const statement of batchStatements(sql, rows)) {
        changes += (await runner.query(statement.sql, bound(statement.parameters))).rowCount ?? 0;
      }
      return { changes };
    } catch (error) {
      throw inOurTerms(error);
    }
  };

  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      throw inOurTerms(error);
    }
  };
  const commit = async (client: PoolClient): Promise<void> => {
    try {
      await client.query("COMMIT");
    } catch (error) {
      throw isLostConnection(error) ? commitUnknown({ place: location, cause: error }) : inOurTerms(error);
    }
  };

  const transaction = async <Result>(body: (tx: Queryable) => Promise<Result>): Promise<Result> => {
    scope.assertOutside();
    const client = await connect();
    // The pool listens to idle connections only: one that breaks between two statements is noticed by the next of them.
    const ignore = (): void => {};
    client.on("error", ignore);
    // One statement at a time on one connection: the driver's own waiting line is going away.
    const queue = createQueue();
    let open = true;
    let broken = false;
    let failure: { readonly error: unknown } | undefined;
    const during = async <Value>(run: () => Promise<Value>): Promise<Value> => {
      try {
        return await queue.run(async () => {
          if (!open) throw ended();
          return run();
        });
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    };
    const tx: Queryable = {
      capabilities,
      query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) =>
        during(async () => query<Row>(client, sql, parameters)),
      exec: async (sql, parameters = []) => during(async () => exec(client, sql, parameters)),
      batch: async (sql, rows) => during(async () => batch(client, sql, rows)),
    };
    try {
      await exec(client, "BEGIN", []);
      const result = await scope.run(async () => body(tx));
      open = false;
      // The server would answer the commit with a silent rollback.
      if (failure !== undefined) throw failure.error;
      await commit(client);
      return result;
    } catch (error) {
      open = false;
      // A connection that cannot even roll back is of no use to the next one.
      await client.query("ROLLBACK").catch(() => {
        broken = true;
      });
      throw error;
    } finally {
      client.off("error", ignore);
      client.release(broken);
    }
  };

  let closing: Promise<void> | undefined;
  return {
    capabilities,
    location,
    query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) => {
      scope.assertOutside();
      return query<Row>(pool, sql, parameters);
    },
    exec: async (sql, parameters = []) => {
      scope.assertOutside();
      return exec(pool, sql, parameters);
    },
    batch: async (sql, rows) => transaction(async (tx) => tx.batch(sql, rows)),
    transaction,
    compact: async (tables) => {
      scope.assertOutside();
      // One table each: it is locked while it is written anew, and the others are not.
      for (const table of tables) await exec(pool, `VACUUM (FULL) ${table}`, []);
    },
    close: async () => {
      closing ??= pool.end();
      await closing;
    },
  };
}
