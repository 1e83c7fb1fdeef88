import { expect, it } from "vitest";
import { applyCards, pricedOtherwise, type RepriceScope } from "../../../src/domain/costs/reprice.ts";
import type { CardBand, CardRate, Tariff } from "../../../src/domain/costs/tariff.ts";
import type { Database } from "../../../src/storage/database.ts";
import { correctionsOf } from "../../../src/storage/repos/cost-entries.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { keepTierNotice } from "../../../src/storage/repos/tier-notices.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow } from "../../helpers/rows.ts";

const october = Date.UTC(2026, 9, 10, 12);
const now = Date.UTC(2026, 10, 20);

/** A message that Meta charged for, delivered and settled `place` minutes after that noon in October. */
function settled(place: number, changes: Partial<MessageRow> = {}): MessageRow {
  const at = changes.delivered_at ?? october + place * 60_000;
  return messageRow(place, {
    state: "delivered",
    wamid: `wamid.${place}`,
    market: "Spain",
    category: "utility",
    accepted_at: at - 1000,
    delivered_at: at,
    priced_at: at + 1000,
    pricing_type: "regular",
    pricing_category: "utility",
    settled_micros: 20_000,
    ...changes,
  });
}

const card = (
  market: string,
  category: CardRate["category"],
  micros: number,
  effectiveFrom = "2026-10-01",
): CardRate => ({
  currency: "USD",
  effectiveFrom,
  market,
  category,
  micros,
  evidence: "imported-file",
});

const scopeWith = (rates: readonly CardRate[], bands: readonly CardBand[] = [], zone = "UTC"): RepriceScope => {
  const tariff: Tariff = { cards: { rates, bands }, zone };
  return { tariff, from: "2026-10-01", now };
};

async function balances(db: Database): Promise<(number | null)[]> {
  const rows = await db.query<{ settled_micros: number | null }>("SELECT settled_micros FROM messages ORDER BY id");
  return rows.map((row) => row.settled_micros);
}

