/** One record of a list, whatever the format of its file. */
export interface SourceRow {
  /** Counts records from 1, the header being 1: what a spreadsheet shows when no cell holds a line break. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Its quotes are wrong, so that its cells cannot be told apart. */
  readonly malformed: boolean;
}

/** A list as every reader of a format hands it over: the planner knows nothing of files. */
export interface Table {
  readonly header: readonly string[];
  /** Without rows that are wholly blank. */
  readonly rows: readonly SourceRow[];
  /** What separates cells in the file, where there is such a thing. */
  readonly delimiter: string;
}
