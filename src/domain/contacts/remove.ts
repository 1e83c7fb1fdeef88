import type { Queryable } from "../../storage/database.ts";
import { updateContact } from "../../storage/repos/contacts.ts";
import { atomically } from "../../storage/repos/sql.ts";
import type { ContactRow } from "../../storage/rows.ts";

/**
 * Takes contacts off the lists. Their rows, messages and ledger stay, so that who opted out stays known; whoever is
 * imported, added or writes again is back with all of it. Answers those that were on a list.
 */
export async function removeContacts(
  db: Queryable,
  contacts: readonly ContactRow[],
  { now, dryRun }: { readonly now: number; readonly dryRun: boolean },
): Promise<readonly ContactRow[]> {
  const listed = contacts.filter(({ removed_at }) => removed_at === null);
  if (dryRun) return listed;
  await atomically(db, async (tx) => {
    for (const { id } of listed) await updateContact(tx, id, { removed_at: now, updated_at: now });
  });
  return listed;
}
