import type { Context } from "../../cli/context.ts";
import type { Database } from "../../storage/database.ts";

interface Shared {
  readonly db: Promise<Database>;
  users: number;
}

/** By address: campaigns that a worker runs side by side share one, since one writes at a time anyway. */
const open = new Map<string, Shared>();

/**
 * Runs `work` with the database for a campaign's engine. A SQLite file is opened once more, in a thread of its own: what the engine
 * writes, hundreds of rows at a time, then keeps neither calls nor Ctrl-C waiting. Elsewhere it is the command's own.
 */
export async function withEngineDatabase<Result>(
  context: Context,
  work: (db: Database) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl } = await context.settings();
  const { hasThread, openDatabase } = await import("../../storage/open.ts");
  if (!(await hasThread(databaseUrl))) return work(await context.db());
  const shared = open.get(databaseUrl) ?? { db: openDatabase(databaseUrl, { thread: true }), users: 0 };
  open.set(databaseUrl, shared);
  shared.users += 1;
  try {
    return await work(await shared.db);
  } finally {
    shared.users -= 1;
    if (shared.users === 0) {
      open.delete(databaseUrl);
      await shared.db.then(
        async (db) => db.close(),
        () => {},
      );
    }
  }
}
