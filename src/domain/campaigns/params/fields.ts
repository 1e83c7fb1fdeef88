import { readFields } from "../../contacts/new-contact.ts";
import { plainWords } from "../../import/cells/words.ts";
import { columnKeys } from "../list/columns.ts";
import { languageOf } from "../list/recipient.ts";
import type { ListedRecipient } from "../list/recipient.ts";

/** Which names can stand between `{{` and `}}`, beside those that every contact has. */
export interface KnownNames {
  /** Headers of the file, as they stand in it. */
  readonly columns: readonly string[];
  /** Custom fields that any of the contacts has. */
  readonly fields: readonly string[];
}

/** What a field comes to for one person; "" where it has none. */
export type FieldReader = (recipient: ListedRecipient) => string;

const nameOf: FieldReader = ({ told, contact }) => told?.name || (contact?.name ?? "");

/**
 * As the list says it, where it has first names apart; else the first word of the whole name. A contact has nothing but the whole
 * name, which an import made of its parts: of one who was imported with a family name alone, that is the first word. Where that
 * must not be, a custom field `first_name` of the contact goes before this.
 */
const firstNameOf: FieldReader = (recipient) =>
  recipient.told?.firstName ?? nameOf(recipient).trim().split(/\s+/)[0] ?? "";

/** What every contact has, whether it is filled in or not. */
const builtIns: Readonly<Record<string, FieldReader>> = {
  name: nameOf,
  first_name: firstNameOf,
  phone: ({ phone }) => phone?.e164 ?? "",
  language: (recipient) => languageOf(recipient) ?? "",
  country: ({ phone, contact }) => phone?.country ?? contact?.country ?? "",
  username: ({ told, contact }) => told?.username || (contact?.username ?? ""),
  user_id: ({ told, contact }) => told?.userId || (contact?.user_id ?? ""),
};

const inSpanish: Readonly<Record<string, keyof typeof builtIns>> = {
  nombre: "name",
  primer_nombre: "first_name",
  telefono: "phone",
  idioma: "language",
  pais: "country",
  usuario: "username",
};

/** The names of the fields that every contact has, in both languages. */
export const builtInNames: readonly string[] = [...Object.keys(builtIns), ...Object.keys(inSpanish)];

/** Without accents, case and punctuation: `fecha_cita` is `Fecha cita`. A name of signs alone stays as it is. */
function folded(name: string): string {
  return plainWords(name) || name.trim().toLowerCase();
}

const builtInOf: ReadonlyMap<string, FieldReader> = new Map(
  builtInNames.flatMap((name) => {
    const read = builtIns[inSpanish[name] ?? name];
    return read === undefined ? [] : [[folded(name), read] as const];
  }),
);

/** The column that is written so, else the first that is written nearly so. */
function columnReader(name: string, columns: readonly string[]): FieldReader | undefined {
  const keys = columnKeys(columns);
  const wanted = folded(name);
  // Our own exports put `fields.` before the names of custom fields.
  const ours = folded(`fields.${name}`);
  const tests: readonly ((column: string, place: number) => boolean)[] = [
    (column) => column === name,
    (_, place) => keys[place] === name.trim().toLowerCase(),
    (column) => folded(column) === wanted,
    (column) => folded(column) === ours,
  ];
  for (const test of tests) {
    const place = columns.findIndex((column, at) => column.trim() !== "" && test(column, at));
    const key = keys[place];
    if (key !== undefined) return ({ cells }) => cells.get(key) ?? "";
  }
  return undefined;
}

function customReader(name: string, fields: readonly string[]): FieldReader | undefined {
  const wanted = folded(name);
  const exact = fields.filter((field) => field === name);
  const near = fields.filter((field) => field !== name && folded(field) === wanted);
  const names = [...exact, ...near];
  if (names.length === 0) return undefined;
  return ({ contact }) => {
    if (contact === undefined || contact.fields === "{}") return "";
    const own = readFields(contact.fields);
    const filled = names.find((one) => Object.hasOwn(own, one) && own[one]?.trim() !== "");
    return filled === undefined ? "" : (own[filled] ?? "");
  };
}

/**
 * What a name stands for: a column of the file, which then decides alone (where its cell is blank, an older value of the contact is
 * not what is meant); else the contact's own field, and where that is blank what every contact has. Case and accents do not
 * matter. Undefined when there is no such field.
 */
export function fieldReader(name: string, known: KnownNames): FieldReader | undefined {
  const column = columnReader(name, known.columns);
  if (column !== undefined) return column;
  const custom = customReader(name, known.fields);
  const builtIn = builtInOf.get(folded(name));
  if (custom === undefined || builtIn === undefined) return custom ?? builtIn;
  return (recipient) => {
    const own = custom(recipient);
    return own.trim() === "" ? builtIn(recipient) : own;
  };
}
