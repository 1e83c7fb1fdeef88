import type { Queryable } from "../../../storage/database.ts";
import { fieldNames } from "../../contacts/field-names.ts";
import type { ListSource } from "../list/open-list.ts";
import type { RecipientList } from "../list/recipient-list.ts";
import type { KnownNames } from "./fields.ts";

/** The names that parameters of a campaign can be made of: of all contacts where the list is a file, since any may be in it. */
export async function knownNames(db: Queryable, source: ListSource, list: RecipientList): Promise<KnownNames> {
  const filter = source.kind === "contacts" ? source.filter : {};
  return { columns: list.columns.filter((name) => name.trim() !== ""), fields: await fieldNames(db, filter) };
}
