import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database, Queryable, SqlValue } from "./database.ts";
import { createQueue } from "./queue.ts";
import { ended } from "./scope.ts";
import { startThread } from "./thread-calls.ts";
import type { ThreadRequest } from "./thread-messages.ts";
import { createThreadScope } from "./thread-scope.ts";

/** Beside the bundle; from source there is none. */
const workerFile = new URL("./sqlite-worker.js", import.meta.url);

/** The script of the database's thread, where there is one. */
export function threadScript(): URL | undefined {
  return existsSync(fileURLToPath(workerFile)) ? workerFile : undefined;
}

/**
 * A SQLite file whose statements run in a thread of its own: this one goes on meanwhile. For who writes much while it does other things;
 * a single statement takes longer than without. All is as `openSqlite` has it, except that there is no `copy`, and that the body of a
 * transaction begins while it is being opened.
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
  const queue = createQueue();
  let transactions = 0;

  const alone = async (request: ThreadRequest): Promise<unknown> => {
    scope.assertOutside();
    return queue.run(async () => thread.ask(request));
  };
  const statements = (tx: number | undefined, ask: (request: ThreadRequest) => Promise<unknown>): Queryable => ({
    query: async <Row extends object>(sql: string, parameters: readonly SqlValue[] = []) =>
      (await ask({ kind: "query", tx, sql, parameters })) as Row[],
    exec: async (sql, parameters = []) => (await ask({ kind: "exec", tx, sql, parameters })) as { changes: number },
    batch: async (sql, rows) => (await ask({ kind: "batch", tx, sql, rows })) as { changes: number },
  });

  const transaction = async <Result>(body: (tx: Queryable) => Promise<Result>, shred: boolean): Promise<Result> => {
    const tx = ++transactions;
    let open = true;
    let failure: { readonly error: unknown } | undefined;
    const inside = statements(tx, async (request) => {
      if (!open) throw ended();
      try {
        return await thread.ask(request);
      } catch (error) {
        failure ??= { error };
        throw error;
      }
    });
    // The first statement goes with it: where it fails, that one fails too, and so does the end.
    thread.ask({ kind: "begin", tx, shred }).catch(() => {});
    try {
      const result = await scope.run(async () => body(inside));
      // As everywhere: a failed statement spoils its transaction even if the body goes on.
      if (failure !== undefined) throw failure.error;
      open = false;
      await thread.ask({ kind: "commit", tx });
      return result;
    } catch (error) {
      // What the body raised says more than whatever becomes of this.
      if (open) await thread.ask({ kind: "rollback", tx }).catch(() => {});
      open = false;
      throw error;
    }
  };

  return {
    capabilities: { skipLocked: false },
    location,
    ...statements(undefined, alone),
    transaction: async (body, { shred = false } = {}) => {
      scope.assertOutside();
      return queue.run(async () => transaction(body, shred));
    },
    compact: async (tables) => {
      await alone({ kind: "compact", tables });
    },
    close: async () => queue.run(async () => thread.close()),
  };
}
