import { parsePhone } from "../../core/phone.ts";
import type { CountryCode, ParsedPhone } from "../../core/phone.ts";
import { cleanLine } from "../../core/terminal.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import { readConsent } from "./consent-cells.ts";
import type { ConsentRules, RowConsent } from "./consent-cells.ts";
import { readCountry } from "./countries.ts";
import type { Column } from "./headers.ts";
import type { ImportField } from "./fields.ts";
import { readLanguage } from "./languages.ts";
import { rowRefusals } from "./refusals.ts";
import type { RowRefusal } from "./refusals.ts";
import type { Reject } from "./report.ts";
import type { SourceRow } from "./table.ts";

/** One person as a row describes them. */
export interface Person {
  readonly row: number;
  readonly phone: ParsedPhone;
  readonly given: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly fields: ReadonlyMap<string, string>;
  readonly consent: RowConsent;
}

export interface RowRules extends ConsentRules {
  /** Where numbers without a country are from, unless the row says so itself. */
  readonly country: CountryCode | undefined;
}

export type RowReading =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly reject: Reject };

/** What a list can do about numbers without a country, and a single number cannot. */
const orNameCountry: Text = { en: "or use --country", es: "o use --country" };

function tidy(cell: string | undefined): string {
  return cleanLine(cell ?? "")
    .replace(/\s+/g, " ")
    .trim();
}

function reject(source: SourceRow, column: Column | undefined, code: RowRefusal): RowReading {
  const value = column === undefined ? "" : (source.cells[column.place] ?? "");
  const text = rowRefusals[code];
  return { ok: false, reject: { row: source.row, column: column?.header ?? null, code, value, text } };
}

function nameOf(cell: (field: ImportField) => string): string | null {
  const name = cell("name");
  const first = cell("first_name");
  const last = cell("last_name");
  // `Nombre` beside `Apellidos` is the first name; beside a first name it is the whole.
  const parts = name === "" ? [first, last] : first === "" ? [name, last] : [name];
  return parts.filter((part) => part !== "").join(" ") || null;
}

/** Reads one row: a person, or the first thing about it that cannot be taken in. */
export function readRow(source: SourceRow, rules: RowRules): RowReading {
  const { columns } = rules;
  if (source.malformed) return reject(source, undefined, "row.bad_quotes");
  if (source.cells.slice(columns.all.length).some((cell) => cell.trim() !== "")) {
    return reject(source, undefined, "row.extra_cells");
  }
  const cell = (field: ImportField): string => tidy(source.cells[columns.of.get(field)?.place ?? -1]);

  const given = source.cells[columns.phone.place] ?? "";
  const countryCell = cell("country");
  const rowCountry = countryCell === "" ? undefined : readCountry(countryCell);
  // An unknown country beside a number is not replaced by the file's: the number would be read in the wrong one.
  const phone = parsePhone(given, { country: countryCell === "" ? rules.country : rowCountry });
  if (!phone.ok) {
    if (phone.code === "phone.no_country" && countryCell !== "")
      return reject(source, columns.of.get("country"), "country.unknown");
    const { code } = phone;
    const text = code === "phone.no_country" ? joinTexts([phone.text, orNameCountry], " ") : phone.text;
    return { ok: false, reject: { row: source.row, column: columns.phone.header, code, value: given, text } };
  }

  const consent = readConsent(source.cells, rules);
  if ("code" in consent) return reject(source, consent.column, consent.code);

  const fields = new Map<string, string>();
  for (const column of columns.custom) {
    const value = tidy(source.cells[column.place]);
    if (value !== "") fields.set(column.key, value);
  }
  const languageColumn = columns.of.get("language");
  const language = readLanguage(cell("language")) ?? null;
  if (languageColumn !== undefined && language === null && cell("language") !== "") {
    fields.set(languageColumn.header, cell("language"));
  }
  return {
    ok: true,
    person: { row: source.row, phone, given: given.trim(), name: nameOf(cell), language, fields, consent },
  };
}
