import { parentPort, workerData } from "node:worker_threads";
import type { Database, Queryable } from "./database.ts";
import { openSqlite } from "./sqlite.ts";
import { sendError } from "./thread-error.ts";
import type { NumberedRequest, ThreadAnswer, ThreadRequest, ThreadStart } from "./thread-messages.ts";

// The body of a database's thread: it opens one file and does what it is asked. Who waits for whom is the driver's own matter.

/** A transaction whose body runs in the other thread. */
interface OpenTransaction {
  readonly tx: Queryable;
  readonly commit: () => void;
  readonly undo: (reason: Error) => void;
}

const transactions = new Map<number, OpenTransaction & { readonly over: Promise<void> }>();

/** Resolves with the number when the transaction is open; it stays so until `commit` or `rollback` come. */
async function begin(db: Database, id: number, shred: boolean): Promise<number> {
  const { promise: over, opened } = opening(db, shred);
  transactions.set(id, { ...(await opened), over });
  return id;
}

function opening(db: Database, shred: boolean): { promise: Promise<void>; opened: Promise<OpenTransaction> } {
  let promise: Promise<void> = Promise.resolve();
  const opened = new Promise<OpenTransaction>((resolve, reject) => {
    const body = async (tx: Queryable): Promise<void> =>
      new Promise((commit, undo) => {
        resolve({ tx, commit, undo });
      });
    promise = db.transaction(body, { shred });
    promise.catch(reject);
  });
  return { promise, opened };
}

function taken(id: number): OpenTransaction & { readonly over: Promise<void> } {
  const found = transactions.get(id);
  if (found === undefined) throw new Error("there is no such transaction");
  return found;
}

async function end(id: number, kind: "commit" | "rollback"): Promise<void> {
  const { commit, undo, over } = taken(id);
  transactions.delete(id);
  if (kind === "commit") {
    commit();
    return over;
  }
  undo(new Error("undone"));
  return over.catch(() => {});
}

async function answer(db: Database, id: number, request: ThreadRequest): Promise<unknown> {
  switch (request.kind) {
    case "query":
      return where(db, request.tx).query(request.sql, request.parameters);
    case "exec":
      return where(db, request.tx).exec(request.sql, request.parameters);
    case "batch":
      return where(db, request.tx).batch(request.sql, request.rows);
    case "begin":
      return begin(db, id, request.shred);
    case "commit":
    case "rollback":
      return end(request.tx, request.kind);
    case "compact":
      return db.compact(request.tables);
    case "close":
      await db.close();
      parentPort?.close();
  }
}

function where(db: Database, tx: number | undefined): Queryable {
  return tx === undefined ? db : taken(tx).tx;
}

function post(answer: ThreadAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
  parentPort?.postMessage(answer);
}

async function serve(db: Database, { id, request }: NumberedRequest): Promise<void> {
  try {
    post({ id, value: await answer(db, id, request) });
  } catch (error) {
    post({ id, error: sendError(error) });
  }
}

try {
  const { path, lockWaitMs } = workerData as ThreadStart;
  const db = await openSqlite(path, lockWaitMs === undefined ? {} : { lockWaitMs });
  parentPort?.on("message", (asked: NumberedRequest) => void serve(db, asked));
  post({ id: 0, value: undefined });
} catch (error) {
  // Nobody listens any more, so the thread ends.
  post({ id: 0, error: sendError(error) });
}
