import fc from "fast-check";
import { expect, it } from "vitest";
import { compare, type ComparisonInput } from "../../../../src/domain/costs/reconcile/compare.ts";
import { amountOf, knownAmountOf } from "../../../../src/domain/costs/reconcile/figures.ts";
import { clockOf } from "../../../../src/domain/costs/reconcile/meta-side.ts";
import type { CostSum } from "../../../../src/storage/repos/cost-slots.ts";
import type { MetaCostRow } from "../../../../src/storage/repos/meta-costs.ts";

const dayLength = 86_400_000;
const days = ["2026-10-11", "2026-10-12", "2026-10-13"];
const start = Date.parse("2026-10-12");

/** Ten marketing messages to Mexico on 12 October, as Meta counts them. */
function meta(changes: Partial<MetaCostRow> = {}, place = 0): MetaCostRow {
  return {
    waba_id: "900",
    from_at: start + place * dayLength,
    to_at: start + (place + 1) * dayLength,
    model: "pricing",
    phone_number: "12025550143",
    country: "MX",
    category: "MARKETING",
    pricing_type: "REGULAR",
    tier: "0:MAX",
    volume: 10,
    micros: 397_000,
    currency: "USD",
    ...changes,
  };
}

/** The same in the ledger. */
function ledger(changes: Partial<CostSum> = {}, place = 0): CostSum {
  const messages = changes.messages ?? 10;
  return {
    slot: (start + place * dayLength) / 900_000 + 40,
    market: "Mexico",
    category: "marketing",
    phone_number_id: "106",
    pricing_type: "regular",
    evidence: "meta-file",
    currency: "USD",
    messages,
    charged: messages,
    free: 0,
    unpriced: 0,
    settled: messages,
    delivered: messages,
    read: 0,
    settled_micros: messages * 39_700,
    estimate_micros: 0,
    ...changes,
  };
}

const free = (messages: number, type: string): Partial<CostSum> => ({
  messages,
  charged: 0,
  free: messages,
  settled: messages,
  delivered: messages,
  settled_micros: 0,
  pricing_type: type,
});
const open = (messages: number, delivered: number): Partial<CostSum> => ({
  messages,
  charged: messages,
  settled: 0,
  delivered,
  pricing_type: null,
  settled_micros: 0,
  estimate_micros: messages * 39_700,
});

function outcome(
  metaRows: readonly MetaCostRow[],
  sums: readonly CostSum[],
  changes: Partial<ComparisonInput> = {},
): ReturnType<typeof compare> {
  return compare({
    meta: metaRows,
    ledger: sums,
    clock: "UTC",
    currency: "USD",
    numbers: { "106": "12025550143", "107": "12025550144" },
    days,
    openDays: new Set(),
    costWithheld: false,
    ...changes,
  });
}

const verdicts = (found: ReturnType<typeof compare>): string[] =>
  found.lines.map(({ day, category, verdict, reason }) => `${day.slice(8)} ${category} ${verdict} ${reason}`);

it("what agrees to the last unit is matched", () => {
  const found = outcome([meta({ volume: 4, micros: 158_800 }), meta({ volume: 6, micros: 238_200 })], [ledger()]);
  expect(found).toEqual({
    lines: [
      {
        day: "2026-10-12",
        market: "Mexico",
        category: "marketing",
        verdict: "matched",
        reason: null,
        meta: expect.objectContaining({ volume: 10, charged: 10, free: 0, micros: 397_000 }) as unknown,
        ledger: expect.objectContaining({ volume: 10, charged: 10, free: 0, micros: 397_000 }) as unknown,
      },
    ],
    totals: {
      meta: { volume: 10, charged: 10, free: 0, micros: 397_000, unknown: 0 },
      ledger: { volume: 10, charged: 10, free: 0, micros: 397_000, unknown: 0 },
      counts: { matched: 1, "missing-here": 0, "missing-there": 0, "price-differs": 0 },
    },
  });
});

