import { expect, it } from "vitest";
import type { BudgetUse } from "../../../src/domain/costs/budget.ts";
import { budgetGate } from "../../../src/domain/outbox/budget-gate.ts";
import type { Gate } from "../../../src/domain/outbox/gates.ts";
import type { Database } from "../../../src/storage/database.ts";
import { removeBudget, setBudget } from "../../../src/storage/repos/budgets.ts";
import type { QueuedMessage } from "../../../src/storage/repos/claims.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const message = (place: number, estimate: number | null, currency = "USD"): QueuedMessage => ({
  ...messageRow(place),
  estimate_micros: estimate,
  currency,
});

const look = async (db: Database, gate: Gate, now: number): Promise<void> =>
  db.transaction(async (tx) => gate.prepare?.(tx, now));

const allow = async (db: Database, micros: number, warn: number | null = null): Promise<void> =>
  setBudget(db, { period: "month", micros, currency: "USD", warn_percent: warn, set_at: noon });

/** A message that Meta has taken at noon. */
const out = (place: number, changes: Partial<MessageRow>): MessageRow =>
  messageRow(place, { state: "accepted", wamid: `wamid.${place}`, accepted_at: noon, ...changes });

describeEachDatabase("the month's budget", (open, more) => {
  const gateOf = (db: Database, zone = "UTC", onWarn?: (use: BudgetUse) => void): Gate =>
    budgetGate({ zone, capabilities: db.capabilities, ...(onWarn && { onWarn }) });
  const bars = { stop: { code: "policy.budget_month", exit: 4 } };

  it("bars nothing where there is none", async () => {
    const db = await open();
    const gate = gateOf(db);
    await look(db, gate, noon);
    for (const estimate of [null, 0, 1_000_000_000]) expect(gate.take(message(1, estimate), noon)).toBeUndefined();
  });

  it("lets through to the micro, not one more, and always what is free", async () => {
    const db = await open();
    await allow(db, 100_000);
    const gate = gateOf(db);
    await look(db, gate, noon);
    for (let place = 0; place < 10; place++) expect(gate.take(message(place, 10_000), noon)).toBeUndefined();
    expect(gate.take(message(10, 1), noon)).toMatchObject(bars);
    expect(gate.take(message(11, 0), noon)).toBeUndefined();
    gate.giveBack?.(message(3, 10_000));
    expect(gate.take(message(12, 10_000), noon)).toBeUndefined();
  });

  it("counts the whole month, over all numbers and campaigns: settled, open, being sent, uncertain; not what failed", async () => {
    const db = await open();
    await allow(db, 100_000);
    const cost = { estimate_micros: 10_000 };
    await insertMessages(db, [
      out(1, { ...cost, settled_micros: 25_000, priced_at: noon, delivered_at: noon, state: "delivered" }),
      out(2, { ...cost, phone_number_id: "100200399", campaign_id: 7 }),
      messageRow(3, { ...cost, state: "sending", lease_owner: "pc:1", lease_until: noon + 60_000, sending_at: noon }),
      messageRow(4, { ...cost, state: "uncertain", sending_at: noon }),
      out(5, { ...cost, state: "failed", settled_micros: 0 }),
      messageRow(6, { ...cost, state: "queued" }),
      // Of the months before and after.
      out(7, { ...cost, accepted_at: Date.UTC(2026, 8, 30), created_at: Date.UTC(2026, 8, 30) }),
      out(8, { ...cost, accepted_at: Date.UTC(2026, 10, 1), created_at: Date.UTC(2026, 10, 1) }),
    ]);
    const gate = gateOf(db);
    await look(db, gate, noon);
    expect(gate.take(message(9, 45_000), noon)).toBeUndefined();
    expect(gate.take(message(10, 1), noon)).toMatchObject({
      stop: { data: { budget: "0.10", taken: "0.10", currency: "USD", month: "2026-10" } },
    });
  });

  it("says how to raise it, when the next begins, and how the rest is sent", async () => {
    const db = await open();
    await allow(db, 1);
    const goOn = { en: "Then go on.", es: "Luego continúe." };
    const gate = budgetGate({ zone: "UTC", capabilities: db.capabilities, goOn });
    await look(db, gate, noon);
    expect(gate.take(message(1, 2), noon)).toMatchObject({
      stop: {
        hint: {
          en: 'Raise it with: recado costs budget set "<amount> USD/month". The next one begins on 2026-11-01. Then go on.',
          es: 'Súbalo con: recado costs budget set "<monto> USD/mes". El próximo empieza el 2026-11-01. Luego continúe.',
        },
      },
    });
  });

  it("is noticed within a second when it is set, raised, lowered or removed", async () => {
    const db = await open();
    const gate = gateOf(db);
    const next = async (at: number): Promise<unknown> => {
      await look(db, gate, at);
      return gate.take(message(1, 60_000), at);
    };
    expect(await next(noon)).toBeUndefined();
    await allow(db, 50_000);
    expect(await next(noon + 1_000)).toMatchObject(bars);
    await allow(db, 70_000);
    expect(await next(noon + 2_000)).toBeUndefined();
    await allow(db, 50_000);
    expect(await next(noon + 3_000)).toMatchObject(bars);
    await removeBudget(db);
    expect(await next(noon + 4_000)).toBeUndefined();
  });

  it("begins anew with the month of the account's zone", async () => {
    const db = await open();
    await allow(db, 100_000);
    const midnight = Date.UTC(2026, 9, 1, 6);
    await insertMessages(db, [
      out(1, { estimate_micros: 100_000, accepted_at: midnight - 1, created_at: midnight - 1 }),
    ]);
    const gate = gateOf(db, "America/Costa_Rica");
    await look(db, gate, midnight - 1);
    expect(gate.take(message(2, 1), midnight - 1)).toMatchObject({ stop: { data: { month: "2026-09" } } });
    // A millisecond later, not a second.
    await look(db, gate, midnight);
    expect(gate.take(message(2, 1), midnight)).toBeUndefined();
  });

  it("does not let a message through whose price nobody knows, or is in another currency", async () => {
    const db = await open();
    await allow(db, 100_000);
    const gate = gateOf(db);
    await look(db, gate, noon);
    expect(gate.take(message(1, null), noon)).toMatchObject({ stop: { code: "policy.price_unknown", exit: 4 } });
    expect(gate.take(message(1, 1, "EUR"), noon)).toMatchObject({ stop: { code: "policy.budget_currency", exit: 4 } });
    expect(gate.take(message(1, 0, "EUR"), noon)).toBeUndefined();
  });

  it("is told once when so much of it is used as somebody wanted to hear of, and again when it is raised and used again", async () => {
    const db = await open();
    await allow(db, 100_000, 80);
    const heard: number[] = [];
    const gate = gateOf(db, "UTC", ({ percent }) => heard.push(percent));
    await look(db, gate, noon);
    for (let place = 0; place < 10; place++) gate.take(message(place, 10_000), noon);
    expect(heard).toEqual([80]);
    await allow(db, 200_000, 50);
    await look(db, gate, noon + 1_000);
    gate.take(message(11, 100_000), noon);
    gate.take(message(12, 10_000), noon);
    expect(heard).toEqual([80, 50]);
  });

  /** One turn: looks, and writes down what it takes, in one transaction. Answers how many it took, or that it was barred. */
  const turn = async (db: Database, gate: Gate, { at, prefix }: { at: number; prefix: string }): Promise<number> =>
    db.transaction(async (tx) => {
      await gate.prepare?.(tx, at);
      for (let count = 0; count < 10; count++) {
        if (gate.take(message(count, 7_000), at) !== undefined) return count;
        const id = `msg_${prefix}_${at}_${count}`;
        await insertMessages(tx, [
          messageRow(1, { id, estimate_micros: 7_000, accepted_at: at, wamid: id, state: "accepted" }),
        ]);
      }
      return 10;
    });
  const allOf = async (db: Database): Promise<number> =>
    (await db.query<{ count: number }>("SELECT COUNT(*) AS count FROM messages"))[0]?.count ?? 0;

  it("of two processes that take from it in turns, neither passes what the other left", async () => {
    const db = await open();
    await allow(db, 1_000_000);
    const gates = [gateOf(db), gateOf(db)];
    // Far less than a second passes between two turns of one.
    let at = noon;
    const round = async (): Promise<number> => {
      let most = 0;
      for (const [place, gate] of gates.entries()) {
        at += 480;
        most = Math.max(most, await turn(db, gate, { at, prefix: String(place) }));
      }
      return most;
    };
    while ((await round()) > 0);
    expect(await allOf(db)).toBe(Math.floor(1_000_000 / 7_000));
  });

  it("two that look at the same moment look one after the other", async () => {
    const address = await more.address();
    const dbs = await Promise.all([more.openAt(address), more.openAt(address)]);
    const [first] = dbs;
    if (first === undefined) return;
    await allow(first, 1_000_000);
    await Promise.all(
      dbs.map(async (db, place) => {
        const gate = gateOf(db);
        // As far apart that every turn looks.
        for (let at = noon; (await turn(db, gate, { at, prefix: String(place) })) === 10; at += 60_000);
      }),
    );
    expect(await allOf(first)).toBe(Math.floor(1_000_000 / 7_000));
  });
});
