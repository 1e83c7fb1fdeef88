import { describe, expect, test } from "vitest";
import type { EventOf, WebhookEvent } from "../../../src/domain/webhooks/events.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { account, change, envelope, inbound, preference, rui, status, wabaId } from "./bodies.ts";

function only<Kind extends WebhookEvent["kind"]>(kind: Kind, body: object): EventOf<Kind> {
  const [event, ...rest] = parseWebhook(body);
  if (event?.kind !== kind || rest.length > 0) throw new Error(`not one ${kind}: ${event?.kind}`);
  return event as EventOf<Kind>;
}

/** Meta writes the same thing in two ways; the event has one. */
describe("two spellings are one event", () => {
  test.each(["recipient_parent_user_id", "parent_recipient_user_id", "parent_user_id"])(
    "the parent's id of a recipient as %s",
    (name) => {
      const event = only("status", status("wamid.1", "read", 1_795_100_000, { [name]: "US.ENT.7" }));
      expect(event.customer.parentUserId).toBe("US.ENT.7");
    },
  );

  test.each(["recipient_participant_id", "participant_recipient_id"])("the member of a group as %s", (name) => {
    const more = { recipient_type: "group", recipient_id: "Y2Fw", [name]: rui.waId };
    const event = only("status", status("wamid.1", "read", 1_795_100_000, more));
    expect([event.groupId, event.customer.waId]).toEqual(["Y2Fw", rui.waId]);
  });

  test.each(["en_US", "en-US"])("the language of a template as %s", (language) => {
    const value = { event: "APPROVED", message_template_name: "a", message_template_language: language };
    expect(only("template-status", account("message_template_status_update", value)).language).toBe("en_US");
  });

  test.each(["es", "pt_BR", "zh_HK", "fil"])("the language %s stays", (language) => {
    const value = { event: "APPROVED", message_template_name: "a", message_template_language: language };
    expect(only("template-status", account("message_template_status_update", value)).language).toBe(language);
  });

  test.each<[unknown, number | "unlimited" | undefined]>([
    [2000, 2000],
    ["2000", 2000],
    ["TIER_50", 50],
    ["TIER_250", 250],
    ["TIER_1K", 1000],
    ["TIER_2K", 2000],
    ["TIER_10K", 10_000],
    ["TIER_100K", 100_000],
    ["TIER_UNLIMITED", "unlimited"],
    ["UNLIMITED", "unlimited"],
    [-1, "unlimited"],
    ["TIER_NOT_SET", undefined],
    ["TIER_MANY", undefined],
    [{}, undefined],
  ])("the limit %j", (given, limit) => {
    const value = { max_daily_conversations_per_business: given, max_phone_numbers_per_waba: 25 };
    expect(only("capability", account("business_capability_update", value)).limit).toBe(limit);
  });

  test("the limit under its old name", () => {
    const value = { max_daily_conversation_per_phone: 1000 };
    expect(only("capability", account("business_capability_update", value)).limit).toBe(1000);
  });

  test("the limit of a number under its old names", () => {
    const value = { event: "UPGRADE", current_limit: "TIER_10K", old_limit: "TIER_2K" };
    const event = only("number-quality", account("phone_number_quality_update", value));
    expect([event.limit, event.previousLimit]).toEqual([10_000, 2000]);
  });

  test("why a template was rejected, beside the value", () => {
    const value = { event: "REJECTED", reason: "INVALID_FORMAT" };
    const rejection_info = { reason: "Two variables touch.", recommendation: "Put words between." };
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: wabaId, changes: [{ field: "message_template_status_update", value, rejection_info }] }],
    };
    expect(only("template-status", body)).toMatchObject(rejection_info);
  });

  test("a quality under the field of the status", () => {
    const value = { previous_quality_score: "GREEN", new_quality_score: "RED", message_template_name: "a" };
    expect(only("template-quality", account("message_template_status_update", value)).score).toBe("RED");
  });

  test.each([{ message_id: "wamid.1" }, { message_id: "wamid.1", emoji: "" }])(
    "a reaction taken back: %j",
    (reaction) => {
      const event = only("inbound", inbound(rui, "wamid.2", 1_795_100_000, { type: "reaction", reaction }));
      expect(event.content).toEqual({ type: "reaction", reaction: { message_id: "wamid.1" } });
    },
  );

  test.each(["contact_request", "request_contact_info"])("a card that was asked for, as %s", (origin) => {
    const event = only("inbound", inbound(rui, "wamid.3", 1_795_100_000, { type: "contacts", contacts: [{ origin }] }));
    expect(event.content).toEqual({ type: "contacts", contacts: [{ origin: "contact_request" }] });
  });

  test.each(["ruicosta", "@ruicosta"])("the username %s", (username) => {
    const profile = { profile: { username }, user_id: rui.userId };
    const message = { from_user_id: rui.userId, id: "wamid.4", timestamp: "1", type: "text", text: { body: "x" } };
    const event = only("inbound", envelope(change("messages", { contacts: [profile], messages: [message] })));
    expect(event.customer.username).toBe("ruicosta");
  });

  test.each([1_795_100_000, "1795100000"])("the time %j", (time) => {
    const body = {
      object: "whatsapp_business_account",
      entry: [{ id: wabaId, time, changes: [{ field: "account_review_update", value: { decision: "APPROVED" } }] }],
    };
    expect(only("account-review", body).at).toBe(1_795_100_000_000);
    const restriction = { restriction_type: "RESTRICTED_UTILITY_TEMPLATES", expiration: time };
    const value = { event: "ACCOUNT_RESTRICTION", restriction_info: [restriction] };
    expect(only("account-update", account("account_update", value)).update).toMatchObject({
      restrictions: [{ until: 1_795_100_000_000 }],
    });
    expect(only("preference", preference(rui, "stop", Number(time))).at).toBe(1_795_100_000_000);
  });

  test.each([445_566_778_899, "445566778899"])("the id %j", (id) => {
    const value = { event: "APPROVED", message_template_id: id };
    expect(only("template-status", account("message_template_status_update", value)).templateId).toBe("445566778899");
  });

  test("an id that JavaScript has rounded is none", () => {
    const value = JSON.parse('{"event":"APPROVED","message_template_id":12345678901234567890}') as object;
    expect(only("template-status", account("message_template_status_update", value)).templateId).toBeUndefined();
  });

  test.each([131_047, "131047"])("the code %j", (code) => {
    const event = only("status", status("wamid.5", "failed", 1, { errors: [{ code, title: "x" }] }));
    expect(event.errors).toEqual([{ code: 131_047, title: "x" }]);
  });

  test("a number of pieces and a price in texts", () => {
    const item = { product_retailer_id: "MUG-1", quantity: "2", item_price: "9.50", currency: "EUR" };
    const order = { catalog_id: 700_800_900, product_items: [item] };
    const event = only("inbound", inbound(rui, "wamid.6", 1_795_100_000, { type: "order", order }));
    expect(event.content).toEqual({
      type: "order",
      order: { catalog_id: "700800900", product_items: [{ ...item, quantity: 2, item_price: 9.5 }] },
    });
  });

  test("a conversation of the versions before v24", () => {
    const conversation = { id: "c1", expiration_timestamp: "1795186400", origin: { type: "utility" } };
    const event = only("status", status("wamid.7", "sent", 1_795_100_000, { conversation, template_id: "99" }));
    expect(event.conversation).toEqual({ id: "c1", origin: "utility", expiresAt: 1_795_186_400_000 });
    expect(event.templateId).toBe("99");
  });
});
