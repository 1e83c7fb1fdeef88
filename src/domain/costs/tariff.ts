import type { Queryable } from "../../storage/database.ts";
import { readCards } from "../../storage/repos/rate-cards.ts";
import { utc, type Day } from "./calendar.ts";
import { rateCategory, type RateCategory } from "./rates-categories.ts";

/** A rate of a card that was imported: Meta's own file counts before what recado ships. */
export interface CardRate {
  readonly currency: string;
  readonly effectiveFrom: Day;
  readonly market: string;
  readonly category: RateCategory;
  /** Undefined where a rate exists and the file does not tell it. */
  readonly micros: number | undefined;
  readonly evidence: string;
}

/** A volume tier of an imported table. */
export interface CardBand extends CardRate {
  readonly micros: number;
  /** The place in the month, from 1, of the first message that it holds for. */
  readonly from: number;
  readonly to: number | null;
  /** Percent below the list price: 0, 5, 10 and so on. */
  readonly discount: number;
}

/** Cards that were imported, beside those that recado ships. */
export interface Cards {
  readonly rates: readonly CardRate[];
  readonly bands: readonly CardBand[];
}

/** What prices depend on beside the message: the cards, and the clock that days and months are reckoned by. */
export interface Tariff {
  readonly cards: Cards;
  /** IANA name: the account's zone. */
  readonly zone: string;
}

const noCards: Cards = { rates: [], bands: [] };

/** The shipped cards, in UTC. */
export const shippedTariff: Tariff = { cards: noCards, zone: utc };

/** The tariff of this database's account: the cards that were imported into it, and its zone. One query where there are none. */
export async function readTariff(db: Queryable, zone: string = utc): Promise<Tariff> {
  const stored = await readCards(db);
  if (stored === undefined) return { cards: noCards, zone };
  const rates = stored.rates.flatMap((row): CardRate[] => {
    const category = rateCategory(row.category);
    if (category === undefined) return [];
    const { currency, market, evidence, effective_from: effectiveFrom, micros } = row;
    return [{ currency, market, category, evidence, effectiveFrom, micros: micros ?? undefined }];
  });
  const bands = stored.bands.flatMap((row): CardBand[] => {
    const category = rateCategory(row.category);
    if (category === undefined) return [];
    const { currency, market, evidence, effective_from: effectiveFrom, micros, tier_from: from, tier_to: to } = row;
    return [{ currency, market, category, evidence, effectiveFrom, micros, from, to, discount: row.discount }];
  });
  return { cards: { rates, bands }, zone };
}
