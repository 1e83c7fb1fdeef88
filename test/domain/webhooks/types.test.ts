import { expect, test } from "vitest";
import type { WireKnownChange, WireOrderItem, WireWebhookValue } from "../../../src/graph/wire/webhooks.ts";
import type { AccountRestriction, EventOf, WebhookEvent } from "../../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { account, inbound, rui } from "./bodies.ts";

/** What a program writes that takes its orders from webhooks: compiles without a cast. */
function orderedPieces(events: readonly WebhookEvent[]): number {
  let pieces = 0;
  for (const event of events) {
    if (event.kind !== "inbound" || event.content.type !== "order") continue;
    const items: readonly WireOrderItem[] = event.content.order.product_items;
    pieces += items.reduce((sum, item) => sum + item.quantity, 0);
  }
  return pieces;
}

function restrictions(event: EventOf<"account-update">): readonly AccountRestriction[] {
  return event.update.event === "ACCOUNT_RESTRICTION" ? event.update.restrictions : [];
}

/** What a program writes that reads Meta's own shapes. */
function scoreOf(change: WireKnownChange): string | undefined {
  return change.field === "message_template_quality_update" ? change.value.new_quality_score : undefined;
}

test("kinds, contents and fields narrow", () => {
  const product_items = [{ product_retailer_id: "MUG-1", quantity: 2, item_price: 9.5, currency: "EUR" }];
  const order = { type: "order", order: { catalog_id: "7", product_items } };
  expect(orderedPieces(parseWebhook(inbound(rui, "wamid.1", 1_795_100_000, order)))).toBe(2);
  const restriction_info = [{ restriction_type: "RESTRICTED_UTILITY_TEMPLATES" }];
  const [event] = parseWebhook(account("account_update", { event: "ACCOUNT_RESTRICTION", restriction_info }));
  expect(event?.kind === "account-update" ? restrictions(event) : undefined).toEqual([
    { type: "RESTRICTED_UTILITY_TEMPLATES", until: undefined },
  ]);
  const value = {
    message_template_id: 1,
    message_template_name: "a",
    message_template_language: "es",
    new_quality_score: "RED",
  };
  expect(scoreOf({ field: "message_template_quality_update", value })).toBe("RED");
  // The shape of each field fits where any of them is expected.
  const any: WireWebhookValue = value;
  expect(any["new_quality_score"]).toBe("RED");
});
