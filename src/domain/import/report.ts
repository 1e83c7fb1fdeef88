import type { Text } from "../../core/text.ts";
import type { Purpose } from "../../storage/rows.ts";
import type { ListInfo } from "./reading/reader.ts";

/** Why one row was left out. */
export interface Reject {
  readonly row: number;
  /** The header of the column at fault; null when it is the whole row. */
  readonly column: string | null;
  /** Stable: `phone.…`, `consent.…`, `country.unknown`, `row.…`. */
  readonly code: string;
  /** The cell as it is in the file. */
  readonly value: string;
  readonly text: Text;
}

/** A row and a purpose that something is to be said about. */
export interface RowPurpose {
  readonly row: number;
  readonly purpose: Purpose;
}

export interface ImportCounts {
  /** All rows that are not blank, without the header: created + updated + unchanged + merged + rejected. */
  readonly rows: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Rows with the number of an earlier row, taken into it. */
  readonly merged: number;
  readonly rejected: number;
  /** Contacts of this file that agreed to nothing, here or before: they may not be messaged. */
  readonly withoutConsent: number;
}

/** What an import did, or with `dryRun` would do. Lists end after ten thousand entries; counts are whole. */
export interface ImportReport extends ImportCounts {
  /** The batch, `imp_3`; null when nothing was written. For a file that had been imported whole: the one it came with then. */
  readonly batch: string | null;
  readonly info: ListInfo;
  /** The batch in which the very same file came before, if it did. */
  readonly repeats: string | null;
  /** How many rows an earlier run had taken in before it was interrupted; 0 when there was none. */
  readonly resumedAt: number;
  readonly dryRun: boolean;
  readonly rejects: readonly Reject[];
  readonly merges: readonly { readonly row: number; readonly into: number }[];
  /** Rows that say no for someone who had agreed, or that somebody opted out: they are withdrawn now. */
  readonly withdrawn: readonly RowPurpose[];
  /** Rows that say yes for someone who had withdrawn: the withdrawal stays. */
  readonly withdrawnKept: readonly RowPurpose[];
  /** Rows that say no with a date before the consent on record, which stays. */
  readonly grantedKept: readonly RowPurpose[];
  /** Consents for which nobody said when: recorded as of the day of the import. */
  readonly undated: number;
}
