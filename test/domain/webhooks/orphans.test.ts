import { expect, test } from "vitest";
import { settleOrphans } from "../../../src/domain/webhooks/orphans.ts";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import {
  applyStatus,
  eventsOf,
  getMessage,
  insertMessages,
  markAccepted,
} from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { status } from "./bodies.ts";
import { outgoing } from "./rows.ts";

const now = 1_795_200_000_000;
const seconds = 1_795_100_000;
const sweep = { now, currency: "USD", since: seconds * 1000 - 1 };
const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "utility" };
const queued = outgoing({ id: "msg_1", wamid: null, state: "sending", customer_phone: "+5215512345678" });

let count = 0;
async function take(db: Database, body: object): Promise<void> {
  count += 1;
  const row = { id: `whd_${count}`, body_hash: `hash-${count}`, body: JSON.stringify(body), received_at: now - 1_000 };
  await storeDelivery(db, row);
  expect((await processDelivery(db, row.id, { now, currency: "USD" })).state).toBe("processed");
}

describeEachDatabase("statuses that come before the wamid is known", (open) => {
  test("settle the price as they would have done afterwards", async () => {
    const db = await open();
    await insertMessages(db, [queued, { ...queued, id: "msg_2" }]);
    for (const state of ["sent", "delivered"]) {
      await take(db, status("wamid.A", state, seconds, { pricing }));
    }
    await markAccepted(db, [{ id: "msg_1", wamid: "wamid.A", at: now }]);
    expect((await getMessage(db, "msg_1"))?.state).toBe("delivered");
    expect(await settleOrphans(db, sweep)).toBe(2);
    await markAccepted(db, [{ id: "msg_2", wamid: "wamid.B", at: now }]);
    for (const state of ["sent", "delivered"]) {
      await take(db, status("wamid.B", state, seconds, { pricing }));
    }
    const expected = await getMessage(db, "msg_2");
    expect(expected?.settled_micros).toBeGreaterThan(0);
    expect(await getMessage(db, "msg_1")).toEqual({ ...expected, id: "msg_1", wamid: "wamid.A" });
    expect((await eventsOf(db, ["msg_1"])).map(({ state }) => state).toSorted()).toEqual(
      (await eventsOf(db, ["msg_2"])).map(({ state }) => state).toSorted(),
    );
    expect(await settleOrphans(db, sweep)).toBe(0);
  });

  test("settle no price while nothing has arrived, and leave those of strangers alone", async () => {
    const db = await open();
    await insertMessages(db, [queued]);
    await take(db, status("wamid.A", "sent", seconds, { pricing }));
    await take(db, status("wamid.STRANGER", "delivered", seconds, { pricing }));
    await markAccepted(db, [{ id: "msg_1", wamid: "wamid.A", at: now }]);
    expect(await settleOrphans(db, sweep)).toBe(1);
    expect(await getMessage(db, "msg_1")).toMatchObject({ state: "sent", settled_micros: null, priced_at: null });
  });

  test("are found when the message got its wamid in the very same moment", async () => {
    const db = await open();
    await insertMessages(db, [queued]);
    let statusIsWritten = (): void => {};
    const written = new Promise<void>((resolve) => {
      statusIsWritten = resolve;
    });
    // Begun outside of the transaction below; on PostgreSQL it is over before that one is committed.
    const accepted = written.then(async () => markAccepted(db, [{ id: "msg_1", wamid: "wamid.A", at: now }]));
    await db.transaction(async (tx) => {
      const report = { wamid: "wamid.A", state: "read", at: seconds * 1000, recordedAt: now, source: "meta" } as const;
      expect(await applyStatus(tx, report)).toBe("unknown");
      statusIsWritten();
      if (db.capabilities.skipLocked) await accepted;
    });
    await accepted;
    await settleOrphans(db, sweep);
    expect((await getMessage(db, "msg_1"))?.state).toBe("read");
    expect((await eventsOf(db, ["msg_1"])).map(({ state }) => state)).toContain("read");
  });
});
