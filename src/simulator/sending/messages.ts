import type { WirePricing, WireWebhookError } from "../../graph/wire/webhooks.ts";
import { digitsOf } from "../people/customers.ts";

/** How far a message is. */
export type MessageStatus = "accepted" | "sent" | "delivered" | "read" | "played" | "failed";

/** A message that the business sent, as the control calls show it. */
export interface SimulatedMessage {
  /** The wamid. */
  readonly id: string;
  /** Digits of the business number. */
  readonly from: string;
  /** Digits of the person's number with the country code, or the group's id. */
  readonly to: string;
  /** The user id that it was sent to instead of a number. */
  readonly user_id?: string;
  /** Set for messages to a group. */
  readonly group_id?: string;
  readonly type: string;
  /** The template's name. */
  readonly template?: string;
  /** The template that the platform made of a business-initiated message without one. */
  readonly template_id?: string;
  /** The text as the person reads it: the body with its parameters filled in, the caption, a place or a name. */
  readonly text?: string;
  /** The message quoted above it. Missing where no quotation is drawn: for templates, and for unknown or old messages. */
  readonly context?: { readonly message_id: string };
  /** The body of the call. */
  readonly payload: unknown;
  status: MessageStatus;
  /** All states so far, in order; the timestamps are Unix seconds as strings, as in the webhooks. */
  readonly statuses: { status: MessageStatus; timestamp: string }[];
  /** Of a message to a group: the state by member, named by the digits of the phone number. */
  members?: Record<string, MessageStatus>;
  errors?: WireWebhookError[];
  /**
   * What it is thought to cost when it is accepted, or let go after it was held, and what it does once it is delivered;
   * missing where it fails.
   */
  pricing?: WirePricing;
  readonly biz_opaque_callback_data?: string;
  /** Unix seconds, as a string. */
  readonly timestamp: string;
}

/** Which messages are meant; every condition that is there must hold. */
export interface MessageFilter {
  /** A phone number in any spelling, a user id that was sent to, or a group's id. */
  readonly to?: string | undefined;
  /** A template's name. */
  readonly template?: string | undefined;
  readonly type?: string | undefined;
  /** The state that the message is in; for `wait`, one that it has reached. */
  readonly status?: MessageStatus | undefined;
}

const looksLikePhone = (to: string): boolean => /^\+?[\d\s().-]*$/.test(to);

interface Waiter {
  readonly matches: (message: SimulatedMessage) => boolean;
  readonly resolve: (message: SimulatedMessage | undefined) => void;
}

function matcher(filter: MessageFilter, reached: boolean): (message: SimulatedMessage) => boolean {
  const { template, type, status } = filter;
  const { to } = filter;
  const phone = to === undefined || !looksLikePhone(to) ? undefined : digitsOf(to);
  const inState = (message: SimulatedMessage): boolean =>
    status === undefined ||
    message.status === status ||
    (reached && message.statuses.some((state) => state.status === status));
  return (message) =>
    (to === undefined || (phone === undefined ? message.to === to || message.user_id === to : message.to === phone)) &&
    (template === undefined || message.template === template) &&
    (type === undefined || message.type === type) &&
    inState(message);
}

/** The messages of the business, oldest first, and those who wait for one of them. */
export class MessageStore {
  readonly #messages = new Map<string, SimulatedMessage>();
  /** Stands at the oldest message. A fresh iterator would step over the gaps of all those already removed. */
  #oldest = this.#messages.keys();
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
      const { value } = this.#oldest.next();
      if (value !== undefined) this.#messages.delete(value);
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

  /** @param after only what was sent after this message, which must be there */
  list(filter: MessageFilter = {}, after?: string): SimulatedMessage[] {
    const all = [...this.#messages.values()];
    const younger = after === undefined ? all : all.slice(all.findIndex(({ id }) => id === after) + 1);
    return younger.filter(matcher(filter, false));
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
    this.#oldest = this.#messages.keys();
  }

  /** Nobody waits any longer. */
  endWaits(): void {
    for (const waiter of this.#waiters) waiter.resolve(undefined);
  }
}
