import { isoTime } from "../../core/clock.ts";
import type { WireWebhook } from "../../graph/wire/webhooks.ts";
import { createChaos } from "./chaos.ts";
import { mergeWebhooks } from "./webhook-batch.ts";
import type { VirtualClock } from "../time/clock.ts";
import type { Events } from "../events.ts";
import type { WebhookOptions } from "../options.ts";
import type { DeliveryTask } from "../time/timers.ts";
import { WebhookClient, webhookBytes } from "./webhook-client.ts";

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

/** The log as plain data. Each entry keeps the secret that signs it. */
export interface SavedDeliveries {
  readonly count: number;
  readonly log: { readonly delivery: Delivery; readonly appSecret: string }[];
}

interface Entry {
  readonly delivery: Delivery;
  readonly bytes: Buffer;
  readonly appSecret: string;
}

/** Where deliveries go now. */
export interface WebhookTarget {
  readonly url: string;
  readonly appSecret: string;
}

/**
 * Gaps before each repetition: at once, then growing, until seven days are over.
 * @see https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks
 */
const retryGaps: readonly number[] = [
  0,
  10_000,
  60_000,
  300_000,
  900_000,
  3_600_000,
  10_800_000,
  21_600_000,
  43_200_000,
  ...Array.from({ length: 12 }, () => 43_200_000),
];
const retrySpan = 7 * 86_400_000;
/** How long an update waits for others to share a delivery with, in milliseconds of the virtual clock. */
const batchWait = 100;

/** Updates that will go out together. */
interface Batch {
  readonly target: WebhookTarget;
  readonly field: string;
  readonly payloads: WireWebhook[];
}

/** Delivers webhooks one after the other, repeats those that are not answered with 200, and keeps a log. */
export class Deliverer {
  readonly client = new WebhookClient();
  readonly #clock: VirtualClock;
  readonly #events: Events;
  #log = new Map<string, Entry>();
  readonly #longestLog: number;
  #holds: () => number[] = () => [0];
  #batchSize = 1;
  #batches = new Map<string, Batch>();
  #tail: Promise<void> = Promise.resolve();
  #count = 0;
  #era = 0;
  #closed = false;

  constructor(clock: VirtualClock, events: Events, longestLog: number) {
    this.#clock = clock;
    this.#events = events;
    this.#longestLog = longestLog;
  }

  setChaos(chaos: WebhookOptions["chaos"]): void {
    this.#holds = createChaos(chaos);
    this.#batchSize = chaos?.batch ?? 1;
  }

