import { join } from "node:path";
import { expect, it } from "vitest";
import type { Queryable, SqlRow } from "../../../src/storage/database.ts";
import { migrate } from "../../../src/storage/migrate.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { consentLedger } from "../../../src/storage/migrations/0002-consent-ledger.ts";
import { migrations } from "../../../src/storage/migrations/index.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { addContacts, findContactsByLines, getContactById } from "../../../src/storage/repos/contacts.ts";
import { addImport, listImports } from "../../../src/storage/repos/imports.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { consentRow, contactRow, importRow, noon } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/run.ts";
import { checkLedger } from "../ledger.ts";
import { fillShop, oldContact, oldEvent, oldMessage, put, withFirstSchema } from "./first-schema.ts";

const kept = [
  "contacts",
  "imports",
  "consent_events",
  "messages",
  "message_events",
  "webhook_deliveries",
  "send_slots",
];
const oldTables = [...kept, "send_requests"];

async function wholeOf(db: Queryable, names = kept): Promise<Record<string, SqlRow[]>> {
  const tables: Record<string, SqlRow[]> = {};
  for (const table of names) tables[table] = await db.query(`SELECT * FROM ${table} ORDER BY 1`);
  return tables;
}

describeEachDatabase("a database of the first schema", (_, { address, openAt }) => {
  it("has everything that it had, under the new numbers", async () => {
    const at = await address();
    const before = await withFirstSchema(at, async (db) => {
      await fillShop(db);
      return wholeOf(db, oldTables);
    });
    const db = await openAt(at);
    const after = await wholeOf(db);

    for (const table of ["message_events", "webhook_deliveries", "send_slots"]) {
      expect(after[table]).toEqual(before[table]);
    }
    // con_a and con_b are one line, and so one contact: the one that came first.
    const numbers = new Map([
      ["con_a", 1],
      ["con_b", 1],
      ["con_c", 2],
      ["con_d", 3],
      ["con_e", 4],
    ]);
    const since = {
      variant: null,
      consent: null,
      delivered_at: null,
      labels: null,
      due_at: 0,
      attempts: 0,
      retried_by: null,
      sending_at: null,
    };
    expect(after["messages"]).toEqual(
      before["messages"]?.map(({ request_id: request, ...row }) => ({
        ...row,
        ...since,
        campaign_id: request === "req_1" ? 1 : null,
        contact_id: numbers.get(String(row["contact_id"])) ?? null,
      })),
    );
    expect(await db.query("SELECT * FROM campaigns")).toMatchObject([{ ...before["send_requests"]?.[0], id: 1 }]);
    expect(after["contacts"]).toMatchObject([
      {
        id: 1,
        phone: "+5215500000012",
        match_key: 525_500_000_012,
        given_phone: "+5215500000012",
        country: "MX",
        name: "Marta",
        import_id: 1,
      },
      {
        id: 2,
        phone: "+12025550103",
        match_key: 12_025_550_103,
        name: 'Luz "Lu" Díaz',
        language: "es_MX",
        fields: '{"city":"Lima"}',
        import_id: 2,
        created_at: noon,
        updated_at: noon + 5,
      },
      { id: 3, phone: null, match_key: null, user_id: "US.7", import_id: null },
      { id: 4, phone: null, match_key: null, user_id: "US.8" },
    ]);
    expect(after["imports"]).toMatchObject([
      { id: 1, state: "done", file_name: "first.csv", file_hash: "f1", created_at: noon },
      {
        id: 2,
        state: "done",
        file_name: "later.csv",
        file_hash: "f2",
        mapping: '{"a":"phone"}',
        counts: '{"rows":1}',
        created_at: noon + 9,
      },
    ]);
  });

  it("fills what the contact of a line does not have from its other spelling", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const db = await openAt(at);
    const contact = await getContactById(db, 1);
    expect(contact).toMatchObject({ name: "Marta", language: "es", wa_id: "5215500000012", user_id: "MX.2" });
    expect(JSON.parse(contact?.fields ?? "")).toEqual({ plan: "gold" });
  });

  it("has its whole ledger, as one chain, and the letters that it comes to", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const db = await openAt(at);
    const { events, wrong } = await checkLedger(db);
    expect(wrong).toEqual([]);
    expect(events.map(({ contact_id, purposes, action }) => [contact_id, purposes, action].join(" "))).toEqual([
      "1 utility granted",
      "1 marketing granted",
      "1 authentication withdrawn",
      "1 marketing withdrawn",
      "1 service withdrawn",
      "1 utility withdrawn",
      "2 service granted",
      "2 marketing granted",
      "2 marketing withdrawn",
      "3 marketing granted",
    ]);
    expect(events[1]).toMatchObject({
      occurred_at: noon - 1_000,
      recorded_at: noon + 1,
      method: "import",
      source: "clients.csv row 2",
      wording: "Sí",
      wording_version: "v2",
      evidence: "sha256:00",
      actor: "ana",
      ip: null,
      list_row: null,
      import_id: 1,
    });
    const contacts = await db.query<{ consent: string }>("SELECT consent FROM contacts ORDER BY id");
    expect(contacts.map(({ consent }) => consent)).toEqual(["wwww", "w--g", "g---", "----"]);
  });

  it("is found by line and goes on from the last numbers", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const db = await openAt(at);
    expect((await findContactsByLines(db, [525_500_000_012])).get(525_500_000_012)?.id).toBe(1);
    expect((await addContacts(db, [contactRow(1)]))[0]?.id).toBe(5);
    expect((await addImport(db, importRow())).id).toBe(3);
    expect((await listImports(db, 9)).map(({ id }) => id)).toEqual([3, 2, 1]);
    await appendConsentEvents(db, [consentRow(99, { contactId: 2, purposes: ["marketing"] })]);
    const { events, wrong } = await checkLedger(db);
    expect([events.at(-1)?.seq, wrong]).toEqual([11, []]);
    await expect(addContacts(db, [contactRow(2, { match_key: 12_025_550_103 })])).rejects.toMatchObject({
      code: "storage.constraint",
    });
  });

  it("keeps no event of a message that is not there, nor two of one name", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const db = await openAt(at);
    const event =
      "INSERT INTO message_events (id, message_id, state, occurred_at, recorded_at, source, event_key) VALUES";
    await expect(db.exec(`${event} ('x', 'msg_nobody', 'sent', 1, 1, 'meta', 'k9')`)).rejects.toMatchObject({
      code: "storage.constraint",
    });
    await expect(db.exec(`${event} ('x', 'msg_1', 'sent', 1, 1, 'meta', 'k1')`)).rejects.toMatchObject({
      code: "storage.constraint",
    });
    const twin =
      "INSERT INTO messages (id, position, direction, phone_number_id, type, content, state, wamid, due_at, attempts, created_at, updated_at)";
    await expect(
      db.exec(`${twin} VALUES ('y', 0, 'out', 'p', 't', '{}', 'sent', 'wamid.1', 0, 0, 1, 1)`),
    ).rejects.toMatchObject({
      code: "storage.constraint",
    });
    // With a wamid of its own it would have been taken.
    await db.exec(`${twin} VALUES ('y', 0, 'out', 'p', 't', '{}', 'sent', 'wamid.Y', 0, 0, 1, 1)`);
  });

  it("leaves none of the tables that were needed on the way", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const db = await openAt(at);
    for (const table of [
      "old_contact_ids",
      "old_twins",
      "old_import_ids",
      "old_consent_events",
      "new_contacts",
      "new_messages",
    ]) {
      await expect(db.query(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: "storage.no_table" });
    }
  });

  it("is left alone when it is opened again", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const once = await openAt(at);
    const [rows, ledger] = [await wholeOf(once), await checkLedger(once)];
    const twice = await openAt(at);
    expect(await migrate(twice, migrations)).toEqual([]);
    expect([await wholeOf(twice), await checkLedger(twice)]).toEqual([rows, ledger]);
  });

  it("may be opened by several programs at once", async () => {
    const at = await address();
    await withFirstSchema(at, fillShop);
    const opened = await Promise.all([openAt(at), openAt(at), openAt(at)]);
    for (const db of opened) {
      const { events, wrong } = await checkLedger(db);
      expect([events.length, wrong]).toEqual([10, []]);
    }
  });

  it("is whole and as it was when the move fails, and moves the next time", async () => {
    const at = await address();
    await withFirstSchema(at, async (db) => {
      await fillShop(db);
      const before = await wholeOf(db, oldTables);
      const failing = {
        ...consentLedger,
        move: async (tx: Queryable) => {
          await consentLedger.move?.(tx);
          throw new Error("the power went");
        },
      };
      await expect(migrate(db, [first, failing])).rejects.toThrow("the power went");
      expect(await wholeOf(db, oldTables)).toEqual(before);
      await put(db, "contacts", [oldContact("con_f", "+12025550199")]);
      expect(await migrate(db, [first])).toEqual([]);
    });
    const db = await openAt(at);
    expect(await db.query("SELECT id FROM contacts")).toHaveLength(5);
    expect((await checkLedger(db)).wrong).toEqual([]);
  });

  it("may be empty", async () => {
    const at = await address();
    await withFirstSchema(at, async () => {});
    const db = await openAt(at);
    expect((await addContacts(db, [contactRow(1)]))[0]?.id).toBe(1);
    expect((await addImport(db, importRow())).id).toBe(1);
  });

  it("may have more than is moved at a time, all of one moment", async () => {
    const at = await address();
    const people = Array.from({ length: 300 }, (__, place) => `con_${String(place).padStart(4, "0")}`);
    const count = 10_020;
    await withFirstSchema(at, async (db) => {
      await put(
        db,
        "contacts",
        people.map((id, place) => oldContact(id, `+1202555${String(place).padStart(4, "0")}`)),
      );
      await put(
        db,
        "consent_events",
        Array.from({ length: count }, (__, place) =>
          oldEvent(`e${String(place).padStart(6, "0")}`, people[place % people.length] ?? "", {
            action: place % 7 === 0 ? "withdrawn" : "granted",
            source: `list row ${place}`,
          }),
        ),
      );
      await put(
        db,
        "messages",
        people.map((id) => oldMessage(`msg_${id}`, { contact_id: id })),
      );
    });
    const db = await openAt(at);
    const { events, wrong } = await checkLedger(db);
    expect([events.length, wrong]).toEqual([count, []]);
    expect(new Set(events.map(({ source }) => source)).size).toBe(count);
    const pairs = await db.query(
      "SELECT m.id, c.phone FROM messages m JOIN contacts c ON c.id = m.contact_id ORDER BY m.id",
    );
    expect(pairs).toEqual(
      people.map((id, place) => ({ id: `msg_${id}`, phone: `+1202555${String(place).padStart(4, "0")}` })),
    );
  });
});

it("SQLite finds nothing wrong with what was moved", async () => {
  const at = join(temporaryFolder(), "shop.db");
  await withFirstSchema(at, fillShop);
  const db = await openDatabase(at);
  expect(await db.query("PRAGMA foreign_key_check")).toEqual([]);
  expect(await db.query("PRAGMA foreign_key_list(message_events)")).toMatchObject([{ table: "messages", to: "id" }]);
  expect(await db.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  await db.close();
});
