import { boundedCopy, isRecord, member, type ForeignRecord } from "./foreign-json.ts";
import type { EventOf, EventOrigin, WebhookEvent } from "./events.ts";
import type { Profiles } from "./parse-parts.ts";

/** One change of a delivery, with what is needed to read it. */
export interface Change {
  readonly value: ForeignRecord;
  readonly origin: EventOrigin;
  /** The people in `value.contacts`. */
  readonly profiles: Profiles;
  /** `entry.time` in milliseconds: when what an account-level field tells happened. */
  readonly time: number | undefined;
  /** The change itself: samples put `rejection_info` beside `value`. */
  readonly beside: ForeignRecord;
}

export type ChangeReader = (change: Change) => readonly WebhookEvent[];

/** An event without where it came from. */
export type Body<Event> = Event extends EventOrigin ? Omit<Event, keyof EventOrigin> : never;

export function unknown(origin: EventOrigin, what: string, value: unknown): EventOf<"unknown"> {
  return { ...origin, kind: "unknown", what, value: boundedCopy(value) };
}

/** The reader of a field whose `value` is one event; none without what the event needs. */
export function oneEvent(read: (change: Change) => Body<WebhookEvent> | undefined): ChangeReader {
  return (change) => {
    const body = read(change);
    return body === undefined ? [] : [{ ...change.origin, ...body }];
  };
}

/** The events of a list in `holder`, item by item. What is no object is one `unknown` event, however often it stands there. */
export function eventsOf(
  change: Change,
  holder: ForeignRecord,
  key: string,
  read: (item: ForeignRecord, change: Change) => WebhookEvent | readonly WebhookEvent[],
): WebhookEvent[] {
  const list = member(holder, key);
  if (list === undefined) return [];
  if (!Array.isArray(list)) return [unknown(change.origin, `${key}: no list`, list)];
  const items = list.filter(isRecord);
  const events = items.flatMap((item) => read(item, change));
  const damaged = list.length - items.length;
  return damaged === 0 ? events : [...events, unknown(change.origin, `${key}: ${damaged} that are no objects`, null)];
}
