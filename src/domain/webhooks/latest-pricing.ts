import type { Queryable } from "../../storage/database.ts";
import { arrivalEvents, type ArrivalEvent } from "../../storage/repos/arrival-events.ts";
import type { ReportedMessage } from "../../storage/repos/reported.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import { isRecord } from "./foreign-json.ts";
import { parsePricing } from "./parse-parts.ts";

/** What a report said of the price. */
export interface Told {
  readonly pricing: WirePricing;
  readonly state: string;
}

type Said = Pick<WirePricing, "type" | "category">;

/** Meta writes one category in two ways. */
const wordOf = (category: string | null): string => (category ?? "").replaceAll("_", "-");

/** Whether two reports say the same of the price: what is free or charged, and as what. */
export function isSamePricing(one: Said, other: Said): boolean {
  return (one.type ?? null) === (other.type ?? null) && wordOf(one.category) === wordOf(other.category);
}

/** Whether a message is settled as this report says. */
export function isSaid(message: ReportedMessage, pricing: Said): boolean {
  return (
    message.pricing_type === (pricing.type ?? null) && wordOf(message.pricing_category) === wordOf(pricing.category)
  );
}

/** Arrivals in the order in which they can happen. */
const order: readonly string[] = ["delivered", "read", "played"];

/**
 * What the latest report with a price says, by message id: of those that happened in one second, the one of the farther state. The same
 * reports have the same latest one, whatever the order in which they came.
 */
export async function latestPricings(
  tx: Queryable,
  messages: readonly ReportedMessage[],
): Promise<ReadonlyMap<string, Told>> {
  const latest = new Map<string, { readonly event: ArrivalEvent; readonly told: Told }>();
  for (const event of await arrivalEvents(tx, messages)) {
    const pricing = keptPricing(event);
    if (event.message_id === null || pricing === undefined) continue;
    const known = latest.get(event.message_id);
    if (known !== undefined && isBefore(event, known.event)) continue;
    latest.set(event.message_id, { event, told: { pricing, state: event.state } });
  }
  return new Map([...latest].map(([id, { told }]) => [id, told]));
}

function isBefore(one: ArrivalEvent, other: ArrivalEvent): boolean {
  if (one.occurred_at !== other.occurred_at) return one.occurred_at < other.occurred_at;
  return order.indexOf(one.state) < order.indexOf(other.state);
}

/** The `pricing` that was kept with an event. */
export function keptPricing({ detail }: Pick<ArrivalEvent, "detail">): WirePricing | undefined {
  const kept: unknown = detail === null ? undefined : JSON.parse(detail);
  return isRecord(kept) ? parsePricing(kept) : undefined;
}
