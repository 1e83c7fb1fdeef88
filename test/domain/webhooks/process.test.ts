import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineOf } from "../../../src/core/phone.ts";
import { parseWebhook } from "../../../src/domain/webhooks/parse.ts";
import { processDelivery, type ProcessedDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { consentOf as stateOf } from "../../../src/domain/consent/state.ts";
import {
  appendConsentEvents,
  consentEventsOf,
  ledgerColumns,
  ledgerTables,
  readPurposeList,
  type LedgerEvent,
} from "../../../src/storage/repos/consent.ts";
import { countContacts, listContacts } from "../../../src/storage/repos/contact-lists.ts";
import { addContacts, findContactsByLines } from "../../../src/storage/repos/contacts.ts";
import { listDeliveries, storeDelivery, unprocessedAfter } from "../../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages, lastInboundAt, listMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow } from "../../helpers/rows.ts";
import {
  ana,
  change,
  envelope,
  inbound,
  phoneNumberId,
  preference,
  rui,
  status,
  textFrom,
  type Person,
} from "./bodies.ts";
import { contactRow, outgoing } from "./rows.ts";

const now = 1_795_200_000_000;
const options = { now, currency: "USD" };
const seconds = 1_795_100_000;

let count = 0;
async function take(db: Database, body: unknown): Promise<ProcessedDelivery> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const row = { id: `whd_${++count}`, body_hash: `hash-${count}`, body: text, received_at: now - 1_000 };
  await storeDelivery(db, row);
  return processDelivery(db, row.id, options);
}

function outcomes(result: ProcessedDelivery): string[] {
  if (result.state === "processed") return result.events.map((event) => event.outcome);
  return [result.state === "failed" ? result.failure : result.state];
}

/** Purposes and what holds for them now, of the contact with this number. */
async function consentOf(db: Database, person: Person): Promise<Record<string, string>> {
  const line = lineOf(person.waId);
  const state = stateOf((await findContactsByLines(db, [line])).get(line));
  return Object.fromEntries(Object.entries(state).filter(([, status]) => status !== "unknown"));
}

