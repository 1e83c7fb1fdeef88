import { isCountryCode, lineOf } from "../../../core/phone.ts";
import { countContacts, eachContact } from "../../../storage/repos/contact-lists.ts";
import type { ContactFilter } from "../../../storage/repos/contact-lists.ts";
import type { ContactRow } from "../../../storage/rows.ts";
import { noNumberOf } from "./read-phone.ts";
import type { ListedRecipient } from "./recipient.ts";
import { pageSize } from "./recipient-list.ts";
import type { ListTools, RecipientList } from "./recipient-list.ts";

export interface ContactSource {
  readonly kind: "contacts";
  readonly filter: ContactFilter;
}

const noCells: ReadonlyMap<string, string> = new Map();

function recipientOf(contact: ContactRow, position: number): ListedRecipient {
  const { phone: e164, match_key: line, country } = contact;
  const base = { position, given: contact.given_phone ?? e164, contact, cells: noCells };
  if (e164 === null) return { ...base, problem: { reason: "no-number", detail: noNumberOf(contact.user_id) } };
  const known = country !== null && isCountryCode(country) ? country : null;
  return { ...base, phone: { e164, line: line ?? lineOf(e164), country: known } };
}

async function* readPages({ filter }: ContactSource, { db, signal }: ListTools): AsyncGenerator<ListedRecipient[]> {
  let position = 0;
  for await (const contacts of eachContact(db, filter, pageSize)) {
    signal?.throwIfAborted();
    yield contacts.map((contact) => recipientOf(contact, position++));
  }
}

/** The contacts that a filter finds as a list of recipients: also those without a number. None of them is there twice. */
export async function openContactList(source: ContactSource, tools: ListTools): Promise<RecipientList> {
  const count = await countContacts(tools.db, source.filter);
  return { columns: [], count, hash: undefined, pages: () => readPages(source, tools) };
}
