import { describe, expect, test } from "vitest";
import { parseWebhook } from "../../src/domain/webhooks/parse.ts";
import { accountFields } from "../../src/simulator/webhooks/emit-account.ts";
import { emitFields } from "../../src/simulator/webhooks/emit.ts";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, control } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const now = Date.parse(still.now) / 1_000;

/** What Meta lets an app subscribe to. */
const subscribable = [
  "account_alerts",
  "account_review_update",
  "account_settings_update",
  "account_update",
  "automatic_events",
  "business_capability_update",
  "business_status_update",
  "business_username_updates",
  "calls",
  "flows",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "history",
  "message_echoes",
  "message_template_components_update",
  "message_template_quality_update",
  "message_template_status_update",
  "messages",
  "messaging_handovers",
  "partner_solutions",
  "payment_configuration_update",
  "phone_number_name_update",
  "phone_number_quality_update",
  "security",
  "smb_app_state_sync",
  "smb_message_echoes",
  "standby",
  "template_category_update",
  "template_correct_category_detection",
  "tracking_events",
  "user_preferences",
];

/** Fields that stand without `time`, as messages do. */
const withoutTime = [
  "account_settings_update",
  "calls",
  "group_lifecycle_update",
  "group_participants_update",
  "group_settings_update",
  "group_status_update",
  "history",
  "message_echoes",
  "messages",
  "messaging_handovers",
  "smb_app_state_sync",
  "smb_message_echoes",
  "standby",
  "user_preferences",
];

const everyEvent = Object.entries(emitFields).flatMap(([field, { events }]) =>
  Object.keys(events).map((event) => [field, event] as const),
);

test("every field that can be subscribed to can be emitted", async () => {
  await using sim = await startSimulator(still);
  expect(Object.keys(emitFields).toSorted()).toEqual(subscribable);
  const { body } = await control(sim, "GET", "emit");
  expect(at(body, "data")).toContainEqual({ field: "user_preferences", events: ["stop", "resume", "signup"] });
});

describe("a sample", () => {
  test.each(everyEvent)("of %s %s arrives in its envelope, and our own parser knows it", async (field, event) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    const answer = await control(sim, "POST", "emit", { field, ...(event === "" ? {} : { event }) });
    expect(answer.status).toBe(200);
    await sim.settled();
    const [received] = receiver.received;
    const entry = at(received?.body, "entry", 0);
    expect(at(entry, "id")).toBe(field === "partner_solutions" ? sim.businessId : sim.wabaId);
    expect(at(entry, "time")).toBe(withoutTime.includes(field) ? undefined : now);
    expect(at(entry, "changes", 0, "field")).toBe(field);
    expect(at(entry, "changes", 0, "value")).toMatchObject(at(answer.body, "value") as object);
    const events = parseWebhook(received?.body);
    expect(events.map(({ kind }) => kind)).not.toContain("unknown");
    expect(events.length).toBeGreaterThan(0);
  });

  test.each(Object.keys(accountFields["account_update"]?.events ?? {}))("of account_update is %s", async (event) => {
    await using sim = await startSimulator(still);
    expect(sim.emit({ field: "account_update", event })).toMatchObject({ event });
    expect(sim.emit({ field: "account_update", value: { event } })).toMatchObject({ event });
  });

  test("takes over what is given, member by member, with lists as a whole", async () => {
    await using sim = await startSimulator(still);
    expect(
      sim.emit({
        field: "account_update",
        value: { violation_info: { violation_type: "SCAM" }, restriction_info: [], extra: 1 },
      }),
    ).toEqual({
      event: "ACCOUNT_RESTRICTION",
      violation_info: { violation_type: "SCAM" },
      restriction_info: [],
      extra: 1,
    });
  });

  test("shows the person that is asked for as every webhook would", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.customer("12025550112", { name: "Ben", username: "ben.shop" });
    sim.emit({ field: "calls", from: "12025550112" });
    await sim.settled();
    const [value] = receiver.values("calls");
    expect(at(value, "contacts", 0)).toEqual({
      profile: { name: "Ben", username: "ben.shop" },
      user_id: expect.any(String),
    });
    expect(at(value, "calls", 0)).not.toHaveProperty("from");
    expect(at(value, "metadata", "phone_number_id")).toBe(sim.phoneNumberId);
  });
});

describe("refused", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["an unknown field, with a list of all", { field: "user_id_update" }, "smb_app_state_sync"],
    ["an unknown event, with a list of all", { field: "account_update", event: "PARTY" }, "ACCOUNT_DELETED"],
    ["a field without a documented shape and without a value", { field: "tracking_events" }, "value"],
    ["a prototype's name", { field: "constructor" }, "account_update"],
    ["an unknown member", { field: "security", valeu: {} }, "valeu"],
  ])("is %s", async (_, body, named) => {
    await using sim = await startSimulator(still);
    const answer = await control(sim, "POST", "emit", body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(named);
  });

  test("is nothing that is given whole", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.emit({ field: "tracking_events", value: { event: "Purchase" } });
    await sim.settled();
    expect(receiver.values("tracking_events")).toEqual([{ event: "Purchase" }]);
  });
});
