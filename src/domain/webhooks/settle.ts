import type { Queryable } from "../../storage/database.ts";
import { settlePrice } from "../../storage/repos/endings.ts";
import type { WirePricing } from "../../graph/wire/webhooks.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { marketOf } from "../costs/market.ts";
import { priceMessage } from "../costs/price.ts";
import { rateCategory } from "../costs/rates.ts";
import type { StatusEvent } from "./events.ts";
import type { ApplyContext } from "./outcomes.ts";

// Meta charges for what is delivered. The `pricing` of `sent` only announces what that would be, and a message that never
// arrives costs nothing, so until then the estimate stands. `delivered` is left out when a message is read at once.
const arrived = new Set<string>(["delivered", "read", "played"]);

/** Puts a price to a delivered message: free or charged as the webhook says, at the rate of the day, once. */
export async function settleMessage(
  tx: Queryable,
  message: MessageRow,
  event: Pick<StatusEvent, "state" | "at" | "pricing">,
  context: ApplyContext,
): Promise<void> {
  const { pricing } = event;
  // A message to a group is charged for every member whom it reaches; what that comes to is not told.
  if (pricing === undefined || isOfGroup(pricing)) return;
  if (!arrived.has(event.state) || message.priced_at !== null) return;
  const at = event.at ?? context.receivedAt;
  const currency = message.currency ?? context.currency;
  const market = message.market ?? marketOf(message.customer_phone ?? undefined, at).market;
  const price = priceMessage({
    market,
    category: rateCategory(message.category ?? "") ?? "service",
    at,
    currency,
    windowOpen: pricing.type === "free_customer_service",
    pricing,
  });
  await settlePrice(tx, {
    id: message.id,
    pricingType: pricing.type ?? null,
    pricingCategory: pricing.category,
    micros: price.micros,
    currency,
    at: context.now,
  });
}

function isOfGroup({ category, type }: WirePricing): boolean {
  return category.startsWith("group_") || type === "free_group_customer_service";
}
