import { parsePhone } from "../../../core/phone.ts";
import { readDate } from "../cells/dates.ts";
import { tidyCell } from "../cells/tidy.ts";
import { readYesNo } from "../cells/words.ts";
import { columnNames } from "./column-names.ts";
import type { ImportField } from "./fields.ts";
import { guessField } from "./guess.ts";

/** How many different values of a column are shown, and how long they may be. */
const mostSamples = 5;
const longestSample = 40;

/** What the cells of a column look like, whatever its header says. */
export type Looks = "phones" | "dates" | "answers";

/** What one column may hold, for a person to confirm. */
export interface ColumnProposal {
  readonly place: number;
  /** As `--map` names it: `celular#2` where the same header stands twice. */
  readonly header: string;
  readonly field: ImportField;
  /**
   * How sure that is. `header`: its name says so. `cells`: only its cells do, and only a column of telephones is proposed on
   * their strength: a yes is no consent until somebody says to what. `nothing`: it is kept as a field.
   */
  readonly sure: "header" | "cells" | "nothing";
  readonly looks: Looks | null;
  /** Different ones, in the order of the file, made safe to show. */
  readonly samples: readonly string[];
}

const isPhone = (cell: string): boolean => {
  const phone = parsePhone(cell);
  // A short number is an age or an order.
  return phone.ok || (phone.code === "phone.no_country" && cell.replace(/\D/g, "").length >= 8);
};
const isDate = (cell: string): boolean => {
  const date = readDate(cell, "day-first");
  return date.ok;
};
const isAnswer = (cell: string): boolean => ["yes", "no"].includes(readYesNo(cell));

function looksOf(cells: readonly string[]): Looks | null {
  if (cells.length === 0) return null;
  // One slip in five is usual in a list that was typed.
  const mostly = (test: (cell: string) => boolean): boolean => cells.filter(test).length >= cells.length * 0.8;
  if (mostly(isDate)) return "dates";
  if (mostly(isPhone)) return "phones";
  return mostly(isAnswer) ? "answers" : null;
}

/**
 * What each column of somebody's own list may hold.
 *
 * @param rows some rows of the list, from its beginning
 */
export function proposeMapping(header: readonly string[], rows: readonly (readonly string[])[]): ColumnProposal[] {
  const guesses = header.map(guessField);
  return columnNames(header).map((name, place): ColumnProposal => {
    const cells = rows.map((row) => (row[place] ?? "").trim()).filter((cell) => cell !== "");
    const samples = [...new Set(cells)].slice(0, mostSamples).map((cell) => tidyCell(cell).slice(0, longestSample));
    const looks = looksOf(cells);
    const guess = guesses[place] ?? "custom";
    const onlyPhones = guess === "custom" && looks === "phones" && !guesses.includes("phone");
    return {
      place,
      header: name,
      field: onlyPhones ? "phone" : guess,
      sure: guess !== "custom" ? "header" : onlyPhones ? "cells" : "nothing",
      looks,
      samples,
    };
  });
}
