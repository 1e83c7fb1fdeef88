import { isoTime } from "../core/clock.ts";
import type { WireWebhook } from "../graph/wire/webhooks.ts";
import { createChaos } from "./chaos.ts";
import type { VirtualClock } from "./clock.ts";
import type { WebhookOptions } from "./options.ts";
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
const longestLog = 10_000;

/** Delivers webhooks one after the other, repeats those that are not answered with 200, and keeps a log. */
export class Deliverer {
  readonly client = new WebhookClient();
  readonly #clock: VirtualClock;
  #log = new Map<string, { delivery: Delivery; bytes: Buffer; appSecret: string }>();
  #holds: () => number[] = () => [0];
  #tail: Promise<void> = Promise.resolve();
  #count = 0;
  #era = 0;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  setChaos(chaos: WebhookOptions["chaos"]): void {
    this.#holds = createChaos(chaos);
  }

  /** Ends when each copy that is not held back has been tried once. */
  async send(target: WebhookTarget, field: string, payload: WireWebhook): Promise<void> {
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
    this.#log.set(id, { delivery, bytes, appSecret: target.appSecret });
    if (this.#log.size > longestLog) {
      for (const oldest of this.#log.keys()) {
        this.#log.delete(oldest);
        break;
      }
    }
    const started = this.#clock.now();
    const attempts = this.#holds().map((hold) => {
      const attempt = (): Promise<void> => this.#enqueue(delivery, bytes, target.appSecret, started, 0);
      if (hold === 0) return attempt();
      this.#clock.after(hold, attempt);
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
    for (const { delivery, bytes, appSecret } of chosen) {
      void this.#enqueue(delivery, bytes, appSecret, this.#clock.now(), retryGaps.length);
    }
    return chosen.length;
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
    this.#log = new Map();
    this.#count = 0;
  }

  /** Lets the delivery under way end, for at most `grace` real milliseconds, and drops those behind it. */
  async close(grace: number): Promise<void> {
    this.#era++;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, grace);
    });
    await Promise.race([this.idle(), patience]);
    clearTimeout(timer);
    this.client.close();
  }

  #enqueue(delivery: Delivery, bytes: Buffer, appSecret: string, started: number, repetition: number): Promise<void> {
    const era = this.#era;
    const turn = this.#tail.then(async () => {
      if (era === this.#era) await this.#attempt(delivery, bytes, appSecret, started, repetition);
    });
    this.#tail = turn;
    return turn;
  }

  async #attempt(
    delivery: Delivery,
    bytes: Buffer,
    appSecret: string,
    started: number,
    repetition: number,
  ): Promise<void> {
    const at = isoTime(this.#clock.now());
    const era = this.#era;
    try {
      const { status } = await this.client.post(delivery.url, bytes, appSecret);
      delivery.attempts.push({ at, status });
      if (status === 200) delivery.state = "delivered";
    } catch (error) {
      delivery.attempts.push({ at, error: error instanceof Error ? error.message : String(error) });
    }
    if (delivery.state === "delivered" || era !== this.#era) return;
    const gap = retryGaps[repetition];
    if (gap === undefined || this.#clock.now() + gap - started > retrySpan) {
      delivery.state = "failed";
      return;
    }
    this.#clock.after(gap, () => this.#enqueue(delivery, bytes, appSecret, started, repetition + 1));
  }
}
