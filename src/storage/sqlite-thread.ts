import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database, Queryable, SqlValue } from "./database.ts";
import { ended } from "./scope.ts";
import { startThread } from "./thread-calls.ts";
import { createThreadScope } from "./thread-scope.ts";

/** Beside the bundle; from source there is none. */
const workerFile = new URL("./sqlite-worker.js", import.meta.url);

/** The script of the database's thread, where there is one. */
export function threadScript(): URL | undefined {
  return existsSync(fileURLToPath(workerFile)) ? workerFile : undefined;
}

/**
 * A SQLite file whose statements run in a thread of its own: this one goes on meanwhile. For who writes much while it does other things;
 * a single statement takes longer than without. All is as `openSqlite` has it, except that there is no `copy`.
 *
 * @param script the built `sqlite-worker.ts`
 * @throws what `openSqlite` throws, and from then on StorageError `storage.thread_ended` when the thread is gone
 */
export async function openSqliteThread(
  script: URL,
  path: string,
  { lockWaitMs }: { readonly lockWaitMs?: number } = {},
): Promise<Database> {
  const location = resolve(path);
  const thread = await startThread(script, { path: location, lockWaitMs });
  const scope = createThreadScope();

  /** Statements of the transaction `tx`, or each by itself. `assert` says whether they are wanted where they are asked for. */
  const statements = (tx: number | undefined, assert: () => void): Queryable => ({
    query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) => {
      assert();
      return (await thread.ask({ kind: "query", tx, sql, parameters })) as Row[];
    },
    exec: async (sql, parameters = []) => {
      assert();
      return (await thread.ask({ kind: "exec", tx, sql, parameters })) as { changes: number };
    },
    batch: async (sql, rows) => {
      assert();
      return (await thread.ask({ kind: "batch", tx, sql, rows })) as { changes: number };
    },
  });

  return {
    capabilities: { skipLocked: false },
    location,
    ...statements(undefined, () => scope.assertOutside()),
    transaction: async (body, { shred = false } = {}) => {
      scope.assertOutside();
      const tx = (await thread.ask({ kind: "begin", shred })) as number;
      let open = true;
      const inside = statements(tx, () => {
        if (!open) throw ended();
      });
      try {
        const result = await scope.run(async () => body(inside));
        open = false;
        await thread.ask({ kind: "commit", tx });
        return result;
      } catch (error) {
        // What the body raised says more than whatever becomes of this.
        if (open) await thread.ask({ kind: "rollback", tx }).catch(() => {});
        open = false;
        throw error;
      }
    },
    compact: async (tables) => {
      scope.assertOutside();
      await thread.ask({ kind: "compact", tables });
    },
    close: async () => thread.close(),
  };
}
