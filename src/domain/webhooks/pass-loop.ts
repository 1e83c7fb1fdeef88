import type { Clock } from "../../core/clock.ts";

/** What is to come after one pass over the work. */
export interface AfterPass {
  /** Milliseconds until something is due; undefined when only news can bring work. */
  readonly nextIn: number | undefined;
  /** News must not bring the next pass sooner. */
  readonly deaf?: boolean | undefined;
}

export interface PassLoop {
  /** There is something new: the next pass comes at once. */
  wake(): void;
  /** Resolves when everything that was announced so far has had its pass. */
  idle(): Promise<void>;
  /**
   * Repeats `pass`, which must not reject, until the signal aborts; what was announced before that still gets its pass.
   */
  run(signal: AbortSignal, pass: () => Promise<AfterPass>): Promise<void>;
}

/** Work that comes in bursts: a pass over what is there, then rest until something is due or new. One pass at a time. */
export function createPassLoop(clock: Clock): PassLoop {
  let news = true;
  let ended = false;
  let resting: { readonly over: AbortController; readonly deaf: boolean } | undefined;
  const waiting: (() => void)[] = [];

  const release = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const run: PassLoop["run"] = async (signal, pass) => {
    const stop = (): void => resting?.over.abort();
    signal.addEventListener("abort", stop, { once: true });
    for (;;) {
      news = false;
      const { nextIn, deaf = false } = await pass();
      if (news && !deaf) continue;
      if (signal.aborted) break;
      const over = new AbortController();
      resting = { over, deaf };
      release();
      await rest(clock, nextIn, over.signal);
      resting = undefined;
      if (signal.aborted && !news) break;
    }
    signal.removeEventListener("abort", stop);
    ended = true;
    release();
  };

  return {
    run,
    wake: () => {
      news = true;
      if (resting?.deaf === false) resting.over.abort();
    },
    idle: async () => {
      if (ended || (resting !== undefined && !news)) return;
      await new Promise<void>((resolve) => {
        waiting.push(resolve);
      });
    },
  };
}

/** Ends after `ms`, or when the signal aborts; without `ms` only then. */
async function rest(clock: Clock, ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms !== undefined) {
    await clock.sleep(ms, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    return;
  }
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
