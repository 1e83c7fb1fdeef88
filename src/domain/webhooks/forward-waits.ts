import type { Clock } from "../../core/clock.ts";
import { retryDelay } from "./retry-delay.ts";

/** What the target did with a delivery; undefined for no answer at all. */
export interface Answer {
  readonly verdict: "taken" | "refused" | "down";
  readonly status: number | undefined;
}

/** Which deliveries wait, and whether the whole target does. */
export interface ForwardWaits {
  /** Milliseconds until the target is tried again; 0 when it is not down. */
  downFor(): number;
  /** `fresh`: never refused. Those go first: what the target stumbles over may be many. */
  standing(deliveryId: string): "fresh" | "due" | "waiting";
  /** Whether one that was postponed is due. */
  anyDue(): boolean;
  /** Takes note of an answer; true when the target counts as down now. */
  note(deliveryId: string, answer: Answer): boolean;
  /** Forgets those that were due at `since` and were not met again: too old by now, or passed on by another process. */
  forgetDue(since: number): void;
  /** Milliseconds until a postponed delivery is due; undefined when none is. */
  nextIn(): number | undefined;
}

/** That many different deliveries refused in a row: it is not about the deliveries. */
const refusedInARow = 5;
/** That many times no answer to the same delivery: it may be what the target breaks down on, so others go first. */
const unanswered = 3;

export function createForwardWaits(clock: Clock): ForwardWaits {
  const postponed = new Map<string, { readonly failures: number; readonly dueAt: number }>();
  const refused = new Set<string>();
  const breakdowns = new Map<string, number>();
  let failures = 0;
  let downUntil = 0;

  const postpone = (id: string): void => {
    const tries = (postponed.get(id)?.failures ?? 0) + 1;
    postponed.set(id, { failures: tries, dueAt: clock.now() + retryDelay(tries) });
  };
  const goDown = (): true => {
    failures += 1;
    downUntil = clock.now() + retryDelay(failures);
    return true;
  };

  return {
    downFor: () => Math.max(downUntil - clock.now(), 0),
    standing: (id) => {
      const known = postponed.get(id);
      if (known === undefined) return "fresh";
      return known.dueAt <= clock.now() ? "due" : "waiting";
    },
    anyDue: () => [...postponed.values()].some(({ dueAt }) => dueAt <= clock.now()),
    note: (id, { verdict, status }) => {
      if (verdict === "taken") {
        postponed.delete(id);
        breakdowns.clear();
        refused.clear();
        failures = 0;
        return false;
      }
      if (verdict === "refused") {
        postpone(id);
        refused.add(id);
        if (refused.size < refusedInARow) return false;
        refused.clear();
        return goDown();
      }
      if (status === undefined) {
        const times = (breakdowns.get(id) ?? 0) + 1;
        breakdowns.set(id, times);
        if (times >= unanswered) postpone(id);
      }
      return goDown();
    },
    forgetDue: (since) => {
      for (const [id, { dueAt }] of postponed) if (dueAt <= since) postponed.delete(id);
    },
    nextIn: () => {
      if (postponed.size === 0) return undefined;
      let next = Infinity;
      for (const { dueAt } of postponed.values()) next = Math.min(next, dueAt);
      return Math.max(next - clock.now(), 0);
    },
  };
}
