import { InputError } from "../../core/errors.ts";
import { matchKey, parsePhone } from "../../core/phone.ts";
import type { CountryCode } from "../../core/phone.ts";
import { sentence } from "../../core/text.ts";
import type { Queryable } from "../../storage/database.ts";
import { findContactsByMatchKeys, getContactById } from "../../storage/repos/contacts.ts";
import type { ContactRow } from "../../storage/rows.ts";

/**
 * Of several contacts on one line (two spellings of it were stored before), the one that is meant: the very number, else
 * the oldest.
 */
export function chooseContact(candidates: readonly ContactRow[], e164: string): ContactRow | undefined {
  return candidates.find((row) => row.phone === e164) ?? candidates[0];
}

/** @param phone E.164 or a `wa_id`, with or without `+` */
export async function findContactByLine(db: Queryable, phone: string): Promise<ContactRow | undefined> {
  const e164 = phone.startsWith("+") ? phone : `+${phone}`;
  return chooseContact(await findContactsByMatchKeys(db, [matchKey(phone)]), e164);
}

/**
 * Finds a contact by its id or by its number in any spelling.
 *
 * @throws InputError `phone.…` when the key is neither an id nor a number
 */
export async function findContact(
  db: Queryable,
  key: string,
  options: { readonly country?: CountryCode | undefined } = {},
): Promise<ContactRow | undefined> {
  if (/^con_\w+$/.test(key)) return getContactById(db, key);
  const phone = parsePhone(key, options);
  if (phone.ok) return findContactByLine(db, phone.e164);
  throw new InputError({
    code: phone.code,
    text: sentence(phone.text),
    hint: {
      en: "Give a contact's id (con_…) or its number with + and the country code.",
      es: "Indique el identificador de un contacto (con_…) o su número con + y el código de país.",
    },
  });
}
