import fc from "fast-check";
import { expect, test } from "vitest";
import type { Tariff } from "../../../src/domain/costs/tariff.ts";
import { settleOrphans } from "../../../src/domain/webhooks/orphans.ts";
import { processDelivery } from "../../../src/domain/webhooks/process.ts";
import type { Database } from "../../../src/storage/database.ts";
import { storeDelivery } from "../../../src/storage/repos/deliveries.ts";
import { insertMessages, markAccepted } from "../../../src/storage/repos/messages.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { change, envelope } from "./bodies.ts";
import { outgoing } from "./rows.ts";
import { tiered } from "./tiered.ts";

const now = Date.UTC(2026, 10, 20);
/** The last second of October: what is reported a second later belongs to another month, with a card of its own. */
const end = Date.UTC(2026, 8, 30, 23, 59, 59);
const states = ["sent", "delivered", "read", "failed", "played"] as const;

/** One message's report of each state: two of them never say different things of one second. */
interface Report {
  readonly of: number;
  readonly state: (typeof states)[number];
  /** Seconds after `end`. */
  readonly later: number;
  readonly pricing: string | undefined;
  /** Whether it carries our own id. */
  readonly isOurs: boolean;
}

function statusOf({ of, state, later, pricing, isOurs }: Report): object {
  const [category = "", type] = pricing?.split(" ") ?? [];
  return {
    id: `wamid.${of}`,
    status: state,
    timestamp: String(end / 1_000 + later),
    recipient_id: "5215512345678",
    ...(isOurs ? { biz_opaque_callback_data: `msg_${of}` } : {}),
    ...(pricing === undefined ? {} : { pricing: { pricing_model: "PMP", category, type } }),
    ...(state === "failed" ? { errors: [{ code: 131_026, title: "Undeliverable" }] } : {}),
  };
}

let count = 0;
async function take(db: Database, reports: readonly Report[], tariff: Tariff): Promise<void> {
  count += 1;
  const body = JSON.stringify(envelope(change("messages", { statuses: reports.map(statusOf) })));
  const row = { id: `whd_${count}`, body_hash: `hash-${count}`, body, received_at: now };
  await storeDelivery(db, row);
  expect(await processDelivery(db, row.id, { now, currency: "USD", tariff })).toMatchObject({ state: "processed" });
}

const messages = 4;

/** What is left in the end of these deliveries, whatever was in which of them. */
async function picture(db: Database, deliveries: readonly (readonly Report[])[], tariff: Tariff): Promise<object> {
  for (const table of ["message_events", "cost_entries", "messages", "tier_counters"]) {
    await db.exec(`DELETE FROM ${table}`);
  }
  // Of two of them nobody knows the wamid yet.
  const rows = Array.from({ length: messages }, (_, of) => {
    const wamid = of < 2 ? `wamid.${of}` : null;
    const state = of < 2 ? "accepted" : "sending";
    return outgoing({ id: `msg_${of}`, wamid, state, market: "Mexico", accepted_at: of < 2 ? end - 5_000 : null });
  });
  await insertMessages(db, rows);
  for (const reports of deliveries) await take(db, reports, tariff);
  await markAccepted(
    db,
    [2, 3].map((of) => ({ id: `msg_${of}`, wamid: `wamid.${of}`, at: end })),
  );
  await settleOrphans(db, { now, currency: "USD", tariff, since: 0 });
  const columns =
    "id, state, reason, error_code, delivered_at, currency, settled_micros, pricing_type, pricing_category";
  const found = await db.query<{ settled_micros: number | null }>(`SELECT ${columns} FROM messages ORDER BY id`);
  const counters = await db.query("SELECT * FROM tier_counters WHERE count <> 0 ORDER BY month, market, category");
  return { counters, found, sum: found.reduce((sum, row) => sum + (row.settled_micros ?? 0), 0) };
}

const reportsOf = (pricings: (of: number) => fc.Arbitrary<string | undefined>): fc.Arbitrary<Report[]> =>
  fc
    .tuple(
      ...Array.from({ length: messages }, (_, of) =>
        fc.subarray([...states]).chain((some) =>
          fc.tuple(
            ...some.map((state) =>
              fc.record({
                of: fc.constant(of),
                state: fc.constant(state),
                later: fc.integer({ min: 0, max: 2 }),
                pricing: pricings(of),
                isOurs: fc.boolean(),
              }),
            ),
          ),
        ),
      ),
    )
    .map((all) => all.flat());

/** The same reports in another order, some of them repeated, in deliveries of another size. */
const disordered = (reports: readonly Report[]): fc.Arbitrary<Report[][]> =>
  fc
    .tuple(
      fc.array(fc.nat({ max: Math.max(reports.length - 1, 0) }), { maxLength: 5 }).chain((copies) => {
        const all = [...reports, ...copies.flatMap((place) => reports[place] ?? [])];
        return fc.shuffledSubarray(all, { minLength: all.length });
      }),
      fc.integer({ min: 1, max: 7 }),
    )
    .map(([all, size]) =>
      Array.from({ length: Math.ceil(all.length / size) }, (_, place) => all.slice(place * size, (place + 1) * size)),
    );

const twoWays = (reports: fc.Arbitrary<Report[]>): fc.Arbitrary<{ straight: Report[]; other: Report[][] }> =>
  reports.chain((straight) => disordered(straight).map((other) => ({ straight, other })));

describeEachDatabase("the same reports in any order, however often and however many at once", (open) => {
  test("leave the same states, prices and counts, also where they contradict each other", async () => {
    const db = await open();
    const words = ["utility regular", "marketing regular", "utility free_customer_service", "authentication regular"];
    const pricing = (): fc.Arbitrary<string | undefined> => fc.option(fc.constantFrom(...words), { nil: undefined });
    // No tiers: which of two messages is the one that is cheaper is a matter of order. What they cost together is not (below).
    const tariff = { ...tiered, cards: { rates: [], bands: [] } };
    await fc.assert(
      fc.asyncProperty(twoWays(reportsOf(pricing)), async ({ straight, other }) => {
        expect(await picture(db, other, tariff)).toEqual(await picture(db, [straight], tariff));
      }),
      { numRuns: 60 },
    );
  });

  test("leave the same sum across the borders of tiers", async () => {
    const db = await open();
    const later = (report: Report): Report => ({ ...report, later: report.later + 40 * 86_400 });
    const reports = reportsOf(() => fc.constantFrom("utility regular", undefined)).map((all) => all.map(later));
    await fc.assert(
      fc.asyncProperty(twoWays(reports), async ({ straight, other }) => {
        const [one, two] = [await picture(db, other, tiered), await picture(db, [straight], tiered)];
        expect(withoutSingle(one)).toEqual(withoutSingle(two));
      }),
      { numRuns: 40 },
    );
  });
});

function withoutSingle(picture: object): object {
  return { ...picture, found: "found" in picture && Array.isArray(picture.found) ? picture.found.length : 0 };
}
