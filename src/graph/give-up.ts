import { setMaxListeners } from "node:events";

interface Waiting {
  readonly calls: Set<() => void>;
  readonly listener: () => void;
}

const bySignal = new WeakMap<AbortSignal, Waiting>();

/**
 * Runs `giveUp` when the signal fires. A whole campaign may hang on one signal, and a listener of its own for every call
 * would cost a third of a send: the calls share one, which goes with the last of them.
 * @returns takes it back.
 */
export function whenGivenUp(signal: AbortSignal, giveUp: () => void): () => void {
  const waiting = bySignal.get(signal) ?? startWaiting(signal);
  waiting.calls.add(giveUp);
  return () => {
    waiting.calls.delete(giveUp);
    if (waiting.calls.size > 0 || bySignal.get(signal) !== waiting) return;
    bySignal.delete(signal);
    signal.removeEventListener("abort", waiting.listener);
  };
}

function startWaiting(signal: AbortSignal): Waiting {
  const calls = new Set<() => void>();
  const listener = (): void => {
    bySignal.delete(signal);
    for (const giveUp of calls) giveUp();
  };
  const waiting = { calls, listener };
  // Others may listen to it as well; ours is taken away again.
  setMaxListeners(0, signal);
  signal.addEventListener("abort", listener, { once: true });
  bySignal.set(signal, waiting);
  return waiting;
}
