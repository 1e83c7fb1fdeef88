import { AsyncLocalStorage } from "node:async_hooks";
import { AppError } from "../core/errors.ts";
import { same } from "../core/text.ts";

/** Knows which code runs inside a transaction's body, so that misuse is an error at once instead of a deadlock. */
export interface TransactionScope {
  /** Throws when called from inside a body: there only its `tx` may be used. */
  assertOutside(): void;
  run<Result>(body: () => Promise<Result>): Promise<Result>;
}

export function createScope(): TransactionScope {
  const inside = new AsyncLocalStorage<{ open: boolean }>();
  let running = 0;
  return {
    assertOutside: () => {
      if (inside.getStore()?.open !== true) return;
      throw new AppError({
        code: "storage.nested",
        text: same("The database was used inside a transaction instead of its tx."),
      });
    },
    run: async (body) => {
      const state = { open: true };
      running += 1;
      try {
        return await inside.run(state, body);
      } finally {
        state.open = false;
        running -= 1;
        // While it is on, Node looks at every promise of the whole process: sending thousands of messages a second would feel it.
        if (running === 0) inside.disable();
      }
    },
  };
}

/** A tx that is used after its transaction has ended would write outside of it. */
export function ended(): AppError {
  return new AppError({ code: "storage.ended", text: same("A transaction was used after its end.") });
}
