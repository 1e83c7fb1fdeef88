import { parentPort } from "node:worker_threads";
import type { Chunk } from "./chunk.ts";
import { openReader } from "./reader.ts";
import type { ListReader } from "./reader.ts";
import { sendError } from "./thread-messages.ts";
import type { ThreadAnswer, ThreadRequest } from "./thread-messages.ts";

// The body of the reading thread: one list, asked for chunk by chunk.
let reader: ListReader | undefined;
let chunks: AsyncGenerator<Chunk> | undefined;

async function answer(request: ThreadRequest): Promise<ThreadAnswer | undefined> {
  switch (request.kind) {
    case "open":
      reader = await openReader(request.input, request.options);
      return { kind: "opened", info: reader.info };
    case "read":
      chunks = reader?.chunks(request.run);
      return undefined;
    case "next": {
      const next = await chunks?.next();
      return next === undefined || next.done === true ? { kind: "end" } : { kind: "chunk", chunk: next.value };
    }
  }
}

let last: Promise<unknown> = Promise.resolve();
parentPort?.on("message", (request: ThreadRequest) => {
  // One after another, in the order of the requests.
  last = last.then(async () => {
    try {
      const said = await answer(request);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, not a window
      if (said !== undefined) parentPort?.postMessage(said);
    } catch (error) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- see above
      parentPort?.postMessage({ kind: "failed", error: sendError(error) } satisfies ThreadAnswer);
    }
  });
});
