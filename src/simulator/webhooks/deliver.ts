import { isoTime } from "../../core/clock.ts";
import type { WireWebhook } from "../../graph/wire/webhooks.ts";
import type { Events } from "../events.ts";
import type { WebhookOptions } from "../options.ts";
import type { VirtualClock } from "../time/clock.ts";
import type { BatchTask, DeliveryTask } from "../time/timers.ts";
import { Batches, type SavedBatch, type WebhookTarget } from "./batches.ts";
import { createChaos } from "./chaos.ts";
import { cancelRepetitions, type Delivery, type DeliveryAttempt, type Entry, isWaiting, personOf } from "./delivery.ts";
import { DeliveryLog, type SavedDelivery } from "./delivery-log.ts";
import { DeliveryQueues } from "./delivery-queues.ts";
import { nextAttempt } from "./repeats.ts";
import { WebhookClient, webhookText } from "./webhook-client.ts";

/** Everything as plain data. Each entry keeps the secret that signs it. */
export interface SavedDeliveries {
  /** How many there have been. */
  readonly count: number;
  readonly log: SavedDelivery[];
  readonly batches?: SavedBatch[];
  /** How many deliveries the chaos has been asked about. */
  readonly drawn?: number;
}

/** One of the calls for a delivery. */
interface Attempt {
  /** Set for a redelivery, which is never repeated. */
  readonly course?: { readonly started: number; readonly repetition: number };
  /** Made also when the delivery has arrived in the meantime. */
  readonly always: boolean;
}

/**
 * Real milliseconds that moving the clock waits for a call that was under way before: that call may be waiting for the
 * clock.
 */
const patience = 2_000;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Delivers webhooks in order, repeats those that are not answered with 200, and keeps a log. Nothing here rejects. */
export class Deliverer {
  readonly client = new WebhookClient();
  readonly #clock: VirtualClock;
  readonly #events: Events;
  readonly #log: DeliveryLog;
  readonly #queues = new DeliveryQueues();
  readonly #batches: Batches;
  #holds: () => number[] = () => [0];
  #drawn = 0;
  /** Changes with a reset and with the end: what began before leaves no trace after it. */
  #era = 0;

  constructor(clock: VirtualClock, events: Events, longestLog: number) {
    this.#clock = clock;
    this.#events = events;
    this.#log = new DeliveryLog(longestLog);
    this.#batches = new Batches(clock, (target, field, payload) => this.#deliver(target, field, payload));
  }

