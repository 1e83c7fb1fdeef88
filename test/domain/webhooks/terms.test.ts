import { expect, onTestFinished, test } from "vitest";
import type { Clock } from "../../../src/core/clock.ts";
import { createIntake } from "../../../src/domain/webhooks/intake.ts";
import { followTerms } from "../../../src/domain/webhooks/terms.ts";
import type { Database } from "../../../src/storage/database.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages } from "../../../src/storage/repos/messages.ts";
import { removeCard, storeCard } from "../../../src/storage/repos/rate-cards.ts";
import { addToTierCounters } from "../../../src/storage/repos/tier-counters.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { status } from "./bodies.ts";
import { outgoing } from "./rows.ts";

const noon = Date.UTC(2026, 10, 12, 12);
/** Stands still: whatever is done every half minute is done once. */
const clock: Clock = {
  now: () => noon,
  sleep: async (_ms, signal) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener("abort", () => reject(new Error("woken")));
    }),
};

const card = { currency: "USD", kind: "rates", effective_from: "2026-11-01" } as const;
async function importCard(db: Database, micros: number): Promise<void> {
  const figure = { ...card, market: "Mexico", category: "marketing", micros, evidence: "imported-file" };
  const row = { ...card, file_name: "rates.csv", file_hash: String(micros), imported_at: noon + micros };
  await storeCard(db, row, { rates: [figure] });
}

function message(of: number, columns: Partial<MessageRow> = {}): MessageRow {
  const known = { id: `msg_${of}`, wamid: `wamid.${of}`, state: "accepted", market: "Mexico" } as const;
  return outgoing({ ...known, accepted_at: noon - 5_000, category: "marketing", currency: null, ...columns });
}

async function listening(db: Database, account: () => Promise<{ zone: string; currency: string }>) {
  const ending = new AbortController();
  const terms = followTerms({ db, clock }, account);
  const trouble: unknown[] = [];
  const intake = createIntake({
    db,
    clock,
    currency: "USD",
    terms,
    onProcessed: () => {},
    onTrouble: (error) => trouble.push(error),
  });
  const work = intake.run(ending.signal, new AbortController().signal);
  onTestFinished(async () => {
    ending.abort();
    await work;
  });
  await intake.idle();
  /** Delivers the message; answers how it was settled. */
  return async (of: number): Promise<MessageRow | undefined> => {
    await insertMessages(db, [message(of)]);
    const pricing = { billable: true, pricing_model: "PMP", type: "regular", category: "marketing" };
    const body = JSON.stringify(status(`wamid.${of}`, "delivered", noon / 1_000, { pricing }));
    await storeDelivery(db, { id: `whd_${of}`, body_hash: `hash-${of}`, body, received_at: noon });
    intake.wake(`whd_${of}`);
    await intake.idle();
    expect(trouble).toEqual([]);
    return getMessage(db, `msg_${of}`);
  };
}

describeEachDatabase("who listens", (open) => {
  test("settles by a card from the moment it is imported, and no more when it is removed", async () => {
    const db = await open();
    const deliver = await listening(db, async () => ({ zone: "UTC", currency: "USD" }));
    expect(await deliver(1)).toMatchObject({ settled_micros: 39_700 });
    await importCard(db, 31_000);
    expect(await deliver(2)).toMatchObject({ settled_micros: 31_000, estimate_evidence: "imported-file" });
    await importCard(db, 32_000);
    expect(await deliver(3)).toMatchObject({ settled_micros: 32_000 });
    await removeCard(db, card);
    expect(await deliver(4)).toMatchObject({ settled_micros: 39_700 });
  });

  test("settles in the currency that the account has now", async () => {
    const db = await open();
    let currency = "USD";
    const deliver = await listening(db, async () => ({ zone: "UTC", currency }));
    expect(await deliver(1)).toMatchObject({ currency: "USD" });
    currency = "EUR";
    expect(await deliver(2)).toMatchObject({ currency: "EUR" });
  });

  test("reads the cards again only when something changed", async () => {
    const db = await open();
    const terms = followTerms({ db, clock }, async () => ({ zone: "UTC", currency: "USD" }));
    const { tariff } = await terms();
    expect((await terms()).tariff).toBe(tariff);
    await importCard(db, 31_000);
    expect((await terms()).tariff).not.toBe(tariff);
  });

  test("counts the running month's tiers anew when the zone is another one, also after a start", async () => {
    const db = await open();
    const priced = {
      state: "delivered",
      category: "utility",
      pricing_category: "utility",
      pricing_type: "regular",
      settled_micros: 10_000,
      phone_number_id: "100",
    } as const;
    const arrivals = [noon, noon, Date.UTC(2026, 10, 1, 2), Date.UTC(2026, 9, 20)];
    await insertMessages(
      db,
      arrivals.map((at, of) => message(of, { ...priced, accepted_at: at, delivered_at: at, priced_at: at })),
    );
    const counter = { phone_number_id: "100", market: "Mexico", category: "utility" };
    await addToTierCounters(db, [
      { ...counter, month: "2026-10", count: 1 },
      { ...counter, month: "2026-11", count: 3 },
    ]);
    const counted = async (): Promise<unknown> => db.query("SELECT month, count FROM tier_counters ORDER BY month");
    let zone = "UTC";
    const account = async () => ({ zone, currency: "USD" });
    const terms = followTerms({ db, clock }, account);
    await terms();
    expect(await counted()).toEqual([
      { month: "2026-10", count: 1 },
      { month: "2026-11", count: 3 },
    ]);
    zone = "America/Mexico_City";
    await terms();
    const mexican = [
      { month: "2026-10", count: 1 },
      { month: "2026-11", count: 2 },
    ];
    expect(await counted()).toEqual(mexican);
    await followTerms({ db, clock }, account)();
    expect(await counted()).toEqual(mexican);
    zone = "UTC";
    await followTerms({ db, clock }, account)();
    expect(await counted()).toMatchObject([{}, { count: 3 }]);
  });
});
