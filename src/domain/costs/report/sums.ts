import type { Micros } from "../../../core/money.ts";
import type { CostSum } from "../../../storage/repos/cost-slots.ts";

/** Sums over messages that Meta took. Amounts are in the currency of the report that they stand in. */
export interface CostSums {
  /** `charged + free + unpriced`. */
  readonly messages: number;
  readonly charged: number;
  readonly free: number;
  /** Messages whose rate is not known: they are in no amount. */
  readonly unpriced: number;
  /** Meta reported that they arrived. */
  readonly delivered: number;
  /** Of these: read. */
  readonly read: number;
  /** What Meta has confirmed, and the estimate of the rest. */
  readonly micros: Micros;
  /** The part of `micros` that Meta's own report has not confirmed. */
  readonly estimatedMicros: Micros;
}

export function sumOf(rows: readonly CostSum[]): CostSums {
  const total = (amount: (row: CostSum) => number): number => rows.reduce((rest, row) => rest + amount(row), 0);
  return {
    messages: total((row) => row.messages),
    charged: total((row) => row.charged),
    free: total((row) => row.free),
    unpriced: total((row) => row.unpriced),
    delivered: total((row) => row.delivered),
    read: total((row) => row.read),
    micros: total((row) => row.settled_micros + row.estimate_micros),
    estimatedMicros: total((row) => row.estimate_micros),
  };
}

/** `micros` where it says anything: undefined where all that is charged has rates that nobody knows. */
export function knownMicros({
  micros,
  charged,
  unpriced,
}: Pick<CostSums, "micros" | "charged" | "unpriced">): Micros | undefined {
  return charged === 0 && unpriced > 0 ? undefined : micros;
}

/** The rows of one currency; those that carry none are counted with `own` (ISO 4217). */
export function rowsIn(currency: string, own: string, rows: readonly CostSum[]): CostSum[] {
  return rows.filter((row) => (row.currency ?? own) === currency);
}
