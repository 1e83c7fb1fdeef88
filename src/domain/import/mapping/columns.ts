import type { ImportField } from "./fields.ts";
import type { KnownExportName, PhoneKind } from "./known-exports/known-export.ts";

export type { KnownExportName, PhoneKind } from "./known-exports/known-export.ts";

export interface Column {
  readonly place: number;
  readonly header: string;
  readonly field: ImportField;
  /** Under which name the contact keeps it; only of `custom` columns, unique in the file. */
  readonly key: string;
  /**
   * Of a column of consent that another program filled. Its yes counts only where the row or the file says where the people
   * agreed. `states`: it holds the words of our own exports (granted, withdrawn, declined, unknown).
   */
  readonly answers?: "unproved" | "states" | undefined;
}

/** A column of telephone numbers. */
export interface PhoneColumn {
  readonly place: number;
  readonly header: string;
  /** The column that says of every row what kind of number it is, as Google has them. */
  readonly labelPlace: number | undefined;
  /** What the header says; a label says more. */
  readonly kind: PhoneKind;
}

/** What each column of a file holds. */
export interface Columns {
  readonly all: readonly Column[];
  /** Every field once; of several phone columns the first. */
  readonly of: ReadonlyMap<ImportField, Column>;
  /** Empty in a list of people who are known by their user id only. See `choosePhone`. */
  readonly phones: readonly PhoneColumn[];
  readonly custom: readonly Column[];
  /** The program that wrote the file, when its headers tell. */
  readonly export: KnownExportName | null;
}
