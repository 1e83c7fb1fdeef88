import type { Context } from "../../cli/context.ts";
import { requireContact, requireContacts } from "../../domain/contacts/find.ts";
import type { ContactRow } from "../../storage/rows.ts";

/** The contact that a command names by id, number or user id. @throws InputError `contacts.not_found` */
export async function personOf(key: string, context: Context): Promise<ContactRow> {
  const { country } = await context.settings();
  return requireContact(await context.db(), key, { country });
}

/** Several of them, each once, in the order given. */
export async function peopleOf(keys: readonly string[], context: Context): Promise<readonly ContactRow[]> {
  const { country } = await context.settings();
  return requireContacts(await context.db(), keys, { country });
}