describeEachDatabase("applying imported cards to settled messages", (open) => {
  it("gives each its price, writes down what it was, and has nothing left to do", async () => {
    const db = await open();
    await insertMessages(db, [
      settled(1),
      settled(2, { settled_micros: null }),
      settled(3, { pricing_category: "marketing", settled_micros: 70_700 }),
      settled(4, { delivered_at: Date.UTC(2026, 8, 30, 23) }),
    ]);
    const scope = scopeWith([card("Spain", "utility", 21_000), card("Spain", "marketing", 70_700)]);
    const expected = [
      { currency: "USD", market: "Spain", category: "utility", messages: 2, unknown: 1, before: 20_000, after: 42_000 },
    ];
    expect(await pricedOtherwise(db, scope)).toEqual(expected);
    expect(await balances(db)).toEqual([20_000, null, 70_700, 20_000]);
    expect(await applyCards(db, scope)).toEqual(expected);
    expect(await balances(db)).toEqual([21_000, 21_000, 70_700, 20_000]);
    expect(await correctionsOf(db, "msg_000001")).toEqual([
      {
        messageId: "msg_000001",
        at: now,
        reason: "card",
        source: "USD 2026-10-01",
        beforeMicros: 20_000,
        afterMicros: 21_000,
        currency: "USD",
        pricingType: "regular",
        pricingCategory: "utility",
      },
    ]);
    expect(await correctionsOf(db, "msg_000003")).toEqual([]);
    expect(await pricedOtherwise(db, scope)).toEqual([]);
    expect(await applyCards(db, scope)).toEqual([]);
    expect(await correctionsOf(db, "msg_000001")).toHaveLength(1);
  });

  it("leaves alone what was free, what is still on its way, what groups cost, and other currencies' prices", async () => {
    const db = await open();
    const rows = [
      settled(1, { pricing_type: "free_entry_point", settled_micros: 0 }),
      // Exempt: reported as regular, settled at nothing.
      settled(2, { settled_micros: 0 }),
      settled(3, { priced_at: null, settled_micros: null, pricing_type: null, pricing_category: null }),
      settled(4, { pricing_category: "group_utility", settled_micros: null }),
      settled(5, { currency: "GBP", settled_micros: 16_000 }),
    ];
    await insertMessages(db, rows);
    const scope = scopeWith([card("Spain", "utility", 21_000)]);
    expect(await applyCards(db, scope)).toEqual([]);
    expect(await balances(db)).toEqual(rows.map((row) => row.settled_micros));
  });

  it("counts the month's tiers in the order in which messages were settled, authentication and its international kind together", async () => {
    const db = await open();
    const band = (micros: number, from: number, to: number | null, category: CardRate["category"]): CardBand => ({
      ...card("India", category, micros),
      micros,
      from,
      to,
      discount: from === 1 ? 0 : 5,
    });
    const india = (place: number, category: string, changes: Partial<MessageRow> = {}): MessageRow =>
      settled(place, { market: "India", pricing_category: category, settled_micros: 1_400, ...changes });
    await insertMessages(db, [
      india(1, "authentication"),
      india(2, "authentication_international", { settled_micros: null }),
      india(3, "authentication"),
      india(4, "authentication_international"),
      // Of another month: it begins anew.
      india(5, "authentication", { delivered_at: Date.UTC(2026, 10, 2) }),
      // Settled before the first, though it is stored last.
      india(6, "authentication", { delivered_at: october - 60_000 }),
    ]);
    const scope = scopeWith(
      [card("India", "authentication", 2_000), card("India", "authentication-international", 30_000)],
      [
        band(2_000, 1, 3, "authentication"),
        band(1_900, 4, null, "authentication"),
        band(30_000, 1, 3, "authentication-international"),
        band(28_500, 4, null, "authentication-international"),
      ],
    );
    const found = await pricedOtherwise(db, scope);
    expect(await applyCards(db, scope)).toEqual(found);
    expect(await balances(db)).toEqual([2_000, 30_000, 1_900, 28_500, 2_000, 2_000]);
    expect(found.reduce((sum, { messages }) => sum + messages, 0)).toBe(6);
    expect(await applyCards(db, scope)).toEqual([]);
  });

  it("counts what Meta told of the month's volume tiers from then on", async () => {
    const db = await open();
    const early = { delivered_at: october - 60_000, settled_micros: null };
    await insertMessages(db, [settled(1, early), settled(2, { settled_micros: null }), settled(3)]);
    const notice = { month: "2026-10", market: "Spain", category: "utility", tier_from: 101 };
    await keepTierNotice(db, { ...notice, update_time: october });
    const band = (micros: number, from: number, to: number | null, discount: number): CardBand => ({
      ...card("Spain", "utility", micros),
      micros,
      from,
      to,
      discount,
    });
    const bands = [band(21_000, 1, 100, 0), band(19_000, 101, null, 10)];
    const scope = scopeWith([card("Spain", "utility", 21_000)], bands);
    await applyCards(db, scope);
    expect(await balances(db)).toEqual([21_000, 19_000, 19_000]);
    expect(await applyCards(db, scope)).toEqual([]);
  });

  it("takes days in the account's zone", async () => {
    const db = await open();
    const night = Date.UTC(2026, 9, 1, 3);
    await insertMessages(db, [
      settled(1, { delivered_at: night }),
      settled(2, { delivered_at: night + 3 * 3_600_000 }),
    ]);
    expect(await applyCards(db, scopeWith([card("Spain", "utility", 21_000)], [], "America/Lima"))).toHaveLength(1);
    expect(await balances(db)).toEqual([20_000, 21_000]);
  });

  it("ends with the price of a card that is taken away again", async () => {
    const db = await open();
    await insertMessages(db, [settled(1)]);
    await applyCards(db, scopeWith([card("Spain", "utility", 21_000)]));
    await applyCards(db, scopeWith([]));
    expect(await balances(db)).toEqual([20_000]);
    const entries = await correctionsOf(db, "msg_000001");
    expect(entries.map(({ beforeMicros, afterMicros }) => [beforeMicros, afterMicros])).toEqual([
      [20_000, 21_000],
      [21_000, 20_000],
    ]);
  });
});
