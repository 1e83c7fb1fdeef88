import { StorageError } from "../../core/errors.ts";
import type { Database, Queryable } from "../../storage/database.ts";

const attempts = 5;

/**
 * Runs a transaction again when another process wrote the same row between its look and its write (PostgreSQL; SQLite
 * lets one writer in at a time): the second look sees what the other wrote.
 */
export async function repeatOnConflict<Result>(
  db: Database,
  body: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction(body);
    } catch (error) {
      const conflict = error instanceof StorageError && error.code === "storage.constraint";
      if (!conflict || attempt === attempts) throw error;
    }
  }
}
