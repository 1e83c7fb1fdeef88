import { isoTime } from "../../core/clock.ts";
import { moneyJson } from "../../core/money.ts";
import type { MessageEventRow, MessageRow } from "../../storage/rows.ts";

/** What a message costs as far as is known: Meta's settlement, else our estimate, else nothing. */
export function costJson(row: MessageRow): { amount: string; currency: string; kind: "estimate" | "settled" } | null {
  if (row.currency === null) return null;
  if (row.settled_micros !== null) {
    return { ...moneyJson({ micros: row.settled_micros, currency: row.currency }), kind: "settled" };
  }
  if (row.estimate_micros === null || row.state === "skipped" || row.state === "failed") return null;
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
    states: events.map(({ state, occurred_at: at }) => ({ state, at: isoTime(at) })),
    cost: costJson(row),
    error:
      row.error_code === null ? null : { code: row.error_code, title: row.error_title, details: row.error_details },
    createdAt: isoTime(row.created_at),
  };
}
