import marketsCsv from "../../core/facts/markets.csv";
import type { Day } from "./calendar.ts";

/** Where a number belongs that the table does not list. */
const other = "Other";
const longest = 4;

interface Place {
  readonly market: string;
  readonly from: Day;
  /** Where it belonged before; empty when it was always there. */
  readonly before: string;
}

let places: Map<string, Place> | undefined;

/** By the first digits of the number. Countries that share them are in the same market. */
function placesByPrefix(): Map<string, Place> {
  const table = new Map<string, Place>();
  for (const line of marketsCsv.trimEnd().split(/\r?\n/).slice(1)) {
    const [, prefix = "", market = other, from = "", before = ""] = line.split(",", 5);
    table.set(prefix, { market, from, before });
  }
  return table;
}

/**
 * The market in which a message to a number was priced on a day: the longest first digits that the table lists count.
 * @param phone digits with the country code
 * @see https://developers.facebook.com/docs/whatsapp/pricing
 */
export function marketOf(phone: string, day: Day): string {
  places ??= placesByPrefix();
  for (let length = longest; length > 0; length--) {
    const place = places.get(phone.slice(0, length));
    if (place === undefined) continue;
    return day < place.from && place.before !== "" ? place.before : place.market;
  }
  return other;
}

/** Whether Meta's table has a market of this name. */
export function isMarket(name: string): boolean {
  places ??= placesByPrefix();
  return [...places.values()].some(({ market, before }) => market === name || before === name);
}
