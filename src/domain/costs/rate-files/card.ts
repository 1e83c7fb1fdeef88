import type { Day } from "../calendar.ts";
import type { CardBand, CardRate } from "../tariff.ts";

/** What every card of a file has. */
interface FileCardHead {
  /** ISO 4217. */
  readonly currency: string;
  readonly effectiveFrom: Day;
  readonly sheet: string | null;
}

export interface FileRates extends FileCardHead {
  readonly kind: "rates";
  readonly rates: readonly CardRate[];
  /** Columns that were not read: prices of something else. */
  readonly ignored: readonly string[];
}

export interface FileTiers extends FileCardHead {
  readonly kind: "tiers";
  readonly bands: readonly CardBand[];
}

/** A card as a file tells it. */
export type FileCard = FileRates | FileTiers;

/** What the command line adds to a file that does not tell it. */
export interface ReadOptions {
  readonly currency?: string | undefined;
  readonly effectiveFrom?: Day | undefined;
}
