import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { maxDeliveryBytes, receiveDelivery, type Received } from "../../../src/domain/webhooks/receive.ts";
import { signBody } from "../../../src/domain/webhooks/signature.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { listDeliveries, markProcessed, unprocessedAfter } from "../../../src/storage/repos/deliveries.ts";
import { rui, secret, textFrom } from "./bodies.ts";

const clock: Clock = { now: () => 1_795_200_000_000, sleep: async () => {} };
let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => db.close());

const bytesOf = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body));

async function receive(
  rawBody: Uint8Array,
  signatureHeader: string | undefined = signBody(rawBody, secret),
): Promise<Received> {
  return receiveDelivery({ db, clock, rawBody, signatureHeader, appSecret: secret });
}

const body = bytesOf(textFrom(rui, "wamid.IN1", 1_795_100_000, "¿Está abierto? 👋"));

describe("receiving a delivery", () => {
  test("keeps its bytes before it is acknowledged", async () => {
    const received = await receive(body);
    expect(received).toMatchObject({ status: 200, stored: true });
    const [row, ...others] = await listDeliveries(db, { limit: 9 });
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: received.deliveryId, copies: 1, received_at: 1_795_200_000_000, failure: null });
    expect(new TextEncoder().encode(row?.body)).toEqual(body);
    expect(received.pending).toBe(true);
  });

  test("keeps a copy once, counts it, and acknowledges it", async () => {
    const first = await receive(body);
    const copy = await receive(body);
    expect(copy).toEqual({ status: 200, stored: false, deliveryId: first.deliveryId, pending: true });
    expect(await listDeliveries(db, { limit: 9 })).toMatchObject([{ copies: 2 }]);
    await markProcessed(db, first.deliveryId ?? "", 1);
    expect(await receive(body)).toEqual({ ...copy, pending: false });
  });

  test.each([
    ["an unsigned one", undefined],
    ["one signed with another secret", signBody(body, "another")],
  ])("refuses %s and keeps nothing", async (_, header) => {
    const received = await receiveDelivery({ db, clock, rawBody: body, signatureHeader: header, appSecret: secret });
    expect(received).toEqual({ status: 401, stored: false, deliveryId: undefined, pending: false });
    expect(await listDeliveries(db, { limit: 9 })).toEqual([]);
  });

  test("refuses one that is longer than Meta sends", async () => {
    expect((await receive(new Uint8Array(maxDeliveryBytes + 1))).status).toBe(413);
    expect((await receive(bytesOf("x".repeat(maxDeliveryBytes - 2)))).status).toBe(200);
  });

  test.each([
    ["cut short", new TextEncoder().encode('{"object":')],
    ["empty", new Uint8Array()],
    ["no text at all", Uint8Array.of(0, 0xff, 0xfe, 0)],
  ])(
    "answers 400 to a signed body that is %s, keeps it with its failure, and does not try to process it",
    async (_, bytes) => {
      const received = await receive(bytes);
      expect(received).toMatchObject({ status: 400, stored: true, pending: false });
      expect(await listDeliveries(db, { limit: 9 })).toMatchObject([{ failure: "webhook.not_json" }]);
      expect(await unprocessedAfter(db, { received_at: 0, id: "" }, 9)).toEqual([]);
      expect(await receive(bytes)).toMatchObject({ status: 400, stored: false, deliveryId: received.deliveryId });
    },
  );

  test("throws when the database fails, so that nothing is acknowledged that is not kept", async () => {
    const broken = await openDatabase(":memory:");
    await broken.exec("DROP TABLE webhook_deliveries");
    const attempt = receiveDelivery({
      db: broken,
      clock,
      rawBody: body,
      signatureHeader: signBody(body, secret),
      appSecret: secret,
    });
    await expect(attempt).rejects.toMatchObject({ name: "StorageError" });
    await broken.close();
  });
});
