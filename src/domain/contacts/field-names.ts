import type { Queryable } from "../../storage/database.ts";
import { eachFieldsText, type ContactFilter } from "../../storage/repos/contact-lists.ts";
import { readFields } from "./new-contact.ts";

/**
 * The names of the custom fields of these contacts, in the order in which they first appear: a table's columns must be known
 * before its first row. Reads nothing but the fields, each text once.
 */
export async function fieldNames(db: Queryable, filter: ContactFilter): Promise<string[]> {
  const names = new Set<string>();
  for await (const texts of eachFieldsText(db, filter)) {
    for (const text of texts) for (const name of Object.keys(readFields(text))) names.add(name);
  }
  return [...names];
}
