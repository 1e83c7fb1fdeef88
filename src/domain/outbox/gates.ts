import type { AppError } from "../../core/errors.ts";
import type { Queryable } from "../../storage/database.ts";
import type { QueuedMessage } from "../../storage/repos/claims.ts";

/** Why a message, and all after it, may not go now: for good, or not before an instant (milliseconds). */
export type Barred = { readonly stop: AppError } | { readonly later: number };

/** Says how much may still be spent, or how many people reached: asked message by message, in their order. */
export interface Gate {
  /** Looks at what others have done meanwhile, in the transaction in which messages are taken. */
  prepare?(tx: Queryable, now: number): Promise<void>;
  /** Lets a message through, or says what bars it. */
  take(message: QueuedMessage, now: number): Barred | undefined;
  /** The message did not go out after all, or Meta refused it. */
  giveBack?(message: QueuedMessage): void;
}

/** Lets a message through all gates, or through none. */
export function takeFrom(gates: readonly Gate[], message: QueuedMessage, now: number): Barred | undefined {
  for (const [place, gate] of gates.entries()) {
    const barred = gate.take(message, now);
    if (barred === undefined) continue;
    giveBackTo(gates.slice(0, place), message);
    return barred;
  }
  return undefined;
}

export function giveBackTo(gates: readonly Gate[], message: QueuedMessage): void {
  for (const gate of gates) gate.giveBack?.(message);
}
