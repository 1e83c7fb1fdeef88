import type { MetaCostRow } from "../../../storage/repos/meta-costs.ts";
import { billedCategory } from "../reconcile/categories.ts";
import { marketOfCountry, middleOf } from "../reconcile/meta-side.ts";
import { rateCategory, rateOn } from "../rates.ts";
import { shippedTariff, type Tariff } from "../tariff.ts";

/**
 * Whether Meta tells costs. `withheld`: it refused them, or told none though rates of what it charged are known here: a partner pays.
 * `not-told`: it told none, and no rate of it is known here either, so that nobody can say why.
 */
export type CostsTold = "told" | "not-told" | "withheld";

interface ToldOptions {
  /** Meta refused to tell them. */
  readonly refused: boolean;
  /** ISO 4217: what Meta bills in. */
  readonly currency: string;
  /** `shippedTariff` when left out. */
  readonly tariff?: Tariff | undefined;
}

/** Whether Meta charged for these messages. */
export function isCharged({ volume, pricing_type: type }: MetaCostRow): boolean {
  return volume > 0 && type?.toUpperCase() === "REGULAR";
}

function isRateKnown(row: MetaCostRow, currency: string, tariff: Tariff): boolean {
  const at = middleOf(row);
  const market = marketOfCountry(row.country, at, tariff.zone);
  const category = rateCategory(billedCategory(row.category) ?? "");
  if (market === null || category === undefined) return false;
  return rateOn({ market, category, currency, at, tariff })?.micros !== undefined;
}

/** What a set of Meta's figures says of costs. One rate that Meta does not tell beside others says nothing of the account. */
export function costsTold(
  rows: readonly MetaCostRow[],
  { refused, currency, tariff = shippedTariff }: ToldOptions,
): CostsTold {
  if (refused) return "withheld";
  const charged = rows.filter((row) => isCharged(row));
  if (charged.length === 0 || charged.some((row) => row.micros !== null)) return "told";
  return charged.some((row) => isRateKnown(row, currency, tariff)) ? "withheld" : "not-told";
}
