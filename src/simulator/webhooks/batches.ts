import type { WireWebhook } from "../../graph/wire/webhooks.ts";
import type { VirtualClock } from "../time/clock.ts";
import type { Timer } from "../time/timers.ts";
import { mergeWebhooks } from "./webhook-batch.ts";

/** How long an update waits for others to share a delivery with, in milliseconds of the virtual clock. */
const longestWait = 100;

/** Where deliveries go now. */
export interface WebhookTarget {
  readonly url: string;
  readonly appSecret: string;
}

/** Updates that will go out together. */
export interface SavedBatch {
  readonly target: WebhookTarget;
  readonly field: string;
  readonly payloads: WireWebhook[];
}

interface Batch extends SavedBatch {
  timer?: Timer;
}

export type SendNow = (target: WebhookTarget, field: string, payload: WireWebhook) => Promise<void>;

const keyOf = ({ target, field }: Pick<SavedBatch, "target" | "field">): string => `${field} ${target.url}`;

/** Gathers updates of one field for one address, as Meta does under load. */
export class Batches {
  /** Updates in one delivery; 1 gathers nothing. */
  size = 1;
  readonly #clock: VirtualClock;
  readonly #send: SendNow;
  #waiting = new Map<string, Batch>();

  constructor(clock: VirtualClock, send: SendNow) {
    this.#clock = clock;
    this.#send = send;
  }

  add(target: WebhookTarget, field: string, payload: WireWebhook): void {
    const key = keyOf({ target, field });
    const waiting = this.#waiting.get(key);
    if (waiting === undefined) {
      this.#waiting.set(key, { target, field, payloads: [payload] });
      this.wait(key, this.#clock.now() + longestWait);
      return;
    }
    waiting.payloads.push(payload);
    if (waiting.payloads.length >= this.size) void this.#flush(key, waiting);
  }

  /** Sends a batch at its time; also one that `restore` brought. */
  wait(key: string, at: number): void {
    const batch = this.#waiting.get(key);
    if (batch === undefined) return;
    batch.timer = this.#clock.at(
      at,
      () => this.#flush(key, batch),
      () => ({ kind: "batch", batch: key }),
    );
  }

  #flush(key: string, batch: Batch): Promise<void> {
    if (batch.timer !== undefined) batch.timer.cancelled = true;
    if (this.#waiting.get(key) !== batch) return Promise.resolve();
    this.#waiting.delete(key);
    return this.#send(batch.target, batch.field, mergeWebhooks(batch.payloads));
  }

  save(): SavedBatch[] {
    return [...this.#waiting.values()].map(({ target, field, payloads }) => ({ target, field, payloads }));
  }

  restore(batches: readonly SavedBatch[]): void {
    this.#waiting = new Map(batches.map((batch) => [keyOf(batch), { ...batch }]));
  }

  clear(): void {
    this.#waiting = new Map();
  }
}
