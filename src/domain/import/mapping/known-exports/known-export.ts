import type { ImportField } from "../fields.ts";

export type KnownExportName =
  | "chatwoot"
  | "google"
  | "hubspot"
  | "interakt"
  | "mailchimp"
  | "outlook"
  | "recado"
  | "respondio"
  | "vcard"
  | "wati";

/** What kind of telephone a number is of. `fax`: also pagers and whatever else nobody reads a message on. */
export type PhoneKind = "mobile" | "fixed" | "fax" | "other";

/** What a column holds: a field, a kind of telephone, or a field of the contact's own under a name of ours. */
export type Meaning = Exclude<ImportField, "phone" | "custom"> | `phone:${PhoneKind}` | `custom:${string}`;

/** One program's export (or import template), as data. */
export interface KnownExport {
  readonly name: KnownExportName;
  /** As people call it. */
  readonly title: string;
  /**
   * Headers in `plainWords`. The export is recognised when all headers of one of these sets are there, wherever they stand
   * and whatever else there is.
   */
  readonly signs: readonly (readonly string[])[];
  /** What else is recognised: the whole header in this very order, for exports without a header of their own. */
  readonly wholeHeaders?: readonly string[];
  /**
   * Header (in `plainWords`, `#` for the number in `Phone 1 - Value`) → meaning. What is not named here is kept as a field of
   * the contact's own, under its header.
   */
  readonly columns: Readonly<Record<string, Meaning>>;
  /** Whether a column that is not named may be language, labels or consent by its header: a business adds its own there. */
  readonly guessOthers: boolean;
  /** Columns whose names begin so are the contact's own fields, under what follows. */
  readonly customPrefix?: string;
  /** See `Column.answers`. */
  readonly answers?: "unproved" | "states";
}
