import type { WirePricing, WireWebhookError } from "../graph/wire/webhooks.ts";
import { digitsOf } from "./customers.ts";

export type MessageStatus = "accepted" | "sent" | "delivered" | "read" | "failed";

/** A message that the business sent, as the control calls show it. */
export interface SimulatedMessage {
  /** The wamid. */
  readonly id: string;
  /** Digits of the business number. */
  readonly from: string;
  /** Digits of the person's number, with the country code. */
  readonly to: string;
  readonly type: string;
  /** The template's name. */
  readonly template?: string;
  /** The text as the person reads it: the body with its parameters filled in, or the caption. */
  readonly text?: string;
  /** The body of the call. */
  readonly payload: unknown;
  status: MessageStatus;
  /** All states so far, in order; the timestamps are Unix seconds as strings, as in the webhooks. */
  readonly statuses: { status: MessageStatus; timestamp: string }[];
  errors?: WireWebhookError[];
  pricing?: WirePricing;
  readonly biz_opaque_callback_data?: string;
  /** Unix seconds, as a string. */
  readonly timestamp: string;
}

export interface MessageFilter {
  /** In any spelling. */
  readonly to?: string | undefined;
  /** A template's name. */
  readonly template?: string | undefined;
  readonly type?: string | undefined;
  /** The state that the message is in; for `wait`, one that it has reached. */
  readonly status?: string | undefined;
}

interface Waiter {
  readonly matches: (message: SimulatedMessage) => boolean;
  readonly resolve: (message: SimulatedMessage | undefined) => void;
}

function matcher(filter: MessageFilter, reached: boolean): (message: SimulatedMessage) => boolean {
  const { template, type, status } = filter;
  const to = filter.to === undefined ? undefined : digitsOf(filter.to);
  const inState = (message: SimulatedMessage): boolean =>
    status === undefined ||
    message.status === status ||
    (reached && message.statuses.some((state) => state.status === status));
  return (message) =>
    (to === undefined || message.to === to) &&
    (template === undefined || message.template === template) &&
    (type === undefined || message.type === type) &&
    inState(message);
}

/** The messages of the business, oldest first, and those who wait for one of them. */
export class MessageStore {
  readonly #messages = new Map<string, SimulatedMessage>();
  readonly #waiters = new Set<Waiter>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(id: string): SimulatedMessage | undefined {
    return this.#messages.get(id);
  }

  add(message: SimulatedMessage): void {
    this.#messages.set(message.id, message);
    if (this.#messages.size > this.#limit) {
      for (const oldest of this.#messages.keys()) {
        this.#messages.delete(oldest);
        break;
      }
    }
    this.changed(message);
  }

  /** To be called after every change of a message. */
  changed(message: SimulatedMessage): void {
    for (const waiter of this.#waiters) {
      if (!waiter.matches(message)) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(message);
    }
  }

  list(filter: MessageFilter = {}): SimulatedMessage[] {
    return [...this.#messages.values()].filter(matcher(filter, false));
  }

  /** The oldest match, now or within `timeout` milliseconds of real time; undefined when there was none. */
  wait(filter: MessageFilter, timeout: number, signal?: AbortSignal): Promise<SimulatedMessage | undefined> {
    const matches = matcher(filter, true);
    for (const message of this.#messages.values()) if (matches(message)) return Promise.resolve(message);
    return new Promise((resolve) => {
      const settle = (message: SimulatedMessage | undefined): void => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve(message);
      };
      const waiter: Waiter = { matches, resolve: settle };
      const timer = setTimeout(() => settle(undefined), timeout);
      signal?.addEventListener("abort", () => settle(undefined), { once: true });
      this.#waiters.add(waiter);
    });
  }

  clear(): void {
    this.#messages.clear();
  }

  /** Nobody waits any longer. */
  endWaits(): void {
    for (const waiter of this.#waiters) waiter.resolve(undefined);
  }
}
