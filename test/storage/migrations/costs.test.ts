import { expect, it } from "vitest";
import { migrate } from "../../../src/storage/migrate.ts";
import { first } from "../../../src/storage/migrations/0001-first.ts";
import { consentLedger } from "../../../src/storage/migrations/0002-consent-ledger.ts";
import { campaigns } from "../../../src/storage/migrations/0003-campaigns.ts";
import { costs } from "../../../src/storage/migrations/0004-costs.ts";
import { migrations } from "../../../src/storage/migrations/index.ts";
import { costSums, refreshCostSlots, slotMs, spentIn } from "../../../src/storage/repos/cost-slots.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";
import { expectEqualSums, expectSpent } from "../repos/cost-model.ts";
import { fillLedger, withThirdSchema } from "./third-schema.ts";

const period = { from: noon, to: noon + 4 * slotMs };

describeEachDatabase("a database from before the ledger of costs", (_, { address, openAt }) => {
  it("knows of every message when it arrived: by the first report that says so", async () => {
    const at = await address();
    await withThirdSchema(at, fillLedger);
    const db = await openAt(at);
    const rows = await db.query<{ id: string; delivered_at: number }>(
      "SELECT id, delivered_at FROM messages WHERE delivered_at IS NOT NULL ORDER BY id",
    );
    expect(rows).toEqual([
      { id: "msg_delivered", delivered_at: noon + slotMs + 9 },
      { id: "msg_played", delivered_at: noon + 60 },
      { id: "msg_read", delivered_at: noon + 70 },
    ]);
  });

  it("knows at once what was spent, and has its sums when they are first asked for", async () => {
    const at = await address();
    await withThirdSchema(at, fillLedger);
    const db = await openAt(at);
    expect(await spentIn(db, { ...period, currency: "USD" })).toEqual({ settled: 7_000, open: 8_600, unpriced: 1 });
    await expectSpent(db, period);
    expect(await refreshCostSlots(db)).toBe(2);
    expect(await costSums(db, { ...period, by: ["campaign"] })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ campaign_id: 1, currency: "EUR", messages: 1, estimate_micros: 8_500 }),
        expect.objectContaining({ campaign_id: null, currency: "USD", messages: 4, free: 1, unpriced: 1 }),
      ]),
    );
    await expectEqualSums(db, period);
  });

  it("has its rows as they were, and goes on from there", async () => {
    const at = await address();
    const before = await withThirdSchema(at, async (db) => {
      await fillLedger(db);
      return db.query("SELECT * FROM messages ORDER BY id");
    });
    const db = await openAt(at);
    expect(await db.query("SELECT * FROM messages ORDER BY id")).toMatchObject(before);
    await insertMessages(db, [messageRow(1, { state: "sent", accepted_at: noon })]);
    await db.exec("UPDATE messages SET state = 'failed' WHERE id = 'msg_sent'");
    await expectEqualSums(db, period);
  });

  it("is whole and as it was when the move fails, and moves the next time", async () => {
    const at = await address();
    await withThirdSchema(at, async (db) => {
      await fillLedger(db);
      const before = await db.query("SELECT * FROM messages ORDER BY id");
      const failing = { ...costs, cleanup: "SELECT * FROM nowhere;" };
      const steps = [first, consentLedger, campaigns, failing];
      await expect(migrate(db, steps)).rejects.toMatchObject({ code: "storage.no_table" });
      expect(await db.query("SELECT * FROM messages ORDER BY id")).toEqual(before);
    });
    await expectEqualSums(await openAt(at), period);
  });

  it("may be opened by several programs at once, and may be empty", async () => {
    const at = await address();
    await withThirdSchema(at, async () => {});
    const opened = await Promise.all([openAt(at), openAt(at), openAt(at)]);
    for (const db of opened) expect(await migrate(db, migrations)).toEqual([]);
    for (const db of opened) expect(await refreshCostSlots(db)).toBe(0);
  });
});
