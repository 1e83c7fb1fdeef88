import * as v from "valibot";
import { InputError } from "../../../core/errors.ts";
import type { CountryCode } from "../../../core/phone.ts";
import type { Text } from "../../../core/text.ts";
import { purposes } from "../../../storage/rows.ts";
import type { FileConsent } from "../cells/consent-cells.ts";
import { readCountry } from "../cells/countries.ts";
import { readDate } from "../cells/dates.ts";
import { tidyCell } from "../cells/tidy.ts";
import { JsonFault } from "../formats/json-fault.ts";
import { RecordReader } from "../formats/json-record.ts";
import { columnNames } from "./column-names.ts";
import type { Columns } from "./columns.ts";
import { readMeaning, writeMeaning } from "./map-entries.ts";
import type { MapEntry } from "./map-entries.ts";

/** What is decided once about a kind of list, and used again for the next of its kind. */
export interface SavedMapping {
  readonly columns: readonly MapEntry[];
  /** Where numbers without a country code are from. */
  readonly country?: CountryCode | undefined;
  /** What was said about where all of these people agreed. */
  readonly consent?: FileConsent | undefined;
}

const shortText = v.pipe(v.string(), v.trim(), v.nonEmpty());
const shape = v.strictObject({
  recado: v.literal("mapping"),
  version: v.literal(1),
  columns: v.record(v.string(), shortText),
  country: v.optional(shortText),
  consent: v.optional(
    v.strictObject({
      source: v.optional(shortText),
      date: v.optional(v.pipe(v.string(), v.isoDate())),
      purposes: v.optional(v.pipe(v.array(v.picklist(purposes)), v.minLength(1))),
      method: v.optional(shortText),
      wording: v.optional(shortText),
      wordingVersion: v.optional(shortText),
      evidence: v.optional(shortText),
      actor: v.optional(shortText),
    }),
  ),
});

function badMapping(fileName: string, place: string | undefined, what: Text): InputError {
  const where = place === undefined ? "" : ` (${tidyCell(place)})`;
  return new InputError({
    code: "import.bad_mapping",
    text: {
      en: `${fileName} cannot be used as a mapping: ${what.en}${where}.`,
      es: `${fileName} no sirve como archivo de columnas: ${what.es}${where}.`,
    },
    hint: {
      en: 'it looks like {"recado":"mapping","version":1,"columns":{"Celular":"phone","Ciudad":"custom:city"}}',
      es: 'tiene esta forma: {"recado":"mapping","version":1,"columns":{"Celular":"phone","Ciudad":"custom:city"}}',
    },
    data: { file: fileName, ...(place === undefined ? {} : { place }) },
  });
}

/** Where a text stops being JSON, as editors count; Node's own message tells it in some versions only. */
function faultIn(text: string): string | undefined {
  const start = text.length - text.trimStart().length;
  try {
    new RecordReader().read(text.trim(), () => {});
  } catch (error) {
    if (!(error instanceof JsonFault)) throw error;
    const before = text.slice(0, start + error.at).split("\n");
    return `${before.length}:${(before.at(-1) ?? "").length + 1}`;
  }
  return undefined;
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badMapping(fileName, faultIn(text), { en: "it is not JSON", es: "no es JSON" });
  }
}

function readConsent(consent: NonNullable<v.InferOutput<typeof shape>["consent"]>, fileName: string): FileConsent {
  const { date, ...rest } = consent;
  if (date === undefined) return rest;
  const read = readDate(date, undefined);
  if (read.ok) return { ...rest, date: read.at };
  throw badMapping(fileName, "consent.date", { en: "there is no such day", es: "no existe ese día" });
}

/**
 * Reads what `writeMapping` writes, or a person wrote by hand.
 *
 * @param fileName for errors
 * @throws InputError `import.bad_mapping`, with the place in the file
 */
export function parseMapping(text: string, fileName: string): SavedMapping {
  const read = v.safeParse(shape, parseJson(text.replace(/^\uFEFF/, ""), fileName));
  if (!read.success) {
    const [issue] = read.issues;
    const place = v.getDotPath(issue) ?? undefined;
    const missing = issue.input === undefined;
    throw badMapping(
      fileName,
      place,
      missing
        ? { en: "something is missing", es: "falta algo" }
        : { en: "something is not as it should be", es: "algo no es como debe ser" },
    );
  }
  const { columns, country, consent } = read.output;
  const entries = Object.entries(columns).map(([header, text]): MapEntry => {
    const meaning = readMeaning(text);
    if (meaning !== undefined) return { ...meaning, header };
    throw badMapping(fileName, `columns.${header}`, {
      en: `"${tidyCell(text)}" is not a field`,
      es: `"${tidyCell(text)}" no es un campo`,
    });
  });
  const code = country === undefined ? undefined : readCountry(country);
  if (country !== undefined && code === undefined) {
    throw badMapping(fileName, "country", { en: "this is not a country", es: "no es un país" });
  }
  return {
    columns: entries,
    country: code,
    consent: consent === undefined ? undefined : readConsent(consent, fileName),
  };
}

/** The file of a mapping, to be kept and given with `--mapping` again. */
export function writeMapping({ columns, country, consent }: SavedMapping): string {
  const date = consent?.date === undefined ? undefined : new Date(consent.date).toISOString().slice(0, 10);
  const file = {
    recado: "mapping",
    version: 1,
    columns: Object.fromEntries(columns.map((entry) => [entry.header, writeMeaning(entry)])),
    country,
    consent: consent === undefined ? undefined : { ...consent, date },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What was decided about the columns of one list, for the next one. */
export function mappingOf(columns: Columns): MapEntry[] {
  const names = columnNames(columns.all.map(({ header }) => header));
  return columns.all.flatMap(({ place, field, key }): MapEntry[] => {
    const header = names[place] ?? "";
    if (header.trim() === "") return [];
    return [{ header, field, ...(field === "custom" && key !== header ? { key } : {}) }];
  });
}
