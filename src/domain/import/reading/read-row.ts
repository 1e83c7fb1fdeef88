import { parsePhone } from "../../../core/phone.ts";
import type { CountryCode, ParsedPhone } from "../../../core/phone.ts";
import { restoreFormula } from "../../../core/terminal.ts";
import { joinTexts, type Text } from "../../../core/text.ts";
import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import { purposeList } from "../../../storage/repos/consent.ts";
import type { DoNotContact } from "../../rights/do-not-contact.ts";
import { cachedReader } from "../cells/cache.ts";
import type { RowConsent } from "../cells/consent-cells.ts";
import { readCountry } from "../cells/countries.ts";
import { readUserId, readUsername } from "../cells/identifiers.ts";
import { readLabels } from "../cells/labels.ts";
import { readLanguage } from "../cells/languages.ts";
import { rowRefusals } from "../cells/refusals.ts";
import type { CellRefusal, RowRefusal } from "../cells/refusals.ts";
import { tidyCell } from "../cells/tidy.ts";
import { readTimeZone } from "../cells/time-zones.ts";
import type { ListFormat, SourceRow } from "../list.ts";
import { choosePhone } from "../mapping/choose-phone.ts";
import type { ImportField } from "../mapping/fields.ts";
import type { Columns } from "../mapping/headers.ts";
import type { Reject } from "../report.ts";
import type { Person } from "./person.ts";

export interface RowRules {
  readonly format: ListFormat;
  readonly columns: Columns;
  /** Where numbers without a country are from, unless the row says so itself. */
  readonly country: CountryCode | undefined;
  /** What the row and the words about the whole file say of consent. */
  readonly consent: (cells: readonly string[]) => RowConsent | CellRefusal;
  /** What proves it; a refusal where the evidence that the row names cannot be had. */
  readonly proof: (consent: RowConsent) => ConsentProof | CellRefusal;
  /** Rows that say nothing of consent are left out. */
  readonly requireConsent: boolean;
  /** People who were erased, and may not come back with a list. */
  readonly blocked: DoNotContact;
}

export type RowReading =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly reject: Reject };

type ReadPhone = { readonly phone: ParsedPhone | undefined; readonly given: string } | { readonly refused: RowReading };

/** What is wrong with a row that could not be taken apart. */
const malformed: Readonly<Partial<Record<ListFormat, RowRefusal>>> = {
  vcard: "row.bad_card",
  json: "row.bad_json",
  ndjson: "row.bad_json",
};

/** What a list can do about numbers without a country, and a single number cannot. */
const orNameCountry: Text = { en: "or use --country", es: "o use --country" };

/** What a name, a label or a field may hold: a whole letter in a cell belongs elsewhere. */
const longestCell = 10_000;

