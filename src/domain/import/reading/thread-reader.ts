import { Worker } from "node:worker_threads";
import type { ListInput } from "../list.ts";
import type { Chunk } from "./chunk.ts";
import type { ListReader, ReadOptions, ReadRun } from "./reader.ts";
import { receiveError } from "./thread-messages.ts";
import type { ThreadAnswer, ThreadRequest } from "./thread-messages.ts";

/** Chunks that are asked for before they are needed: one is written, one waits, one is read. */
const ahead = 2;

/** Reads a list in a thread of its own. */
export async function openThreadReader(script: URL, input: ListInput, options: ReadOptions): Promise<ListReader> {
  const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  const answers: ThreadAnswer[] = [];
  let failure: unknown;
  let wake: (() => void) | undefined;
  worker.on("message", (message: ThreadAnswer) => {
    answers.push(message);
    wake?.();
  });
  worker.on("error", (error) => {
    failure = error;
    wake?.();
  });
  worker.on("exit", () => {
    failure ??= new Error("the reading thread ended too early");
    wake?.();
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
  const ask = (request: ThreadRequest): void => worker.postMessage(request);
  const receive = async (): Promise<ThreadAnswer> => {
    for (;;) {
      const answer = answers.shift();
      if (answer?.kind === "failed") throw receiveError(answer.error);
      if (answer !== undefined) return answer;
      if (failure !== undefined) throw failure;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const close = async (): Promise<void> => {
    await worker.terminate();
  };

  try {
    ask({ kind: "open", input, options });
    const opened = await receive();
    if (opened.kind !== "opened") throw new Error(`the reading thread answered ${opened.kind}`);
    return { info: opened.info, close, chunks: (run) => readAhead(run) };
  } catch (error) {
    await close();
    throw error;
  }

  async function* readAhead(run: ReadRun): AsyncGenerator<Chunk> {
    ask({ kind: "read", run });
    for (let place = 0; place < ahead; place++) ask({ kind: "next" });
    for (;;) {
      const answer = await receive();
      if (answer.kind !== "chunk") return;
      ask({ kind: "next" });
      yield answer.chunk;
    }
  }
}
