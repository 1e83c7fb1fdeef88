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

interface Transaction {
  /** Its statements may come before it is open, and wait for it. */
  readonly opened: Promise<OpenTransaction>;
  /** Settled when it is committed or undone. */
  readonly over: Promise<void>;
}

/** Messages are read and written in their order: a larger cache gains nothing (measured), and the process has another one. */
const cacheKiB = 8_192;

const transactions = new Map<number, Transaction>();

/** Opens a transaction, which stays open until `commit` or `rollback` come. */
function begin(db: Database, shred: boolean): Transaction {
  let over: Promise<void> = Promise.resolve();
  const opened = new Promise<OpenTransaction>((resolve, reject) => {
    const body = async (tx: Queryable): Promise<void> =>
      new Promise((commit, undo) => {
        resolve({ tx, commit, undo });
      });
    over = db.transaction(body, { shred });
    over.catch(reject);
  });
  return { opened, over };
}

function taken(id: number): Transaction {
  const found = transactions.get(id);
  if (found === undefined) throw new Error("there is no such transaction");
  return found;
}

/** In a transaction, statements and its end come in their order, even those that were asked for before it was open. */
async function within<Result>(id: number, work: (open: OpenTransaction) => Result | Promise<Result>): Promise<Result> {
  return taken(id).opened.then(work);
}

async function statement(
  db: Database,
  tx: number | undefined,
  work: (on: Queryable) => Promise<unknown>,
): Promise<unknown> {
  return tx === undefined ? work(db) : within(tx, async (open) => work(open.tx));
}

async function end(id: number, how: (open: OpenTransaction) => void): Promise<void> {
  const { over } = taken(id);
  const ending = within(id, how);
  transactions.delete(id);
  await ending;
  await over;
}

async function answer(db: Database, request: ThreadRequest): Promise<unknown> {
  switch (request.kind) {
    case "query":
      return statement(db, request.tx, async (on) => on.query(request.sql, request.parameters));
    case "exec":
      return statement(db, request.tx, async (on) => on.exec(request.sql, request.parameters));
    case "batch":
      return statement(db, request.tx, async (on) => on.batch(request.sql, request.rows));
    case "begin":
      transactions.set(request.tx, begin(db, request.shred));
      return within(request.tx, () => undefined);
    case "commit":
      return end(request.tx, ({ commit }) => commit());
    case "rollback":
      return end(request.tx, ({ undo }) => undo(new Error("undone"))).catch(() => {});
    case "compact":
      return db.compact(request.tables);
    case "close":
      await db.close();
      parentPort?.close();
  }
}

function post(answer: ThreadAnswer): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
  parentPort?.postMessage(answer);
}

async function serve(db: Database, { id, request }: NumberedRequest): Promise<void> {
  try {
    post({ id, value: await answer(db, request) });
  } catch (error) {
    post({ id, error: sendError(error) });
  }
}

try {
  const { path, lockWaitMs } = workerData as ThreadStart;
  const db = await openSqlite(path, lockWaitMs === undefined ? {} : { lockWaitMs });
  await db.exec(`PRAGMA cache_size = -${cacheKiB}`);
  parentPort?.on("message", (asked: NumberedRequest) => void serve(db, asked));
  post({ id: 0, value: undefined });
} catch (error) {
  // Nobody listens any more, so the thread ends.
  post({ id: 0, error: sendError(error) });
}
