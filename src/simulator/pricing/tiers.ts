import { parseMicros } from "../../core/money.ts";
import tiersCsv from "../../core/facts/usd-tiers.csv";
import type { Day } from "./calendar.ts";
import type { Charged } from "./cards.ts";

/** Messages of a month that cost the same. */
export interface Tier {
  /** As Meta writes it: `100001:500000`, both included, or `100001:MAX`. */
  readonly name: string;
  /** The place in the month of its first message; 0 in the first tier. */
  readonly from: number;
  readonly to: number;
  readonly micros: number;
}

interface Table {
  readonly since: Day;
  readonly tiers: Tier[];
}

/** The tier of what has no tiers. */
export const wholeMonth = "0:MAX";

let tables: Map<string, Table[]> | undefined;

/** Newest first. */
function readTables(): Map<string, Table[]> {
  const read = new Map<string, Table[]>();
  for (const line of tiersCsv.trimEnd().split(/\r?\n/).slice(1)) {
    const [market = "", category = "", from = "", to = "", rate = "", , since = ""] = line.split(",");
    const key = `${market}|${category}`;
    const dated = read.get(key) ?? [];
    let table = dated.find((one) => one.since === since);
    if (table === undefined) dated.push((table = { since, tiers: [] }));
    table.tiers.push({
      name: `${from}:${to === "" ? "MAX" : to}`,
      from: Number(from),
      to: to === "" ? Infinity : Number(to),
      micros: parseMicros(rate) ?? 0,
    });
    read.set(
      key,
      dated.toSorted((a, b) => (a.since < b.since ? 1 : -1)),
    );
  }
  return read;
}

/** Which months' messages are counted together: codes from abroad go on from where the other codes are. */
export const countedAs = (category: Charged): "utility" | "authentication" | undefined =>
  category === "utility" ? "utility" : category.startsWith("authentication") ? "authentication" : undefined;

/**
 * The tier of one message of a market and category. Undefined where there is none, or none is known: for most currencies,
 * for markets that became their own in 2026, and where the table is not the one of the list price.
 * @param place which message of its month it is, from 1
 */
export function tierOf({ currency, market, category, day, list }: TierQuery, place: number): Tier | undefined {
  if (currency !== "USD" || countedAs(category) === undefined) return undefined;
  tables ??= readTables();
  const table = tables.get(`${market}|${category}`)?.find(({ since }) => since <= day);
  const tier = table?.tiers.find(({ to }) => place <= to);
  return table?.tiers.some(({ from, micros }) => from === 0 && micros === list) === true ? tier : undefined;
}

interface TierQuery {
  readonly currency: string;
  readonly market: string;
  readonly category: Charged;
  readonly day: Day;
  /** The list price in micros. */
  readonly list: number | undefined;
}

/** Under which a month's messages are counted. */
export const tierKey = (month: string, market: string, counted: string): string => `${month}|${market}|${counted}`;
