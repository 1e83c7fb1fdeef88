import { slot } from "../../core/zone-clock.ts";
import type { Queryable, SqlValue } from "../database.ts";
import { quoted, takenStates } from "./message-states.ts";
import { marks } from "./sql.ts";

/** Sums are kept by quarters of an hour, since the days of every time zone are made of them: `slot` is their number since 1970. */
export const slotMs = slot;

/** Quarters of a day: coarser sums are kept by days of UTC. */
export const slotsOfDay = 96;

/** The quarter that an instant (milliseconds) is in. */
export function slotAt(ms: number): number {
  return Math.floor(ms / slotMs);
}

/** By what sums may be grouped; beside it they are always apart by currency. */
export type CostDimension =
  | "slot"
  | "category"
  | "market"
  | "template"
  | "campaign"
  | "labels"
  | "number"
  | "type"
  | "evidence";

/** What messages cost, grouped by what was asked for: only those of the first columns are there. Amounts are micros. */
export interface CostSum {
  /** The quarter of an hour in which they arrived, or were taken if that is not known: times `slotMs` it is its first instant. */
  slot?: number;
  /** Meta's pricing category where it is known, else the template's. */
  category?: string | null;
  market?: string | null;
  template?: string | null;
  /** Of campaigns that have a name. */
  campaign_id?: number | null;
  /** JSON: the labels that the contact had. */
  labels?: string | null;
  phone_number_id?: string;
  /** Meta's `pricing.type`. */
  pricing_type?: string | null;
  /** Where the estimates' rate comes from. */
  evidence?: string | null;
  currency: string | null;
  /** Messages that Meta took and that have not failed; inbound ones where those are asked for, which have only this. */
  messages: number;
  /** Of these: with an amount above zero. */
  charged: number;
  /** Of these: with an amount of zero. */
  free: number;
  /** Of these: no amount is known, by our estimate or, once Meta has priced them, by the card of what they are charged as. */
  unpriced: number;
  /** Of `messages`: settled by Meta's own report. */
  settled: number;
  /** Of `messages`: arrived. */
  delivered: number;
  read: number;
  settled_micros: number;
  /** Of those that Meta has not priced yet. */
  estimate_micros: number;
}

export interface CostQuery {
  /** The first instant and the first after the end (milliseconds): multiples of `slotMs`. */
  readonly from: number;
  readonly to: number;
  readonly by: readonly CostDimension[];
  /** Phone number ids; all when left out. */
  readonly numbers?: readonly string[] | undefined;
  /** `out` when left out. */
  readonly direction?: "out" | "in" | undefined;
}

/** How a message's columns become those of the sums. */
export const keysOfRow: readonly (readonly [column: string, expression: string])[] = [
  ["phone_number_id", "m.phone_number_id"],
  ["market", "m.market"],
  ["category", "COALESCE(m.pricing_category, m.category)"],
  ["pricing_type", "m.pricing_type"],
  ["template", "m.template"],
  ["campaign_id", "c.id"],
  ["labels", "m.labels"],
  ["currency", "m.currency"],
  ["evidence", "m.estimate_evidence"],
];
export const rowsFrom = "messages m LEFT JOIN campaigns c ON c.id = m.campaign_id AND c.name IS NOT NULL";

export const sumColumns = [
  "messages",
  "charged",
  "free",
  "unpriced",
  "settled",
  "delivered",
  "read",
  "settled_micros",
  "estimate_micros",
] as const satisfies readonly (keyof CostSum)[];

// Once Meta has said what a message is charged as, the estimate counts no more, also where no card tells the rate of that.
const estimate = "CASE WHEN m.priced_at IS NULL AND m.settled_micros IS NULL THEN m.estimate_micros END";
const amount = `COALESCE(m.settled_micros, ${estimate})`;
const count = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

/** One row of messages, one way or the other: what each of `sumColumns` is made of, whose they are, and when. */
export const sumsOfRows = {
  out: {
    sums: [
      "COUNT(*)",
      count(`${amount} > 0`),
      count(`${amount} = 0`),
      count(`${amount} IS NULL`),
      count("m.priced_at IS NOT NULL"),
      count("m.state IN ('delivered', 'read')"),
      count("m.state = 'read'"),
      "COALESCE(SUM(m.settled_micros), 0)",
      `COALESCE(SUM(${estimate}), 0)`,
    ],
    where: `m.direction = 'out' AND m.accepted_at IS NOT NULL AND m.state IN (${quoted(takenStates)})`,
    takenAt: "m.accepted_at",
    at: "COALESCE(m.delivered_at, m.accepted_at)",
  },
  // What customers write costs nothing.
  in: {
    sums: ["COUNT(*)", ...Array.from({ length: sumColumns.length - 1 }, () => "0")],
    where: "m.direction = 'in'",
    takenAt: "m.created_at",
    at: "m.created_at",
  },
} as const;

export const columnOf = {
  slot: "slot",
  category: "category",
  market: "market",
  template: "template",
  campaign: "campaign_id",
  labels: "labels",
  number: "phone_number_id",
  type: "pricing_type",
  evidence: "evidence",
} as const satisfies Record<CostDimension, keyof CostSum>;

/** ` AND phone_number_id IN (?, ?)`, and what stands for the marks. */
export function onlyNumbers(column: string, numbers: readonly string[] | undefined): { sql: string; of: SqlValue[] } {
  if (numbers === undefined) return { sql: "", of: [] };
  const distinct = [...new Set(numbers)];
  // No number at all is none, not all.
  return { sql: distinct.length === 0 ? " AND 1 = 0" : ` AND ${column} IN (${marks(distinct.length)})`, of: distinct };
}

/** Groups what `source` has: an aggregate answers a row of its own kind on every engine. */
export async function groupedSums(
  db: Queryable,
  grouping: {
    readonly by: readonly (readonly [column: string, expression: string])[];
    readonly sums: readonly string[];
    readonly source: string;
    readonly parameters: readonly SqlValue[];
  },
): Promise<CostSum[]> {
  const { by, sums, source, parameters } = grouping;
  const keys = by.map(([column, expression]) => `${expression} AS ${column}`);
  const totals = sumColumns.map((column, place) => `CAST(${sums[place]} AS BIGINT) AS ${column}`);
  const groups = by.map(([, expression]) => expression);
  return db.query<CostSum>(
    `SELECT ${[...keys, ...totals].join(", ")} FROM ${source} GROUP BY ${groups.join(", ")}`,
    parameters,
  );
}
