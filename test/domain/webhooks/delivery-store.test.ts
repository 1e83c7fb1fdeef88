import { expect, test } from "vitest";
import { createDeliveryStore } from "../../../src/domain/webhooks/delivery-store.ts";
import type { Database } from "../../../src/storage/database.ts";
import { listDeliveries, type NewDelivery } from "../../../src/storage/repos/deliveries.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";

const delivery = (place: number, body = `{"place":${place}}`): NewDelivery => ({
  id: `whd_${place}`,
  body_hash: `hash${place}`,
  body,
  received_at: place,
});

/** The database, with a count of the writes of deliveries. */
function counted(db: Database): { db: Database; writes: () => number } {
  let writes = 0;
  const transaction: Database["transaction"] = async (body, options) => {
    writes += 1;
    return db.transaction(body, options);
  };
  return { db: { ...db, transaction }, writes: () => writes };
}

describeEachDatabase("deliveries that come at the same time", (open) => {
  test("share a write, and each is on the disk when it is answered for", async () => {
    const { db, writes } = counted(await open());
    const store = createDeliveryStore(db);
    const answers = Array.from({ length: 600 }, async (_, place) => {
      const stored = await store.store(delivery(place));
      const [row] = await db.query("SELECT id FROM webhook_deliveries WHERE id = ?", [stored.id]);
      return { ...stored, row };
    });
    expect(await Promise.all(answers)).toEqual(
      Array.from({ length: 600 }, (_, place) => {
        const id = `whd_${place}`;
        return { stored: true, id, processed: false, row: { id } };
      }),
    );
    expect(writes()).toBe(3);
  });

  test("and are copies of one another are kept once and counted", async () => {
    const db = await open();
    const store = createDeliveryStore(db);
    const copies = [1, 2, 3].map(async (place) => store.store({ ...delivery(place), body_hash: "same" }));
    expect(await Promise.all(copies)).toEqual([
      { stored: true, id: "whd_1", processed: false },
      { stored: false, id: "whd_1", processed: false },
      { stored: false, id: "whd_1", processed: false },
    ]);
    expect(await listDeliveries(db, { limit: 9 })).toMatchObject([{ id: "whd_1", copies: 3 }]);
  });

  test("are answered for one by one when one of them cannot be written", async () => {
    const db = await open();
    const store = createDeliveryStore(db);
    await store.store(delivery(2));
    // The id is taken by another body.
    const group = [delivery(1), { ...delivery(2), body_hash: "another" }, delivery(3)];
    const answers = await Promise.allSettled(group.map(async (one) => store.store(one)));
    expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect((await listDeliveries(db, { limit: 9 })).map(({ id }) => id)).toEqual(["whd_3", "whd_2", "whd_1"]);
    expect(await store.store(delivery(4))).toMatchObject({ stored: true });
  });

  test("are written apart when they are long", async () => {
    const { db, writes } = counted(await open());
    const store = createDeliveryStore(db);
    const long = JSON.stringify("x".repeat(600_000));
    await Promise.all([1, 2, 3].map(async (place) => store.store(delivery(place, long))));
    expect(writes()).toBe(3);
  });
});
