import type { RowRefusal } from "../cells/refusals.ts";
import type { Columns, PhoneColumn } from "./columns.ts";
import { readPhoneLabel } from "./phone-labels.ts";

/** The number of a row, with the column that it stands in (-1 when the file has none); blank when the row has none. */
export type ChosenPhone =
  | { readonly place: number; readonly text: string }
  | { readonly refusal: RowRefusal; readonly place: number };

/** One number of a row, however often it is written there. */
interface Candidate {
  readonly place: number;
  readonly text: string;
  mobile: boolean;
  whatsapp: boolean;
  preferred: boolean;
}

/** What Google puts between several values of one cell. */
const between = ":::";

/** Equal for two spellings of one number with a country code, and for nothing else. */
function digitsOf(text: string): string {
  return text.replace(/\D/g, "").replace(/^00/, "");
}

function candidatesOf(cells: readonly string[], phones: readonly PhoneColumn[]): Candidate[] {
  const found = new Map<string, Candidate>();
  for (const { place, labelPlace, kind, header } of phones) {
    const label = readPhoneLabel(labelPlace === undefined ? header : (cells[labelPlace] ?? ""));
    // The kind that was given to the column stands where its label says nothing.
    const said = labelPlace === undefined || label.kind === "other" ? kind : label.kind;
    // Nobody reads a message on a fax or a pager.
    if (said === "fax") continue;
    for (const part of (cells[place] ?? "").split(between)) {
      const text = part.trim();
      if (text === "") continue;
      const key = digitsOf(text) || text;
      const known = found.get(key) ?? { place, text, mobile: false, whatsapp: false, preferred: false };
      known.mobile ||= said === "mobile";
      known.whatsapp ||= label.whatsapp;
      known.preferred ||= label.preferred;
      found.set(key, known);
    }
  }
  return [...found.values()];
}

function onlyOne(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.length === 1 ? candidates[0] : undefined;
}

/**
 * Which number of a row is the one to write to. The only one there is; else the only one that is said to be on WhatsApp; else
 * the only mobile; else the one among the mobiles that the contact prefers. Nothing is guessed beyond that: a number that is
 * written to belongs to somebody. Faxes and pagers never count, and the same digits twice are one number.
 */
export function choosePhone(cells: readonly string[], columns: Pick<Columns, "phones">): ChosenPhone {
  const { phones } = columns;
  const [first] = phones;
  if (first === undefined) return { place: -1, text: "" };
  const filled = phones.filter(({ place }) => (cells[place] ?? "").trim() !== "");
  const [only = first] = filled;
  const text = cells[only.place] ?? "";
  // One cell, without a label that may call it a fax: nearly every row of nearly every list.
  if (filled.length < 2 && only.labelPlace === undefined && only.kind !== "fax" && !text.includes(between)) {
    return { place: only.place, text };
  }

  const all = candidatesOf(cells, filled);
  const mobiles = all.filter(({ mobile }) => mobile);
  const chosen =
    onlyOne(all) ??
    onlyOne(all.filter(({ whatsapp }) => whatsapp)) ??
    onlyOne(mobiles) ??
    onlyOne(mobiles.filter(({ preferred }) => preferred));
  if (chosen !== undefined) return { place: chosen.place, text: chosen.text };
  const [candidate] = all;
  if (candidate === undefined) return { place: first.place, text: "" };
  return { refusal: "phone.several_numbers", place: candidate.place };
}
