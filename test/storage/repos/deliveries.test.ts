import { expect, it } from "vitest";
import {
  listDeliveries,
  markFailure,
  markForwarded,
  markProcessed,
  storeDelivery,
  unprocessedAfter,
  unprocessedDeliveries,
} from "../../../src/storage/repos/deliveries.ts";
import { unforwardedAfter } from "../../../src/storage/repos/forwarding.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { noon } from "../../helpers/rows.ts";

const beginning = { received_at: 0, id: "" };

function delivery(place: number) {
  return { id: `whd_${place}`, body_hash: `hash${place}`, body: `{"place":${place}}`, received_at: noon + place };
}

describeEachDatabase("webhook deliveries", (open) => {
  it("are stored once; copies are counted and answered with the first one's id", async () => {
    const db = await open();
    expect(await storeDelivery(db, delivery(1))).toEqual({ stored: true, id: "whd_1", processed: false });
    const copies = [1, 2, 3].map(async (copy) => storeDelivery(db, { ...delivery(1), id: `copy_${copy}` }));
    for (const copy of await Promise.all(copies))
      expect(copy).toEqual({ stored: false, id: "whd_1", processed: false });
    expect(await listDeliveries(db, { limit: 10 })).toEqual([
      { ...delivery(1), copies: 4, processed_at: null, forwarded_at: null, failure: null },
    ]);
    await markProcessed(db, "whd_1", noon + 9);
    expect(await storeDelivery(db, delivery(1))).toEqual({ stored: false, id: "whd_1", processed: true });
  });

  it("are given out for processing until they are taken in", async () => {
    const db = await open();
    await storeDelivery(db, delivery(1));
    const read = async (): Promise<string | undefined> =>
      db.transaction(async (tx) => (await unprocessedDeliveries(tx, ["whd_1"], db.capabilities.skipLocked))[0]?.body);
    expect(await read()).toBe('{"place":1}');
    await markProcessed(db, "whd_1", noon + 9);
    expect(await read()).toBeUndefined();
  });

  it("wait, oldest first, until they are taken in and passed on", async () => {
    const db = await open();
    for (const place of [3, 1, 2]) await storeDelivery(db, delivery(place));
    await markFailure(db, "whd_1", "forward refused");
    await markProcessed(db, "whd_2", noon + 50);
    await markForwarded(db, "whd_3", noon + 60);
    expect(await unprocessedAfter(db, beginning, 10)).toEqual([
      { received_at: noon + 1, id: "whd_1" },
      { received_at: noon + 3, id: "whd_3" },
    ]);
    expect(await unprocessedAfter(db, { received_at: noon + 1, id: "whd_1" }, 10)).toHaveLength(1);
    expect((await unforwardedAfter(db, beginning, 1)).map(({ id, failure }) => [id, failure])).toEqual([
      ["whd_1", "forward refused"],
    ]);
    await markForwarded(db, "whd_1", noon + 70);
    expect((await unforwardedAfter(db, beginning, 10)).map(({ id }) => id)).toEqual(["whd_2"]);
    expect((await listDeliveries(db, { limit: 2 })).map(({ id }) => id)).toEqual(["whd_3", "whd_2"]);
    expect((await listDeliveries(db, { limit: 2, after: "whd_2" })).map(({ id, failure }) => [id, failure])).toEqual([
      ["whd_1", null],
    ]);
  });
});