/** Makes the reader of a file's rows: each is a person, or the first thing about it that cannot be taken in. */
export function rowReader(rules: RowRules): (source: SourceRow) => RowReading {
  const { columns } = rules;
  const width = columns.all.length;
  const place = (field: ImportField): number => columns.of.get(field)?.place ?? -1;
  const nameAt = place("name");
  const firstAt = place("first_name");
  const middleAt = place("middle_name");
  const lastAt = place("last_name");
  const countryAt = place("country");
  const languageAt = place("language");
  const zoneAt = place("time_zone");
  const userAt = place("user_id");
  const usernameAt = place("username");
  const labelsAt = place("labels");
  const customs = columns.custom.map((column) => ({ place: column.place, key: JSON.stringify(column.key) }));
  const languageHeader = columns.of.get("language")?.header;
  const zoneHeader = columns.of.get("time_zone")?.header;

  const labelsOf = cachedReader((cell): string => {
    const labels = readLabels(cell);
    return labels.length === 0 ? "" : JSON.stringify(labels);
  });

  // Our own files, and those of careful programs, have an apostrophe before what a spreadsheet would run as a formula.
  const plain = rules.format === "csv" ? restoreFormula : (cell: string): string => cell;
  const at = (cells: readonly string[], index: number): string =>
    index < 0 ? "" : tidyCell(plain(cells[index] ?? ""));

  const refuse = (source: SourceRow, index: number, code: RowRefusal): RowReading => ({
    ok: false,
    reject: {
      row: source.row,
      column: index < 0 ? null : (columns.all[index]?.header ?? null),
      code,
      value: index < 0 ? "" : (source.cells[index] ?? ""),
      text: rowRefusals[code],
    },
  });

  const nameOf = (cells: readonly string[]): string => {
    const name = at(cells, nameAt);
    const first = at(cells, firstAt);
    if (first === "" && lastAt < 0) return name;
    const last = at(cells, lastAt);
    // `Nombre` beside `Apellidos` is the first name; beside a first name it is the whole.
    const parts = name === "" ? [first, at(cells, middleAt), last] : first === "" ? [name, last] : [name];
    return parts.filter((part) => part !== "").join(" ");
  };

  const fieldsOf = (cells: readonly string[]): string => {
    let json = "";
    for (const { place: index, key } of customs) {
      const value = at(cells, index);
      if (value !== "") json += `${json === "" ? "{" : ","}${key}:${JSON.stringify(value)}`;
    }
    const extra = (header: string | undefined, cell: string, read: unknown): void => {
      if (header !== undefined && cell !== "" && read === undefined) {
        json += `${json === "" ? "{" : ","}${JSON.stringify(header)}:${JSON.stringify(cell)}`;
      }
    };
    if (languageAt >= 0) extra(languageHeader, at(cells, languageAt), readLanguage(at(cells, languageAt)));
    if (zoneAt >= 0) extra(zoneHeader, at(cells, zoneAt), readTimeZone(at(cells, zoneAt)));
    return json === "" ? "" : `${json}}`;
  };

  const readPhone = (source: SourceRow, userId: string): ReadPhone => {
    const { cells } = source;
    const chosen = choosePhone(cells, columns);
    if ("refusal" in chosen) return { refused: refuse(source, chosen.place, chosen.refusal) };
    if (userId !== "" && rules.blocked.hasUser(userId)) return { refused: refuse(source, userAt, "contact.erased") };
    if (userId !== "" && chosen.text.trim() === "") return { phone: undefined, given: "" };
    const countryCell = at(cells, countryAt);
    const rowCountry = countryCell === "" ? undefined : readCountry(countryCell);
    // An unknown country beside a number is not replaced by the file's: the number would be read in the wrong one.
    const phone = parsePhone(chosen.text, { country: countryCell === "" ? rules.country : rowCountry });
    if (phone.ok) {
      if (!rules.blocked.isEmpty && rules.blocked.has(phone.line))
        return { refused: refuse(source, chosen.place, "contact.erased") };
      return { phone, given: tidyCell(plain(chosen.text)) };
    }
    if (phone.code === "phone.no_country" && countryCell !== "") {
      return { refused: refuse(source, countryAt, "country.unknown") };
    }
    const text = phone.code === "phone.no_country" ? joinTexts([phone.text, orNameCountry], " ") : phone.text;
    const column = columns.all[chosen.place]?.header ?? null;
    const reject: Reject = { row: source.row, column, code: phone.code, value: chosen.text, text };
    return { refused: { ok: false, reject } };
  };

  return (source) => {
    const { cells } = source;
    if (source.malformed) return refuse(source, -1, malformed[rules.format] ?? "row.bad_quotes");
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== "")) {
      return refuse(source, -1, "row.extra_cells");
    }
    const tooLong = cells.findIndex((cell) => cell.length > longestCell);
    if (tooLong >= 0 && columns.all[tooLong]?.field !== "ignore") return refuse(source, tooLong, "row.cell_too_long");

    const userCell = at(cells, userAt);
    const userId = userCell === "" ? "" : readUserId(userCell);
    if (userId === undefined) return refuse(source, userAt, "user_id.unreadable");
    const usernameCell = at(cells, usernameAt);
    const username = usernameCell === "" ? "" : readUsername(usernameCell);
    if (username === undefined) return refuse(source, usernameAt, "username.unreadable");

    const read = readPhone(source, userId);
    if ("refused" in read) return read.refused;
    const { phone, given } = read;

    const consent = rules.consent(cells);
    if ("code" in consent) return refuse(source, consent.column.place, consent.code);
    const says = consent.grants.length > 0 || consent.denials.size > 0;
    if (!says && rules.requireConsent) return refuse(source, -1, "consent.missing");
    const proof = says ? rules.proof(consent) : undefined;
    if (proof !== undefined && "code" in proof) return refuse(source, proof.column.place, proof.code);

    return {
      ok: true,
      person: {
        row: source.row,
        line: phone?.line,
        phone: phone?.e164 ?? "",
        country: phone?.country ?? "",
        given,
        name: nameOf(cells),
        language: languageAt < 0 ? "" : (readLanguage(at(cells, languageAt)) ?? ""),
        timeZone: zoneAt < 0 ? "" : (readTimeZone(at(cells, zoneAt)) ?? ""),
        userId,
        username,
        labels: labelsAt < 0 ? "" : labelsOf(at(cells, labelsAt)),
        fields: fieldsOf(cells),
        grants: consent.grants.length === 0 ? "" : purposeList(consent.grants),
        at: consent.at,
        denials: consent.denials.size === 0 ? undefined : { purposes: consent.denials, said: consent.deniedAt },
        proof,
      },
    };
  };
}
