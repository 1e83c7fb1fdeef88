import { makeRoom } from "../make-room.ts";
import { type Delivery, type Entry, isWaiting } from "./delivery.ts";

/** Room for a burst, where the log itself is kept shorter. */
const fewestWaiting = 1_000;

/** An entry as plain data. */
export interface SavedDelivery {
  readonly delivery: Delivery;
  readonly appSecret: string;
}

/**
 * The deliveries that are shown, and those with something still to be done. Both are bounded, as a receiver may be gone
 * for days: beyond the log's length, or a thousand, the oldest of those that wait are given up.
 */
export class DeliveryLog {
  readonly #longest: number;
  #shown = new Map<string, Entry>();
  #waiting = new Map<string, Entry>();
  #count = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  add(url: string, appSecret: string, field: string, body: string): Entry {
    const id = `delivery_${String(this.#count + 1).padStart(6, "0")}`;
    return this.#put({ id, url, field, state: "pending", attempts: [], body }, appSecret);
  }

  #put(delivery: Delivery, appSecret: string): Entry {
    const entry: Entry = {
      delivery,
      order: ++this.#count,
      appSecret,
      turns: new Set(),
      timers: new Map(),
      redelivering: false,
    };
    makeRoom(this.#shown, this.#longest);
    this.#shown.set(delivery.id, entry);
    return entry;
  }

  /** Those that are shown, oldest first. */
  shown(): Entry[] {
    return [...this.#shown.values()];
  }

  /** Also finds what is not shown any more, as long as something is to be done for it. */
  find(id: string): Entry | undefined {
    return this.#waiting.get(id) ?? this.#shown.get(id);
  }

  /** Undefined for what is done, and for what was given up. */
  waiting(id: string): Entry | undefined {
    return this.#waiting.get(id);
  }

  /** Notes that something is to be done. May give up others. */
  wait(entry: Entry): void {
    this.#waiting.set(entry.delivery.id, entry);
    const most = Math.max(this.#longest, fewestWaiting);
    if (this.#waiting.size <= most) return;
    // Some at once: walking over the gaps at a map's beginning each time would cost more.
    const enough = most - Math.floor(most / 100);
    for (const oldest of this.#waiting.values()) {
      if (this.#waiting.size <= enough) return;
      this.#giveUp(oldest);
    }
  }

  /** Notes that something was done; what is left decides whether the entry goes on waiting. */
  done(entry: Entry): void {
    if (!isWaiting(entry)) this.#waiting.delete(entry.delivery.id);
  }

  #giveUp(entry: Entry): void {
    this.#waiting.delete(entry.delivery.id);
    if (entry.delivery.state === "pending") entry.delivery.state = "failed";
    for (const timer of entry.timers.keys()) timer.cancelled = true;
    entry.timers.clear();
    for (const turn of entry.turns) turn.drop();
    entry.turns.clear();
  }

  save(): { readonly count: number; readonly log: SavedDelivery[] } {
    const all = new Map([...this.#waiting, ...this.#shown]);
    const entries = [...all.values()].toSorted((a, b) => a.order - b.order);
    return { count: this.#count, log: entries.map(({ delivery, appSecret }) => ({ delivery, appSecret })) };
  }

  restore(count: number, log: readonly SavedDelivery[]): void {
    this.clear();
    for (const { delivery, appSecret } of log) {
      const entry = this.#put(delivery, appSecret);
      // It waits until `resume` has found out for what.
      if (delivery.state === "pending") this.wait(entry);
    }
    this.#count = count;
  }

  /** Those that a saved state left behind without a time for their next attempt. */
  stranded(): Entry[] {
    return [...this.#waiting.values()].filter((entry) => !isWaiting(entry));
  }

  clear(): void {
    this.#shown = new Map();
    this.#waiting = new Map();
    this.#count = 0;
  }
}
