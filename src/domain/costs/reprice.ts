import { groupBy } from "../../core/group.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import {
  correctSome,
  countOtherwise,
  settledGroups,
  type Otherwise,
  type PriceTarget,
  type SettledGroup,
} from "../../storage/repos/repricing.ts";
import { tierNotices, type TierNotice } from "../../storage/repos/tier-notices.ts";
import { monthAt, monthRange, startOfDay, type Day, type Period } from "./calendar.ts";
import { cardDays } from "./rates-cards.ts";
import { rateCategory, type RateCategory } from "./rates-categories.ts";
import type { Tariff } from "./tariff.ts";
import type { Band } from "./tier-tables.ts";
import { priceScale } from "./tiers.ts";

export interface RepriceScope {
  readonly tariff: Tariff;
  /** The first day, in the account's zone. */
  readonly from: Day;
  /** Milliseconds. */
  readonly now: number;
  /** ISO 4217; all when left out. */
  readonly currencies?: readonly string[] | undefined;
}

/** Messages of a market and category that were settled at another price than the cards now say. Amounts are micros. */
export interface Repriced {
  readonly currency: string;
  readonly market: string;
  readonly category: RateCategory;
  readonly messages: number;
  /** Of these: no rate was known. */
  readonly unknown: number;
  readonly before: number;
  readonly after: number;
}

interface Target {
  readonly target: PriceTarget;
  readonly category: RateCategory;
  readonly band: Band;
  /** Known without looking further where all of the period's messages should have one price. */
  readonly otherwise?: Otherwise | undefined;
}

/** The price list's category of a charged message; groups have prices that nobody tells. */
function categoryOf(word: string): RateCategory | undefined {
  return word === "marketing_lite" ? "marketing" : rateCategory(word);
}

/** What is counted together for the tiers: the international rate goes on from the count of authentication. */
function counterOf(word: string): string {
  return (categoryOf(word) ?? word).replace(/-international$/, "");
}

/** The stretches, none longer than a month, in which one set of cards holds. */
function stretches({ tariff, from, now }: RepriceScope): { readonly month: Period; readonly period: Period }[] {
  const start = startOfDay(from, tariff.zone);
  const days = cardDays(tariff.cards).map((day) => startOfDay(day, tariff.zone));
  const found: { month: Period; period: Period }[] = [];
  for (let at = start; at <= now;) {
    const month = monthRange(monthAt(at, tariff.zone), tariff.zone);
    const to = Math.min(month.to, ...days.filter((day) => day > at));
    found.push({ month, period: { from: at, to } });
    at = to;
  }
  return found;
}

function sumOf(groups: readonly SettledGroup[]): number {
  return groups.reduce((sum, { messages }) => sum + messages, 0);
}

/** What the groups of one market, category and currency should cost in a period: one price, or one for each tier. */
function targetsOf(
  its: readonly SettledGroup[],
  period: Period,
  month: { readonly period: Period; readonly groups: readonly SettledGroup[]; readonly notices: readonly TierNotice[] },
  tariff: Tariff,
): Target[] {
  const [first] = its;
  const category = first === undefined ? undefined : categoryOf(first.category);
  if (first === undefined || category === undefined) return [];
  const { market, currency, category: word } = first;
  const scale = priceScale({ market, category, currency, at: period.from, tariff });
  if (scale === undefined) return [];
  const own = { ...period, currency, market, category: word };
  const together = month.groups.filter((one) => one.market === market && counterOf(one.category) === counterOf(word));
  const total = sumOf(together);
  const [list] = scale.bands;
  const notices = month.notices.map(({ tier_from: place, update_time: at }) => ({ place, at }));
  if (list.to === null || (total <= list.to && notices.length === 0)) {
    const others = its.filter(({ micros }) => micros !== list.micros);
    const otherwise = {
      messages: sumOf(others),
      unknown: sumOf(others.filter(({ micros }) => micros === null)),
      micros: others.reduce((sum, { micros, messages }) => sum + (micros ?? 0) * messages, 0),
    };
    return [{ target: { ...own, micros: list.micros }, category, band: list, otherwise }];
  }
  const categories = [...new Set(together.map((one) => one.category))];
  return scale.bands
    .filter((band) => band.from <= total || notices.length > 0)
    .map((band) => ({
      target: {
        ...own,
        micros: band.micros,
        places: { month: month.period, categories, first: band.from, last: band.to, notices },
      },
      category,
      band,
    }));
}

async function* targets(db: Queryable, scope: RepriceScope): AsyncGenerator<Target, void, undefined> {
  for (const { month, period } of stretches(scope)) {
    const groups = await settledGroups(db, period);
    const isWhole = period.from === month.from && period.to === month.to;
    const all = isWhole || groups.length === 0 ? groups : await settledGroups(db, month);
    const wanted = groups.filter(({ currency }) => scope.currencies?.includes(currency) !== false);
    const keyOf = ({ currency, market, category }: SettledGroup): string => `${currency}|${market}|${category}`;
    const told = await tierNotices(db, [monthAt(period.from, scope.tariff.zone)]);
    for (const its of groupBy(wanted, keyOf).values()) {
      const own = told.filter((one) => its[0]?.market === one.market && counterOf(its[0].category) === one.category);
      yield* targetsOf(its, period, { period: month, groups: all, notices: own }, scope.tariff);
    }
  }
}

function addUp(parts: readonly Repriced[]): Repriced[] {
  const groups = groupBy(parts, ({ currency, market, category }) => `${currency}|${market}|${category}`);
  return [...groups.values()].flatMap((its): Repriced[] => {
    const [first] = its;
    if (first === undefined) return [];
    const sum = (of: (one: Repriced) => number): number => its.reduce((all, one) => all + of(one), 0);
    const counts = { messages: sum((one) => one.messages), unknown: sum((one) => one.unknown) };
    return [{ ...first, ...counts, before: sum((one) => one.before), after: sum((one) => one.after) }];
  });
}

function repriced({ target, category }: Target, { messages, unknown, micros }: Otherwise): Repriced {
  const { currency, market } = target;
  return { currency, market, category, messages, unknown, before: micros, after: messages * target.micros };
}

/**
 * Which settled messages since a day have another price than the cards now say, or none: those that Meta charged for, tiers counted by
 * the charged messages of the month in the order in which they were settled. Where the cards tell no price, the old one stands.
 * What Meta told of volume tiers counts as it does when messages are settled.
 */
export async function pricedOtherwise(db: Queryable, scope: RepriceScope): Promise<Repriced[]> {
  const found: Repriced[] = [];
  for await (const one of targets(db, scope)) {
    const otherwise = one.otherwise ?? (await countOtherwise(db, one.target));
    if (otherwise.messages > 0) found.push(repriced(one, otherwise));
  }
  return addUp(found);
}

/**
 * Corrects them: each gets a new balance, and an entry that says what it was. Whatever it is cut off by, running it again does the rest,
 * and then nothing more.
 */
export async function applyCards(db: Database, scope: RepriceScope, signal?: AbortSignal): Promise<Repriced[]> {
  const found: Repriced[] = [];
  for await (const one of targets(db, scope)) {
    if (one.otherwise?.messages === 0) continue;
    const { effectiveFrom, evidence } = one.band;
    const repricing = { at: scope.now, source: `${one.target.currency} ${effectiveFrom}`, evidence };
    for (;;) {
      signal?.throwIfAborted();
      const some = await correctSome(db, one.target, repricing);
      if (some.messages === 0) break;
      found.push(repriced(one, some));
    }
  }
  return addUp(found);
}
