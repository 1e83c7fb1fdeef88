import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { createForwarder, type ForwardPass, type Forwarder } from "../../../src/domain/webhooks/forward.ts";
import { judgeAnswer } from "../../../src/domain/webhooks/judge-answer.ts";
import { receiveDelivery } from "../../../src/domain/webhooks/receive.ts";
import { retryDelay } from "../../../src/domain/webhooks/retry-delay.ts";
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

const nothing = { forwarded: 0, refused: 0, refusedWith: undefined, trouble: undefined, nextIn: undefined };
const noAnswer = { kind: "no-answer" };
const bodies = (): string[] => posted.map((post) => post.body);

describe("passing deliveries on", () => {
  test("sends the stored bytes with Meta's signature, oldest first, once", async () => {
    const first = String.raw`{ "a":"\u00e9",  "b":"é" }`;
    await store(first);
    await store('{"c":2}');
    const one = forwarder();
    expect(await one.pass()).toEqual({ ...nothing, forwarded: 2 });
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
    expect(await one.pass()).toMatchObject({ forwarded: 0, trouble: noAnswer, nextIn: 1_000 });
    expect(await one.pass()).toMatchObject({ trouble: noAnswer, nextIn: 1_000 });
    expect(posted).toHaveLength(1);
    now += 1_000;
    expect(await one.pass()).toMatchObject({ trouble: noAnswer, nextIn: 2_000 });
    answer = () => 200;
    expect(await forwarder().pass()).toMatchObject({ forwarded: 2 });
    expect(bodies()).toEqual(['{"a":1}', '{"a":1}', '{"a":1}', '{"a":2}']);
  });

  test.each([422, 500])("one that gets a %i holds up no other and is tried again later", async (status) => {
    answer = (body) => (body === '{"a":1}' ? status : 200);
    await store('{"a":1}');
    for (let place = 2; place < 70; place++) await store(`{"a":${place}}`);
    const one = forwarder();
    expect(await one.pass()).toMatchObject({
      forwarded: 68,
      refused: 1,
      refusedWith: status,
      trouble: undefined,
    });
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
    expect(await forwarder().pass()).toEqual(nothing);
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
    expect(slept.slice(0, 3)).toEqual([1_000, 2_000, 4_000]);
    expect(bodies().at(-1)).toBe('{"a":2}');
    expect(passes.at(-1)).toMatchObject({ forwarded: 1, trouble: undefined });
  });

  test("a refused delivery that became too old is waited for no longer", async () => {
    answer = () => 400;
    await store('{"a":1}');
    const one = forwarder();
    expect((await one.pass()).nextIn).toBe(1_000);
    now += 8 * 86_400_000;
    expect(await one.pass()).toEqual(nothing);
  });

  test("the same answer to several deliveries in a row means that the target is down", async () => {
    answer = () => 500;
    for (let place = 0; place < 20; place++) await store(`{"a":${place}}`);
    const one = forwarder();
    const pass = await one.pass();
    expect(pass).toMatchObject({ refused: 5, trouble: { kind: "answer", status: 500 }, nextIn: 1_000 });
    expect(posted).toHaveLength(5);
    answer = () => 200;
    now += 1_000;
    expect(await one.pass()).toMatchObject({ forwarded: 20, trouble: undefined });
  });

  test("even many that the target stumbles over let the others through", async () => {
    answer = (body) => (body.includes("bad") ? 500 : 200);
    for (let place = 0; place < 12; place++) await store(`{"bad":${place}}`);
    await store('{"good":1}');
    const one = forwarder();
    let forwarded = 0;
    for (let tries = 0; tries < 3 && forwarded === 0; tries++) {
      const pass = await one.pass();
      forwarded += pass.forwarded;
      now += pass.nextIn ?? 0;
    }
    expect(forwarded).toBe(1);
  });

  test("one on which the target breaks down is set aside after the third time", async () => {
    answer = (body) => (body.includes("bad") ? "down" : 200);
    await store('{"bad":1}');
    await store('{"good":1}');
    const one = forwarder();
    for (let tries = 0; tries < 4; tries++) now += (await one.pass()).nextIn ?? 0;
    expect(bodies()).toEqual(['{"bad":1}', '{"bad":1}', '{"bad":1}', '{"good":1}', '{"bad":1}']);
  });

  test("a database that fails is waited for, and nothing is sent twice because of it", async () => {
    await store('{"a":1}');
    await store('{"a":2}');
    answer = () => {
      void db.exec("ALTER TABLE webhook_deliveries RENAME TO away");
      return 200;
    };
    const one = forwarder();
    expect(await one.pass()).toMatchObject({ forwarded: 0, trouble: { kind: "database" }, nextIn: 1_000 });
    expect(await one.pass()).toMatchObject({ forwarded: 0, trouble: { kind: "database" }, nextIn: 2_000 });
    answer = () => 200;
    await db.exec("ALTER TABLE away RENAME TO webhook_deliveries");
    expect(await one.pass()).toMatchObject({ forwarded: 2, trouble: undefined });
    expect(bodies()).toEqual(['{"a":1}', '{"a":2}']);
  });

  test("ends in the middle of a pass when it is stopped, and the call under way is finished", async () => {
    for (let place = 0; place < 9; place++) await store(`{"a":${place}}`);
    const stop = new AbortController();
    answer = () => {
      if (posted.length === 2) stop.abort();
      return 200;
    };
    await forwarder().run(stop.signal);
    expect(posted).toHaveLength(2);
    expect((await listDeliveries(db, { limit: 99 })).filter((row) => row.forwarded_at !== null)).toHaveLength(2);
  });

  test("a call that does not end is cut off when it is stopped, and keeps its delivery for the next start", async () => {
    await store('{"a":1}');
    const stop = new AbortController();
    const one = createForwarder({
      db,
      clock,
      url,
      appSecret: secret,
      post: async (_url, _body, _headers, signal) => {
        stop.abort();
        await new Promise((_, reject) => {
          signal.addEventListener("abort", () => reject(new Error("cut off")));
        });
        return { status: 200 };
      },
    });
    await one.run(stop.signal);
    expect(slept).toEqual([1_000]);
    expect(await listDeliveries(db, { limit: 9 })).toMatchObject([{ forwarded_at: null, failure: null }]);
  });
});

describe("rules", () => {
  test.each([
    [200, "taken"],
    [204, "taken"],
    [301, "refused"],
    [400, "refused"],
    [404, "refused"],
    [429, "down"],
    [500, "refused"],
    [502, "down"],
    [503, "down"],
    [504, "down"],
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
    expect(retryDelay(failures)).toBe(ms);
  });
});
