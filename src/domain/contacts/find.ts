import { InputError } from "../../core/errors.ts";
import { readRef } from "../../core/ids.ts";
import { lineOf, parsePhone } from "../../core/phone.ts";
import type { CountryCode } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import { sentence } from "../../core/text.ts";
import type { Queryable } from "../../storage/database.ts";
import { findContactsByLines, findContactsByUserId, getContactById } from "../../storage/repos/contacts.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { readUserId } from "../import/cells/identifiers.ts";

export interface FindOptions {
  /** Where numbers without a country code are from. */
  readonly country?: CountryCode | undefined;
}

/** @param phone E.164 or a `wa_id`, with or without `+` */
export async function findContactByLine(db: Queryable, phone: string): Promise<ContactRow | undefined> {
  const line = lineOf(phone);
  return (await findContactsByLines(db, [line])).get(line);
}

/**
 * Finds a contact by its id, its business-scoped user id, or its number in any spelling: also one that was taken off the
 * lists. Who was merged into another is found as that one.
 *
 * @throws InputError `phone.…` when the key is none of them; `contacts.ambiguous` when several have the user id
 */
export async function findContact(
  db: Queryable,
  key: string,
  options: FindOptions = {},
): Promise<ContactRow | undefined> {
  if (/^con_\w+$/.test(key)) {
    const id = readRef("con", key);
    const row = id === undefined ? undefined : await getContactById(db, id);
    return row?.merged_into == null ? row : getContactById(db, row.merged_into);
  }
  const userId = readUserId(key);
  if (userId !== undefined) {
    const found = await findContactsByUserId(db, userId);
    if (found.length > 1) throw ambiguous(found);
    return found[0];
  }
  const phone = parsePhone(key, options);
  if (phone.ok) return findContactByLine(db, phone.e164);
  throw new InputError({
    code: phone.code,
    text: sentence(phone.text),
    hint: {
      en: "Give a contact's id (con_…), its number with + and the country code, or its user id.",
      es: "Indique el identificador de un contacto (con_…), su número con + y el código de país, o su id de usuario.",
    },
  });
}

/** The same; @throws InputError `contacts.not_found` when there is nobody */
export async function requireContact(db: Queryable, key: string, options: FindOptions = {}): Promise<ContactRow> {
  const row = await findContact(db, key, options);
  if (row !== undefined) return row;
  const asked = /^(?:con_\w+|[A-Z]{2}\.\w+)$/.test(key) ? key : maskPhone(key);
  throw new InputError({
    code: "contacts.not_found",
    text: { en: `There is no contact "${asked}".`, es: `No existe el contacto "${asked}".` },
    hint: { en: "List them with: recado contacts list", es: "Consúltelos con: recado contacts list" },
  });
}

/** The same for several keys, each contact once, in their order; everybody must be found before anything is done. */
export async function requireContacts(
  db: Queryable,
  keys: readonly string[],
  options: FindOptions = {},
): Promise<ContactRow[]> {
  const found = new Map<number, ContactRow>();
  for (const key of keys) {
    const row = await requireContact(db, key, options);
    found.set(row.id, row);
  }
  return [...found.values()];
}

function ambiguous(rows: readonly ContactRow[]): InputError {
  const ids = rows.map(({ id }) => `con_${id}`);
  return new InputError({
    code: "contacts.ambiguous",
    text: {
      en: `Several contacts have this user id: ${ids.join(", ")}.`,
      es: `Varios contactos tienen este id de usuario: ${ids.join(", ")}.`,
    },
    hint: {
      en: `If they are one person: recado contacts merge ${ids[0]} ${ids[1]}`,
      es: `Si son la misma persona: recado contacts merge ${ids[0]} ${ids[1]}`,
    },
    data: { contacts: ids },
  });
}
