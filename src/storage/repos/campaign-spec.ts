import type { Queryable } from "../database.ts";

/** Keeps what a person decided for a campaign after it was planned: its rate, its ceiling. @param spec JSON */
export async function keepSpec(db: Queryable, id: number, spec: string): Promise<void> {
  await db.exec("UPDATE campaigns SET spec = ? WHERE id = ?", [spec, id]);
}
