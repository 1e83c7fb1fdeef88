import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { consentOf } from "../../../src/domain/consent/state.ts";
import { createIntake, type Intake } from "../../../src/domain/webhooks/intake.ts";
import type { ProcessedDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { listContacts } from "../../../src/storage/repos/contact-lists.ts";
import { listDeliveries, storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages, lastInboundAt, listMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { ana, change, envelope, phoneNumberId, rui, textFrom } from "./bodies.ts";
import { outgoing } from "./rows.ts";

const start = 1_795_200_000_000;
const seconds = 1_795_100_000;

/** A clock that stands still; who sleeps wakes when it is moved. */
function handClock(): Clock & { advance(ms: number): void; asleep(): Promise<number> } {
  let now = start;
  let sleepers: { at: number; wake: () => void }[] = [];
  let onSleep = (): void => {};
  return {
    now: () => now,
    sleep: async (ms, signal) => {
      await new Promise<void>((resolve, reject) => {
        const sleeper = { at: now + ms, wake: resolve };
        sleepers.push(sleeper);
        signal?.addEventListener("abort", () => {
          sleepers = sleepers.filter((one) => one !== sleeper);
          reject(new Error("woken"));
        });
        onSleep();
      });
    },
    advance: (ms) => {
      now += ms;
      const due = sleepers.filter(({ at }) => at <= now);
      sleepers = sleepers.filter(({ at }) => at > now);
      for (const { wake } of due) wake();
    },
    /** Resolves when somebody sleeps, with how long that is still to be. */
    asleep: async () => {
      if (sleepers.length === 0) {
        await new Promise<void>((resolve) => {
          onSleep = resolve;
        });
      }
      return Math.min(...sleepers.map(({ at }) => at)) - now;
    },
  };
}

interface Running {
  readonly intake: Intake;
  readonly clock: ReturnType<typeof handClock>;
  readonly results: ProcessedDelivery[];
  readonly troubles: unknown[];
  stop(): Promise<void>;
}

function running(db: Database, clock = handClock(), upkeep?: () => Promise<unknown>): Running {
  const results: ProcessedDelivery[] = [];
  const troubles: unknown[] = [];
  const intake = createIntake({
    db,
    clock,
    currency: "USD",
    onProcessed: (result) => results.push(result),
    onTrouble: (error) => troubles.push(error),
    upkeep,
  });
  const ending = new AbortController();
  const work = intake.run(ending.signal, new AbortController().signal);
  const stop = async (): Promise<void> => {
    ending.abort();
    await work;
  };
  onTestFinished(stop);
  return { intake, clock, results, troubles, stop };
}

let count = 0;
async function store(db: Database, body: object): Promise<string> {
  count += 1;
  const row = {
    id: `whd_${count}`,
    body_hash: `hash-${count}`,
    body: JSON.stringify(body),
    received_at: start + count,
  };
  return (await storeDelivery(db, row)).id;
}

const states = (results: readonly ProcessedDelivery[]): string[] => results.map(({ state }) => state);

async function withdrawn(db: Database): Promise<boolean> {
  return (await listContacts(db, { limit: 9 })).some((contact) => consentOf(contact).marketing === "withdrawn");
}

describeEachDatabase("taking in what is stored", (open, { address, openAt }) => {
  test("what a crash left behind is taken in at the start, oldest first", async () => {
    const db = await open();
    for (let place = 0; place < 250; place++) {
      await store(db, textFrom(rui, `wamid.IN${place}`, seconds + place, "Hello"));
    }
    const { intake, results } = running(db);
    await intake.idle();
    expect(results).toHaveLength(250);
    expect(await lastInboundAt(db, phoneNumberId, "+12025550123")).toBe((seconds + 249) * 1000);
    const ids = results.map(({ deliveryId }) => Number(deliveryId.slice(4)));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  });

  test("what could not be taken in is tried again while the listener runs, told once, and holds up no other", async () => {
    const db = await open();
    const { intake, clock, results, troubles } = running(db);
    await intake.idle();
    await db.exec("ALTER TABLE consent_events RENAME TO away");
    intake.wake(await store(db, textFrom(rui, "wamid.IN1", seconds, "BAJA")));
    intake.wake(await store(db, textFrom(ana, "wamid.IN2", seconds, "Hello")));
    await intake.idle();
    expect(states(results)).toEqual(["failed", "processed"]);
    expect(await clock.asleep()).toBe(1_000);
    clock.advance(1_000);
    expect(await clock.asleep()).toBe(2_000);
    await db.exec("ALTER TABLE away RENAME TO consent_events");
    clock.advance(2_000);
    await clock.asleep();
    expect(states(results)).toEqual(["failed", "processed", "processed"]);
    expect(await withdrawn(db)).toBe(true);
    expect(troubles).toEqual([]);
  });

  test("of a hundred that wait together one cannot be taken in: it alone fails, and the order stays", async () => {
    const db = await open();
    await db.exec("ALTER TABLE consent_events RENAME TO away");
    for (let place = 0; place < 100; place++) {
      await store(db, textFrom(rui, `wamid.IN${place}`, seconds + place, place === 40 ? "BAJA" : "Hello"));
    }
    const { intake, clock, results, troubles } = running(db);
    await intake.idle();
    expect(results.flatMap(({ state }, place) => (state === "failed" ? [place] : []))).toEqual([40]);
    const ids = results.map(({ deliveryId }) => Number(deliveryId.slice(4)));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(await lastInboundAt(db, phoneNumberId, "+12025550123")).toBe((seconds + 99) * 1000);
    await db.exec("ALTER TABLE away RENAME TO consent_events");
    clock.advance(1_000);
    await clock.asleep();
    expect(states(results.slice(100))).toEqual(["processed"]);
    expect(await withdrawn(db)).toBe(true);
    expect(troubles).toEqual([]);
  });

  test.each([
    ["those that wait share transactions", 0, 1, 10],
    ["a transaction that takes long leaves the rest to another, for others write too", 10, 10, 40],
  ])("%s", async (_, msPerLook, fewest, most) => {
    const db = await open();
    for (let place = 0; place < 40; place++) {
      await store(db, textFrom(rui, `wamid.IN${place}`, seconds + place, "Hello"));
    }
    let transactions = 0;
    const transaction: Database["transaction"] = async (body, options) => {
      transactions += 1;
      return db.transaction(body, options);
    };
    const clock = handClock();
    let passed = 0;
    const passing = { ...clock, now: () => clock.now() + (passed += msPerLook) };
    const { intake, results } = running({ ...db, transaction }, passing);
    await intake.idle();
    expect(results).toHaveLength(40);
    expect(transactions).toBeGreaterThanOrEqual(fewest);
    expect(transactions).toBeLessThan(most);
  });

  test("a copy of one that failed is a reason to try at once", async () => {
    const db = await open();
    const { intake, results } = running(db);
    await intake.idle();
    await db.exec("ALTER TABLE consent_events RENAME TO away");
    const id = await store(db, textFrom(rui, "wamid.IN1", seconds, "BAJA"));
    intake.wake(id);
    await intake.idle();
    await db.exec("ALTER TABLE away RENAME TO consent_events");
    intake.wake(id);
    await intake.idle();
    expect(states(results)).toEqual(["failed", "processed"]);
    expect(await withdrawn(db)).toBe(true);
  });

  test("a database that fails altogether is waited for, told once, and loses nothing", async () => {
    const db = await open();
    const { intake, clock, results, troubles } = running(db);
    await intake.idle();
    const id = await store(db, textFrom(rui, "wamid.IN1", seconds, "BAJA"));
    // Neither the delivery nor its failure can be written.
    await db.exec("ALTER TABLE webhook_deliveries RENAME TO away");
    intake.wake(id);
    await intake.idle();
    expect(troubles).toMatchObject([{ name: "StorageError" }]);
    expect(await clock.asleep()).toBe(1_000);
    clock.advance(1_000);
    expect(await clock.asleep()).toBe(2_000);
    expect(troubles).toHaveLength(1);
    await db.exec("ALTER TABLE away RENAME TO webhook_deliveries");
    clock.advance(2_000);
    await clock.asleep();
    expect(states(results)).toEqual(["processed"]);
    expect(await withdrawn(db)).toBe(true);
  });

  test("two listeners on one database take each delivery in once, whatever the order of its statuses", async () => {
    const at = await address();
    const [one, two] = [await openAt(at), await openAt(at)];
    const messages = Array.from({ length: 12 }, (_, place) =>
      outgoing({ id: `msg_${place + 10}`, wamid: `wamid.OUT${place}`, state: "accepted" }),
    );
    await insertMessages(one, messages);
    for (const [round, state] of ["sent", "delivered", "read"].entries()) {
      for (let copy = 0; copy < 4; copy++) {
        const statuses = (copy % 2 === 0 ? messages : messages.toReversed()).map(({ id, wamid }) => ({
          id: wamid,
          status: state,
          timestamp: String(seconds + round * 10 + copy),
          recipient_id: rui.waId,
          biz_opaque_callback_data: id,
        }));
        await store(one, envelope(change("messages", { statuses })));
      }
    }
    const [first, second] = [running(one), running(two)];
    await Promise.all([first.intake.idle(), second.intake.idle()]);
    const results = [...first.results, ...second.results];
    expect(new Set(states(results))).toEqual(new Set(["processed"]));
    expect(results.map(({ deliveryId }) => deliveryId).toSorted()).toEqual(
      (await listDeliveries(one, { limit: 99 })).map(({ id }) => id).toSorted(),
    );
    expect(new Set((await listMessages(one, { limit: 99 })).map(({ state }) => state))).toEqual(new Set(["read"]));
    await Promise.all([first.stop(), second.stop()]);
  });

  test("upkeep is done at the start and every half minute", async () => {
    const db = await open();
    let done = 0;
    const { intake, clock } = running(db, handClock(), async () => {
      done += 1;
    });
    await intake.idle();
    intake.wake("whd_of_nobody");
    await intake.idle();
    expect(done).toBe(1);
    expect(await clock.asleep()).toBe(30_000);
    clock.advance(30_000);
    await clock.asleep();
    expect(done).toBe(2);
  });

  test("a status that lost its message finds it by itself, and settles its price", async () => {
    const db = await open();
    await insertMessages(db, [outgoing({ id: "msg_1", wamid: "wamid.OUT1", state: "accepted" })]);
    const pricing = { category: "utility", pricing_model: "PMP", type: "free_customer_service", billable: false };
    await db.exec(
      `INSERT INTO message_events (id, message_id, wamid, state, occurred_at, recorded_at, source, detail, event_key)
       VALUES ('evt_1', NULL, 'wamid.OUT1', 'delivered', ?, ?, 'meta', ?, 'wamid.OUT1|delivered|1')`,
      [start - 5_000, start - 4_000, JSON.stringify({ pricing })],
    );
    const { intake } = running(db);
    await intake.idle();
    expect(await getMessage(db, "msg_1")).toMatchObject({
      state: "delivered",
      settled_micros: 0,
      pricing_type: "free_customer_service",
      priced_at: start,
    });
  });
});
