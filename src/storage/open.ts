import { systemClock } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

export interface OpenOptions {
  readonly clock?: Clock;
}

interface Opened {
  readonly db: Database;
  readonly lock?: string;
}

async function openDriver(url: string, clock: Clock): Promise<Opened> {
  if (/^postgres(?:ql)?:\/\//i.test(url)) {
    const { openPostgres, postgresMigrationLock } = await import("./postgres.ts");
    return { db: await openPostgres(url), lock: postgresMigrationLock };
  }
  const { openSqlite } = await import("./sqlite.ts");
  return { db: await openSqlite(url.replace(/^sqlite:(?:\/\/(?=\/))?/i, ""), { clock }) };
}

/**
 * Opens a database and brings its schema up to date. Only the driver that is needed is loaded.
 *
 * @param url a file (`./recado.db`, `sqlite:recado.db`), `postgres://…`, or `:memory:` for a database that is gone at the end
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  const clock = options.clock ?? systemClock;
  const { db, lock } = await openDriver(url, clock);
  try {
    await migrate(db, migrations, { lock, now: clock.now() });
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}
