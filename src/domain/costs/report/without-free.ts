import type { Micros } from "../../../core/money.ts";
import type { CostSum } from "../../../storage/repos/cost-slots.ts";
import { rateCategory, rateOn, type RateCategory } from "../rates.ts";
import type { Tariff } from "../tariff.ts";
import { sumOf } from "./sums.ts";

/** Sums by market, category and pricing type of a time in which the prices are the same. */
export interface Stretch {
  /** An instant of it, in milliseconds. */
  readonly at: number;
  readonly rows: readonly CostSum[];
}

/** What the same messages would have cost if each had been charged at list price, and what spared the difference. */
export interface WithoutFree {
  /** All of them at list price. */
  readonly micros: Micros;
  /** `micros` less what they cost: the sum of the four below. */
  readonly saved: Micros;
  /** The customer came through an advertisement or a page's button. */
  readonly entryPoints: Micros;
  /** Templates that were free in an open window (until the end of September 2026). */
  readonly windows: Micros;
  /** Free-form messages among the month's free ones. */
  readonly allowances: Micros;
  /** What volume tiers took off charged messages. */
  readonly tiers: Micros;
  /** Messages left out of all of this: their list price, or what they cost, is not known. */
  readonly unknown: number;
}

/** The price list's category of a message; undefined where the list has none (`referral_conversion`). */
export function listCategory(word: string | null | undefined): RateCategory | undefined {
  if (word === null || word === undefined) return undefined;
  if (word === "marketing_lite") return "marketing";
  return rateCategory(word.replace(/^group_/, ""));
}

function reasonOf(row: CostSum): "entryPoints" | "windows" | "allowances" {
  if (row.pricing_type === "free_entry_point") return "entryPoints";
  return listCategory(row.category) === "service" ? "allowances" : "windows";
}

/** @param stretches rows of one currency */
export function withoutFree(
  stretches: readonly Stretch[],
  { currency, tariff }: { readonly currency: string; readonly tariff: Tariff },
): WithoutFree {
  const sum = { micros: 0, entryPoints: 0, windows: 0, allowances: 0, tiers: 0, unknown: 0 };
  for (const { at, rows } of stretches) {
    for (const row of rows) {
      const category = listCategory(row.category);
      const { market } = row;
      const known = category !== undefined && market !== null && market !== undefined;
      const list = known ? rateOn({ market, category, currency, at, tariff })?.micros : undefined;
      const { charged, free, messages, micros } = sumOf([row]);
      if (list === undefined) {
        sum.unknown += messages;
        continue;
      }
      sum.unknown += messages - charged - free;
      sum.micros += list * (charged + free);
      sum[reasonOf(row)] += list * free;
      sum.tiers += list * charged - micros;
    }
  }
  return { ...sum, saved: sum.entryPoints + sum.windows + sum.allowances + sum.tiers };
}
