import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { systemClock } from "../core/clock.ts";
import type { Clock } from "../core/clock.ts";
import type { Database } from "./database.ts";
import { noSuchFolder, unknownScheme } from "./failures.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations/index.ts";

export interface OpenOptions {
  readonly clock?: Clock;
  /** Whether the folder of a file may be made (default true): that of a place somebody chose should be there. */
  readonly createFolder?: boolean;
}

interface Opened {
  readonly db: Database;
  readonly lock?: string;
}

/** The file's path; undefined for an address that names a server. */
export function fileOf(url: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase();
  if (scheme === "postgres" || scheme === "postgresql") return undefined;
  if (scheme !== undefined && scheme !== "sqlite") throw unknownScheme(scheme);
  return url.replace(/^sqlite:(?:\/\/)?/i, "");
}

async function openDriver(url: string, { clock = systemClock, createFolder = true }: OpenOptions): Promise<Opened> {
  const file = fileOf(url);
  if (file === undefined) {
    const { openPostgres, postgresMigrationLock } = await import("./postgres.ts");
    return { db: await openPostgres(url), lock: postgresMigrationLock };
  }
  const { openSqlite } = await import("./sqlite.ts");
  const folder = dirname(resolve(file));
  if (!createFolder && file !== ":memory:" && !existsSync(folder)) throw noSuchFolder({ place: resolve(file), folder });
  return { db: await openSqlite(file, { clock }) };
}

/**
 * Opens a database and brings its schema up to date. Only the driver that is needed is loaded.
 *
 * @param url a file (`./recado.db`, `sqlite:recado.db`), `postgres://…`, or `:memory:` for a database that is gone at the end
 * @throws ConfigError `storage.unknown_scheme`, `storage.no_such_folder`, or what the driver says of an address
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Database> {
  const clock = options.clock ?? systemClock;
  const { db, lock } = await openDriver(url, options);
  try {
    await migrate(db, migrations, { lock, now: clock.now() });
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}
