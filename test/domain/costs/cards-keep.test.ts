import { expect, it } from "vitest";
import { formatMicros } from "../../../src/core/money.ts";
import { ratesInForce, tiersInForce } from "../../../src/domain/costs/cards/in-force.ts";
import { keepCards } from "../../../src/domain/costs/cards/keep.ts";
import { ratesCsv, tiersCsv } from "../../../src/domain/costs/cards/write.ts";
import { readCardFile, type CardFile } from "../../../src/domain/costs/rate-files/read-card.ts";
import { rateOn } from "../../../src/domain/costs/rates.ts";
import { readTariff, shippedTariff } from "../../../src/domain/costs/tariff.ts";
import { listCards, removeCard } from "../../../src/storage/repos/rate-cards.ts";
import type { Database } from "../../../src/storage/database.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";
import { fileOf } from "../import/formats/csv-files.ts";
import { fixture, priceList, workbook } from "./rate-files/card-files.ts";

const options = { now: Date.UTC(2027, 0, 2), replace: false, dryRun: false };
const fileWith = async (content: string | Uint8Array, name = "rates.csv"): Promise<CardFile> =>
  readCardFile(fileOf(content, name));

async function spain(db: Database): Promise<string | undefined> {
  const tariff = await readTariff(db);
  const at = Date.UTC(2027, 1, 1);
  const rate = rateOn({ market: "Spain", category: "marketing", currency: "USD", at, tariff });
  return rate && `${formatMicros(rate.micros)} ${rate.evidence}`;
}

describeEachDatabase("imported cards", (open) => {
  it("count from when they are stored, and no more when they are removed", async () => {
    const db = await open();
    expect(await spain(db)).toBe("0.0707 two-transcriptions");
    const [kept] = await keepCards(db, await fileWith(fixture("rates-usd.csv")), options);
    expect(kept).toMatchObject({ outcome: "new", kind: "rates", figures: 34, markets: 8 });
    expect(await spain(db)).toBe("0.0717 imported-file");
    expect(await listCards(db)).toMatchObject([
      { currency: "USD", kind: "rates", effective_from: "2027-01-01", file_name: "rates.csv" },
    ]);
    expect(await removeCard(db, { currency: "USD", kind: "rates", effective_from: "2027-01-01" })).toBe(true);
    expect(await spain(db)).toBe("0.0707 two-transcriptions");
    expect(await removeCard(db, { currency: "USD", kind: "rates", effective_from: "2027-01-01" })).toBe(false);
  });

  it("are there once, however often the same figures come", async () => {
    const db = await open();
    await keepCards(db, await fileWith(fixture("rates-usd.csv")), options);
    const [again] = await keepCards(db, await fileWith(`${fixture("rates-usd.csv")}\n`, "copy.csv"), options);
    expect(again?.outcome).toBe("same");
    expect(await listCards(db)).toMatchObject([{ file_name: "rates.csv" }]);
  });

  it("are not overwritten by other figures of their day, unless that is asked for", async () => {
    const db = await open();
    await keepCards(db, await fileWith(fixture("rates-usd.csv")), options);
    const other = await fileWith(fixture("rates-usd.csv").replace("0.0717", "0.0799"), "other.csv");
    await expect(keepCards(db, other, options)).rejects.toMatchObject({
      code: "rates.card_exists",
      message:
        "other.csv has other prices in USD from 2027-01-01 than rates.csv, which was imported before: Spain is the first that differs.",
    });
    expect(await spain(db)).toBe("0.0717 imported-file");
    expect(await keepCards(db, other, { ...options, replace: true, dryRun: true })).toMatchObject([
      { outcome: "replaced" },
    ]);
    expect(await spain(db)).toBe("0.0717 imported-file");
    expect(await keepCards(db, other, { ...options, replace: true })).toMatchObject([{ outcome: "replaced" }]);
    expect(await spain(db)).toBe("0.0799 imported-file");
  });

  it("come in whole: where one card of a file is refused, none is stored", async () => {
    const db = await open();
    await keepCards(db, await fileWith(priceList(["Spain,USD,0.1,0.1"])), options);
    const both = workbook({
      "EUR 2027-01-01": [
        ["Market", "Currency", "Utility"],
        ["Spain", "EUR", 0.02],
      ],
      "USD 2027-01-01": [
        ["Market", "Currency", "Utility"],
        ["Spain", "USD", 0.2],
      ],
    });
    await expect(keepCards(db, await fileWith(both), options)).rejects.toMatchObject({ code: "rates.card_exists" });
    expect(await listCards(db)).toHaveLength(1);
  });

  it("that were exported come back to the same figures, and stay as doubtful as they were", async () => {
    const db = await open();
    const query = { day: "2026-11-20", currency: "USD", tariff: shippedTariff };
    const rates = ratesInForce(query).filter(({ rate }) => rate !== undefined);
    const tiers = tiersInForce(query);
    expect(rates.length).toBeGreaterThan(180);
    expect(tiers.length).toBeGreaterThan(400);
    const head = { currency: "USD", effectiveFrom: "2026-10-01" };
    await keepCards(db, await fileWith(ratesCsv(head, rates)), options);
    await keepCards(db, await fileWith(tiersCsv(head, tiers)), options);
    const again = { ...query, tariff: await readTariff(db) };
    const plain = ({ market, category, rate }: (typeof rates)[number]) =>
      [market, category, rate?.micros, rate?.evidence].join(" ");
    expect(
      ratesInForce(again)
        .filter(({ rate }) => rate !== undefined)
        .map(plain),
    ).toEqual(rates.map(plain));
    const steps = ({ market, category, band }: (typeof tiers)[number]) =>
      [market, category, band.from, band.to, band.micros, band.discount, band.evidence].join(" ");
    expect(tiersInForce(again).map(steps)).toEqual(tiers.map(steps));
  });
});
