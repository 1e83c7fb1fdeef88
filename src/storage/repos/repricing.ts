import type { Database, Queryable, SqlValue } from "../database.ts";
import { recordCorrections } from "./cost-entries.ts";
import { marks } from "./sql.ts";

// Meta takes up to thirty days to deliver; the index that finds a month's messages is that of their acceptance.
const longestDelivery = 31 * 86_400_000;
const clockSkew = 86_400_000;

const arrived = "COALESCE(delivered_at, priced_at)";
// What Meta exempts from payment is reported as regular too, and was settled at nothing.
const charged = `direction = 'out' AND priced_at IS NOT NULL AND pricing_type = 'regular' AND pricing_category IS NOT NULL
  AND market IS NOT NULL AND currency IS NOT NULL AND (settled_micros IS NULL OR settled_micros > 0)`;
const inPeriod = `accepted_at >= ? AND accepted_at < ? AND ${arrived} >= ? AND ${arrived} < ?`;

interface Period {
  /** Milliseconds; by the first report of arrival. */
  readonly from: number;
  readonly to: number;
}

const periodValues = ({ from, to }: Period): number[] => [from - longestDelivery, to + clockSkew, from, to];

/** Charged messages with one price. */
export interface SettledGroup {
  currency: string;
  market: string;
  /** Meta's word. */
  category: string;
  /** What each was settled at; null where no rate was known. */
  micros: number | null;
  messages: number;
}

/** The charged and settled messages of a period, by what they were settled at. */
export async function settledGroups(db: Queryable, period: Period): Promise<SettledGroup[]> {
  return db.query(
    `SELECT currency, market, pricing_category AS category, settled_micros AS micros, COUNT(*) AS messages FROM messages
     WHERE ${charged} AND ${inPeriod} GROUP BY currency, market, pricing_category, settled_micros`,
    periodValues(period),
  );
}

/** Messages of a period that should all have one price. */
export interface PriceTarget extends Period {
  readonly currency: string;
  readonly market: string;
  /** Meta's word. */
  readonly category: string;
  readonly micros: number;
  /** Only those at these places (from 1, both included) among the charged ones of a month, in the order in which they were settled. */
  readonly places?:
    | {
        readonly month: Period;
        /** Meta's words for all that is counted together. */
        readonly categories: readonly string[];
        readonly first: number;
        readonly last: number | null;
        /** What Meta has told of the month: from an instant on (milliseconds), no message has an earlier place than this. */
        readonly notices: readonly { readonly place: number; readonly at: number }[];
      }
    | undefined;
}

function otherwise(target: PriceTarget): { sql: string; values: SqlValue[] } {
  const { currency, market, category, micros, places } = target;
  const differs = "(settled_micros IS NULL OR settled_micros <> ?)";
  const own = [currency, market, category, micros];
  if (places === undefined) {
    return {
      sql: `FROM messages WHERE ${charged} AND ${inPeriod} AND currency = ? AND market = ? AND pricing_category = ? AND ${differs}`,
      values: [...periodValues(target), ...own],
    };
  }
  const { month, categories, first, last, notices } = places;
  // The highest first: a place that is beyond it is beyond the others.
  const told = notices.toSorted((one, other) => other.place - one.place);
  const row = `ROW_NUMBER() OVER (ORDER BY priced_at, ${arrived}, id)`;
  const raised = told.map(() => `WHEN arrived_at >= ? AND place < ? THEN CAST(? AS BIGINT)`).join(" ");
  const place = told.length === 0 ? "place" : `CASE ${raised} ELSE place END`;
  const raisedValues = told.flatMap(({ place: least, at }) => [at, least, least]);
  return {
    sql: `FROM (
      SELECT id, settled_micros, pricing_type, pricing_category, currency, market, ${arrived} AS arrived_at,
        ${row} AS place
      FROM messages WHERE ${charged} AND ${inPeriod} AND market = ? AND pricing_category IN (${marks(categories.length)})
    ) ranked
    WHERE arrived_at >= ? AND arrived_at < ? AND currency = ? AND market = ? AND pricing_category = ? AND ${differs}
      AND ${place} >= ?${last === null ? "" : ` AND ${place} <= ?`}`,
    values: [
      ...periodValues(month),
      market,
      ...categories,
      target.from,
      target.to,
      ...own,
      ...raisedValues,
      first,
      ...(last === null ? [] : [...raisedValues, last]),
    ],
  };
}

export interface Otherwise {
  /** Messages that have another price, or none. */
  messages: number;
  /** Of these: none. */
  unknown: number;
  /** What those with a price come to. */
  micros: number;
}

export async function countOtherwise(db: Queryable, target: PriceTarget): Promise<Otherwise> {
  const { sql, values } = otherwise(target);
  const [row] = await db.query<Otherwise>(
    `SELECT COUNT(*) AS messages, COUNT(*) - COUNT(settled_micros) AS unknown,
       CAST(COALESCE(SUM(settled_micros), 0) AS BIGINT) AS micros ${sql}`,
    values,
  );
  return row ?? { messages: 0, unknown: 0, micros: 0 };
}

interface Picked {
  id: string;
  settled_micros: number | null;
  pricing_type: string | null;
  pricing_category: string | null;
}

/** Of the rows that were picked, those that are still as they were, and stay so until the transaction ends. */
async function locked(db: Database, tx: Queryable, rows: readonly Picked[]): Promise<readonly Picked[]> {
  // An engine that locks the whole file lets nobody come between.
  if (!db.capabilities.skipLocked || rows.length === 0) return rows;
  const now = await tx.query<Picked>(
    `SELECT id, settled_micros, pricing_type, pricing_category FROM messages WHERE id IN (${marks(rows.length)})
     ORDER BY id FOR UPDATE`,
    rows.map(({ id }) => id),
  );
  const before = new Map(rows.map((row) => [row.id, row]));
  return now.filter(
    (row) =>
      before.get(row.id)?.settled_micros === row.settled_micros &&
      before.get(row.id)?.pricing_type === row.pricing_type,
  );
}

export interface Repricing {
  /** When it is written down (milliseconds). */
  readonly at: number;
  /** Which card says so. */
  readonly source: string;
  readonly evidence: string;
}

/** How many messages are corrected in one commit. */
const chunk = 500;

/**
 * Gives some of the messages that have another price the one that they should have: the balance changes, and an entry of the ledger
 * says what it was. Repeat until it answers nothing.
 */
export async function correctSome(db: Database, target: PriceTarget, repricing: Repricing): Promise<Otherwise> {
  const { sql, values } = otherwise(target);
  const { at, source, evidence } = repricing;
  return db.transaction(async (tx) => {
    const picked = await tx.query<Picked>(
      `SELECT id, settled_micros, pricing_type, pricing_category ${sql} ORDER BY id LIMIT ${chunk}`,
      values,
    );
    const rows = await locked(db, tx, picked);
    await tx.batch(
      "UPDATE messages SET settled_micros = ?, estimate_evidence = ? WHERE id = ?",
      rows.map(({ id }) => [target.micros, evidence, id]),
    );
    const entries = rows.map((row) => ({
      messageId: row.id,
      at,
      reason: "card" as const,
      source,
      beforeMicros: row.settled_micros,
      afterMicros: target.micros,
      currency: target.currency,
      pricingType: row.pricing_type,
      pricingCategory: row.pricing_category,
    }));
    if (entries.length > 0) await recordCorrections(tx, entries);
    return {
      messages: rows.length,
      unknown: rows.filter((row) => row.settled_micros === null).length,
      micros: rows.reduce((sum, row) => sum + (row.settled_micros ?? 0), 0),
    };
  });
}