  /** Ends when each copy that is not held back has been tried once; at once for what waits for others. */
  async send(target: WebhookTarget, field: string, payload: WireWebhook): Promise<void> {
    if (this.#batchSize > 1) this.#gather(target, field, payload);
    else await this.#deliver(target, field, payload);
  }

  #gather(target: WebhookTarget, field: string, payload: WireWebhook): void {
    const key = `${field} ${target.url}`;
    const waiting = this.#batches.get(key);
    if (waiting === undefined) {
      const batch: Batch = { target, field, payloads: [payload] };
      this.#batches.set(key, batch);
      this.#clock.after(batchWait, () => this.#flush(key, batch));
      return;
    }
    waiting.payloads.push(payload);
    if (waiting.payloads.length >= this.#batchSize) void this.#flush(key, waiting);
  }

  #flush(key: string, batch: Batch): Promise<void> {
    if (this.#batches.get(key) !== batch) return Promise.resolve();
    this.#batches.delete(key);
    return this.#deliver(batch.target, batch.field, mergeWebhooks(batch.payloads));
  }

  async #deliver(target: WebhookTarget, field: string, payload: WireWebhook): Promise<void> {
    const bytes = webhookBytes(payload);
    const id = `delivery_${String(++this.#count).padStart(6, "0")}`;
    const delivery: Delivery = {
      id,
      url: target.url,
      field,
      state: "pending",
      attempts: [],
      body: bytes.toString("latin1"),
    };
    const entry: Entry = { delivery, bytes, appSecret: target.appSecret };
    this.#log.set(id, entry);
    if (this.#log.size > this.#longestLog) {
      for (const oldest of this.#log.keys()) {
        this.#log.delete(oldest);
        break;
      }
    }
    const started = this.#clock.now();
    const attempts = this.#holds().map((hold) => {
      if (hold === 0) return this.#enqueue(entry, started, 0);
      this.#schedule(entry, started, 0, started + hold);
      return Promise.resolve();
    });
    await Promise.all(attempts);
  }

  deliveries(): Delivery[] {
    return [...this.#log.values()].map((entry) => entry.delivery);
  }

  /** Sends one delivery again, or all that are not delivered; returns how many. */
  redeliver(id?: string): number {
    const chosen = [...this.#log.values()].filter(({ delivery }) =>
      id === undefined ? delivery.state !== "delivered" : delivery.id === id,
    );
    for (const entry of chosen) void this.#enqueue(entry, this.#clock.now(), retryGaps.length);
    return chosen.length;
  }

  save(): SavedDeliveries {
    // What waits for others goes out now: a batch that is half gathered cannot be taken over.
    for (const [key, batch] of this.#batches) void this.#flush(key, batch);
    return {
      count: this.#count,
      log: [...this.#log.values()].map(({ delivery, appSecret }) => ({ delivery, appSecret })),
    };
  }

  restore({ count, log }: SavedDeliveries): void {
    this.#count = count;
    this.#log = new Map(
      log.map(({ delivery, appSecret }) => [
        delivery.id,
        { delivery, appSecret, bytes: Buffer.from(delivery.body, "latin1") },
      ]),
    );
  }

  /** Goes on with what `restore` brought: at its time where there is a task, and at once with what was under way. */
  resume(tasks: readonly { readonly at: number; readonly task: DeliveryTask }[]): void {
    const now = this.#clock.now();
    const waiting = new Set(tasks.map(({ task }) => task.delivery));
    for (const entry of this.#log.values()) {
      const { id, state, attempts } = entry.delivery;
      if (state === "pending" && !waiting.has(id)) void this.#enqueue(entry, now, attempts.length);
    }
    for (const { at, task } of tasks) {
      const entry = this.#log.get(task.delivery);
      if (entry !== undefined) this.#schedule(entry, task.started, task.repetition, at);
    }
  }

  /** Ends when nothing is on its way; repetitions that wait for their time do not count. */
  async idle(): Promise<void> {
    let tail: Promise<void>;
    do {
      tail = this.#tail;
      await tail;
    } while (tail !== this.#tail);
  }

  /** Forgets the log and everything that waits. */
  reset(): void {
    this.#era++;
    this.#batches = new Map();
    this.#log = new Map();
    this.#count = 0;
  }

  /** Lets the delivery under way end, for at most `grace` real milliseconds; those behind it stay pending. */
  async close(grace: number): Promise<void> {
    this.#closed = true;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, grace);
    });
    await Promise.race([this.idle(), patience]);
    clearTimeout(timer);
    this.client.close();
  }

  #enqueue(entry: Entry, started: number, repetition: number): Promise<void> {
    const era = this.#era;
    const turn = this.#tail.then(async () => {
      if (era === this.#era && !this.#closed) await this.#attempt(entry, started, repetition);
    });
    this.#tail = turn;
    return turn;
  }

  #schedule(entry: Entry, started: number, repetition: number, at: number): void {
    const delivery = entry.delivery.id;
    const run = (): Promise<void> => this.#enqueue(entry, started, repetition);
    this.#clock.at(at, run, () => ({ kind: "delivery", delivery, started, repetition }));
  }

  async #attempt(entry: Entry, started: number, repetition: number): Promise<void> {
    const { delivery, bytes, appSecret } = entry;
    const at = isoTime(this.#clock.now());
    const era = this.#era;
    try {
      const { status } = await this.client.post(delivery.url, bytes, appSecret);
      delivery.attempts.push({ at, status });
      if (status === 200) delivery.state = "delivered";
    } catch (error) {
      delivery.attempts.push({ at, error: error instanceof Error ? error.message : String(error) });
    }
    this.#repeat(entry, started, repetition, era);
    this.#events.emit("delivery", { id: delivery.id, field: delivery.field, state: delivery.state });
  }

  #repeat(entry: Entry, started: number, repetition: number, era: number): void {
    const { delivery } = entry;
    if (delivery.state === "delivered" || era !== this.#era) return;
    const gap = retryGaps[repetition];
    if (gap === undefined || this.#clock.now() + gap - started > retrySpan) delivery.state = "failed";
    else this.#schedule(entry, started, repetition + 1, this.#clock.now() + gap);
  }
}
