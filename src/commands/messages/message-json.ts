import { isoTime } from "../../core/clock.ts";
import { moneyJson } from "../../core/money.ts";
import type { MessageEventRow, MessageRow } from "../../storage/rows.ts";

const order = [
  "queued",
  "skipped",
  "cancelled",
  "sending",
  "uncertain",
  "accepted",
  "sent",
  "failed",
  "delivered",
  "read",
];

/**
 * Oldest first. Meta's times are whole seconds and ours are not, so that within a second the order of the states decides:
 * nobody wants to read that a message was delivered before it was sent.
 */
export function inOrder(events: readonly MessageEventRow[]): MessageEventRow[] {
  const second = (event: MessageEventRow): number => Math.floor(event.occurred_at / 1_000);
  return events.toSorted(
    (one, other) => second(one) - second(other) || order.indexOf(one.state) - order.indexOf(other.state),
  );
}

/**
 * What a message costs as far as is known: Meta's settlement, else our estimate while Meta has not priced it, else nothing: what it is
 * charged as may have a rate that no card tells.
 */
export function costJson(row: MessageRow): { amount: string; currency: string; kind: "estimate" | "settled" } | null {
  if (row.currency === null) return null;
  if (row.settled_micros !== null) {
    return { ...moneyJson({ micros: row.settled_micros, currency: row.currency }), kind: "settled" };
  }
  if (row.estimate_micros === null || row.priced_at !== null || row.state === "skipped" || row.state === "failed")
    return null;
  return { ...moneyJson({ micros: row.estimate_micros, currency: row.currency }), kind: "estimate" };
}

/**
 * The JSON of a message that scripts rely on. The business's side of `from` and `to` is its phone number id, the
 * customer's the number in E.164 (or the business-scoped user id of a person without one).
 */
export function messageJson(row: MessageRow, events: readonly MessageEventRow[]): Record<string, unknown> {
  const customer = row.customer_phone ?? row.customer_user_id;
  const outbound = row.direction === "out";
  return {
    id: row.id,
    wamid: row.wamid,
    direction: row.direction,
    to: outbound ? customer : row.phone_number_id,
    from: outbound ? row.phone_number_id : customer,
    type: row.type,
    template: row.template,
    language: row.language,
    category: row.category,
    state: row.state,
    reason: row.reason,
    states: inOrder(events).map(({ state, occurred_at: at }) => ({ state, at: isoTime(at) })),
    cost: costJson(row),
    error:
      row.error_code === null ? null : { code: row.error_code, title: row.error_title, details: row.error_details },
    createdAt: isoTime(row.created_at),
  };
}
