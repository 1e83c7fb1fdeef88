import type { AppError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

export type Tone = "good" | "warn" | "bad" | "dim" | "strong";

/** A piece of text for a person; foreign strings are cleaned by the renderer. */
export type Cell = string | number | null | { readonly text: string | Text; readonly tone?: Tone };

export interface TableBlock {
  readonly kind: "table";
  readonly columns: readonly {
    readonly header: Text;
    readonly align?: "left" | "right";
    /** Never broken over lines: what is copied from the screen. */
    readonly whole?: boolean;
  }[];
  readonly rows: readonly (readonly Cell[])[];
}

export type Block =
  | { readonly kind: "line"; readonly text: Text | string; readonly tone?: Tone }
  | { readonly kind: "pairs"; readonly pairs: readonly (readonly [Text, Cell])[] }
  | { readonly kind: "verbatim"; readonly text: string }
  | TableBlock;

/** One row of `--output ndjson` or `csv`: flat, keys untranslated. */
export type Row = Readonly<Record<string, unknown>>;

/** A command's answer: data for programs, blocks for people. A command never writes it itself. */
export interface View {
  /** The document of `--json`. */
  readonly data: unknown;
  /** The rows of `--output ndjson|csv`; without them the data is one row. */
  readonly rows?: readonly Row[];
  /** Keys that every row has: the head of a CSV file also where there are no rows. */
  readonly columns?: readonly string[];
  readonly blocks: readonly Block[];
  /** What went wrong although there is an answer (some rows rejected, some sends refused): decides the exit code. */
  readonly problem?: AppError | undefined;
}

export function view(parts: View): View {
  return parts;
}

export function line(text: Text | string, tone?: Tone): Block {
  return tone === undefined ? { kind: "line", text } : { kind: "line", text, tone };
}

export function pairs(...entries: readonly (readonly [Text, Cell])[]): Block {
  return { kind: "pairs", pairs: entries };
}

export function table(columns: TableBlock["columns"], rows: TableBlock["rows"]): Block {
  return { kind: "table", columns, rows };
}

export function verbatim(text: string): Block {
  return { kind: "verbatim", text };
}
