import { join } from "node:path";
import { expect, it } from "vitest";
import type { Queryable, SqlRow } from "../../../src/storage/database.ts";
import { migrate } from "../../../src/storage/migrate.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { consentLedger } from "../../../src/storage/migrations/0002-consent-ledger.ts";
import { campaigns } from "../../../src/storage/migrations/0003-campaigns.ts";
import { migrations } from "../../../src/storage/migrations/index.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { createCampaign, findCampaignByKey } from "../../../src/storage/repos/campaigns.ts";
import { dueMessages, eventsOf, insertMessages, messagesOfCampaign } from "../../../src/storage/repos/messages.ts";
import type { MessageEventRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { temporaryFolder } from "../../helpers/run.ts";
import { courses, fillOutbox, withSecondSchema } from "./second-schema.ts";

const indexes = [
  "campaign_exclusions_contact",
  "message_events_message",
  "message_events_orphans",
  "messages_accepted",
  "messages_campaign",
  "messages_contact",
  "messages_created",
  "messages_customer",
  "messages_received",
  "messages_retried",
  "messages_sending",
  "messages_service",
  "messages_uncertain",
];

async function wholeOf(db: Queryable, tables: readonly string[]): Promise<SqlRow[][]> {
  const rows: SqlRow[][] = [];
  for (const table of tables) rows.push(await db.query(`SELECT * FROM ${table} ORDER BY 1`));
  return rows;
}

async function historyBefore(db: Queryable): Promise<MessageEventRow[]> {
  return db.query(
    "SELECT * FROM message_events WHERE message_id IS NOT NULL ORDER BY message_id, occurred_at, recorded_at, id",
  );
}

describeEachDatabase("a database from before campaigns", (_, { address, openAt }) => {
  it("has its requests as campaigns without a name, oldest first, under their keys", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const db = await openAt(at);
    const campaign = { name: null, phone_number_id: "100200300", idempotency_key: null, content_hash: "h", spec: null };
    expect(await db.query("SELECT * FROM campaigns ORDER BY id")).toMatchObject([
      { ...campaign, id: 1, idempotency_key: "k", created_at: noon, started_at: noon, runner: null },
      { ...campaign, id: 2, created_at: noon + 5 },
      { ...campaign, id: 3, content_hash: "other" },
      { ...campaign, id: 4, phone_number_id: "100200400", idempotency_key: "k", created_at: noon + 9 },
    ]);
    expect((await findCampaignByKey(db, "100200300", "k"))?.id).toBe(1);
    expect(await messagesOfCampaign(db, 4)).toMatchObject([{ id: "msg_15_other" }]);
  });

  it("has every message as it was", async () => {
    const at = await address();
    const before = await withSecondSchema(at, async (db) => {
      await fillOutbox(db);
      return db.query("SELECT * FROM messages ORDER BY id");
    });
    const db = await openAt(at);
    const campaignOf = new Map([
      ["req_z", 1],
      ["req_c", 4],
    ]);
    const added = {
      variant: null,
      consent: null,
      labels: null,
      due_at: 0,
      attempts: 0,
      retried_by: null,
      sending_at: null,
    };
    const arrived: Readonly<Record<string, number>> = { msg_05_delivered: noon + 2_000, msg_06_read: noon + 2_000 };
    expect(await db.query("SELECT * FROM messages ORDER BY id")).toEqual(
      before.map(({ request_id: request, ...row }) => ({
        ...row,
        ...added,
        delivered_at: arrived[String(row["id"])] ?? null,
        campaign_id: campaignOf.get(String(request)) ?? null,
      })),
    );
    expect(before).toHaveLength(Object.keys(courses).length + 1);
  });

  it("tells the same history of every message, and nothing twice", async () => {
    const at = await address();
    const before = await withSecondSchema(at, async (db) => {
      await fillOutbox(db);
      return historyBefore(db);
    });
    const db = await openAt(at);
    const ids = [...Object.keys(courses), "msg_15_other"];
    const after = await eventsOf(db, ids);
    // That a message was put into the queue, its own row says by now: only the name of that event is another.
    const told = (event: MessageEventRow): MessageEventRow => ({ ...event, id: "", event_key: "" });
    expect(after.map(told)).toEqual(before.map(told));
    expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
  });

  it("keeps statuses whose message is not known, and everything else", async () => {
    const at = await address();
    const others = [
      "contacts",
      "consent_events",
      "imports",
      "webhook_deliveries",
      "send_slots",
      "segments",
      "settings",
    ];
    const before = await withSecondSchema(at, async (db) => {
      await fillOutbox(db);
      return wholeOf(db, others);
    });
    const db = await openAt(at);
    expect(await wholeOf(db, others)).toEqual(before);
    expect(await db.query("SELECT id, wamid FROM message_events WHERE message_id IS NULL")).toEqual([
      { id: "evt_orphan", wamid: "wamid.nobody" },
    ]);
  });

  it("goes on from the last number, and takes no key twice", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const db = await openAt(at);
    const request = { phone_number_id: "100200300", state: "running", created_at: noon + 10 } as const;
    expect(await createCampaign(db, request)).toBe(5);
    expect(await createCampaign(db, { ...request, idempotency_key: "k" })).toBeUndefined();
    await insertMessages(db, [messageRow(1, { campaign_id: 1 })]);
    await expect(insertMessages(db, [messageRow(2, { wamid: "wamid.msg_04_sent" })])).rejects.toMatchObject({
      code: "storage.constraint",
    });
  });

  it("takes what was left in the queue first, in its order", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const db = await openAt(at);
    const due = await dueMessages(db, { campaignId: 1, now: noon, limit: 9, skipLocked: false });
    expect(due.map(({ id }) => id)).toEqual(["msg_01_queued", "msg_12_requeued"]);
  });

  it("keeps no event of a message that is not there, nor two of one name", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const db = await openAt(at);
    const event =
      "INSERT INTO message_events (id, message_id, state, occurred_at, recorded_at, source, event_key) VALUES";
    const refused = { code: "storage.constraint" };
    await expect(db.exec(`${event} ('x', 'msg_no', 'sent', 1, 1, 'meta', 'x')`)).rejects.toMatchObject(refused);
    await expect(
      db.exec(`${event} ('x', 'msg_15_other', 'sent', 1, 1, 'meta', 'key_msg_04_sent_3')`),
    ).rejects.toMatchObject(refused);
    await db.exec(`${event} ('x', 'msg_15_other', 'sent', 1, 1, 'meta', 'x')`);
    await expect(db.exec("DELETE FROM messages WHERE id = 'msg_15_other'")).rejects.toMatchObject(refused);
  });

  it("has the indexes that the outbox needs, and none of the tables that it does not", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const db = await openAt(at);
    const list = db.capabilities.skipLocked
      ? "SELECT indexname AS name FROM pg_indexes WHERE schemaname = current_schema()"
      : "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
    const names = (await db.query<{ name: string }>(list)).map(({ name }) => name);
    // Those that PostgreSQL makes for keys end in `key`.
    const made = names.filter((name) => /^(campaign_excl|message_e|messages_)/.test(name) && !name.endsWith("key"));
    expect(made.toSorted()).toEqual(indexes);
    for (const table of ["send_requests", "old_request_ids", "new_messages", "new_message_events"]) {
      await expect(db.query(`SELECT * FROM ${table}`)).rejects.toMatchObject({ code: "storage.no_table" });
    }
  });

  it("is whole and as it was when the move fails, and moves the next time", async () => {
    const at = await address();
    const tables = ["send_requests", "messages", "message_events", "counters"];
    await withSecondSchema(at, async (db) => {
      await fillOutbox(db);
      const before = await wholeOf(db, tables);
      const failing = { ...campaigns, cleanup: "SELECT * FROM nowhere;" };
      await expect(migrate(db, [first, consentLedger, failing])).rejects.toMatchObject({ code: "storage.no_table" });
      expect(await wholeOf(db, tables)).toEqual(before);
    });
    const db = await openAt(at);
    expect(await messagesOfCampaign(db, 1)).toHaveLength(Object.keys(courses).length - 1);
  });

  it("may be opened by several programs at once, and again later", async () => {
    const at = await address();
    await withSecondSchema(at, fillOutbox);
    const opened = await Promise.all([openAt(at), openAt(at), openAt(at)]);
    for (const db of opened) expect(await db.query("SELECT id FROM campaigns")).toHaveLength(4);
    const again = await openAt(at);
    expect(await migrate(again, migrations)).toEqual([]);
    expect(await again.query("SELECT id FROM campaigns")).toHaveLength(4);
  });

  it("may be empty", async () => {
    const at = await address();
    await withSecondSchema(at, async () => {});
    const db = await openAt(at);
    expect(await createCampaign(db, { phone_number_id: "1", state: "planned", created_at: noon })).toBe(1);
  });
});

it("SQLite finds nothing wrong with what was moved, and the next messages by an index that is in their order", async () => {
  const at = join(temporaryFolder(), "shop.db");
  await withSecondSchema(at, fillOutbox);
  const db = await openDatabase(at);
  expect(await db.query("PRAGMA foreign_key_check")).toEqual([]);
  expect(await db.query("PRAGMA foreign_key_list(message_events)")).toMatchObject([{ table: "messages", to: "id" }]);
  expect(await db.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
  const plan = await db.query<{ detail: string }>(
    `EXPLAIN QUERY PLAN SELECT id FROM messages
     WHERE campaign_id = 1 AND state = 'queued' AND due_at <= 5 ORDER BY due_at, position LIMIT 3`,
  );
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining("USING INDEX messages_campaign")]);
  await db.close();
});