  /** @param drawn how many deliveries it has been asked about in another process */
  setChaos(chaos: WebhookOptions["chaos"], drawn = 0): void {
    this.#holds = createChaos(chaos);
    for (this.#drawn = 0; this.#drawn < drawn; this.#drawn++) this.#holds();
    this.#batches.size = chaos?.batch ?? 1;
  }

  /** Ends when each copy that is not held back has been tried once; at once for what waits for others. */
  send(target: WebhookTarget, field: string, payload: WireWebhook): Promise<void> {
    if (this.#batches.size <= 1) return this.#deliver(target, field, payload);
    this.#batches.add(target, field, payload);
    return Promise.resolve();
  }

  // Not `async`, nor is `send`: while it waits, which may be long, such a function would keep the payload beside its text.
  #deliver(target: WebhookTarget, field: string, payload: WireWebhook): Promise<void> {
    const body = bodyOf(payload);
    const entry = this.#log.add(target.url, target.appSecret, field, body.text);
    const started = this.#clock.now();
    if (body.error !== undefined) {
      entry.delivery.attempts.push({ at: isoTime(started), error: body.error });
      entry.delivery.state = "failed";
      this.#log.done(entry);
      return Promise.resolve();
    }
    this.#drawn++;
    const [only = Promise.resolve(), ...more] = this.#holds().map((hold) => {
      const course = { started, repetition: 0 };
      if (hold === 0) return this.#enqueue(entry, { course, always: true });
      this.#schedule(entry, course, started + hold);
      return Promise.resolve();
    });
    return more.length === 0 ? only : Promise.all([only, ...more]).then(() => undefined);
  }

  deliveries(): Delivery[] {
    return this.#log.shown().map((entry) => entry.delivery);
  }

  /** Sends one delivery again, or all that are not delivered; returns how many. */
  redeliver(id?: string): number {
    const chosen = this.#log
      .shown()
      .filter(({ delivery }) => (id === undefined ? delivery.state !== "delivered" : delivery.id === id));
    for (const entry of chosen) {
      if (entry.redelivering) continue;
      entry.redelivering = true;
      void this.#enqueue(entry, { always: entry.delivery.state === "delivered" });
    }
    return chosen.length;
  }

  save(): SavedDeliveries {
    return { ...this.#log.save(), batches: this.#batches.save(), drawn: this.#drawn };
  }

  restore({ count, log, batches = [] }: SavedDeliveries): void {
    this.#log.restore(count, log);
    this.#batches.restore(batches);
  }

  /** Sets the timer of something that `restore` brought. */
  resumeTask(task: DeliveryTask | BatchTask, at: number): void {
    if (task.kind === "batch") {
      this.#batches.wait(task.batch, at);
      return;
    }
    const entry = this.#log.find(task.delivery);
    const { started, repetition } = task;
    if (entry !== undefined) this.#schedule(entry, { started, repetition }, at);
  }

  /** Goes on with what was under way; to be called when all tasks are resumed. */
  resume(): void {
    const started = this.#clock.now();
    for (const entry of this.#log.stranded()) {
      void this.#enqueue(entry, {
        course: { started, repetition: entry.delivery.attempts.length },
        always: false,
      });
    }
  }

  /** Ends when nothing is on its way; repetitions that wait for their time do not count. */
  idle(): Promise<void> {
    return this.#queues.idle();
  }

  /** As `idle`, but waits for calls that are under way already only for a while, as one of them may be the caller. */
  calm(): Promise<void> {
    return this.#queues.calm(patience);
  }

  /** Forgets the log and everything that waits, and breaks off the calls under way. */
  reset(): void {
    this.#era++;
    this.#queues.clear();
    this.#batches.clear();
    this.#log.clear();
    this.client.abort();
  }

  /** Lets the calls under way end, for at most `grace` real milliseconds; what is not delivered by then stays pending. */
  async close(grace: number): Promise<void> {
    this.#queues.stop();
    let timer: NodeJS.Timeout | undefined;
    const over = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, grace);
    });
    await Promise.race([this.idle(), over]);
    clearTimeout(timer);
    this.#era++;
    this.client.close();
  }

  // A queue and a timer hold the id only: what has been given up in the meantime is not kept by them, nor sent.

  #enqueue(entry: Entry, { course, always }: Attempt): Promise<void> {
    const { id, url } = entry.delivery;
    const turn = this.#queues.enter(url, personOf(entry.delivery), async () => {
      const era = this.#era;
      const present = this.#log.waiting(id);
      if (present === undefined) return;
      if (course === undefined) present.redelivering = false;
      const made = always || present.delivery.state !== "delivered" ? await this.#call(present) : undefined;
      if (era !== this.#era || present !== this.#log.waiting(id)) return;
      present.turns.delete(turn);
      if (made !== undefined) this.#note(present, made, course);
      this.#conclude(present);
    });
    entry.turns.add(turn);
    this.#log.wait(entry);
    return turn.ended;
  }

  #schedule(entry: Entry, { started, repetition }: NonNullable<Attempt["course"]>, at: number): void {
    const { id } = entry.delivery;
    const timer = this.#clock.at(
      at,
      async () => {
        const present = this.#log.waiting(id);
        if (present?.timers.delete(timer) !== true) return;
        await this.#enqueue(present, { course: { started, repetition }, always: repetition === 0 });
      },
      () => ({ kind: "delivery", delivery: id, started, repetition }),
    );
    entry.timers.set(timer, repetition);
    this.#log.wait(entry);
  }

  #note(entry: Entry, made: DeliveryAttempt, course: Attempt["course"]): void {
    const { delivery } = entry;
    delivery.attempts.push(made);
    if (made.status === 200) {
      delivery.state = "delivered";
      cancelRepetitions(entry);
    } else if (course !== undefined && delivery.state !== "delivered") {
      const { started, repetition } = course;
      const next = nextAttempt(started, repetition, this.#clock.now());
      if (next !== undefined) this.#schedule(entry, { started, repetition: repetition + 1 }, next);
    }
  }

  async #call({ delivery, appSecret }: Entry): Promise<DeliveryAttempt> {
    const at = isoTime(this.#clock.now());
    try {
      const { status } = await this.client.post(delivery.url, delivery.body, appSecret);
      return { at, status };
    } catch (error) {
      return { at, error: messageOf(error) };
    }
  }

  /** After an attempt: a delivery has failed when nothing is left to try. */
  #conclude(entry: Entry): void {
    const { delivery } = entry;
    if (delivery.state === "pending" && !isWaiting(entry)) delivery.state = "failed";
    this.#log.done(entry);
    this.#events.emit("delivery", { id: delivery.id, field: delivery.field, state: delivery.state });
  }
}

/** What cannot be written, such as an object that contains itself, stands in the log and goes nowhere. */
function bodyOf(payload: WireWebhook): { readonly text: string; readonly error?: string } {
  try {
    return { text: webhookText(payload) };
  } catch (error) {
    return { text: "", error: messageOf(error) };
  }
}
