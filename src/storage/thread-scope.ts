import { AppError } from "../core/errors.ts";
import { same } from "../core/text.ts";
import type { TransactionScope } from "./scope.ts";

/** Deep enough for any body. */
const deepestStack = 200;

let last = 0;

/** The functions that run, and those that wait for them with `await` or `Promise.all`. */
function runningFunctions(): string {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = deepestStack;
  try {
    return new Error("where").stack ?? "";
  } finally {
    Error.stackTraceLimit = before;
  }
}

/**
 * As `createScope`, for transactions that stay open while thousands of calls to Meta are under way. Before Node 24, an AsyncLocalStorage
 * would look at every promise of every call, a sixth of what a message costs. So the body runs under a name of its own, and whoever uses
 * the database while a transaction is open is asked whether that name waits for them: then it would wait for ever.
 *
 * @see https://v8.dev/blog/fast-async#improved-developer-experience
 */
export function createThreadScope(): TransactionScope {
  let running: string | undefined;
  return {
    assertOutside: () => {
      if (running === undefined || !runningFunctions().includes(running)) return;
      throw new AppError({
        code: "storage.nested",
        text: same("The database was used inside a transaction instead of its tx."),
      });
    },
    run: async (body) => {
      last += 1;
      // The brackets keep 1 and 12 apart.
      const name = `<recado transaction ${last}>`;
      const named = { [name]: async () => await body() }[name] ?? body;
      running = name;
      try {
        return await named();
      } finally {
        running = undefined;
      }
    },
  };
}
