import { expect, it } from "vitest";
import {
  keepMetaAccount,
  keepMetaTemplates,
  metaAccount,
  metaCosts,
  metaSyncs,
  metaTemplates,
  replaceMetaCosts,
  type MetaCostRow,
  type MetaSyncRow,
  type MetaTemplateRow,
} from "../../../src/storage/repos/meta-costs.ts";
import { describeEachDatabase } from "../../helpers/databases.ts";

const day = 86_400_000;
const first = Date.UTC(2026, 9, 1);
const at = (place: number): number => first + place * day;

function cost(place: number, changes: Partial<MetaCostRow> = {}): MetaCostRow {
  return {
    waba_id: "900",
    from_at: at(place),
    to_at: at(place + 1),
    model: "pricing",
    phone_number: "12025550143",
    country: "MX",
    category: "UTILITY",
    pricing_type: "REGULAR",
    tier: "0:MAX",
    volume: 10,
    micros: 85_000,
    currency: "USD",
    ...changes,
  };
}

const sync = (place: number, changes: Partial<MetaSyncRow> = {}): MetaSyncRow => ({
  waba_id: "900",
  model: "pricing",
  from_at: at(place),
  to_at: at(place + 1),
  cost_withheld: 0,
  synced_at: at(40),
  ...changes,
});

const template = (changes: Partial<MetaTemplateRow>): MetaTemplateRow => ({
  waba_id: "900",
  template_id: "5001",
  from_at: first,
  to_at: at(1),
  sent: 10,
  delivered: 9,
  read: 5,
  clicks: 3,
  micros: null,
  currency: "USD",
  ...changes,
});

const account = { currency: "USD", zone: "America/Lima", numbers: { "106": "12025550143" } };
const october = { wabaId: "900", model: "pricing", from: first, to: at(31) } as const;

describeEachDatabase("Meta's figures", (open) => {
  it("a day that is read again takes the place of what was there, and no other's", async () => {
    const db = await open();
    await keepMetaAccount(db, "900", account);
    const span = { wabaId: "900", model: "pricing", from: first, to: at(2) } as const;
    await replaceMetaCosts(db, span, [cost(0), cost(1), cost(1, { country: "PE" })], [sync(0), sync(1)]);
    const other = { ...cost(0), waba_id: "901" };
    await replaceMetaCosts(db, { ...span, wabaId: "901" }, [other], [sync(0, { waba_id: "901" })]);
    await replaceMetaCosts(db, { ...span, from: at(1) }, [cost(1, { volume: 11 })], [sync(1, { synced_at: at(50) })]);
    expect(await metaCosts(db, october)).toEqual([cost(0), cost(1, { volume: 11 })]);
    expect(await metaSyncs(db, october)).toEqual([sync(0), sync(1, { synced_at: at(50) })]);
    expect(await metaCosts(db, { ...october, wabaId: "901" })).toEqual([other]);
    expect(await metaCosts(db, { ...october, model: "conversation" })).toEqual([]);
  });

  it("days cut by another clock are replaced where they reach into the span", async () => {
    const db = await open();
    await keepMetaAccount(db, "900", account);
    await replaceMetaCosts(db, { ...october, to: at(3) }, [cost(0), cost(1), cost(2)], [sync(0), sync(1), sync(2)]);
    const shifted = { from_at: at(1) + day / 4, to_at: at(2) + day / 4 };
    await replaceMetaCosts(
      db,
      { ...october, from: shifted.from_at, to: shifted.to_at },
      [cost(1, shifted)],
      [sync(1, shifted)],
    );
    expect(await metaCosts(db, october)).toEqual([cost(0), cost(1, shifted)]);
    expect(await metaSyncs(db, october)).toEqual([sync(0), sync(1, shifted)]);
  });

  it("two that write the same days at once leave them there once", async () => {
    const db = await open();
    await keepMetaAccount(db, "900", account);
    const write = async () => replaceMetaCosts(db, { ...october, to: at(2) }, [cost(0), cost(1)], [sync(0), sync(1)]);
    await Promise.all([write(), write(), write(), write()]);
    expect(await metaCosts(db, october)).toEqual([cost(0), cost(1)]);
  });

  it("reads and taps that Meta forgot stay as they were", async () => {
    const db = await open();
    await keepMetaAccount(db, "900", account);
    const span = { wabaId: "900", from: first, to: at(1) };
    const write = async (changes: Partial<MetaTemplateRow>) => keepMetaTemplates(db, span, [template(changes)], []);
    await write({ clicks: null });
    await write({ delivered: 10, read: 8, clicks: 4 });
    await write({ delivered: 10, read: 0, clicks: 0 });
    expect(await metaTemplates(db, span)).toEqual([template({ delivered: 10, read: 8, clicks: 4 })]);
  });

  it("the account is the one that was read last", async () => {
    const db = await open();
    expect(await metaAccount(db, "900")).toBeUndefined();
    await keepMetaAccount(db, "900", { currency: "EUR", zone: null, numbers: {} });
    await keepMetaAccount(db, "900", account);
    expect(await metaAccount(db, "900")).toEqual(account);
  });
});
