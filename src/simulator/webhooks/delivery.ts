import type { Timer } from "../time/timers.ts";
import type { Turn } from "./turn.ts";

/** One call of a webhook, and how it ended. */
export interface DeliveryAttempt {
  /** ISO 8601, of the virtual clock. */
  readonly at: string;
  readonly status?: number;
  readonly error?: string;
}

/** One webhook on its way, as `GET webhook/deliveries` shows it. */
export interface Delivery {
  readonly id: string;
  readonly url: string;
  /** `messages`, `message_template_status_update`… */
  readonly field: string;
  state: "pending" | "delivered" | "failed";
  readonly attempts: DeliveryAttempt[];
  /** The exact body, all of it ASCII. */
  readonly body: string;
}

/** A delivery with what is still to be done for it. */
export interface Entry {
  readonly delivery: Delivery;
  /** Counts the deliveries of a world. */
  readonly order: number;
  /** Signs it. */
  readonly appSecret: string;
  /** Calls in the queue, or under way. */
  readonly turns: Set<Turn>;
  /** Calls that wait for their time, with the repetition that each is; 0 for a first one that is held back. */
  readonly timers: Map<Timer, number>;
  /** Whether one of the turns is a redelivery that has not begun. */
  redelivering: boolean;
}

/** Whether anything is still to be done. */
export const isWaiting = ({ turns, timers }: Entry): boolean => turns.size > 0 || timers.size > 0;

/** What arrived is not sent again: the repetitions that wait are cancelled, held-back copies are not. */
export function cancelRepetitions({ timers }: Entry): void {
  for (const [timer, repetition] of timers) {
    if (repetition === 0) continue;
    timer.cancelled = true;
    timers.delete(timer);
  }
}

const someone = /"(?:recipient_id|from|recipient_user_id|from_user_id)":"([^"]*)"/;

/** Whom a webhook is about, as its body says first; empty for what is about the account. */
export function personOf({ body }: Delivery): string {
  return someone.exec(body)?.[1] ?? "";
}