it.each<[string, MetaCostRow[], CostSum[], string[], Partial<ComparisonInput>?]>([
  ["Meta has more", [meta({ volume: 12 })], [ledger()], ["12 marketing missing-here sent-elsewhere"]],
  [
    "more, from a number that nothing is sent from here",
    [meta(), meta({ volume: 2, phone_number: "12025550144" })],
    [ledger()],
    ["12 marketing missing-here number-not-here"],
  ],
  [
    "more, and as many were sent without a report",
    [meta({ volume: 12 })],
    [ledger(), ledger(open(2, 0))],
    ["12 marketing missing-here reports-missing"],
  ],
  ["nothing of it is here", [meta()], [], ["12 marketing missing-here number-not-here"]],
  ["Meta has less", [meta({ volume: 9 })], [ledger()], ["12 marketing missing-there not-at-meta"]],
  [
    "Meta has less, yet",
    [meta({ volume: 9 })],
    [ledger()],
    ["12 marketing missing-there still-counting"],
    { openDays: new Set(["2026-10-12"]) },
  ],
  [
    "Meta has it a day later",
    [meta({ volume: 9 }), meta({ volume: 11 }, 1)],
    [ledger(), ledger({}, 1)],
    ["12 marketing missing-there around-midnight", "13 marketing missing-here around-midnight"],
  ],
  [
    "Meta has it as international",
    [meta({ category: "AUTHENTICATION_INTERNATIONAL" })],
    [ledger({ category: "authentication" })],
    [
      "12 authentication missing-there authentication-international",
      "12 authentication-international missing-here authentication-international",
    ],
  ],
  [
    "Meta has it in another category",
    [meta(), meta({ category: "UTILITY", volume: 3 })],
    [ledger({ messages: 13 })],
    ["12 marketing missing-there other-category", "12 utility missing-here other-category"],
  ],
  ["another price", [meta({ micros: 400_000 })], [ledger()], ["12 marketing price-differs card-differs"]],
  [
    "another price, and this one is not from Meta's file",
    [meta({ micros: 400_000 })],
    [ledger({ evidence: "carried-unverified" })],
    ["12 marketing price-differs card-carried-over"],
  ],
  [
    "no card here",
    [meta()],
    [ledger({ charged: 0, unpriced: 10, settled_micros: 0 })],
    ["12 marketing price-differs card-unknown"],
  ],
  [
    "no card here, and Meta does not tell its own",
    [meta({ micros: null })],
    [ledger({ charged: 0, unpriced: 10, settled_micros: 0 })],
    ["12 marketing price-differs card-unknown"],
  ],
  [
    "no card here, and Meta tells no cost at all",
    [meta({ micros: null })],
    [ledger({ charged: 0, unpriced: 10, settled_micros: 0 })],
    ["12 marketing price-differs card-unknown"],
    { costWithheld: true },
  ],
  [
    "Meta tells other costs, not this one",
    [meta({ micros: null })],
    [ledger()],
    ["12 marketing matched cost-not-told"],
  ],
  ["another currency here", [meta()], [ledger({ currency: "EUR" })], ["12 marketing price-differs currency-differs"]],
  [
    "no report of the price",
    [meta({ micros: 400_000 })],
    [ledger(open(10, 10))],
    ["12 marketing price-differs estimated"],
  ],
  [
    "another tier",
    [meta({ category: "UTILITY", tier: "100001:500000", micros: 80_000 })],
    [ledger({ category: "utility", settled_micros: 85_000 })],
    ["12 utility price-differs volume-tier"],
  ],
  [
    "free after an ad on one side",
    [meta({ volume: 7, micros: 277_900 }), meta({ volume: 3, micros: 0, pricing_type: "FREE_ENTRY_POINT" })],
    [ledger()],
    ["12 marketing price-differs free-entry-point"],
  ],
  [
    "the month's free service messages",
    [meta({ category: "SERVICE", micros: 0, pricing_type: "FREE_CUSTOMER_SERVICE" })],
    [ledger({ category: "service", settled_micros: 85_000 })],
    ["12 service price-differs free-allowance"],
  ],
  [
    "a utility message in the customer's 24 hours",
    [meta({ category: "UTILITY", micros: 85_000 })],
    [ledger({ category: "utility", ...free(10, "free_customer_service") })],
    ["12 utility price-differs customer-window"],
  ],
])("why: %s", (_, metaRows, sums, expected, changes) => {
  expect(verdicts(outcome(metaRows, sums, changes))).toEqual(expected);
});

it("without costs the messages are compared all the same", () => {
  const found = outcome([meta({ micros: null })], [ledger()], { costWithheld: true });
  expect(verdicts(found)).toEqual(["12 marketing matched cost-withheld"]);
  expect(found.totals.meta).toMatchObject({ charged: 10, unknown: 10 });
  expect(knownAmountOf(found.totals.meta)).toBeNull();
});

it("what Meta charged at a rate that no card here tells is charged here too, for an unknown amount", () => {
  const unpriced = ledger({ messages: 3, charged: 1, unpriced: 2, settled_micros: 39_700 });
  const [line] = outcome([meta({ volume: 3, micros: 119_100 })], [unpriced]).lines;
  expect(line?.ledger).toMatchObject({ volume: 3, charged: 3, free: 0 });
  expect(line && [amountOf(line.meta), amountOf(line.ledger)]).toEqual([119_100, null]);
});

