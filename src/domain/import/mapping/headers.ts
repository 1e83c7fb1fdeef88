import { plainWords } from "../cells/words.ts";
import { columnNames, placesOf } from "./column-names.ts";
import type { Column, Columns, PhoneColumn, PhoneKind } from "./columns.ts";
import { isConsentField } from "./fields.ts";
import type { ImportField } from "./fields.ts";
import { guessField } from "./guess.ts";
import type { KnownExport } from "./known-exports/known-export.ts";
import { meaningOf, recogniseExport } from "./known-exports/recognise.ts";
import { customKey } from "./map-entries.ts";
import type { MapEntry } from "./map-entries.ts";
import { ambiguousColumn, noPhoneColumn, noSuchColumn, twoColumns } from "./map-errors.ts";
import type { SavedMapping } from "./mapping-file.ts";
import { readPhoneLabel } from "./phone-labels.ts";
import { ownColumns } from "./rejects-columns.ts";

export type { Columns } from "./columns.ts";
export { parseMap } from "./map-entries.ts";
export type { MapEntry } from "./map-entries.ts";

/** What a person decided about the columns. What stands in `map` goes before what was saved. */
export interface MapChoices {
  readonly map: readonly MapEntry[];
  readonly mappingFile?: SavedMapping | undefined;
}

/** What one column is taken for, before it is known whether another is the same. */
interface Draft {
  readonly field: ImportField;
  readonly key?: string | undefined;
  readonly kind?: PhoneKind | undefined;
  readonly answers?: Column["answers"];
  readonly by: "person" | "export" | "header";
}

/** Whether a contact has it once, so that two columns of it are one too many. */
function isSingle(field: ImportField): boolean {
  return field !== "custom" && field !== "ignore";
}

function placeOf(entry: MapEntry, header: readonly string[], fileName: string): number {
  const [place, ...others] = placesOf(entry.header, header);
  if (place === undefined) throw noSuchColumn(entry, header, fileName);
  if (others.length === 0) return place;
  const names = columnNames(header);
  throw ambiguousColumn(
    entry,
    [place, ...others].map((one) => names[one] ?? ""),
    fileName,
  );
}

function chosenDrafts(header: readonly string[], choices: MapChoices, fileName: string): Map<number, Draft> {
  const chosen = new Map<number, Draft>();
  const typed = new Set(choices.map.map((entry) => entry.field).filter(isSingle));
  for (const entry of choices.mappingFile?.columns ?? []) {
    const place = placeOf(entry, header, fileName);
    // What is typed now replaces what was saved, which stays as a field.
    const { field, key } = typed.has(entry.field) ? { field: "custom" as const, key: undefined } : entry;
    chosen.set(place, { field, key, by: "person" });
  }
  for (const entry of choices.map) {
    chosen.set(placeOf(entry, header, fileName), { field: entry.field, key: entry.key, by: "person" });
  }
  return chosen;
}

/** What our own file of rejects adds at the end must not come back as data of the contact. */
function isRejectsColumn(header: readonly string[], place: number): boolean {
  return place >= ownColumns(header).length;
}

function exportDraft(known: KnownExport, name: string): Draft {
  const meaning = meaningOf(known, name) ?? "custom";
  const split = meaning.indexOf(":");
  if (split < 0) {
    const named = Object.hasOwn(known.columns, plainWords(name));
    return { field: meaning as ImportField, answers: named ? known.answers : undefined, by: "export" };
  }
  const said = meaning.slice(split + 1);
  if (meaning.startsWith("custom:")) return { field: "custom", key: said, by: "export" };
  return { field: "phone", kind: said as PhoneKind, by: "export" };
}

function draftOf(header: readonly string[], place: number, known: KnownExport | undefined): Draft {
  const name = header[place] ?? "";
  if (isRejectsColumn(header, place)) return { field: "ignore", by: "header" };
  return known === undefined ? { field: guessField(name), by: "header" } : exportDraft(known, name);
}

/** `Phone 1 - Label` (or `Type`) says what kind of number stands in `Phone 1 - Value`. */
function labelPlaceOf(header: readonly string[], plain: readonly string[], place: number): number | undefined {
  const words = plainWords(header[place] ?? "");
  if (!words.endsWith(" value")) return undefined;
  const stem = words.slice(0, -"value".length);
  const found = plain.findIndex((name) => name === `${stem}label` || name === `${stem}type`);
  return found < 0 ? undefined : found;
}

function phoneColumns(
  header: readonly string[],
  all: readonly Column[],
  kinds: ReadonlyMap<number, PhoneKind>,
): PhoneColumn[] {
  const plain = header.map(plainWords);
  const phones = all
    .filter((column) => column.field === "phone")
    .map(({ place, header: name }) => {
      const kind = kinds.get(place) ?? readPhoneLabel(name).kind;
      return { place, header: name, labelPlace: labelPlaceOf(header, plain, place), kind };
    });
  // Who chooses the column of faxes by hand means it.
  const [only] = phones;
  return phones.length === 1 && only?.kind === "fax" ? [{ ...only, kind: "other" }] : phones;
}

/**
 * Finds what every column holds: as a person decided, else as the program has it that wrote the file, else as the headers
 * say. Two columns of somebody's own list that could both be the phone, or the same consent, are not chosen between; in a
 * known export several phones are usual, and `choosePhone` looks at each row.
 *
 * @param fileName for errors
 * @throws InputError `import.no_phone_column`, `import.two_phone_columns`, `import.two_consent_columns`, `import.no_such_column`,
 *   `import.ambiguous_column`
 */
export function mapColumns(header: readonly string[], choices: MapChoices, fileName: string): Columns {
  const chosen = chosenDrafts(header, choices, fileName);
  const known = recogniseExport(header);
  const names = columnNames(header);
  const decided = new Set([...chosen.values()].map((draft) => draft.field).filter(isSingle));

  const all: Column[] = [];
  const of = new Map<ImportField, Column>();
  const kinds = new Map<number, PhoneKind>();
  const keys = new Set<string>();
  for (const [place, name] of header.entries()) {
    const draft = chosen.get(place) ?? draftOf(header, place, known);
    let { field } = draft;
    // A column that nobody spoke of is no rival to the one that was chosen.
    if (draft.by !== "person" && decided.has(field)) field = "custom";
    const earlier = of.get(field);
    if (earlier !== undefined && (field !== "phone" || draft.by === "header")) {
      if (field === "phone" || isConsentField(field)) {
        throw twoColumns(field, [names[earlier.place] ?? "", names[place] ?? ""], fileName);
      }
      field = "custom";
    }
    let key = draft.key ?? (customKey(name) || `column ${place + 1}`);
    if (field === "custom") {
      while (keys.has(key)) key += "'";
      keys.add(key);
    }
    const column: Column = { place, header: name, field, key, answers: draft.answers };
    all.push(column);
    if (isSingle(field) && earlier === undefined) of.set(field, column);
    if (field === "phone" && draft.kind !== undefined) kinds.set(place, draft.kind);
  }
  if (!of.has("phone") && !of.has("user_id")) throw noPhoneColumn(header, fileName);
  return {
    all,
    of,
    phones: phoneColumns(header, all, kinds),
    custom: all.filter((column) => column.field === "custom"),
    export: known?.name ?? null,
  };
}
