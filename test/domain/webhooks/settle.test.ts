import { describe, expect, test } from "vitest";
import { applyCards } from "../../../src/domain/costs/reprice.ts";
import type { Tariff } from "../../../src/domain/costs/tariff.ts";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { correctionsOf } from "../../../src/storage/repos/cost-entries.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { getMessage, insertMessages } from "../../../src/storage/repos/messages.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { change, envelope } from "./bodies.ts";
import { outgoing } from "./rows.ts";
import { tiered } from "./tiered.ts";

const now = Date.UTC(2026, 10, 20);
const noon = Date.UTC(2026, 10, 12, 12);

interface Told {
  readonly of: number;
  readonly state?: string;
  /** Milliseconds. */
  readonly at?: number;
  readonly category?: string;
  readonly type?: string;
  readonly more?: object;
}

/** Meta's report, with a price unless it is `sent` without one. */
function report({
  of,
  state = "delivered",
  at = noon,
  category = "utility",
  type = "regular",
  more = {},
}: Told): object {
  const pricing = { billable: type === "regular", pricing_model: "PMP", type, category };
  return {
    id: `wamid.${of}`,
    status: state,
    timestamp: String(at / 1_000),
    biz_opaque_callback_data: `msg_${of}`,
    pricing,
    ...more,
  };
}

let count = 0;
/** One delivery with these reports. */
async function take(db: Database, told: readonly Told[], tariff: Tariff = tiered): Promise<void> {
  count += 1;
  const body = JSON.stringify(envelope(change("messages", { statuses: told.map(report) })));
  const row = { id: `whd_${count}`, body_hash: `hash-${count}`, body, received_at: now };
  await storeDelivery(db, row);
  const result = await processDelivery(db, row.id, { now, currency: "USD", tariff });
  expect(result.state).toBe("processed");
}

function message(of: number, columns: Partial<MessageRow> = {}): MessageRow {
  const known = {
    market: "Mexico",
    customer_phone: "+5215512345678",
    accepted_at: noon - 5_000,
    created_at: noon - 9_000,
  };
  return outgoing({ id: `msg_${of}`, wamid: `wamid.${of}`, state: "accepted", ...known, ...columns });
}

const each = (length: number): number[] => Array.from({ length }, (_, place) => place);

async function pricesOf(db: Database): Promise<(number | null)[]> {
  const rows = await db.query<{ micros: number | null }>(
    "SELECT settled_micros AS micros FROM messages WHERE direction = 'out' ORDER BY length(id), id",
  );
  return rows.map(({ micros }) => micros);
}

async function counters(db: Database): Promise<Record<string, number>> {
  const rows = await db.query<{ name: string; count: number }>(
    "SELECT month || ' ' || phone_number_id || ' ' || market || ' ' || category AS name, count FROM tier_counters WHERE phone_number_id <> '' ORDER BY 1",
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.count]));
}

