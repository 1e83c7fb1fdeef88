import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { DenialKind, Said } from "../cells/consent-cells.ts";
import type { Reject } from "../report.ts";

/** What a row says no to. */
export interface Denials {
  readonly purposes: ReadonlyMap<Purpose, DenialKind>;
  /** When, as far as the row itself tells; undefined: now. */
  readonly said: Said | undefined;
}

/** One person as a row describes them. A text that the row leaves blank is "". */
export interface Person {
  readonly row: number;
  /** The line (`core/phone` `lineOf`); undefined for somebody with a user id only. */
  readonly line: number | undefined;
  /** E.164 */
  readonly phone: string;
  readonly country: string;
  /** The number as the list has it. */
  readonly given: string;
  readonly name: string;
  readonly language: string;
  readonly timeZone: string;
  readonly userId: string;
  readonly username: string;
  /** JSON array of strings, or "". */
  readonly labels: string;
  /** JSON object of strings, or "". */
  readonly fields: string;
  /** What the row agrees to: `utility,service`, in the order of `purposes`. */
  readonly grants: string;
  /** When, milliseconds; undefined when nobody said when. */
  readonly at: number | undefined;
  readonly denials: Denials | undefined;
  /** What proves what the row says; undefined when it says nothing. */
  readonly proof: ConsentProof | undefined;
}

/** A row that was left out, as it stands in the file. */
export interface RejectedRow {
  readonly reject: Reject;
  readonly cells: readonly string[];
}
