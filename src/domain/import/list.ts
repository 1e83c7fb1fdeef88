import type { Encoding } from "./formats/decode.ts";

/** The kinds of file that a list can be read from. */
export const listFormats = ["csv", "xlsx", "vcard", "json", "ndjson"] as const;
export type ListFormat = (typeof listFormats)[number];

/** One record of a list, whatever the format of its file. */
export interface SourceRow {
  /**
   * Where a person finds it: the row of a spreadsheet, the number of a card or of a JSON object. For CSV it
   * counts records, which is what a spreadsheet shows.
   */
  readonly row: number;
  readonly cells: readonly string[];
  /** Its quotes are wrong, so that its cells cannot be told apart. */
  readonly malformed: boolean;
}

/** A list as every reader of a format hands it over: whoever plans an import knows nothing of files. */
export interface ListFile {
  readonly format: ListFormat;
  /** As people know it; `stdin` for standard input. */
  readonly fileName: string;
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
  /** Null where the format leaves no choice. */
  readonly encoding: Encoding | null;
  /** What separates cells; null where there is no such thing. */
  readonly delimiter: string | null;
  /** The sheet that is read, and all that there are; null and empty for anything but a workbook. */
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly header: readonly string[];
  /** Rows that are not blank, without the header. */
  readonly rowCount: number;
  /** The rows in the order of the file, in pieces, without those that are wholly blank. May be called again: it starts anew. */
  rows(): AsyncIterable<readonly SourceRow[]>;
}

/** A file on disk. Standard input has been written to one first. */
export interface ListInput {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
}

export interface OpenListOptions {
  /** Which sheet of a workbook; the first with rows when not given. */
  readonly sheet?: string | undefined;
  /** What the file is; otherwise told by its bytes, then by its name. */
  readonly format?: ListFormat | undefined;
  /**
   * Called with the header; what it answers is called with every row while the file is gone through for the first time, so that
   * what needs to be known of the whole file costs no second reading.
   */
  readonly survey?: ((header: readonly string[]) => ((rows: readonly SourceRow[]) => void) | undefined) | undefined;
}
