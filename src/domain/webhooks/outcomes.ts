import type { Purpose } from "../../storage/rows.ts";
import type { Tariff } from "../costs/tariff.ts";
import type { WebhookEvent } from "./events.ts";

/** What is known around an event. Instants in milliseconds. */
export interface EventContext {
  readonly now: number;
  /** When the delivery came: stands in for a time that Meta left out, and is the same whenever it is processed. */
  readonly receivedAt: number;
}

export interface ReceivedEvent<Event extends WebhookEvent = WebhookEvent> extends Pick<EventContext, "receivedAt"> {
  readonly event: Event;
}

/** What is known around the events of a batch. */
export interface ApplyContext extends Pick<EventContext, "now"> {
  /** What Meta bills the account in (ISO 4217): for messages that were sent without an estimate. */
  readonly currency: string;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
  /** The database locks rows: two may write at once. */
  readonly rowLocks: boolean;
}

/**
 * - `applied`: something changed.
 * - `recorded`: it is new and kept, and moved nothing: a late status, or one of a message that others sent.
 * - `duplicate`: known already.
 * - `unknown`: a status of a message that is not in this database; kept until the message turns up.
 * - `ignored`: there is nothing to do with it beyond keeping the delivery.
 */
export type EventOutcome = "applied" | "recorded" | "duplicate" | "unknown" | "ignored";

export interface ConsentChange {
  readonly action: "granted" | "withdrawn";
  readonly purposes: readonly Purpose[];
}

export interface EventEffect {
  readonly outcome: EventOutcome;
  /** What the event changed in the person's consent. */
  readonly consent: ConsentChange | undefined;
}

export interface ProcessedEvent extends EventEffect {
  readonly event: WebhookEvent;
}
