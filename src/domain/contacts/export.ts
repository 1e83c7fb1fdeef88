import type { Queryable } from "../../storage/database.ts";
import { eachContact, type ContactFilter } from "../../storage/repos/contact-lists.ts";
import { contactJson } from "./contact-json.ts";
import { csvHeader, csvLine } from "./export-csv.ts";
import { fieldNames } from "./field-names.ts";
import { toContact } from "./view.ts";
import type { Contact } from "./view.ts";
import { vcardOf } from "./write-vcard.ts";

export const exportFormats = ["csv", "ndjson", "json", "vcf"] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportCount {
  contacts: number;
}

/**
 * A contact as lists show it, but for who said no without ever having agreed: scripts get `unknown` for them, while a list
 * that is imported again must not forget the no.
 */
const exported = (contact: Contact): string => JSON.stringify({ ...contactJson(contact), consent: contact.consent });

/**
 * The contacts that the filter finds as the text of a file, a page at a time: a million of them take no more memory than a
 * thousand. `count` is kept up to date meanwhile.
 */
export async function* exportContacts(
  db: Queryable,
  filter: ContactFilter,
  format: ExportFormat,
  count: ExportCount = { contacts: 0 },
): AsyncGenerator<string> {
  const fields = format === "csv" ? await fieldNames(db, filter) : [];
  if (format === "csv") yield csvHeader(fields);
  if (format === "json") yield '{\n"contacts": [';
  for await (const rows of eachContact(db, filter)) {
    const contacts = rows.map(toContact);
    switch (format) {
      case "csv":
        yield contacts.map((contact) => csvLine(contact, fields)).join("");
        break;
      case "ndjson":
        yield contacts.map((contact) => `${exported(contact)}\n`).join("");
        break;
      case "json":
        yield `${count.contacts === 0 ? "\n" : ",\n"}${contacts.map(exported).join(",\n")}`;
        break;
      case "vcf":
        yield contacts.map(vcardOf).join("");
        break;
    }
    count.contacts += contacts.length;
  }
  if (format === "json") yield "\n]}\n";
}
