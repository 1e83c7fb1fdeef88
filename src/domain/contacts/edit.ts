import { InputError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import {
  findContactsByLines,
  findContactsByUserId,
  getContactById,
  updateContact,
} from "../../storage/repos/contacts.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { refuseErased, type Person } from "./add.ts";
import { applyDetails } from "./details.ts";

export type Edit = Pick<Person, "phone" | "userId" | "details">;

export type ChangedColumns = Partial<Omit<ContactRow, "id" | "created_at" | "updated_at">>;

export interface Edited {
  readonly before: ContactRow;
  /** What is different now; empty when everything was so already. */
  readonly changes: ChangedColumns;
}

function taken(holder: ContactRow, contact: ContactRow, what: "number" | "user id"): InputError {
  const [id, other] = [refOf("con", contact.id), refOf("con", holder.id)];
  const es = what === "number" ? "número" : "id de usuario";
  return new InputError({
    code: "contacts.exists",
    text: { en: `Another contact has this ${what}: ${other}.`, es: `Otro contacto tiene este ${es}: ${other}.` },
    hint: {
      en: `If they are one person: recado contacts merge ${id} ${other}`,
      es: `Si son la misma persona: recado contacts merge ${id} ${other}`,
    },
    data: { contact: other },
  });
}

async function newNumber(tx: Queryable, contact: ContactRow, edit: Edit): Promise<ChangedColumns> {
  const { phone } = edit;
  if (phone === undefined || phone.e164 === contact.phone) return {};
  const holder = (await findContactsByLines(tx, [phone.line])).get(phone.line);
  // A number of somebody who was merged into this contact is held by that row.
  if (holder !== undefined && (holder.id !== contact.id || contact.match_key !== phone.line)) {
    throw taken(holder, contact, "number");
  }
  // Meta's own spelling belongs to the number that it had; the next answer of Meta's brings the new one.
  const column = { phone: phone.e164, match_key: phone.line, given_phone: phone.given, country: phone.country };
  return { ...column, wa_id: contact.match_key === phone.line ? contact.wa_id : null };
}

async function newUserId(tx: Queryable, contact: ContactRow, { userId }: Edit): Promise<ChangedColumns> {
  if (userId === undefined || userId === contact.user_id) return {};
  const holder = (await findContactsByUserId(tx, userId)).find(({ id }) => id !== contact.id);
  if (holder !== undefined) throw taken(holder, contact, "user id");
  return { user_id: userId };
}

/**
 * Changes what is known of one contact. The consent stays with the person: it is not bound to the number.
 *
 * @throws InputError `contacts.exists` when somebody else has the number or user id; PolicyError `policy.do_not_contact`
 */
export async function editContact(
  db: Database,
  id: number,
  edit: Edit,
  { now, dryRun }: { readonly now: number; readonly dryRun: boolean },
): Promise<Edited | undefined> {
  return db.transaction(async (tx) => {
    const before = await getContactById(tx, id);
    if (before === undefined) return undefined;
    await refuseErased(tx, edit);
    const changes = {
      ...applyDetails(before, edit.details),
      ...(await newNumber(tx, before, edit)),
      ...(await newUserId(tx, before, edit)),
    };
    if (!dryRun && Object.keys(changes).length > 0) await updateContact(tx, id, { ...changes, updated_at: now });
    return { before, changes };
  });
}
