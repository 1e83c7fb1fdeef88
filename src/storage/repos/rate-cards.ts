import type { Queryable } from "../database.ts";
import { insertSql, valuesOf } from "./sql.ts";

/** List prices, or the volume tiers below them. */
export type CardKind = "rates" | "tiers";

/** What tells one imported card from all others. */
export interface CardKey {
  /** ISO 4217, upper case. */
  currency: string;
  kind: CardKind;
  /** The day, in the account's zone, from which it holds: `2026-10-01`. */
  effective_from: string;
}

export interface CardRow extends CardKey {
  file_name: string;
  /** SHA-256 of the file, hexadecimal. */
  file_hash: string;
  imported_at: number;
}

export interface RateRow {
  currency: string;
  effective_from: string;
  market: string;
  category: string;
  /** Null where a rate exists and the card does not tell it. */
  micros: number | null;
  evidence: string;
}

export interface TierRow extends RateRow {
  micros: number;
  /** The place in the month, from 1, of the first message that the tier holds for. */
  tier_from: number;
  tier_to: number | null;
  /** Percent below the list price. */
  discount: number;
}

const rateColumns = ["currency", "effective_from", "market", "category", "micros", "evidence"] as const;
const tierColumns = [...rateColumns, "tier_from", "tier_to", "discount"] as const;
const cardColumns = ["currency", "kind", "effective_from", "file_name", "file_hash", "imported_at"] as const;
const tables: Readonly<Record<CardKind, string>> = { rates: "rates", tiers: "rate_tiers" };

/** The imported cards, the newest day first. */
export async function listCards(db: Queryable): Promise<CardRow[]> {
  return db.query(`SELECT ${cardColumns.join(", ")} FROM rate_cards ORDER BY effective_from DESC, currency, kind`);
}

export async function findCard(db: Queryable, key: CardKey): Promise<CardRow | undefined> {
  const [card] = await db.query<CardRow>(
    `SELECT ${cardColumns.join(", ")} FROM rate_cards WHERE currency = ? AND kind = ? AND effective_from = ?`,
    [key.currency, key.kind, key.effective_from],
  );
  return card;
}

async function rowsOf<Row extends object>(db: Queryable, kind: CardKind, key?: CardKey): Promise<Row[]> {
  const columns = kind === "rates" ? rateColumns : tierColumns;
  const order = kind === "rates" ? "market, category" : "market, category, tier_from";
  const where = key === undefined ? "" : "WHERE currency = ? AND effective_from = ?";
  return db.query<Row>(
    `SELECT ${columns.join(", ")} FROM ${tables[kind]} ${where} ORDER BY currency, effective_from, ${order}`,
    key === undefined ? [] : [key.currency, key.effective_from],
  );
}

/** The figures of one card of list prices. */
export async function ratesOf(db: Queryable, key: CardKey): Promise<RateRow[]> {
  return rowsOf(db, "rates", key);
}

/** The tiers of one card of tiers, each market's and category's from the lowest on. */
export async function tiersOf(db: Queryable, key: CardKey): Promise<TierRow[]> {
  return rowsOf(db, "tiers", key);
}

/** All figures of all imported cards; undefined, after one query, where there are none. */
export async function readCards(db: Queryable): Promise<{ rates: RateRow[]; bands: TierRow[] } | undefined> {
  const kinds = await db.query<{ kind: string }>("SELECT DISTINCT kind FROM rate_cards");
  if (kinds.length === 0) return undefined;
  const has = (kind: CardKind): boolean => kinds.some((one) => one.kind === kind);
  return {
    rates: has("rates") ? await rowsOf<RateRow>(db, "rates") : [],
    bands: has("tiers") ? await rowsOf<TierRow>(db, "tiers") : [],
  };
}

/** Takes a card away with its figures; false when there is none. */
export async function removeCard(tx: Queryable, key: CardKey): Promise<boolean> {
  const { currency, kind, effective_from: day } = key;
  await tx.exec(`DELETE FROM ${tables[kind]} WHERE currency = ? AND effective_from = ?`, [currency, day]);
  const { changes } = await tx.exec("DELETE FROM rate_cards WHERE currency = ? AND kind = ? AND effective_from = ?", [
    currency,
    kind,
    day,
  ]);
  return changes > 0;
}

/** Stores a card in the place of the one of that day, if there is one. To be called in a transaction. */
export async function storeCard(
  tx: Queryable,
  card: CardRow,
  figures: { readonly rates: readonly RateRow[] } | { readonly tiers: readonly TierRow[] },
): Promise<void> {
  await removeCard(tx, card);
  await tx.exec(insertSql("rate_cards", cardColumns), valuesOf<CardRow>(card, cardColumns));
  if ("rates" in figures) {
    const rows = figures.rates.map((row) => valuesOf<RateRow>(row, rateColumns));
    await tx.batch(insertSql("rates", rateColumns), rows);
  } else {
    const rows = figures.tiers.map((row) => valuesOf<TierRow>(row, tierColumns));
    await tx.batch(insertSql("rate_tiers", tierColumns), rows);
  }
}