it("a total is what is known, beside the number of messages whose cost is not", () => {
  const kuwait = [meta({ country: "KW", volume: 2, micros: null }), ledger({ market: "Kuwait", messages: 2 })] as const;
  const { totals } = outcome(
    [meta(), kuwait[0]],
    [ledger(), { ...kuwait[1], charged: 0, unpriced: 2, settled_micros: 0 }],
  );
  const sum = { volume: 12, charged: 12, free: 0, micros: 397_000, unknown: 2 };
  expect(totals).toMatchObject({ meta: sum, ledger: sum });
  expect(knownAmountOf(totals.meta)).toBe(397_000);
});

it("what is on its way is in no figure, and neither are days that were not read", () => {
  expect(outcome([], [ledger(open(5, 0))]).lines).toEqual([]);
  expect(outcome([meta()], [ledger()], { days: ["2026-10-11"] }).lines).toEqual([]);
});

it("of estimates, the part of what arrived counts", () => {
  const [line] = outcome([], [ledger(open(4, 3))]).lines;
  expect(line?.ledger).toMatchObject({ volume: 3, charged: 3, micros: 119_100 });
});

it("countries come to the ledger's markets", () => {
  const countries = ["US", "CA", "GG", "DO", "ZZ", null];
  const found = outcome(
    countries.map((country) => meta({ country })),
    [],
  );
  expect(found.lines.map(({ market, meta: figures }) => [market, figures.volume])).toEqual([
    [null, 10],
    ["North America", 20],
    ["Other", 10],
    ["Rest of Latin America", 10],
    ["United Kingdom", 10],
  ]);
});

it("Meta's words for one thing are one", () => {
  const found = outcome(
    [meta({ category: "MARKETING_LITE_DYNAMIC" }), meta({ category: "AI_BOT" })],
    [ledger({ category: "marketing_lite" }), ledger({ category: "general_purpose_ai" })],
  );
  expect(verdicts(found)).toEqual(["12 general-purpose-ai matched null", "12 marketing-lite matched null"]);
});

it("days are those by which Meta cut them", () => {
  const lima = "America/Lima";
  const shifted = meta({ from_at: start + 5 * 3_600_000, to_at: start + 29 * 3_600_000 });
  expect(clockOf([shifted], lima)).toBe(lima);
  expect(clockOf([meta(), meta({}, 1), shifted], lima)).toBe("UTC");
  expect(clockOf([], lima)).toBe(lima);
  const late = ledger({ slot: (start + dayLength) / 900_000 + 4 });
  expect(outcome([shifted], [late], { clock: lima }).lines[0]).toMatchObject({ day: "2026-10-12", verdict: "matched" });
});

const anyMeta = fc.record({
  country: fc.constantFrom("MX", "US", "CA", "ES"),
  category: fc.constantFrom("MARKETING", "UTILITY", "SERVICE"),
  volume: fc.integer({ min: 1, max: 50 }),
  micros: fc.integer({ min: 0, max: 1_000_000 }),
  place: fc.integer({ min: -1, max: 1 }),
});
const anyLedger = fc.record({
  market: fc.constantFrom("Mexico", "North America", "Spain"),
  category: fc.constantFrom("marketing", "utility", "service"),
  messages: fc.integer({ min: 1, max: 50 }),
  place: fc.integer({ min: -1, max: 1 }),
});

it("the lines add up to both sides, whatever they are", () => {
  fc.assert(
    fc.property(fc.array(anyMeta), fc.array(anyLedger), (there, here) => {
      const sums = here.map(({ place, ...rest }) => ledger(rest, place));
      const { lines, totals } = outcome(
        there.map(({ place, ...rest }) => meta(rest, place)),
        sums,
      );
      const sum = (amounts: readonly number[]): number => amounts.reduce((rest, amount) => rest + amount, 0);
      expect(totals.meta.volume).toBe(sum(there.map((row) => row.volume)));
      expect(totals.meta.micros).toBe(sum(there.map((row) => row.micros)));
      expect(totals.ledger.volume).toBe(sum(here.map((row) => row.messages)));
      expect(totals.ledger.micros).toBe(sum(sums.map((row) => row.settled_micros)));
      expect(sum(lines.map((line) => line.meta.volume))).toBe(totals.meta.volume);
      expect(sum(lines.map((line) => line.ledger.micros))).toBe(totals.ledger.micros);
      expect(sum(Object.values(totals.counts))).toBe(lines.length);
      for (const { verdict, reason } of lines) expect(reason === null).toBe(verdict === "matched");
    }),
  );
});
