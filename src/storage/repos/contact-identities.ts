import type { Queryable } from "../database.ts";
import type { ContactRow } from "../rows.ts";

/** Every contact with this business-scoped user id, oldest first. */
export async function findContactsByUserId(db: Queryable, userId: string): Promise<ContactRow[]> {
  return db.query<ContactRow>("SELECT * FROM contacts WHERE user_id = ? ORDER BY id", [userId]);
}
