import { createHash } from "node:crypto";
import { ConfigError, StorageError } from "../core/errors.ts";
import type { Database, Queryable } from "./database.ts";

/** One step of the schema: never edited once released. */
export interface Migration {
  readonly id: string;
  /** Statements of the portable subset, separated by `;` at line ends. */
  readonly sql: string;
  /** What no statement can do with the rows that are there; in the same transaction, after `sql`. */
  readonly move?: (tx: Queryable) => Promise<void>;
  /** Statements after `move`. */
  readonly cleanup?: string;
  /** Statements at the very end, one way or the other (`Capabilities.statementTriggers`): no trigger is portable. */
  readonly triggers?: { readonly row: readonly string[]; readonly statement: readonly string[] };
}

export interface MigrateOptions {
  /** Run first in every migrating transaction, where a transaction alone does not keep others waiting. */
  readonly lock?: string | undefined;
  /** When a step is recorded as applied (milliseconds). */
  readonly now?: number | undefined;
}

interface Applied {
  id: string;
  checksum: string;
}

const tableSql =
  "CREATE TABLE IF NOT EXISTS recado_migrations (id TEXT PRIMARY KEY, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)";

function checksum(migration: Migration): string {
  return createHash("sha256")
    .update(migration.sql)
    .update(migration.cleanup ?? "")
    .update(migration.triggers === undefined ? "" : JSON.stringify(migration.triggers))
    .digest("hex");
}

function statementsOf(sql: string): string[] {
  return sql
    .split(/;[ \t]*(?:\r?\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== "");
}

async function readApplied(db: Queryable): Promise<Applied[]> {
  return db.query<Applied>("SELECT id, checksum FROM recado_migrations ORDER BY id");
}

function newerSchema(place: string, id: string): ConfigError {
  return new ConfigError({
    code: "storage.newer_schema",
    text: {
      en: `The database ${place} was made by a newer recado than this one.`,
      es: `La base de datos ${place} fue creada por una versión de recado más nueva que esta.`,
    },
    hint: {
      en: "Upgrade recado: npm install --global recado@latest",
      es: "Actualice recado: npm install --global recado@latest",
    },
    data: { database: place, migration: id },
  });
}

function changedMigration(place: string, id: string): StorageError {
  return new StorageError({
    code: "storage.changed_migration",
    text: {
      en: `The schema step ${id} of the database ${place} is not the one that this recado knows.`,
      es: `El paso de esquema ${id} de la base de datos ${place} no es el que conoce esta versión de recado.`,
    },
    hint: {
      en: "Install a released version (npm install --global recado@latest), or restore the database from a backup.",
      es: "Instale una versión publicada (npm install --global recado@latest) o restaure la base de datos desde una copia de seguridad.",
    },
    data: { database: place, migration: id },
  });
}

/** The steps that are still to be done; refuses a database whose past is not the beginning of our own. */
function pendingOf(place: string, migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.id, migration]));
  for (const { id, checksum: recorded } of applied) {
    const migration = known.get(id);
    if (migration === undefined) throw newerSchema(place, id);
    if (checksum(migration) !== recorded) throw changedMigration(place, id);
  }
  const done = new Set(applied.map(({ id }) => id));
  return migrations.filter(({ id }) => !done.has(id));
}

/**
 * Brings the schema up to date: every step and its record in one transaction, so that a crash leaves whole steps. Several
 * processes may do it at once. Returns the ids of the steps that this call did.
 */
export async function migrate(
  db: Database,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): Promise<string[]> {
  const applied = await readApplied(db).catch((error: unknown) => {
    if (error instanceof StorageError && error.code === "storage.no_table") return [];
    throw error;
  });
  const done: string[] = [];
  for (const migration of pendingOf(db.location, migrations, applied)) {
    const isOurs = await db.transaction(async (tx) => {
      if (options.lock !== undefined) await tx.query(options.lock);
      await tx.exec(tableSql);
      // Looked at again: another process may have been faster.
      const pending = pendingOf(db.location, migrations, await readApplied(tx));
      if (!pending.includes(migration)) return false;
      for (const statement of statementsOf(migration.sql)) await tx.exec(statement);
      await migration.move?.(tx);
      for (const statement of statementsOf(migration.cleanup ?? "")) await tx.exec(statement);
      const { row = [], statement = [] } = migration.triggers ?? {};
      for (const sql of db.capabilities.statementTriggers ? statement : row) await tx.exec(sql);
      await tx.exec("INSERT INTO recado_migrations (id, checksum, applied_at) VALUES (?, ?, ?)", [
        migration.id,
        checksum(migration),
        options.now ?? Date.now(),
      ]);
      return true;
    });
    if (isOurs) done.push(migration.id);
  }
  return done;
}
