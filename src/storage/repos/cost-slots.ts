import type { Queryable } from "../database.ts";
import {
  columnOf,
  groupedSums,
  keysOfRow,
  onlyNumbers,
  rowsFrom,
  slotMs,
  sumColumns,
  sumsOfRows,
} from "./cost-columns.ts";
import type { CostDimension, CostQuery, CostSum } from "./cost-columns.ts";
import { sourcesOf } from "./cost-sources.ts";

export { slotAt, slotMs } from "./cost-columns.ts";
export type { CostDimension, CostQuery, CostSum } from "./cost-columns.ts";
export { refreshCostSlots } from "./cost-refresh.ts";
export { spentIn } from "./cost-spent.ts";

type Keys = readonly (readonly [column: string, expression: string])[];

function keysOf(by: readonly CostDimension[], expressionOf: (column: string) => string): Keys {
  const columns = new Set<string>([...by.map((dimension) => columnOf[dimension]), "currency"]);
  return [...columns].map((column) => [column, expressionOf(column)] as const);
}

/** As a message's columns say it, with the quarter of an instant that is a column or more. */
function keysOfRows(by: readonly CostDimension[], at: string): Keys {
  const expressions = new Map([...keysOfRow, ["slot", `${at} / ${slotMs}`] as const]);
  return keysOf(by, (column) => expressions.get(column) ?? column);
}

/**
 * Sums of the messages that Meta took, by the quarter in which they arrived (else in which they were taken: the month that Meta bills),
 * as they were when `refreshCostSlots` last ran: the same at ten million messages.
 */
export async function costSums(db: Queryable, query: CostQuery): Promise<CostSum[]> {
  const { by, numbers, direction = "out" } = query;
  const only = onlyNumbers("phone_number_id", numbers);
  const keys = keysOf(by, (column) => column);
  const columns = [...keys.map(([column]) => column), ...sumColumns].join(", ");
  const sources = sourcesOf(query);
  const parts = sources.map(({ sql }) => `SELECT ${columns} FROM ${sql} AND direction = ?${only.sql}`);
  return groupedSums(db, {
    by: keys,
    sums: sumColumns.map((column) => `SUM(${column})`),
    source: `(${parts.join(" UNION ALL ")}) AS parts`,
    parameters: sources.flatMap(({ parameters }) => [...parameters, direction, ...only.of]),
  });
}

/** The same straight from the messages: what `costSums` has to be equal to. It reads them all. */
export async function costSumsOfRows(db: Queryable, query: CostQuery): Promise<CostSum[]> {
  const { from, to, by, numbers, direction = "out" } = query;
  const { sums, where, at } = sumsOfRows[direction];
  const only = onlyNumbers("m.phone_number_id", numbers);
  return groupedSums(db, {
    by: keysOfRows(by, at),
    sums,
    source: `${rowsFrom} WHERE ${at} >= ? AND ${at} < ? AND ${where}${only.sql}`,
    parameters: [from, to, ...only.of],
  });
}

/**
 * Messages of which nobody knows whether they went out, by the quarter in which they were queued: `messages`, `unpriced` and their
 * estimates; nothing else is known of them. Read from the messages: there are few.
 */
export async function uncertainSums(db: Queryable, query: Omit<CostQuery, "direction">): Promise<CostSum[]> {
  const { from, to, by, numbers } = query;
  const only = onlyNumbers("m.phone_number_id", numbers);
  const known = new Map<string, string>([
    ["messages", "COUNT(*)"],
    ["unpriced", "SUM(CASE WHEN m.estimate_micros IS NULL THEN 1 ELSE 0 END)"],
    ["estimate_micros", "COALESCE(SUM(m.estimate_micros), 0)"],
  ]);
  return groupedSums(db, {
    by: keysOfRows(by, "m.created_at"),
    sums: sumColumns.map((column) => known.get(column) ?? "0"),
    source: `${rowsFrom} WHERE m.created_at >= ? AND m.created_at < ? AND m.direction = 'out' AND m.state = 'uncertain'${only.sql}`,
    parameters: [from, to, ...only.of],
  });
}