describeEachDatabase("the price of a delivered message", (open) => {
  test.each([
    ["UTC", 39_700],
    ["America/Mexico_City", 30_500],
  ])("is that of its day in %s", async (zone, micros) => {
    const db = await open();
    await insertMessages(db, [message(1, { category: "marketing" })]);
    // Eight in the evening of September's last day, in Mexico.
    const at = Date.UTC(2026, 9, 1, 2);
    await take(db, [{ of: 1, at, category: "marketing" }], { ...tiered, cards: { rates: [], bands: [] }, zone });
    expect(await getMessage(db, "msg_1")).toMatchObject({ delivered_at: at, settled_micros: micros, priced_at: now });
  });

  test("is not touched by `sent`, and stays unknown where there is no rate", async () => {
    const db = await open();
    await insertMessages(db, [message(1, { currency: "BRL" }), message(2)]);
    await take(db, [{ of: 2, state: "sent" }]);
    expect(await getMessage(db, "msg_2")).toMatchObject({ state: "sent", delivered_at: null, priced_at: null });
    await take(db, [{ of: 1 }]);
    expect(await getMessage(db, "msg_1")).toMatchObject({
      settled_micros: null,
      pricing_type: "regular",
      priced_at: now,
    });
  });

  test("is known from where its own rate is, not from where the estimate's was", async () => {
    const db = await open();
    const estimated = { estimate_evidence: "two-transcriptions" };
    const rows = [message(1, estimated), message(2, estimated), message(3, { ...estimated, currency: "BRL" })];
    await insertMessages(db, [...rows, message(4, estimated)]);
    await take(db, [{ of: 1 }, { of: 2, type: "free_entry_point" }, { of: 3 }, { of: 4, state: "sent" }]);
    const known = await db.query<{ evidence: string }>(
      "SELECT estimate_evidence AS evidence FROM messages ORDER BY id",
    );
    expect(known.map(({ evidence }) => evidence)).toEqual(["imported-file", "rule", "unknown", "two-transcriptions"]);
  });

  test("stays when Meta reports a failure afterwards: who has got it has got it", async () => {
    const db = await open();
    await insertMessages(db, [message(1)]);
    await take(db, [{ of: 1 }]);
    await take(db, [
      { of: 1, state: "failed", at: noon + 9_000, more: { errors: [{ code: 131_026 }], pricing: undefined } },
    ]);
    expect(await getMessage(db, "msg_1")).toMatchObject({ state: "delivered", settled_micros: 10_000 });
    expect(await correctionsOf(db, "msg_1")).toEqual([]);
  });

  test("is that of the market to which the country belongs when it arrives", async () => {
    const db = await open();
    const sent = Date.UTC(2026, 8, 30, 23, 59);
    const columns = { market: "Other", customer_phone: "+77011234567", accepted_at: sent, created_at: sent };
    await insertMessages(db, [message(1, { ...columns, category: "marketing" })]);
    const shipped = { ...tiered, cards: { rates: [], bands: [] } };
    await take(db, [{ of: 1, at: Date.UTC(2026, 9, 1, 0, 1), category: "utility" }], shipped);
    expect(await getMessage(db, "msg_1")).toMatchObject({ market: "Kazakhstan", settled_micros: 18_000 });
  });

  describe("falls with the month's count", () => {
    const expected = [10_000, 10_000, 10_000, 9_000, 9_000, 8_000, 8_000];

    test.each([
      ["in one delivery", (all: readonly number[]) => [all]],
      ["one by one", (all: readonly number[]) => all.map((of) => [of])],
      ["in pieces across the border", (all: readonly number[]) => [all.slice(0, 2), all.slice(2, 5), all.slice(5)]],
    ])("%s, over all numbers", async (_, pieces) => {
      const db = await open();
      const ofs = each(7);
      await insertMessages(
        db,
        ofs.map((of) => message(of, { phone_number_id: of % 2 === 0 ? "100" : "200" })),
      );
      for (const piece of pieces(ofs))
        await take(
          db,
          piece.map((of) => ({ of })),
        );
      expect(await pricesOf(db)).toEqual(expected);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico utility": 4, "2026-11 200 Mexico utility": 3 });
    });

    test("and begins anew with the next one, at midnight in the account's zone", async () => {
      const db = await open();
      const ofs = each(5);
      await insertMessages(
        db,
        ofs.map((of) => message(of, { phone_number_id: "100" })),
      );
      const zone = "America/Mexico_City";
      const midnight = Date.UTC(2026, 11, 1, 6);
      const told = ofs.map((of) => ({ of, at: of === 4 ? midnight : midnight - 1_000 }));
      await take(db, told, { ...tiered, zone });
      expect(await pricesOf(db)).toEqual([10_000, 10_000, 10_000, 9_000, 10_000]);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico utility": 4, "2026-12 100 Mexico utility": 1 });
    });

    test("of what is charged: neither what is free, nor other categories, nor groups", async () => {
      const db = await open();
      await insertMessages(
        db,
        each(6).map((of) => message(of, { phone_number_id: "100" })),
      );
      await take(db, [
        { of: 0, type: "free_entry_point" },
        { of: 1, category: "marketing" },
        { of: 2, category: "group_utility" },
        { of: 3, category: "utility" },
        { of: 4, category: "authentication" },
        {
          of: 5,
          category: "utility",
          more: { pricing: { pricing_model: "PMP", type: "regular", category: "utility", subtype: "paid_exempt" } },
        },
      ]);
      expect(await pricesOf(db)).toEqual([0, 40_000, null, 10_000, 10_000, 0]);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico authentication": 1, "2026-11 100 Mexico utility": 1 });
    });

    test("for international authentication from the month's count of authentication on", async () => {
      const db = await open();
      await insertMessages(
        db,
        each(4).map((of) => message(of, { phone_number_id: "100" })),
      );
      await take(
        db,
        each(3).map((of) => ({ of, category: "authentication" })),
      );
      await take(db, [{ of: 3, category: "authentication_international" }]);
      expect(await pricesOf(db)).toEqual([10_000, 10_000, 10_000, 80_000]);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico authentication": 4 });
    });

    test("which starts from what was settled before anybody counted", async () => {
      const db = await open();
      const settled = {
        state: "delivered",
        pricing_type: "regular",
        pricing_category: "utility",
        priced_at: noon,
      } as const;
      const rows = each(4).map((of) =>
        message(of, { ...settled, delivered_at: noon, settled_micros: of === 0 ? 0 : 10_000, phone_number_id: "100" }),
      );
      const october = message(9, { ...settled, delivered_at: Date.UTC(2026, 9, 31), settled_micros: 10_000 });
      await insertMessages(db, [...rows, october, message(10, { phone_number_id: "100" })]);
      await take(db, [{ of: 10 }]);
      expect((await getMessage(db, "msg_10"))?.settled_micros).toBe(9_000);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico utility": 4 });
    });

    test("which a late report of the month before does not lose", async () => {
      const db = await open();
      const settled = { state: "delivered", pricing_type: "regular", pricing_category: "utility" } as const;
      const rows = each(3).map((of) =>
        message(of, {
          ...settled,
          priced_at: noon,
          delivered_at: noon,
          settled_micros: 10_000,
          phone_number_id: "100",
        }),
      );
      const late = message(8, { phone_number_id: "100", accepted_at: Date.UTC(2026, 9, 31) });
      await insertMessages(db, [...rows, late, message(9, { phone_number_id: "100" })]);
      await take(db, [{ of: 8, at: Date.UTC(2026, 9, 31, 12) }]);
      await take(db, [{ of: 9 }]);
      expect((await getMessage(db, "msg_9"))?.settled_micros).toBe(9_000);
      expect((await counters(db))["2026-11 100 Mexico utility"]).toBe(4);
    });

    test("in the order of arrival within a delivery, so that a card with the same prices corrects nothing", async () => {
      const db = await open();
      await insertMessages(
        db,
        each(6).map((of) => message(of)),
      );
      await take(
        db,
        [5, 2, 4, 0, 3, 1].map((of) => ({ of, at: noon + of * 1_000 })),
      );
      expect(await pricesOf(db)).toEqual([10_000, 10_000, 10_000, 9_000, 9_000, 8_000]);
      expect(await applyCards(db, { tariff: tiered, from: "2026-11-01", now })).toEqual([]);
    });

    test("and several who settle at once give no place twice", async () => {
      const db = await open();
      const ofs = each(60);
      await insertMessages(
        db,
        ofs.map((of) => message(of, { phone_number_id: "100" })),
      );
      const pieces = each(12).map((piece) => ofs.filter((of) => of % 12 === piece));
      await Promise.all(
        pieces.map(async (piece) =>
          take(
            db,
            piece.map((of) => ({ of })),
          ),
        ),
      );
      expect((await pricesOf(db)).toSorted((a, b) => (b ?? 0) - (a ?? 0)).slice(0, 6)).toEqual(expected.slice(0, 6));
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico utility": 60 });
    });
  });

  describe("is corrected when a later report says otherwise", () => {
    const correction = { at: now, reason: "webhook", currency: "USD" };

    test.each([
      ["in another delivery", (first: Told, second: Told) => [[first], [second]]],
      ["in the same one", (first: Told, second: Told) => [[first, second]]],
    ])("%s: the balance is the new one, and what it was stays written down", async (_, deliveries) => {
      const db = await open();
      await insertMessages(db, [message(1, { phone_number_id: "100" })]);
      const first = { of: 1 };
      const second = { of: 1, state: "read", at: noon + 60_000, type: "free_entry_point" };
      for (const told of [...deliveries(first, second), ...deliveries(first, second)]) await take(db, told);
      expect(await getMessage(db, "msg_1")).toMatchObject({
        settled_micros: 0,
        pricing_type: "free_entry_point",
        priced_at: now,
      });
      expect(await correctionsOf(db, "msg_1")).toEqual([
        {
          ...correction,
          messageId: "msg_1",
          source: "wamid.1|read",
          beforeMicros: 10_000,
          afterMicros: 0,
          pricingType: "free_entry_point",
          pricingCategory: "utility",
        },
      ]);
      expect(await counters(db)).toEqual({ "2026-11 100 Mexico utility": 0 });
    });

    test("but not by an earlier report that comes late, nor by the same in another spelling", async () => {
      const db = await open();
      await insertMessages(db, [message(1)]);
      await take(db, [{ of: 1, state: "read", at: noon + 60_000, category: "authentication_international" }]);
      await take(db, [{ of: 1, state: "delivered", category: "marketing" }]);
      await take(db, [{ of: 1, state: "played", at: noon + 90_000, category: "authentication-international" }]);
      expect(await getMessage(db, "msg_1")).toMatchObject({ settled_micros: 90_000, delivered_at: noon });
      expect(await correctionsOf(db, "msg_1")).toEqual([]);
    });

    test("an earlier arrival that belongs to another month moves the price there", async () => {
      const db = await open();
      const midnight = Date.UTC(2026, 9, 1);
      await insertMessages(db, [message(1, { phone_number_id: "100", accepted_at: midnight - 9_000 })]);
      const shipped = { ...tiered, cards: { rates: [], bands: [] } };
      await take(db, [{ of: 1, state: "read", at: midnight, category: "marketing" }], shipped);
      expect((await getMessage(db, "msg_1"))?.settled_micros).toBe(39_700);
      await take(db, [{ of: 1, at: midnight - 2_000, category: "marketing", more: { pricing: undefined } }], shipped);
      expect(await getMessage(db, "msg_1")).toMatchObject({ settled_micros: 30_500, delivered_at: midnight - 2_000 });
      expect(await correctionsOf(db, "msg_1")).toMatchObject([{ beforeMicros: 39_700, afterMicros: 30_500 }]);
    });
  });
});
