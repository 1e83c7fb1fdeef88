import { describe, expect, it } from "vitest";
import { same } from "../../../../src/core/text.ts";
import { useOf } from "../../../../src/domain/costs/budget.ts";
import { monthRange } from "../../../../src/domain/costs/calendar.ts";
import { buildCostReport } from "../../../../src/domain/costs/report.ts";
import { adviceText } from "../../../../src/domain/costs/report/advice-words.ts";
import { shippedTariff } from "../../../../src/domain/costs/tariff.ts";
import { factsOf, slotOf, sum, type FactsOf } from "./facts.ts";

const usd = 1_000_000;
const budget = (micros: number, spent: number) =>
  useOf({ amount: { micros, currency: "USD" }, warnPercent: 80 }, { month: "2026-11", spent, open: 0 });

interface Scene extends FactsOf {
  readonly now?: string;
  readonly month?: string;
  readonly budget?: ReturnType<typeof budget>;
}

function adviceFor(
  rows: Parameters<typeof factsOf>[0],
  { now = "2026-11-20T12:00Z", month = "2026-11", ...scene }: Scene,
) {
  const period = monthRange(month);
  const report = buildCostReport(factsOf(rows, period.from, scene), {
    period,
    by: "category",
    currency: "USD",
    tariff: shippedTariff,
    now: Date.parse(now),
    budget: scene.budget,
  });
  return report.advice;
}

const delivered = (more: Parameters<typeof sum>[0]) => sum({ delivered: more.messages ?? 0, ...more });
const daily = Array.from({ length: 19 }, (_, place) =>
  delivered({
    slot: slotOf(`2026-11-${String(place + 1).padStart(2, "0")}T09:00Z`),
    messages: 50,
    charged: 50,
    settled_micros: usd,
  }),
);
const words = { market: same, category: same, evidence: same, campaignState: same };

const scenes: readonly (readonly [string, readonly object[], ReturnType<typeof adviceFor>])[] = [
  [
    "a budget that the month will not keep to",
    [
      { code: "budget-used", percent: 86, leftMicros: 3 * usd },
      { code: "budget-short", forecastMicros: 30 * usd, budgetMicros: 22 * usd },
    ],
    adviceFor(daily, { budget: budget(22 * usd, 19 * usd) }),
  ],
  ["a budget with room", [], adviceFor(daily, { budget: budget(100 * usd, 19 * usd) })],
  [
    "a budget that is used up",
    [{ code: "budget-used", percent: 105, leftMicros: -usd }],
    adviceFor(daily.slice(0, 3), { budget: budget(18 * usd, 19 * usd) }),
  ],
  [
    "rates that nobody confirmed",
    [{ code: "unsure-rates", amountMicros: 3_000 }],
    adviceFor([delivered({ messages: 1, charged: 1, settled_micros: 3_000, evidence: "carried-unverified" })], {}),
  ],
  [
    "notices in windows, which were free until October",
    [
      { code: "windows-end", savedMicros: 200_000 },
      { code: "reconcile", month: "2026-09" },
    ],
    adviceFor([delivered({ messages: 10, free: 10, pricing_type: "free_customer_service" })], { month: "2026-09" }),
  ],
  [
    "ads",
    [{ code: "entry-points", savedMicros: 20_000 }],
    adviceFor([delivered({ messages: 1, free: 1, pricing_type: "free_entry_point" })], {}),
  ],
  [
    "a number that has used up its free answers, and one that soon will have",
    [
      { code: "answers-charged", number: "100200300", messages: 7, amountMicros: 140_000 },
      { code: "answers-left", number: "100200301", left: 50 },
    ],
    adviceFor(
      [
        delivered({ category: "service", messages: 1_007, free: 1_000, charged: 7, settled_micros: 140_000 }),
        delivered({ category: "service", phone_number_id: "100200301", messages: 950, free: 950 }),
        // What an entry point makes free is none of the 1,000.
        delivered({
          category: "service",
          phone_number_id: "100200302",
          messages: 950,
          free: 950,
          pricing_type: "free_entry_point",
        }),
      ].map((row) => ({ ...row, market: null })),
      {},
    ),
  ],
  [
    "a volume tier that as many messages again would reach",
    [
      {
        code: "next-tier",
        market: "Spain",
        category: "utility",
        left: 40_000,
        discount: 5,
        rateMicros: 19_000,
      },
    ],
    adviceFor([delivered({ messages: 60_000, charged: 60_000, settled_micros: 1_200 * usd })], {}),
  ],
  ["a volume tier that is far", [], adviceFor([delivered({ messages: 9, charged: 9, settled_micros: 180_000 })], {})],
  [
    "messages from customers",
    [{ code: "replies", messages: 4, perReplyMicros: 45_000 }],
    adviceFor([delivered({ messages: 9, charged: 9, settled_micros: 180_000 })], { replies: 4 }),
  ],
  ["nothing at all", [], adviceFor([], { replies: 4 })],
];

describe("what the figures say", () => {
  it.each(scenes)("speaks of %s", (_, expected, advice) => {
    expect(advice).toEqual(expected);
  });

  it("speaks of one message as of one", () => {
    const text = adviceText({ code: "replies", messages: 1, perReplyMicros: 45_000 }, "USD", words);
    expect(text.es).toContain("Los clientes escribieron 1 mensaje: se gastaron 0,0450\u00a0USD");
    expect(text.en).toContain("Customers wrote 1 message: 0.0450 USD");
  });

  it("says each of it in both languages, as whole sentences", () => {
    const all = scenes.flatMap(([, , advice]) => advice);
    const more = [
      { code: "unknown-rates", messages: 2 },
      { code: "marketing-share", amountMicros: 9, ofMicros: 10 },
      { code: "not-delivered", messages: 1, of: 2 },
    ] as const;
    for (const advice of [...all, ...more]) {
      const text = adviceText(advice, "USD", words);
      for (const told of [text.en, text.es]) {
        expect(told).toMatch(/^[\p{Lu}\d].{20,}/u);
        expect(told).not.toMatch(/undefined|NaN|\[object/);
      }
      expect(text.es).not.toBe(text.en);
    }
  });
});
