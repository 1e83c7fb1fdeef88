import { Worker } from "node:worker_threads";
import { StorageError } from "../core/errors.ts";
import { failed } from "./failures.ts";
import { receiveError } from "./thread-error.ts";
import type { NumberedRequest, ThreadAnswer, ThreadRequest, ThreadStart } from "./thread-messages.ts";

/** The other end of a database's thread. */
export interface DatabaseThread {
  /** @throws what the driver raised there, or StorageError `storage.thread_ended` */
  ask(request: ThreadRequest): Promise<unknown>;
  /** Lets what was asked for before come to its end; resolves when the thread is gone. May be called twice. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What rows that pass through need for a moment is not worth much memory (measured: no slower than with four times as much). */
const youngMb = 4;

/** Starts the thread and waits until its file is open. */
export async function startThread(script: URL, start: ThreadStart): Promise<DatabaseThread> {
  const { path } = start;
  const worker = new Worker(script, {
    workerData: start,
    name: "database",
    resourceLimits: { maxYoungGenerationSizeMb: youngMb },
  });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: StorageError | undefined;
  let closing: Promise<void> | undefined;
  const exited = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });

  const endAll = (error: StorageError): void => {
    gone ??= error;
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    // Nobody waits any more: the thread alone keeps no process alive.
    if (waiting.size === 0) worker.unref();
    return found;
  };
  worker.on("message", (answer: ThreadAnswer) => {
    const asked = settle(answer.id);
    if ("error" in answer) asked?.reject(receiveError(answer.error));
    else asked?.resolve(answer.value);
  });
  worker.on("error", (cause) => endAll(threadEnded(path, cause)));
  worker.on("messageerror", (cause) => endAll(threadEnded(path, cause)));
  worker.on("exit", () => endAll(closing === undefined ? threadEnded(path) : closed(path)));

  const wait = async (id: number): Promise<unknown> => {
    if (waiting.size === 0) worker.ref();
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
  };
  const ask = async (request: ThreadRequest): Promise<unknown> => {
    if (gone !== undefined) throw gone;
    const id = ++last;
    const answered = wait(id);
    try {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
      worker.postMessage({ id, request } satisfies NumberedRequest);
    } catch (cause) {
      // A value that no thread can be handed, and no engine either.
      settle(id)?.reject(failed({ place: path, cause }));
    }
    return answered;
  };
  const close = async (): Promise<void> => {
    // A thread that died meanwhile needs no closing.
    await ask({ kind: "close" }).catch(() => {});
    worker.ref();
    await exited;
  };

  await wait(0);
  return { ask, close: async () => (closing ??= close()) };
}

function closed(place: string): StorageError {
  return failed({ place, cause: new Error("the database is not open") });
}

function threadEnded(place: string, cause?: unknown): StorageError {
  return new StorageError({
    code: "storage.thread_ended",
    text: {
      en: `recado lost its connection to the database ${place}.`,
      es: `recado perdió la conexión con la base de datos ${place}.`,
    },
    hint: {
      en: "Repeat the command: what was confirmed is kept, and what was under way is kept as a whole or not at all.",
      es: "Repita el comando: lo confirmado se conserva, y lo que estaba en curso se conserva por completo o no se hizo.",
    },
    data: { database: place },
    temporary: true,
    cause,
  });
}
