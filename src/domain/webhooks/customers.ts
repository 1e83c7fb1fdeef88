import { lineOf, parsePhone } from "../../core/phone.ts";
import type { Queryable } from "../../storage/database.ts";
import { noConsent } from "../../storage/consent-letters.ts";
import { addContacts, findContactsByLines, findContactsByUserId, updateContact } from "../../storage/repos/contacts.ts";
import type { NewContactRow } from "../../storage/repos/contacts.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import type { ContactRow } from "../../storage/rows.ts";
import type { EventCustomer } from "./events.ts";
import { storable } from "./foreign-json.ts";

/** The number as recado keeps it. Meta's own may be an older spelling of it (Mexico), and is digits only. */
export function phoneOf(customer: Pick<EventCustomer, "waId">): string | undefined {
  const { waId } = customer;
  if (waId === undefined || !/^\d{7,15}$/.test(waId)) return undefined;
  const parsed = parsePhone(`+${waId}`);
  // Meta delivers to it, whatever a table of numbers says.
  return parsed.ok ? parsed.e164 : `+${waId}`;
}

/**
 * The contacts that an event speaks of, the surest first: the one whose number is a spelling of Meta's, then those with
 * the user id. What one of several withdraws, all withdraw.
 */
export async function findCustomer(tx: Queryable, customer: EventCustomer): Promise<ContactRow[]> {
  const phone = phoneOf(customer);
  const byPhone = phone === undefined ? [] : (await findContactsByLines(tx, [lineOf(phone)])).values();
  const byUser = customer.userId === undefined ? [] : await findContactsByUserId(tx, customer.userId);
  return [...new Map([...byPhone, ...byUser].map((contact) => [contact.id, contact])).values()];
}

/** The same, made when there is none, and completed with what the event tells. Empty for somebody without any id. */
export async function ensureCustomer(tx: Queryable, customer: EventCustomer, now: number): Promise<ContactRow[]> {
  const found = await findCustomer(tx, customer);
  const [first, ...rest] = found;
  if (first === undefined) {
    const contact = newCustomer(customer, now);
    if (contact === undefined) return [];
    return addContacts(tx, [contact]);
  }
  const completed = complete(first, customer);
  if (Object.keys(completed).length === 0) return found;
  // In the order in which everybody takes them: the ledger, then the people in it.
  await holdLedger(tx);
  await updateContact(tx, first.id, { ...completed, updated_at: now });
  return [{ ...first, ...completed, updated_at: now }, ...rest];
}

type Completion = Partial<
  Pick<ContactRow, "phone" | "wa_id" | "match_key" | "country" | "user_id" | "name" | "removed_at">
>;

/** Only gaps are filled: a name that the business wrote is better than the one of a profile. */
function complete(contact: ContactRow, customer: EventCustomer): Completion {
  const name = nameOf(customer);
  const phone = phoneOf(customer);
  return {
    // Somebody who was known by a user id only: no contact has this number, or it would have been found by it.
    ...(contact.phone === null && phone !== undefined ? numberColumns(phone) : {}),
    ...(contact.wa_id === null && phone !== undefined ? { wa_id: customer.waId ?? null } : {}),
    ...(contact.user_id === null && customer.userId !== undefined ? { user_id: customer.userId } : {}),
    ...(contact.name === null && name !== null ? { name } : {}),
    // Who was taken off the lists is on them again.
    ...(contact.removed_at === null ? {} : { removed_at: null }),
  };
}

function newCustomer(customer: EventCustomer, now: number): NewContactRow | undefined {
  const phone = phoneOf(customer);
  if (phone === undefined && customer.userId === undefined) return undefined;
  const known = phone === undefined ? { phone: null, match_key: null, country: null } : numberColumns(phone);
  return {
    ...known,
    wa_id: phone === undefined ? null : (customer.waId ?? null),
    user_id: customer.userId ?? null,
    given_phone: null,
    name: nameOf(customer),
    language: null,
    time_zone: null,
    username: null,
    labels: "[]",
    fields: "{}",
    consent: noConsent,
    marketing_limit: null,
    import_id: null,
    import_row: null,
    merged_into: null,
    removed_at: null,
    created_at: now,
    updated_at: now,
  };
}

/** What a contact with this number has in its columns. @param phone in E.164 with `+` */
export function numberColumns(phone: string): Pick<ContactRow, "phone" | "match_key" | "country"> {
  const parsed = parsePhone(phone);
  return { phone, match_key: lineOf(phone), country: parsed.ok ? parsed.country : null };
}

const longestName = 200;

// Kept as the person wrote it, except what could only do harm; it is cleaned again wherever it is shown.
function nameOf(customer: EventCustomer): string | null {
  const name = customer.name?.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim() ?? "";
  return name === "" ? null : storable(name.slice(0, longestName));
}
