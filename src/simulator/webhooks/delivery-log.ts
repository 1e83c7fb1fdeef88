import { makeRoom } from "../make-room.ts";
import { type Delivery, type Entry, isWaiting } from "./delivery.ts";

/** Deliveries that wait for a receiver that does not answer, or refuses: about half a gigabyte. */
const mostRefused = 300_000;

/** An entry as plain data. */
export interface SavedDelivery {
  readonly delivery: Delivery;
  readonly appSecret: string;
}

/**
 * The deliveries with something still to be done, and the last ones that are over. What waits for its first attempt is never given
 * up; a receiver may be gone for days, so beyond some hundred thousand that it has not taken, the oldest of these are.
 */
export class DeliveryLog {
  readonly #longest: number;
  readonly #mostRefused: number;
  #waiting = new Map<string, Entry>();
  /** Those of the waiting that have been tried in vain. */
  #refused = new Map<string, Entry>();
  /** The one that has been over for longest first. */
  #over = new Map<string, Entry>();
  #count = 0;

  /** @param longest how many that are over are kept */
  constructor(longest: number, most = mostRefused) {
    this.#longest = longest;
    this.#mostRefused = most;
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
    this.#waiting.set(delivery.id, entry);
    return entry;
  }

  /** All that are known, oldest first. */
  shown(): Entry[] {
    return [...this.#over.values(), ...this.#waiting.values()].toSorted((a, b) => a.order - b.order);
  }

  find(id: string): Entry | undefined {
    return this.#waiting.get(id) ?? this.#over.get(id);
  }

  /** Undefined for what is over. */
  waiting(id: string): Entry | undefined {
    return this.#waiting.get(id);
  }

  /** Notes that something is to be done, also for one that was over. */
  wait(entry: Entry): void {
    const { id } = entry.delivery;
    if (this.#over.delete(id) || !this.#waiting.has(id)) this.#waiting.set(id, entry);
  }

  /** Notes that something was done; what is left decides whether the entry goes on waiting. May give up others. */
  done(entry: Entry): void {
    const { id, state } = entry.delivery;
    if (!isWaiting(entry)) this.#end(entry);
    else if (state === "pending") this.#refused.set(id, entry);
    else this.#refused.delete(id);
    if (this.#refused.size <= this.#mostRefused) return;
    // Some at once: walking over the gaps at a map's beginning each time would cost more.
    const enough = this.#mostRefused - Math.floor(this.#mostRefused / 100);
    for (const oldest of this.#refused.values()) {
      if (this.#refused.size <= enough) return;
      this.#giveUp(oldest);
    }
  }

  #end(entry: Entry): void {
    const { id } = entry.delivery;
    this.#waiting.delete(id);
    this.#refused.delete(id);
    makeRoom(this.#over, this.#longest);
    this.#over.set(id, entry);
  }

  /** It is shown as failed, and may be sent again by hand. */
  #giveUp(entry: Entry): void {
    entry.delivery.state = "failed";
    for (const timer of entry.timers.keys()) timer.cancelled = true;
    entry.timers.clear();
    for (const turn of entry.turns) turn.drop();
    entry.turns.clear();
    entry.redelivering = false;
    this.#end(entry);
  }

  save(): { readonly count: number; readonly log: SavedDelivery[] } {
    const log = this.shown().map(({ delivery, appSecret }) => ({ delivery, appSecret }));
    return { count: this.#count, log };
  }

  restore(count: number, log: readonly SavedDelivery[]): void {
    this.clear();
    for (const { delivery, appSecret } of log) {
      const entry = this.#put(delivery, appSecret);
      // What is pending waits until `resume` has found out for what.
      if (delivery.state !== "pending") this.#end(entry);
    }
    this.#count = count;
  }

  /** Those that a saved state left behind without a time for their next attempt. */
  stranded(): Entry[] {
    return [...this.#waiting.values()].filter((entry) => !isWaiting(entry));
  }

  clear(): void {
    this.#waiting = new Map();
    this.#refused = new Map();
    this.#over = new Map();
    this.#count = 0;
  }
}
