import { expect, test } from "vitest";
import { readMonthCounts } from "../../../src/domain/costs/month-counts.ts";
import { insertMessages } from "../../../src/storage/repos/messages.ts";
import { keepTierNotice } from "../../../src/storage/repos/tier-notices.ts";
import { deliveredThisMonth } from "../../../src/storage/repos/tier-counts.ts";
import type { MessageRow } from "../../../src/storage/rows.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { messageRow, noon } from "../../helpers/rows.ts";

const number = "100200300";
const month = { from: Date.UTC(2026, 9), to: Date.UTC(2026, 10) };

/** Messages of Spain that arrived, except for the changes. */
const sent = (first: number, count: number, changes: Partial<MessageRow> = {}): MessageRow[] =>
  Array.from({ length: count }, (_, place) =>
    messageRow(first + place, {
      market: "Spain",
      state: "delivered",
      wamid: `wamid.${first + place}`,
      accepted_at: noon,
      ...changes,
    }),
  );

const sorted = <Row extends { readonly market: string | null; readonly category: string }>(
  rows: readonly Row[],
): Row[] =>
  rows.toSorted((one, other) => (`${one.market}${one.category}` < `${other.market}${other.category}` ? -1 : 1));

describeEachDatabase("what counts for the month's tiers", (open) => {
  test("is what Meta took this month, has not reported as failed, and charges", async () => {
    const db = await open();
    await insertMessages(db, [
      ...sent(0, 3),
      ...sent(10, 1, { state: "accepted" }),
      ...sent(11, 1, { state: "sent" }),
      ...sent(12, 1, { state: "read" }),
      ...sent(20, 1, { state: "failed" }),
      ...sent(21, 1, { state: "uncertain", accepted_at: null }),
      ...sent(22, 1, { state: "queued", accepted_at: null }),
      ...sent(30, 1, { estimate_micros: 0 }),
      ...sent(31, 1, { settled_micros: 0 }),
      ...sent(32, 1, { estimate_micros: null }),
      ...sent(40, 2, { category: "authentication" }),
      ...sent(50, 2, { category: "marketing" }),
      ...sent(60, 2, { category: "service", type: "text" }),
      ...sent(70, 2, { market: "Peru" }),
      ...sent(80, 1, { direction: "in" }),
      ...sent(90, 1, { accepted_at: month.from - 1 }),
      ...sent(91, 1, { accepted_at: month.from }),
      ...sent(92, 1, { accepted_at: month.to - 1 }),
      ...sent(93, 1, { accepted_at: month.to }),
      ...sent(100, 4, { phone_number_id: "another business" }),
      ...sent(110, 5, { phone_number_id: "second" }),
    ]);
    expect(sorted(await deliveredThisMonth(db, { ...month, numbers: [number] }))).toEqual([
      { market: "Peru", category: "utility", count: 2 },
      { market: "Spain", category: "authentication", count: 2 },
      { market: "Spain", category: "utility", count: 9 },
    ]);
    expect(sorted(await deliveredThisMonth(db, { ...month, numbers: [number, "second", "third"] }))).toMatchObject([
      { count: 2 },
      { count: 2 },
      { count: 14 },
    ]);
    expect(await deliveredThisMonth(db, { ...month, numbers: [] })).toEqual([]);
  });

  test("goes by Meta's category once Meta has told it", async () => {
    const db = await open();
    await insertMessages(db, [
      ...sent(0, 1, { category: "marketing", pricing_category: "utility" }),
      ...sent(1, 1, { category: "utility", pricing_category: "marketing" }),
      ...sent(2, 1, { category: "authentication", pricing_category: "authentication_international" }),
      ...sent(3, 1, { category: "utility", pricing_category: "group_utility" }),
      ...sent(4, 1, { category: "utility", pricing_category: "referral_conversion", settled_micros: 0 }),
    ]);
    expect(sorted(await deliveredThisMonth(db, { ...month, numbers: [number] }))).toEqual([
      { market: "Spain", category: "authentication_international", count: 1 },
      { market: "Spain", category: "utility", count: 1 },
    ]);
  });

  test("is at the least what Meta's notices of tiers have told", async () => {
    const db = await open();
    await insertMessages(db, [...sent(0, 3), ...sent(10, 2, { category: "authentication" })]);
    const told = { month: "2026-10", market: "Spain", category: "utility", tier_from: 100_001, update_time: noon };
    await keepTierNotice(db, told);
    await keepTierNotice(db, { ...told, market: "Peru", category: "authentication", tier_from: 51 });
    await keepTierNotice(db, { ...told, category: "authentication", update_time: noon + 1 });
    const counted = async (at: number) => {
      const counts = await readMonthCounts(db, { at, phoneNumberIds: [number], categories: ["utility"] });
      const sums = new Map<string, number>();
      for (const { market, category, count } of counts.delivered) {
        sums.set(`${market} ${category}`, (sums.get(`${market} ${category}`) ?? 0) + count);
      }
      return Object.fromEntries(sums);
    };
    expect(await counted(noon)).toEqual({
      "Spain utility": 100_000,
      "Spain authentication": 2,
      "Peru authentication": 50,
    });
    expect(await counted(noon - 1)).toEqual({ "Spain utility": 3, "Spain authentication": 2 });
  });

  test("is read only for what will be sent, with the free answers that each number has left", async () => {
    const db = await open();
    await insertMessages(db, [...sent(0, 3), ...sent(10, 2, { category: "service", type: "text" })]);
    const query = { at: noon, phoneNumberIds: [number, "second"] };
    expect(await readMonthCounts(db, { ...query, categories: ["utility", "service"] })).toEqual({
      month: "2026-10",
      delivered: [{ market: "Spain", category: "utility", count: 3 }],
      freeServiceLeft: new Map([
        [number, 998],
        ["second", 1_000],
      ]),
    });
    expect(await readMonthCounts(db, { ...query, categories: ["marketing"] })).toEqual({
      month: "2026-10",
      delivered: [],
      freeServiceLeft: new Map(),
    });
  });
});
