import type { CountryCode } from "../../../core/phone.ts";
import type { Text } from "../../../core/text.ts";
import type { ContactRow } from "../../../storage/rows.ts";
import type { ExclusionReason } from "../exclusions.ts";

/** The number to write to. */
export interface ListedPhone {
  readonly e164: string;
  /** Equal for two spellings of one line (`core/phone` `lineOf`). */
  readonly line: number;
  /** Null for a contact whose number belongs to no country that is known. */
  readonly country: CountryCode | null;
}

/** Why there is no number to write to. */
export interface ListProblem {
  readonly reason: Extract<ExclusionReason, "invalid" | "no-number">;
  /** What is wrong and what to mend; never repeats the number. */
  readonly detail: Text;
}

/** What a row of a file says of the person, by the columns that an import would recognise; "" where it is silent. */
export interface Told {
  readonly name: string;
  /** "" where the list has first names apart and this one's is blank; undefined where only a whole name tells it. */
  readonly firstName: string | undefined;
  /** As Meta's templates name it. */
  readonly language: string;
  /** IANA name or UTC offset. */
  readonly timeZone: string;
  readonly userId: string;
  readonly username: string;
}

/** One entry of the list that a campaign is made for, whether it can be written to or not. */
export interface ListedRecipient {
  /** Place in the list, from 0; blank rows have none. */
  readonly position: number;
  /** Where a person finds it in the file, as an import tells rows. */
  readonly row?: number | undefined;
  /** The number as the list has it; null where there is none. */
  readonly given: string | null;
  /** One of `phone` and `problem` is there. */
  readonly phone?: ListedPhone | undefined;
  readonly problem?: ListProblem | undefined;
  /** Also one that was taken off the lists: its ledger still counts. Who was merged into another is that one. */
  readonly contact?: ContactRow | undefined;
  readonly told?: Told | undefined;
  /** What the row holds, by `columnKeys`; empty for contacts. */
  readonly cells: ReadonlyMap<string, string>;
  /** The position of an earlier entry that is the same person. */
  readonly duplicateOf?: number | undefined;
}

/** The language to write in, as far as it is known: what the list says goes before what is stored. */
export function languageOf({ told, contact }: ListedRecipient): string | null {
  return told?.language || (contact?.language ?? null);
}

/** The person's own time zone, as far as it is known. */
export function timeZoneOf({ told, contact }: ListedRecipient): string | null {
  return told?.timeZone || (contact?.time_zone ?? null);
}
