import { lineOf } from "../../core/phone.ts";
import type { Queryable } from "../../storage/database.ts";
import { findContactsByLines } from "../../storage/repos/contacts.ts";
import { messagesOfPerson, type PersonMessage } from "../../storage/repos/erase.ts";
import { allRowsOf } from "../../storage/repos/person-rows.ts";
import type { ContactRow } from "../../storage/rows.ts";

/** Who a person is in the store: everything by which something can be told to be theirs. */
export interface Identity {
  /** The contact, then those that were taken into it; empty for somebody who is no contact. */
  readonly rows: readonly ContactRow[];
  readonly contactIds: readonly number[];
  readonly lines: readonly number[];
  /** Every spelling of their numbers, digits only. */
  readonly digits: readonly string[];
  readonly userIds: readonly string[];
  readonly messages: readonly PersonMessage[];
  /** Meta's ids of their messages. */
  readonly wamids: ReadonlySet<string>;
}

/** The ways in which people and Meta write the number of one line, digits only. See `core/phone` `lineOf`. */
export function spellingsOf(line: number): string[] {
  const digits = String(line);
  if (/^55\d\d9[6-9]\d{7}$/.test(digits)) return [digits, `${digits.slice(0, 4)}${digits.slice(5)}`];
  if (/^52\d{10}$/.test(digits)) return [digits, `521${digits.slice(2)}`];
  if (/^54\d{10}$/.test(digits)) return [digits, `549${digits.slice(2)}`];
  return [digits];
}

const isText = (text: string | null): text is string => text !== null && text !== "";
const isLine = (line: number | null): line is number => line !== null && line > 0;

/** @param who a contact, or the line of somebody who is none */
export async function identityOf(db: Queryable, who: ContactRow | { readonly line: number }): Promise<Identity> {
  const rows = "id" in who ? await allRowsOf(db, who) : [];
  const contactIds = rows.map(({ id }) => id);
  const own = "id" in who ? rows.map(({ match_key: line }) => line) : [who.line];
  const lines = new Set(own.filter(isLine));
  const digits = new Set([...lines].flatMap(spellingsOf));
  for (const { phone, wa_id: waId } of rows) {
    for (const number of [phone, waId].filter(isText)) digits.add(number.replace(/\D/g, ""));
  }
  const userIds = new Set(rows.map(({ user_id: userId }) => userId).filter(isText));
  const by = { contactIds, phones: [...digits].map((number) => `+${number}`), userIds: [...userIds] };
  const messages = await messagesOfPerson(db, by);
  await addEarlierNumbers(db, messages, { lines, digits, contactIds });
  return {
    rows,
    contactIds,
    lines: [...lines],
    digits: [...digits],
    userIds: [...userIds],
    messages,
    wamids: new Set(messages.map(({ wamid }) => wamid).filter(isText)),
  };
}

/** A number that they had before counts as theirs, unless somebody else has it now. */
async function addEarlierNumbers(
  db: Queryable,
  messages: readonly PersonMessage[],
  known: { readonly lines: Set<number>; readonly digits: Set<string>; readonly contactIds: readonly number[] },
): Promise<void> {
  const earlier = new Set(
    messages.flatMap(({ customer_phone: phone }) => (phone === null ? [] : [lineOf(phone)])).filter(isLine),
  );
  for (const line of known.lines) earlier.delete(line);
  const holders = await findContactsByLines(db, [...earlier]);
  for (const line of earlier) {
    const holder = holders.get(line);
    if (holder !== undefined && !known.contactIds.includes(holder.id)) continue;
    known.lines.add(line);
    for (const number of spellingsOf(line)) known.digits.add(number);
  }
}
