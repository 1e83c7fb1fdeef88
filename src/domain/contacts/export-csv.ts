import { cleanText, neutraliseFormula } from "../../core/terminal.ts";
import { purposes } from "../../storage/rows.ts";
import type { Contact } from "./view.ts";

const columns = [
  "id",
  "name",
  "phone",
  "waId",
  "userId",
  "username",
  "country",
  "language",
  "timeZone",
  "labels",
] as const;

/** Letters and signs that need no care, with no space at either end: nearly every cell there is. */
const plain = /^(?:\+\d+|[\p{L}\d_[](?:[\p{L}\d_ .:;/@()+-]*[\p{L}\d_.)/-])?)$/u;

/** What a spreadsheet would run is made text; everything else comes back as it is. */
function cell(value: string | null): string {
  if (value === null || value === "") return "";
  if (plain.test(value)) return value;
  const text = neutraliseFormula(cleanText(value));
  return /[",\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

const row = (cells: readonly (string | null)[]): string => `${cells.map(cell).join(",")}\r\n`;

/** A label that holds what separates labels stands in quotes, in which it is read back whole. */
const label = (text: string): string => {
  const plain = text.replaceAll('"', "'");
  return /[,;|]/.test(plain) ? `"${plain}"` : plain;
};

/** The first line. @param fields names of custom fields, a column each */
export function csvHeader(fields: readonly string[]): string {
  const consent = purposes.map((purpose) => `consent.${purpose}`);
  return row([...columns, ...fields.map((name) => `fields.${name}`), ...consent]);
}

/** One contact; labels are joined as Google Contacts joins them. */
export function csvLine(contact: Contact, fields: readonly string[]): string {
  return row([
    ...columns.map((column) => (column === "labels" ? contact.labels.map(label).join(" ::: ") : contact[column])),
    ...fields.map((name) => (Object.hasOwn(contact.fields, name) ? (contact.fields[name] ?? null) : null)),
    // All four words: a list that is imported again must not forget a no.
    ...purposes.map((purpose) => contact.consent[purpose]),
  ]);
}
