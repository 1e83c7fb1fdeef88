import type { MonthCounts } from "./month-counts.ts";
import { freeServiceMessages } from "./price.ts";
import { rateCategory } from "./rates.ts";

export interface Counter {
  count: number;
}

/** What a month's messages use up, one after another. */
export interface Month {
  /** Charged messages of a market and category so far. */
  charged(market: string, category: string): Counter;
  /** Takes of the free answers that the number has left, `most` if there are as many; answers how many. */
  takeFree(phoneNumberId: string, most: number): number;
  /** The free answers that the number has left. */
  freeLeft(phoneNumberId: string): number;
}

/** Meta goes on from the count of authentication messages where the international rate begins in the middle of a month. */
function keyOf(market: string, category: string): string {
  const name = rateCategory(category) ?? category;
  return `${market}|${name === "authentication-international" ? "authentication" : name}`;
}

function createMonth(counts: MonthCounts | undefined): Month {
  const counters = new Map<string, Counter>();
  const charged = (market: string, category: string): Counter => {
    const key = keyOf(market, category);
    const known = counters.get(key);
    if (known !== undefined) return known;
    const counter = { count: 0 };
    counters.set(key, counter);
    return counter;
  };
  for (const { market, category, count } of counts?.delivered ?? []) charged(market ?? "", category).count += count;
  const free = new Map(counts?.freeServiceLeft);
  // In a month that has not begun nothing is used up yet; in the one that runs, what is not known is not promised.
  const otherwise = counts === undefined ? freeServiceMessages : 0;
  const freeLeft = (phoneNumberId: string): number => free.get(phoneNumberId) ?? otherwise;
  return {
    charged,
    freeLeft,
    takeFree: (phoneNumberId, most) => {
      const left = freeLeft(phoneNumberId);
      const taken = Math.min(left, most);
      if (taken > 0) free.set(phoneNumberId, left - taken);
      return taken;
    },
  };
}

/** Months by their names (`2026-11`): the one that was counted, and those after it, which begin at nothing. */
export function createMonths(counts: MonthCounts): (month: string) => Month {
  const months = new Map<string, Month>();
  return (name) => {
    const known = months.get(name);
    if (known !== undefined) return known;
    const month = createMonth(name === counts.month ? counts : undefined);
    months.set(name, month);
    return month;
  };
}
