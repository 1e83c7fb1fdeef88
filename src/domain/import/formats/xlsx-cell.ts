import { serialDate } from "./xlsx-dates.ts";
import type { NumberKind } from "./xlsx-dates.ts";
import { plainNumber } from "./xlsx-number.ts";
import type { SharedStrings } from "./xlsx-strings.ts";
import { cellText } from "./xlsx-text.ts";

/** What the whole workbook says about its cells. */
export interface CellContext {
  readonly strings: SharedStrings;
  readonly styles: readonly NumberKind[];
  readonly dateSystem: 1900 | 1904;
}

/** A cell as its XML gives it. */
export interface StoredCell {
  /** `s`, `str`, `inlineStr`, `b`, `e`, `d`, or `n` when it is not said. */
  readonly type: string;
  readonly style: number;
  /** Undefined where there is no `<v>`. */
  readonly value: string | undefined;
  readonly inline: string;
  /** Its formula, without the sign; empty where it repeats another cell's. Undefined for a cell that has none. */
  readonly formula: string | undefined;
}

const dateCacheLimit = 20_000;
/** Longer ones are parts of the piece that they were read from, and would keep all of it in memory. */
const cachedLength = 12;

/** An ISO date as a cell of type `d` has it, like the dates that are made of numbers. */
function isoDate(stored: string): string {
  return stored.trim().replace(/(?:T00:00(?::00(?:\.0+)?)?|(?<=T\d\d:\d\d:\d\d)\.\d+)?Z?$/, "");
}

/**
 * Says what a cell shows, as text: numbers in plain digits, dates as `YYYY-MM-DD`, truths as `TRUE` and `FALSE`, errors by their
 * name. A formula stands for its last result; one that was never worked out is shown itself, so that it is refused or seen
 * where nothing would only be missing. Undefined for a text that the workbook does not have.
 */
export function cellReader({ strings, styles, dateSystem }: CellContext): (cell: StoredCell) => string | undefined {
  // Dates repeat: a day on which many agreed, a birthday that many share.
  const dates = new Map<string, string>();
  const date = (stored: string, kind: "date" | "time"): string => {
    const key = kind === "date" ? stored : `${stored} ${kind}`;
    const known = dates.get(key);
    if (known !== undefined) return known;
    const text = serialDate(Number(stored), kind, dateSystem) ?? plainNumber(stored);
    if (stored.length > cachedLength) return text;
    if (dates.size >= dateCacheLimit) dates.clear();
    dates.set(key, text);
    return text;
  };
  return ({ type, style, value, inline, formula }) => {
    if (type === "inlineStr") return inline;
    if (value === undefined) return formula === undefined ? "" : `=${formula}`;
    switch (type) {
      case "s":
        return value === "" ? "" : strings.get(Number(value));
      case "str":
        return cellText(value);
      case "b":
        return value.trim() === "1" || value.trim() === "true" ? "TRUE" : value.trim() === "" ? "" : "FALSE";
      case "e":
        return value;
      case "d":
        return isoDate(value);
      default: {
        const stored = value.trim();
        const kind = styles[style] ?? "number";
        return kind === "number" || stored === "" ? plainNumber(stored) : date(stored, kind);
      }
    }
  };
}
