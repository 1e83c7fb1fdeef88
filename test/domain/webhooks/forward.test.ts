import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { forwardDelay, judgeAnswer } from "../../../src/domain/webhooks/forward-retry.ts";
import { createForwarder, type ForwardPass, type Forwarder } from "../../../src/domain/webhooks/forward.ts";
import { receiveDelivery } from "../../../src/domain/webhooks/receive.ts";
import { signBody, verifySignature } from "../../../src/domain/webhooks/signature.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { listDeliveries } from "../../../src/storage/repos/deliveries.ts";
import { secret } from "./bodies.ts";

const start = 1_795_200_000_000;
const url = "http://127.0.0.1:3000/hooks";

let db: Database;
let now = start;
const slept: number[] = [];
const clock: Clock = {
  now: () => now,
  sleep: async (ms, signal) => {
    signal?.throwIfAborted();
    slept.push(ms);
    now += ms;
  },
};

let answer: (body: string) => number | "down" = () => 200;
const posted: { url: string; body: string; signature: string | undefined }[] = [];

beforeEach(async () => {
  db = await openDatabase(":memory:");
  now = start;
  answer = () => 200;
  slept.length = 0;
  posted.length = 0;
});
afterEach(async () => db.close());

function forwarder(): Forwarder {
  return createForwarder({
    db,
    clock,
    url,
    appSecret: secret,
    post: async (target, body, headers) => {
      const text = new TextDecoder().decode(body);
      const signature = headers["x-hub-signature-256"];
      expect(verifySignature(body, signature, secret)).toBe(true);
      posted.push({ url: target, body: text, signature });
      const status = answer(text);
      if (status === "down") throw new Error("connect ECONNREFUSED");
      return { status };
    },
  });
}

async function store(text: string): Promise<void> {
  const rawBody = new TextEncoder().encode(text);
  await receiveDelivery({ db, clock, rawBody, signatureHeader: signBody(rawBody, secret), appSecret: secret });
  now++;
}

const bodies = (): string[] => posted.map((post) => post.body);

describe("passing deliveries on", () => {
  test("sends the stored bytes with Meta's signature, oldest first, once", async () => {
    const first = String.raw`{ "a":"\u00e9",  "b":"é" }`;
    await store(first);
    await store('{"c":2}');
    const one = forwarder();
    expect(await one.pass()).toEqual({ forwarded: 2, refused: 0, down: false, nextIn: undefined });
    expect(posted[0]).toEqual({ url, body: first, signature: signBody(new TextEncoder().encode(first), secret) });
    expect(bodies()).toEqual([first, '{"c":2}']);
    await one.pass();
    await forwarder().pass();
    expect(posted).toHaveLength(2);
  });

  test("keeps everything while the target is down, waits longer each time, and another process goes on", async () => {
    answer = () => "down";
    await store('{"a":1}');
    await store('{"a":2}');
    const one = forwarder();
    expect(await one.pass()).toMatchObject({ forwarded: 0, down: true, nextIn: 1_000 });
    expect(await one.pass()).toMatchObject({ down: true, nextIn: 1_000 });
    expect(posted).toHaveLength(1);
    now += 1_000;
    expect(await one.pass()).toMatchObject({ down: true, nextIn: 2_000 });
    answer = () => 200;
    expect(await forwarder().pass()).toMatchObject({ forwarded: 2 });
    expect(bodies()).toEqual(['{"a":1}', '{"a":1}', '{"a":1}', '{"a":2}']);
  });

  test("one that is refused holds up no other and is tried again later", async () => {
    answer = (body) => (body === '{"a":1}' ? 422 : 200);
    await store('{"a":1}');
    for (let place = 2; place < 70; place++) await store(`{"a":${place}}`);
    const one = forwarder();
    expect(await one.pass()).toMatchObject({ forwarded: 68, refused: 1, down: false });
    expect((await listDeliveries(db, { limit: 99 })).filter((row) => row.forwarded_at === null)).toHaveLength(1);
    expect(await one.pass()).toMatchObject({ forwarded: 0, refused: 0 });
    now += 60_000;
    answer = () => 204;
    expect(await one.pass()).toMatchObject({ forwarded: 1, nextIn: undefined });
  });

  test("passes on nothing that is older than Meta's own tries", async () => {
    await store('{"a":1}');
    now += 8 * 86_400_000;
    await store('{"a":2}');
    await forwarder().pass();
    expect(bodies()).toEqual(['{"a":2}']);
  });

  test("does not send bytes that could not be kept as they were", async () => {
    const rawBody = Uint8Array.of(0xff, 0);
    await receiveDelivery({ db, clock, rawBody, signatureHeader: signBody(rawBody, secret), appSecret: secret });
    expect(await forwarder().pass()).toEqual({ forwarded: 0, refused: 0, down: false, nextIn: undefined });
  });

  test("runs until it is stopped: through an outage, and on news", async () => {
    const stop = new AbortController();
    const passes: ForwardPass[] = [];
    let failures = 3;
    answer = () => (failures-- > 0 ? 503 : 200);
    await store('{"a":1}');
    const one = forwarder();
    const done = one.run(stop.signal, (pass) => {
      passes.push(pass);
      if (pass.forwarded === 1 && posted.length === 4) {
        void store('{"a":2}').then(() => one.wake());
      } else if (pass.forwarded === 1) stop.abort();
    });
    await done;
    expect(slept).toEqual([1_000, 2_000, 4_000]);
    expect(bodies().at(-1)).toBe('{"a":2}');
    expect(passes.at(-1)).toMatchObject({ forwarded: 1, down: false });
  });

  test("a refused delivery that became too old is waited for no longer", async () => {
    answer = () => 400;
    await store('{"a":1}');
    const one = forwarder();
    expect((await one.pass()).nextIn).toBe(1_000);
    now += 8 * 86_400_000;
    expect(await one.pass()).toEqual({ forwarded: 0, refused: 0, down: false, nextIn: undefined });
  });
});

describe("rules", () => {
  test.each([
    [200, "taken"],
    [204, "taken"],
    [301, "refused"],
    [400, "refused"],
    [404, "refused"],
    [408, "down"],
    [429, "down"],
    [500, "down"],
    [503, "down"],
  ])("an answer of %i means %s", (status, verdict) => {
    expect(judgeAnswer(status)).toBe(verdict);
  });

  test.each([
    [0, 1_000],
    [1, 1_000],
    [2, 2_000],
    [9, 256_000],
    [10, 300_000],
    [5_000, 300_000],
  ])("after %i failures it waits %i ms", (failures, ms) => {
    expect(forwardDelay(failures)).toBe(ms);
  });
});
