import { purposes } from "../../storage/rows.ts";
import type { ConsentState } from "../consent/state.ts";

/** What of a contact goes into its card. */
export interface CardContact {
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** The business-scoped user id. */
  readonly userId: string | null;
  readonly username: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly consent: ConsentState;
}

/** Octets of a line, without its end. */
const maxLine = 75;

/** Control characters have no place in a card; tabs and line ends do. */
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/**
 * A text as a value. A line end is `\n`; what separates values is escaped.
 * @see https://www.rfc-editor.org/rfc/rfc2426#section-4
 */
function escape(text: string): string {
  return text
    .replace(controls, "")
    .replace(/[\\,;]/g, String.raw`\$&`)
    .replace(/\r\n?|\n/g, String.raw`\n`);
}

function octetsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * A content line in lines of at most 75 octets, never cut in the middle of a character.
 * @see https://www.rfc-editor.org/rfc/rfc2426#section-2.6
 */
function fold(line: string): string {
  let out = "";
  let octets = 0;
  for (const character of line) {
    const size = octetsOf(character);
    if (octets + size > maxLine) {
      out += "\r\n ";
      octets = 1;
    }
    out += character;
    octets += size;
  }
  return `${out}\r\n`;
}

/** Fields that every address book has a place for, under the names that an import gives them (`import/mapping`). */
const ownPlaces: ReadonlySet<string> = new Set([
  "company",
  "job_title",
  "email",
  "birthday",
  "address",
  "city",
  "country_name",
  "notes",
]);

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** The lines of the contact's own fields; what has no place of its own has one that only recado reads. */
function fieldLines(fields: Readonly<Record<string, string>>): string[] {
  const { company = "", job_title = "", email = "", birthday = "", address = "", city = "", notes = "" } = fields;
  const country = fields["country_name"] ?? "";
  const lines: string[] = [];
  if (company !== "") lines.push(`ORG:${escape(company)}`);
  if (job_title !== "") lines.push(`TITLE:${escape(job_title)}`);
  for (const one of email.split(" ::: ")) if (one !== "") lines.push(`EMAIL;TYPE=INTERNET:${escape(one)}`);
  if (isDay(birthday)) lines.push(`BDAY:${birthday}`);
  if (`${address}${city}${country}` !== "") {
    lines.push(`ADR:;;${escape(address)};${escape(city)};;;${escape(country)}`);
  }
  if (notes !== "") lines.push(`NOTE:${escape(notes)}`);
  for (const [name, value] of Object.entries(fields)) {
    // A birthday that is no date would make other programs refuse the card.
    if (value === "" || (ownPlaces.has(name) && (name !== "birthday" || isDay(value)))) continue;
    lines.push(`X-RECADO-FIELD:${escape(name)};${escape(value)}`);
  }
  return lines;
}

/** Where a zone is a distance from UTC, version 3.0 wants it as such; a name is text. */
function timeZoneLine(timeZone: string): string {
  return /^[+-]\d\d:\d\d$/.test(timeZone) ? `TZ:${timeZone}` : `TZ;VALUE=text:${escape(timeZone)}`;
}

/** What is known of each purpose, as the other exports tell it; its proof stays in the ledger. */
function consentLines(consent: ConsentState): string[] {
  const known = purposes.filter((purpose) => consent[purpose] !== "unknown");
  return known.map((purpose) => `X-RECADO-CONSENT:${purpose};${consent[purpose]}`);
}

/**
 * One contact as a vCard, with the end of its last line. Version 3.0: iPhones, Android, Google Contacts and Outlook import it,
 * while 4.0 is refused by many telephones. What 3.0 has no word for stands in lines that other programs pass over.
 *
 * The name is not taken apart: nobody says where the family name begins.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2426
 */
export function vcardOf(contact: CardContact): string {
  const { name, phone, userId, username, language, timeZone, labels, fields, consent } = contact;
  const lines = ["BEGIN:VCARD", "VERSION:3.0", `N:;${escape(name ?? "")};;;`, `FN:${escape(name ?? "")}`];
  // The number is one that messages are sent to, so that it is a mobile for the telephone that imports it.
  if (phone !== null) lines.push(`TEL;TYPE=CELL:${escape(phone)}`);
  if (labels.length > 0) lines.push(`CATEGORIES:${labels.map(escape).join(",")}`);
  if (timeZone !== null) lines.push(timeZoneLine(timeZone));
  lines.push(...fieldLines(fields));
  lines.push(...consentLines(consent));
  if (language !== null) lines.push(`X-RECADO-LANGUAGE:${escape(language)}`);
  if (userId !== null) lines.push(`X-WHATSAPP-USER-ID:${escape(userId)}`);
  if (username !== null) lines.push(`X-WHATSAPP-USERNAME:${escape(username)}`);
  lines.push("END:VCARD");
  return lines.map(fold).join("");
}
