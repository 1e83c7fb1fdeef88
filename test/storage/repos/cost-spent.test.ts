import { expect, it } from "vitest";
import { refreshCostSlots, slotMs, spentIn } from "../../../src/storage/repos/cost-slots.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { countServiceMessages } from "../../../src/storage/repos/service-count.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const month = { from: Date.UTC(2026, 9), to: Date.UTC(2026, 10) };
const dollars = { ...month, currency: "USD" };
const taken = { state: "sent", accepted_at: noon } as const;

describeEachDatabase("what was spent", (open) => {
  it("is what was settled, and the estimates of what is not: taken, being sent, or uncertain", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(0, { ...taken, settled_micros: 7_000 }),
      messageRow(1, { ...taken, settled_micros: 0 }),
      messageRow(2, taken),
      messageRow(3, { state: "sending", sending_at: noon, estimate_micros: 100 }),
      messageRow(4, { state: "uncertain", sending_at: noon, estimate_micros: 10 }),
      messageRow(5, { ...taken, estimate_micros: null }),
      messageRow(6, { ...taken, state: "failed" }),
      messageRow(7),
      messageRow(8, { ...taken, currency: "EUR" }),
    ]);
    const spent = { settled: 7_000, open: 8_610, unpriced: 1 };
    expect(await spentIn(db, dollars)).toEqual(spent);
    await refreshCostSlots(db);
    expect(await spentIn(db, dollars)).toEqual(spent);
    expect(await spentIn(db, { ...dollars, currency: "EUR" })).toMatchObject({ settled: 0, open: 8_500 });
  });

  it("follows every change at once, without the sums being made anew", async () => {
    const db = await open();
    await insertMessages(db, [messageRow(0, taken), messageRow(1, taken)]);
    await refreshCostSlots(db);
    await db.exec("UPDATE messages SET settled_micros = 9000 WHERE id = 'msg_000000'");
    expect(await spentIn(db, dollars)).toEqual({ settled: 9_000, open: 8_500, unpriced: 0 });
    await db.exec("UPDATE messages SET state = 'failed', updated_at = 1 WHERE id = 'msg_000001'");
    expect(await spentIn(db, dollars)).toEqual({ settled: 9_000, open: 0, unpriced: 0 });
    await db.exec("UPDATE messages SET delivered_at = ? WHERE id = 'msg_000000'", [month.to]);
    expect(await spentIn(db, dollars)).toEqual({ settled: 0, open: 0, unpriced: 0 });
    expect(await spentIn(db, { from: month.to, to: month.to + slotMs, currency: "USD" })).toMatchObject({
      settled: 9_000,
    });
  });

  it("has no estimate of what Meta charged at a rate that nobody knows", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(0, { ...taken, state: "delivered" }),
      messageRow(1, { ...taken, state: "delivered", priced_at: noon, pricing_type: "regular" }),
    ]);
    const spent = { settled: 0, open: 8_500, unpriced: 1 };
    expect(await spentIn(db, dollars)).toEqual(spent);
    await refreshCostSlots(db);
    expect(await spentIn(db, dollars)).toEqual(spent);
    await db.exec("UPDATE messages SET priced_at = ? WHERE id = 'msg_000000'", [noon]);
    expect(await spentIn(db, dollars)).toEqual({ settled: 0, open: 0, unpriced: 2 });
    await db.exec("UPDATE messages SET settled_micros = 7000 WHERE id = 'msg_000000'");
    expect(await spentIn(db, dollars)).toEqual({ settled: 7_000, open: 0, unpriced: 1 });
  });

  it("counts what is under way by the month in which it left the queue", async () => {
    const db = await open();
    await insertMessages(db, [
      messageRow(0, { state: "sending", created_at: month.from - 1, sending_at: month.from }),
      messageRow(1, { state: "uncertain", created_at: month.to - 1, sending_at: month.to }),
    ]);
    expect(await spentIn(db, dollars)).toMatchObject({ open: 8_500 });
  });

  it("is nothing where nothing was sent", async () => {
    expect(await spentIn(await open(), dollars)).toEqual({ settled: 0, open: 0, unpriced: 0 });
  });
});

describeEachDatabase("free answers of a month", (open) => {
  it("are counted in the month in which they arrive, of one number, and no further than asked for", async () => {
    const db = await open();
    const answer = { ...taken, category: "service", type: "text" } as const;
    await insertMessages(db, [
      messageRow(0, answer),
      messageRow(1, { ...answer, state: "failed" }),
      messageRow(2, { ...answer, type: "reaction" }),
      messageRow(3, { ...answer, phone_number_id: "100200400" }),
      messageRow(4, { ...answer, category: "utility" }),
      messageRow(5, { ...answer, accepted_at: month.from - 1, delivered_at: month.from }),
      messageRow(6, { ...answer, accepted_at: month.to - 1, delivered_at: month.to }),
      messageRow(7, { ...answer, state: "queued", accepted_at: null }),
    ]);
    const query = { phoneNumberId: "100200300", ...month, most: 1_000 };
    expect(await countServiceMessages(db, query)).toBe(2);
    expect(await countServiceMessages(db, { ...query, most: 1 })).toBe(1);
  });
});