describeEachDatabase("webhook deliveries", (database) => {
  describe("statuses", () => {
    test("batches of the same messages in opposite orders, taken in at once, do not lock each other out", async () => {
      const db = await database();
      const messages = Array.from({ length: 30 }, (_, place) =>
        outgoing({ id: `msg_${place + 10}`, wamid: `wamid.OUT${place}`, state: "accepted" }),
      );
      await insertMessages(db, messages);
      const batches = Array.from({ length: 12 }, (_, copy) => {
        const order = copy % 2 === 0 ? messages : messages.toReversed();
        const statuses = order.map(({ id, wamid }) => ({
          id: wamid,
          status: ["sent", "delivered", "read"][copy % 3],
          timestamp: String(seconds + copy),
          biz_opaque_callback_data: id,
        }));
        return envelope(change("messages", { statuses }));
      });
      const results = await Promise.all(batches.map(async (body) => take(db, body)));
      expect(results.map(({ state }) => state)).toEqual(batches.map(() => "processed"));
      expect(new Set((await listMessages(db, { limit: 99 })).map(({ state }) => state))).toEqual(new Set(["read"]));
    });

    test("move the message and settle its price at the rate of the day", async () => {
      const db = await database();
      await insertMessages(db, [
        outgoing({ id: "msg_1", wamid: "wamid.OUT1", state: "accepted", customer_phone: "+5215512345678" }),
      ]);
      const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "utility" };
      expect(outcomes(await take(db, status("wamid.OUT1", "sent", seconds, { pricing })))).toEqual(["applied"]);
      expect(await getMessage(db, "msg_1")).toMatchObject({ state: "sent", settled_micros: null, priced_at: null });
      await take(db, status("wamid.OUT1", "delivered", seconds + 1, { pricing }));
      expect(await getMessage(db, "msg_1")).toMatchObject({
        state: "delivered",
        currency: "USD",
        pricing_type: "regular",
        pricing_category: "utility",
        priced_at: now,
      });
      expect((await getMessage(db, "msg_1"))?.settled_micros).toBeGreaterThan(0);
    });

    test("a free message is settled at nothing", async () => {
      const db = await database();
      await insertMessages(db, [outgoing({ id: "msg_1", wamid: "wamid.OUT1", state: "accepted" })]);
      const pricing = { billable: false, pricing_model: "PMP", type: "free_entry_point", category: "marketing" };
      await take(db, status("wamid.OUT1", "read", seconds, { pricing }));
      expect(await getMessage(db, "msg_1")).toMatchObject({
        state: "read",
        settled_micros: 0,
        pricing_type: "free_entry_point",
      });
    });

    test("settle a message of which nobody knew whether it went out", async () => {
      const db = await database();
      await insertMessages(db, [outgoing({ id: "msg_1", wamid: null, state: "uncertain" })]);
      await take(db, status("wamid.OUT1", "delivered", seconds, { biz_opaque_callback_data: "msg_1" }));
      expect(await getMessage(db, "msg_1")).toMatchObject({ state: "delivered", wamid: "wamid.OUT1" });
    });

    test("of a message that others sent are recorded and no error", async () => {
      const db = await database();
      expect(outcomes(await take(db, status("wamid.ELSEWHERE", "read", seconds)))).toEqual(["unknown"]);
      expect(await db.query("SELECT state, wamid FROM message_events")).toEqual([
        { state: "read", wamid: "wamid.ELSEWHERE" },
      ]);
    });

    test("131050 fails the message and withdraws marketing only", async () => {
      const db = await database();
      await addContacts(db, [contactRow(1, rui)]);
      await insertMessages(db, [outgoing({ id: "msg_1", wamid: "wamid.OUT1", state: "accepted", contact_id: 1 })]);
      const errors = [{ code: 131_050, title: "User has stopped marketing messages" }];
      const result = await take(db, status("wamid.OUT1", "failed", seconds, { errors }));
      expect(result).toMatchObject({ events: [{ consent: { action: "withdrawn", purposes: ["marketing"] } }] });
      expect(await getMessage(db, "msg_1")).toMatchObject({ state: "failed", error_code: 131_050 });
      expect(await consentOf(db, rui)).toEqual({ marketing: "withdrawn" });
    });

    test("another failure withdraws nothing", async () => {
      const db = await database();
      await addContacts(db, [contactRow(1, rui)]);
      await take(
        db,
        status("wamid.OUT1", "failed", seconds, { errors: [{ code: 131_049, title: "Healthy ecosystem" }] }),
      );
      expect(await consentOf(db, rui)).toEqual({});
    });
  });

  describe("a customer's message", () => {
    test("is kept once, makes a contact and opens the window", async () => {
      const db = await database();
      const body = textFrom({ ...rui, name: "Rui\u001b[2J\u202e Costa" }, "wamid.IN1", seconds, "Hello");
      expect(outcomes(await take(db, body))).toEqual(["applied"]);
      expect(outcomes(await take(db, body))).toEqual(["duplicate"]);
      expect(await listMessages(db, { limit: 9 })).toMatchObject([
        { direction: "in", state: "received", type: "text", wamid: "wamid.IN1", customer_phone: "+12025550123" },
      ]);
      const [contact, ...others] = await listContacts(db, { limit: 9 });
      expect(others).toEqual([]);
      expect(contact).toMatchObject({ phone: "+12025550123", wa_id: rui.waId, user_id: rui.userId });
      expect(contact?.name).not.toMatch(/[\u0000-\u001f\u202e]/);
      expect(await lastInboundAt(db, phoneNumberId, "+12025550123")).toBe(seconds * 1000);
    });

    test("grants nothing", async () => {
      const db = await database();
      await take(db, textFrom(rui, "wamid.IN1", seconds, "Send me offers, please"));
      expect(await consentOf(db, rui)).toEqual({});
    });

    test.each([
      ["Mexico's old mobile 1", "+525512345678", "5215512345678"],
      ["Brazil's missing ninth digit", "+5511987654321", "551187654321"],
    ])("finds the contact in spite of %s", async (_, phone, waId) => {
      const db = await database();
      const person = { ...rui, waId };
      await addContacts(db, [{ ...contactRow(1, person), phone, wa_id: null, name: "Marta" }]);
      await take(db, textFrom(person, "wamid.IN1", seconds, "Hola"));
      const contacts = await listContacts(db, { limit: 9 });
      expect(contacts).toMatchObject([{ id: 1, phone, wa_id: waId, name: "Marta" }]);
      expect(await lastInboundAt(db, phoneNumberId, phone)).toBe(seconds * 1000);
    });

    test("of somebody without a number is known again by the user id, and the number is added when Meta tells it", async () => {
      const db = await database();
      const message = {
        from_user_id: rui.userId,
        id: "wamid.IN1",
        timestamp: String(seconds),
        type: "text",
        text: { body: "Hi" },
      };
      await take(db, envelope(change("messages", { messages: [message] })));
      expect(await listContacts(db, { limit: 9 })).toMatchObject([{ phone: null, user_id: rui.userId }]);
      await take(db, textFrom(rui, "wamid.IN2", seconds + 1, "Hi again"));
      expect(await listContacts(db, { limit: 9 })).toMatchObject([
        { phone: "+12025550123", user_id: rui.userId, name: rui.name },
      ]);
    });

    test("in a group opens no window and withdraws nothing", async () => {
      const db = await database();
      await take(db, inbound(rui, "wamid.G1", seconds, { type: "text", text: { body: "STOP" }, group_id: "group-1" }));
      expect(await lastInboundAt(db, phoneNumberId, "+12025550123")).toBeUndefined();
      expect(await consentOf(db, rui)).toEqual({});
    });

    test("WhatsApp's own notes are no messages", async () => {
      const db = await database();
      const system = { type: "system", system: { type: "user_changed_number", body: "changed", wa_id: "12025550199" } };
      expect(outcomes(await take(db, inbound(rui, "wamid.S1", seconds, system)))).toEqual(["ignored"]);
      expect(await listMessages(db, { limit: 9 })).toEqual([]);
    });
  });

  describe("a stop word", () => {
    test.each<[string, object]>([
      ["as a text", { type: "text", text: { body: " baja. " } }],
      ["behind a template's button", { type: "button", button: { payload: "STOP", text: "No more of this" } }],
      ["on a template's button", { type: "button", button: { payload: "x-1", text: "BAJA" } }],
      [
        "on a reply button",
        { type: "interactive", interactive: { type: "button_reply", button_reply: { id: "7", title: "Stop" } } },
      ],
      [
        "as a correction",
        { type: "edit", edit: { original_message_id: "w", message: { type: "text", text: { body: "PARAR" } } } },
      ],
    ])("%s withdraws consent, with the message as its source", async (_, content) => {
      const db = await database();
      const result = await take(db, inbound(rui, "wamid.IN1", seconds, content));
      expect(result).toMatchObject({ events: [{ outcome: "applied", consent: { action: "withdrawn" } }] });
      expect(await consentOf(db, rui)).toMatchObject({ marketing: "withdrawn", utility: "withdrawn" });
      expect(await consentEventsOf(db, 1)).toMatchObject([
        { method: "stop-word", source: "wamid.IN1", actor: "customer", occurred_at: seconds * 1000 },
      ]);
    });

    test("in a sentence is none", async () => {
      const db = await database();
      await take(db, textFrom(rui, "wamid.IN1", seconds, "Please stop by tomorrow"));
      expect(await consentOf(db, rui)).toEqual({});
    });

    test("counts for the line, however Meta spells it, and whoever the contact was merged into", async () => {
      const db = await database();
      const person = { ...rui, waId: "5511987654321" };
      await addContacts(db, [{ ...contactRow(1, person), merged_into: 2 }, contactRow(2, ana)]);
      await take(db, textFrom({ ...person, waId: "551187654321" }, "wamid.IN1", seconds, "SAIR"));
      expect(await listContacts(db, { limit: 9 })).toMatchObject([{ id: 2, name: ana.name, consent: "wwww" }]);
      expect(await countContacts(db)).toBe(1);
    });

    test("counts for the contact of the number and for one that is known by the user id only", async () => {
      const db = await database();
      const byUser = { ...contactRow(2, rui), phone: null, wa_id: null, match_key: null, user_id: rui.userId };
      await addContacts(db, [contactRow(1, rui), byUser]);
      await take(db, textFrom(rui, "wamid.IN1", seconds, "BAJA"));
      expect((await listContacts(db, { limit: 9 })).map(({ consent }) => consent)).toEqual(["wwww", "wwww"]);
    });
  });

  describe("a preference", () => {
    test("of an unknown person is kept for the day when a list brings the number", async () => {
      const db = await database();
      await take(db, preference(rui, "stop", seconds));
      expect(await consentOf(db, rui)).toEqual({ marketing: "withdrawn" });
    });

    test("that comes late does not undo a newer one", async () => {
      const db = await database();
      await take(db, preference(rui, "resume", seconds + 60));
      const late = await take(db, preference(rui, "stop", seconds));
      expect(late).toMatchObject({ events: [{ outcome: "recorded", consent: undefined }] });
      expect(await consentOf(db, rui)).toEqual({ marketing: "granted" });
      await take(db, preference(rui, "stop", seconds + 90));
      expect(await consentOf(db, rui)).toEqual({ marketing: "withdrawn" });
      await take(db, preference(rui, "resume", seconds + 60));
      expect(await consentOf(db, rui)).toEqual({ marketing: "withdrawn" });
    });

    test("to stop is stronger than a consent that was imported, whatever its date", async () => {
      const db = await database();
      await addContacts(db, [contactRow(1, rui)]);
      await appendConsentEvents(db, [
        consentRow(1, {
          purposes: ["marketing"],
          occurredAt: (seconds + 86_400) * 1000,
          recordedAt: now - 5,
        }),
      ]);
      await take(db, preference(rui, "stop", seconds));
      expect(await consentOf(db, rui)).toEqual({ marketing: "withdrawn" });
    });

    test("that recado does not know changes nothing", async () => {
      const db = await database();
      expect(outcomes(await take(db, preference(rui, "signup", seconds)))).toEqual(["ignored"]);
      expect(await listContacts(db, { limit: 9 })).toEqual([]);
    });
  });

  describe("a delivery that cannot be processed", () => {
    test("leaves nothing behind, is marked, holds up no other, and is taken in once the cause is mended", async () => {
      const db = await database();
      await db.exec("ALTER TABLE consent_events RENAME TO away");
      const first = {
        id: "wamid.GOOD",
        from: rui.waId,
        timestamp: String(seconds),
        type: "text",
        text: { body: "BAJA" },
      };
      const bad = await take(db, envelope(change("messages", { messages: [first, { ...first, id: "wamid.BAD" }] })));
      expect(bad.state).toBe("failed");
      for (const table of ["contacts", "messages", "away", "consent_proofs", "consent_blocks"]) {
        expect(await db.query(`SELECT * FROM ${table}`)).toEqual([]);
      }
      expect((await listDeliveries(db, { limit: 9 })).map((row) => [row.processed_at, row.failure !== null])).toEqual([
        [null, true],
      ]);
      expect(outcomes(await take(db, textFrom(ana, "wamid.IN9", seconds, "Hello")))).toEqual(["applied"]);

      await db.exec("ALTER TABLE away RENAME TO consent_events");
      expect(outcomes(await processDelivery(db, bad.deliveryId, options))).toEqual(["applied", "applied"]);
      expect(outcomes(await processDelivery(db, bad.deliveryId, options))).toEqual(["known"]);
      expect(await unprocessedAfter(db, { received_at: 0, id: "" }, 9)).toEqual([]);
      expect(await listMessages(db, { limit: 9 })).toHaveLength(3);
    });

    test("says so when it is no JSON", async () => {
      const db = await database();
      expect(await take(db, "{")).toMatchObject({ state: "failed", failure: "webhook.not_json" });
      expect(await listDeliveries(db, { limit: 9 })).toMatchObject([
        { processed_at: now, failure: "webhook.not_json" },
      ]);
    });
  });

  describe("Meta delivers twice and in any order", () => {
    const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
    const stopped = [{ code: 131_050, title: "User has stopped marketing messages" }];
    const bodies: object[] = [
      status("wamid.OUT1", "sent", seconds, { biz_opaque_callback_data: "msg_1", pricing }),
      status("wamid.OUT1", "delivered", seconds + 1, { biz_opaque_callback_data: "msg_1", pricing }),
      status("wamid.OUT1", "read", seconds + 2, { biz_opaque_callback_data: "msg_1" }),
      status("wamid.OUT2", "failed", seconds + 3, { errors: stopped, biz_opaque_callback_data: "msg_2" }),
      status("wamid.OTHER", "read", seconds),
      textFrom(rui, "wamid.IN1", seconds + 4, "Hello"),
      textFrom(ana, "wamid.IN2", seconds + 5, "STOP"),
      preference(rui, "stop", seconds + 6),
      preference(rui, "resume", seconds + 7),
      preference(ana, "resume", seconds + 2),
      // Several of the above in one body, as Meta batches them again.
      envelope(
        change("messages", { statuses: [{ id: "wamid.OUT1", status: "read", timestamp: String(seconds + 2) }] }),
      ),
    ];

    /** Everything that is kept, without ids and without when recado learned of it. */
    async function picture(db: Database, order: readonly object[]): Promise<unknown> {
      for (const table of ["message_events", "consent_events", "messages", "contacts", "webhook_deliveries"]) {
        await db.exec(`DELETE FROM ${table}`);
      }
      await insertMessages(db, [
        outgoing({ id: "msg_1", wamid: "wamid.OUT1", state: "accepted", accepted_at: now - 9 }),
        outgoing({ id: "msg_2", wamid: "wamid.OUT2", state: "accepted", accepted_at: now - 9 }),
      ]);
      for (const body of order) expect((await take(db, body)).state).toBe("processed");
      const latest = [await consentOf(db, rui), await consentOf(db, ana)];
      const messages = await db.query(
        "SELECT direction, state, wamid, customer_phone, settled_micros, pricing_type, error_code, created_at FROM messages ORDER BY wamid",
      );
      const events = await db.query(
        "SELECT wamid, state, occurred_at FROM message_events WHERE source = 'meta' ORDER BY event_key",
      );
      const contacts = await db.query(
        "SELECT phone, wa_id, user_id, name, match_key, country FROM contacts ORDER BY phone",
      );
      // What one statement says of four purposes may be said again of one of them: only who said what counts.
      const statements = await db.query<LedgerEvent & { phone: string }>(
        `SELECT phone, ${ledgerColumns} FROM ${ledgerTables} JOIN contacts c ON c.id = e.contact_id`,
      );
      const consent = statements.flatMap(({ phone, purposes, action, occurred_at, method, source }) =>
        readPurposeList(purposes).map((purpose) => [phone, purpose, action, occurred_at, method, source].join(" ")),
      );
      return { latest, messages, events, contacts, consent: [...new Set(consent)].toSorted() };
    }

    test("and the same rows come of it", async () => {
      const db = await database();
      const expected = await picture(db, bodies);
      expect(expected).toMatchObject({
        latest: [{ marketing: "granted" }, { marketing: "withdrawn", utility: "withdrawn" }],
      });
      const copies = fc.array(fc.constantFrom(...bodies), { maxLength: 6 });
      const order = copies.chain((more) =>
        fc.shuffledSubarray([...bodies, ...more], { minLength: bodies.length + more.length }),
      );
      await fc.assert(
        fc.asyncProperty(order, async (shuffled) => {
          expect(await picture(db, shuffled)).toEqual(expected);
        }),
        { numRuns: 40 },
      );
    });

    test("every body above says something that recado understands", () => {
      expect(bodies.flatMap(parseWebhook).every((event) => event.kind !== "unknown")).toBe(true);
    });
  });
});
