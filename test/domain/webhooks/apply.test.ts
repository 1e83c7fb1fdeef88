import { describe, expect, test } from "vitest";
import { processDelivery, type ProcessedDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { consentEventsOf } from "../../../src/storage/repos/consent.ts";
import { listContacts } from "../../../src/storage/repos/contact-lists.ts";
import { addContacts, getContactById } from "../../../src/storage/repos/contacts.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages, lastInboundAt, listMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { ana, change, envelope, phoneNumberId, preference, rui, status, textFrom } from "./bodies.ts";
import { fieldCases } from "./fields.ts";
import { contactRow, outgoing } from "./rows.ts";

const now = 1_795_200_000_000;
const seconds = 1_795_100_000;

let count = 0;
async function take(db: Database, body: object): Promise<ProcessedDelivery> {
  const row = {
    id: `whd_${++count}`,
    body_hash: `hash-${count}`,
    body: JSON.stringify(body),
    received_at: now - 1_000,
  };
  await storeDelivery(db, row);
  return processDelivery(db, row.id, { now, currency: "USD" });
}

function outcomes(result: ProcessedDelivery): string[] {
  if (result.state === "processed") return result.events.map((event) => event.outcome);
  return [result.state === "failed" ? result.failure : result.state];
}

describeEachDatabase("what webhooks change", (database) => {
  test("nothing but messages, statuses and preferences changes anything", async () => {
    const db = await database();
    await addContacts(db, [contactRow(1, rui)]);
    const quiet = fieldCases.filter(({ event }) => event.kind !== "preference" && event.kind !== "status");
    for (const { name, body } of quiet) expect([name, ...outcomes(await take(db, body))]).toEqual([name, "ignored"]);
    expect(await listMessages(db, { limit: 9 })).toEqual([]);
    expect(await listContacts(db, { limit: 9 })).toEqual([contactRow(1, rui)]);
  });

  test("a voice message that was played was read", async () => {
    const db = await database();
    await insertMessages(db, [outgoing({ id: "msg_1", wamid: "wamid.V", state: "accepted" })]);
    expect(outcomes(await take(db, status("wamid.V", "played", seconds)))).toEqual(["applied"]);
    expect((await getMessage(db, "msg_1"))?.state).toBe("read");
    expect(outcomes(await take(db, status("wamid.V", "played", seconds)))).toEqual(["duplicate"]);
    expect(outcomes(await take(db, status("wamid.V", "delivered", seconds - 5)))).toEqual(["recorded"]);
    expect((await getMessage(db, "msg_1"))?.state).toBe("read");
  });

  test("a voice message that was played before anyone knew whose it is", async () => {
    const db = await database();
    expect(outcomes(await take(db, status("wamid.V", "played", seconds)))).toEqual(["unknown"]);
    await insertMessages(db, [outgoing({ id: "msg_1", wamid: null, state: "uncertain" })]);
    const late = status("wamid.V", "sent", seconds - 9, { biz_opaque_callback_data: "msg_1" });
    expect(outcomes(await take(db, late))).toEqual(["recorded"]);
    expect((await getMessage(db, "msg_1"))?.state).toBe("read");
  });

  describe("a message to a group", () => {
    const member = (waId: string, state: string, more: object = {}): object => ({
      id: "wamid.G",
      status: state,
      timestamp: String(seconds),
      recipient_id: "Y2Fw",
      recipient_type: "group",
      recipient_participant_id: waId,
      ...more,
    });
    const aggregate = (...statuses: object[]): object => envelope(change("messages", { statuses }));
    const toGroup = async (db: Database): Promise<void> =>
      insertMessages(db, [outgoing({ id: "msg_g", wamid: "wamid.G", state: "accepted", customer_phone: null })]);

    test("is not failed because one member's failed", async () => {
      const db = await database();
      await toGroup(db);
      const errors = [{ code: 131_026, title: "Undeliverable" }];
      await take(db, aggregate(member(rui.waId, "failed", { errors })));
      expect(await getMessage(db, "msg_g")).toMatchObject({ state: "accepted", error_code: null });
      await take(db, aggregate(member(ana.waId, "delivered"), member(rui.waId, "delivered")));
      expect(await getMessage(db, "msg_g")).toMatchObject({ state: "delivered", error_code: null });
    });

    test("is failed when it did not go out at all", async () => {
      const db = await database();
      await toGroup(db);
      const failed = {
        id: "wamid.G",
        status: "failed",
        timestamp: String(seconds),
        recipient_id: "Y2Fw",
        recipient_type: "group",
        errors: [{ code: 131_207, title: "Group suspended" }],
      };
      await take(db, aggregate(failed));
      expect(await getMessage(db, "msg_g")).toMatchObject({ state: "failed", error_code: 131_207 });
    });

    test("keeps its estimate, for it is charged by the member", async () => {
      const db = await database();
      await toGroup(db);
      const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "group_utility" };
      await take(db, aggregate(member(rui.waId, "read", { pricing }), member(ana.waId, "read")));
      expect(await getMessage(db, "msg_g")).toMatchObject({ state: "read", settled_micros: null, priced_at: null });
    });

    test("each member's stop of marketing counts, in the same second too", async () => {
      const db = await database();
      await toGroup(db);
      await addContacts(db, [contactRow(1, rui), contactRow(2, ana)]);
      const errors = [{ code: 131_050, title: "Stopped" }];
      await take(db, aggregate(member(rui.waId, "failed", { errors }), member(ana.waId, "failed", { errors })));
      const contacts = await listContacts(db, { limit: 9 });
      expect(contacts.map(({ id, consent }) => [id, consent])).toEqual([
        [1, "w---"],
        [2, "w---"],
      ]);
    });
  });

  describe("a customer who", () => {
    const note = (system: object): object => {
      const message = { from: rui.waId, id: "wamid.S", timestamp: String(seconds), type: "system", system };
      return envelope(change("messages", { messages: [message] }));
    };
    const moved = note({ type: "user_changed_number", wa_id: ana.waId, user_id: ana.userId });

    test("has a new number is the same contact under it, with the same consent", async () => {
      const db = await database();
      await addContacts(db, [{ ...contactRow(1, rui), user_id: rui.userId }]);
      await take(db, preference(rui, "stop", seconds - 100));
      expect(outcomes(await take(db, moved))).toEqual(["applied"]);
      expect(await getContactById(db, 1)).toMatchObject({
        phone: `+${ana.waId}`,
        wa_id: ana.waId,
        user_id: ana.userId,
        name: rui.name,
      });
      await take(db, textFrom(ana, "wamid.N", seconds + 10, "Hi from my new number"));
      expect((await listContacts(db, { limit: 9 })).map(({ id }) => id)).toEqual([1]);
      expect((await consentEventsOf(db, 1)).map(({ action }) => action)).toEqual(["withdrawn"]);
      expect(outcomes(await take(db, moved))).toEqual(["ignored"]);
    });

    test("moves to a number that another contact has stays apart from it", async () => {
      const db = await database();
      const contacts = [contactRow(1, rui), contactRow(2, ana)];
      await addContacts(db, contacts);
      expect(outcomes(await take(db, moved))).toEqual(["ignored"]);
      expect(await listContacts(db, { limit: 9 })).toEqual(contacts);
    });

    test("has a new user id goes by it", async () => {
      const db = await database();
      const unknown = { ...contactRow(1, rui), phone: null, wa_id: null };
      await addContacts(db, [{ ...unknown, user_id: rui.userId, match_key: null }]);
      const system = { type: "user_changed_user_id", previous_user_id: rui.userId, user_id: ana.userId };
      expect(outcomes(await take(db, note(system)))).toEqual(["applied"]);
      expect(await getContactById(db, 1)).toMatchObject({
        phone: null,
        user_id: ana.userId,
        match_key: null,
      });
    });

    test("is only noted upon has not written: no window opens", async () => {
      const db = await database();
      await take(db, moved);
      await take(db, note({ type: "customer_identity_changed" }));
      expect(await listMessages(db, { limit: 9 })).toEqual([]);
      const window = { phoneNumberId, customerPhone: `+${ana.waId}` };
      expect(await lastInboundAt(db, window.phoneNumberId, window.customerPhone)).toBeUndefined();
    });
  });
});
