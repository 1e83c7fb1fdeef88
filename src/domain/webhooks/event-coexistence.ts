import type {
  WireContactSync,
  WireHandoverValue,
  WireHistoryMessage,
  WireWebhookError,
} from "../../graph/wire/webhooks.ts";
import type { InboundContent } from "./event-content.ts";
import type { EventCustomer, EventOrigin } from "./event-origin.ts";
import type { ForeignRecord } from "./foreign-json.ts";

interface WrittenBefore {
  readonly wamid: string;
  /** Meta's word, also where it is new. */
  readonly type: string;
  /** Milliseconds. */
  readonly at: number | undefined;
  readonly text: string | undefined;
  readonly content: InboundContent;
  /** The message as Meta sent it, bounded in depth. */
  readonly message: ForeignRecord;
}

/** What the business itself wrote, in the WhatsApp Business app or through another application. */
export interface EchoEvent extends EventOrigin, WrittenBefore {
  readonly kind: "echo";
  /** To whom. */
  readonly customer: EventCustomer;
  readonly groupId: string | undefined;
}

/** A message from before the number came to the API. */
export interface HistoryMessage extends WrittenBefore {
  readonly direction: "in" | "out";
  readonly state: NonNullable<WireHistoryMessage["history_context"]>["status"] | undefined;
}

/** A piece of the history of the number; `errors` alone when the business does not share it. */
export interface HistoryEvent extends EventOrigin {
  readonly kind: "history";
  /** 0: the last day; 1: up to 90 days; 2: up to 180 days. */
  readonly phase: number | undefined;
  readonly chunk: number | undefined;
  /** Percent. */
  readonly progress: number | undefined;
  readonly threads: readonly HistoryThread[];
  readonly errors: readonly WireWebhookError[];
}

/** What was written with one customer before the number came to the API. */
export interface HistoryThread {
  readonly customer: EventCustomer;
  readonly messages: readonly HistoryMessage[];
}

/** The medium of a message that came in the history as `media_placeholder`. */
export interface HistoryMediaEvent extends EventOrigin, HistoryMessage {
  readonly kind: "history-media";
  readonly customer: EventCustomer;
}

/** A change in the address book of the WhatsApp Business app. */
export interface ContactSyncEvent extends EventOrigin {
  readonly kind: "contact-sync";
  readonly action: WireContactSync["action"];
  /** `name` is the one that the business wrote. */
  readonly customer: EventCustomer;
  readonly firstName: string | undefined;
  /** Milliseconds. */
  readonly at: number | undefined;
}

/** Who answers the customer has changed. */
export interface HandoverEvent extends EventOrigin {
  readonly kind: "handover";
  readonly type: WireHandoverValue["type"];
  readonly customer: EventCustomer;
  readonly previousOwner: string | undefined;
  readonly newOwner: string | undefined;
  /** Bounded in depth. */
  readonly metadata: unknown;
  /** Milliseconds. */
  readonly at: number | undefined;
}

/** The events of numbers that are used elsewhere too. */
export type CoexistenceEvent = EchoEvent | HistoryEvent | HistoryMediaEvent | ContactSyncEvent | HandoverEvent;
