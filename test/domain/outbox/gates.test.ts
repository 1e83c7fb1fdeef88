import { expect, it } from "vitest";
import { costGate } from "../../../src/domain/outbox/cost-gate.ts";
import { failureBrake } from "../../../src/domain/outbox/failure-brake.ts";
import type { Gate } from "../../../src/domain/outbox/gates.ts";
import { peopleGate } from "../../../src/domain/outbox/people-gate.ts";
import type { Database } from "../../../src/storage/database.ts";
import type { QueuedMessage } from "../../../src/storage/repos/claims.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const number = "100200300";
const hour = 3_600_000;

function message(place: number, estimate: number | null = 10_000): QueuedMessage {
  const row = messageRow(place);
  return { ...row, estimate_micros: estimate };
}

const look = async (db: Database, gate: Gate, now: number): Promise<void> =>
  db.transaction(async (tx) => gate.prepare?.(tx, now));

describeEachDatabase("the ceiling of a campaign's cost", (open) => {
  const ceiling = { micros: 100_000, currency: "USD" };

  it("lets through to the micro, and not one more", async () => {
    const gate = costGate(1, ceiling);
    await look(await open(), gate, noon);
    for (let place = 0; place < 10; place++) expect(gate.take(message(place), noon)).toBeUndefined();
    expect(gate.take(message(10, 1), noon)).toMatchObject({ stop: { code: "policy.budget", exit: 4 } });
    gate.giveBack?.(message(3));
    expect(gate.take(message(10), noon)).toBeUndefined();
  });

  it("counts what went out before, and what is uncertain", async () => {
    const db = await open();
    const taken = { campaign_id: 1, estimate_micros: 30_000 };
    await insertMessages(db, [
      messageRow(1, { ...taken, state: "accepted" }),
      messageRow(2, { ...taken, state: "uncertain" }),
      messageRow(3, { ...taken, state: "failed" }),
      messageRow(4, { ...taken, campaign_id: 2, state: "read" }),
    ]);
    const gate = costGate(1, ceiling);
    await look(db, gate, noon);
    expect(gate.take(message(5, 40_000), noon)).toBeUndefined();
    expect(gate.take(message(6, 1), noon)).toMatchObject({
      stop: { data: { ceiling: "0.10", taken: "0.10", currency: "USD" } },
    });
  });

  it("takes what is open at the rate at which Meta settles, where that is dearer than the estimate", async () => {
    const db = await open();
    const out = { campaign_id: 1, estimate_micros: 10_000, state: "delivered" as const };
    const gate = costGate(1, ceiling);
    await look(db, gate, noon);
    await insertMessages(db, [
      messageRow(1, { ...out, settled_micros: 25_000, priced_at: noon }),
      messageRow(2, { ...out, state: "accepted" }),
    ]);
    await look(db, gate, noon + 2_000);
    // 25,000 settled, and 10,000 that will come to 25,000: two more are 50,000.
    expect(gate.take(message(3), noon)).toBeUndefined();
    expect(gate.take(message(4), noon)).toBeUndefined();
    expect(gate.take(message(5), noon)).toMatchObject({ stop: { code: "policy.budget" } });
  });

  it("does not let a message through whose price nobody knows", async () => {
    const gate = costGate(1, ceiling);
    await look(await open(), gate, noon);
    expect(gate.take(message(1, null), noon)).toMatchObject({ stop: { code: "policy.price_unknown" } });
  });
});

describeEachDatabase("the people a day", (open) => {
  const gateOf = (perDay: number): Gate => peopleGate({ numbers: [number], perDay });

  it("are different people: who was reached today may be written to again", async () => {
    const gate = gateOf(2);
    await look(await open(), gate, noon);
    expect(gate.take(message(1), noon)).toBeUndefined();
    expect(gate.take(message(2), noon + 1)).toBeUndefined();
    expect(gate.take(message(1), noon + 2)).toBeUndefined();
    // The second one is the longest ago by now.
    expect(gate.take(message(3), noon + 3)).toEqual({ later: noon + 1 + 24 * hour });
    expect(gate.take(message(3), noon + 1 + 24 * hour)).toBeUndefined();
  });

  it("count together, whichever process writes to them: two runs do not pass the limit between them", async () => {
    const db = await open();
    const [one, other] = [gateOf(4), gateOf(4)];
    await look(db, one, noon);
    await look(db, other, noon);
    const sending = { state: "sending" as const, lease_owner: "there:2", lease_until: noon + hour };
    await insertMessages(db, [
      messageRow(1, { state: "accepted", wamid: "w1", accepted_at: noon + 50 }),
      messageRow(2, { ...sending, sending_at: noon + 60 }),
      messageRow(3, { ...sending, sending_at: noon + 60 }),
    ]);
    await look(db, other, noon + 100);
    expect(other.take(message(4), noon + 100)).toBeUndefined();
    expect(other.take(message(5), noon + 100)).toHaveProperty("later");
  });

  it("do not count whom the message did not reach after all", async () => {
    const gate = gateOf(1);
    await look(await open(), gate, noon);
    expect(gate.take(message(1), noon)).toBeUndefined();
    gate.giveBack?.(message(1));
    expect(gate.take(message(2), noon)).toBeUndefined();
  });
});

it("too many failures are those of the last two hundred, however well it went before", () => {
  const brake = failureBrake(0.2);
  brake.look({ good: 0, failed: 0 });
  brake.look({ good: 24, failed: 0 });
  for (let good = 100; good <= 50_000; good += 100) brake.look({ good, failed: 0 });
  expect(brake.brake()).toBeUndefined();
  brake.look({ good: 50_000, failed: 40 });
  expect(brake.brake()).toBeUndefined();
  brake.look({ good: 50_000, failed: 60 });
  const stopped = brake.brake();
  expect(stopped).toMatchObject({ code: "policy.failures", data: { failed: 60 } });
  expect(stopped?.text.en).toMatch(/^60 of the last (1|2)\d\d messages failed/);
});

it("what failed before this run, and a handful, say nothing", () => {
  const brake = failureBrake(0.2);
  brake.look({ good: 10, failed: 500 });
  expect(brake.brake()).toBeUndefined();
  brake.look({ good: 10, failed: 524 });
  expect(brake.brake()).toBeUndefined();
  brake.look({ good: 10, failed: 525 });
  expect(brake.brake()).toMatchObject({ data: { failed: 25, all: 25 } });
});
