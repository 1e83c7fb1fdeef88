import { groupBy } from "../../core/group.ts";
import type { Queryable } from "../../storage/database.ts";
import { appendConsentEvents, latestConsent } from "../../storage/repos/consent.ts";
import { findContactsByMatchKeys, getContactById, insertContacts } from "../../storage/repos/contacts.ts";
import { lastInboundAt, lastInboundTimes } from "../../storage/repos/messages.ts";
import { windowRefusedTimes } from "../../storage/repos/window-refusals.ts";
import type { ConsentEventRow, ContactRow, MessageRow, Purpose } from "../../storage/rows.ts";
import { purposeOfCategory } from "../consent/may-message.ts";
import { consentFromOptIn } from "../consent/opt-in.ts";
import { consentState, consentStates } from "../consent/state.ts";
import { chooseContact } from "../contacts/find.ts";
import { newContactRow } from "../contacts/new-contact.ts";
import { refusalFor, type SendRefusal } from "./permission.ts";
import type { Recipient } from "./recipients.ts";
import { windowAt, type ServiceWindow } from "./window.ts";

/** On what ground people may be written to. */
export interface ConsentBasis {
  readonly category: Purpose;
  /** The sender: a window is open between one number and one person. */
  readonly phoneNumberId: string;
  /** Where people without a record agreed: becomes their consent's source. */
  readonly optedIn: string | undefined;
  /** Who says so. */
  readonly actor: string;
  readonly now: number;
}

export interface ConsentFinding {
  readonly recipient: Recipient;
  readonly contact: ContactRow | undefined;
  readonly window: ServiceWindow;
  /** Why the person may not be written to, if so. */
  readonly refusal: SendRefusal | undefined;
  /** True where `optedIn` is what allows it: the consent is recorded with the message. */
  readonly newConsent: boolean;
}

const nothingSaid = consentState([]);

/** A person's messages are kept under the contact's spelling of the number. */
const phoneOf = (contact: ContactRow | undefined, phone: string): string => contact?.phone ?? phone;

/** Whether each recipient may be written to. Changes nothing. */
export async function lookUpConsent(
  db: Queryable,
  recipients: readonly Recipient[],
  basis: ConsentBasis,
): Promise<readonly ConsentFinding[]> {
  const { category, phoneNumberId, optedIn, now } = basis;
  const contacts = await findContactsByMatchKeys(
    db,
    recipients.map(({ matchKey }) => matchKey),
  );
  const byKey = groupBy(contacts, (contact) => contact.match_key);
  const states = consentStates(
    await latestConsent(
      db,
      contacts.map(({ id }) => id),
    ),
  );
  const people = recipients.map((recipient) => ({
    recipient,
    contact: chooseContact(byKey.get(recipient.matchKey) ?? [], recipient.phone),
  }));
  const phones = people.map(({ recipient, contact }) => phoneOf(contact, recipient.phone));
  const inbound = await lastInboundTimes(db, phoneNumberId, phones);
  const refused = await windowRefusedTimes(db, phoneNumberId, phones);
  return people.map(({ recipient, contact }) => {
    const consent = (contact === undefined ? undefined : states.get(contact.id)) ?? nothingSaid;
    const phone = phoneOf(contact, recipient.phone);
    const window = windowAt(inbound.get(phone), now, refused.get(phone));
    const refusal = refusalFor(category, { consent, window });
    const newConsent = refusal?.code === "policy.no_consent" && optedIn !== undefined;
    return { recipient, contact, window, refusal: newConsent ? undefined : refusal, newConsent };
  });
}

/** Writes the consent that `--opted-in` brings, in the transaction of the messages. Answers each recipient's contact. */
export async function recordNewConsent(
  tx: Queryable,
  findings: readonly ConsentFinding[],
  basis: ConsentBasis,
): Promise<readonly (string | undefined)[]> {
  const { category: purpose, optedIn: where, actor, now } = basis;
  const made: ContactRow[] = [];
  const events: ConsentEventRow[] = [];
  const ids = findings.map(({ recipient, contact, newConsent }) => {
    if (!newConsent || where === undefined) return contact?.id;
    const { phone: e164, country, matchKey, given } = recipient;
    const row = contact ?? newContactRow({ phone: { ok: true, e164, country, matchKey }, given, now });
    if (contact === undefined) made.push(row);
    events.push(...consentFromOptIn({ contactId: row.id, purpose, where, actor, now }));
    return row.id;
  });
  if (made.length > 0) await insertContacts(tx, made);
  if (events.length > 0) await appendConsentEvents(tx, events);
  return ids;
}

async function windowOf(db: Queryable, row: MessageRow, now: number): Promise<ServiceWindow> {
  const contact = row.contact_id === null ? undefined : await getContactById(db, row.contact_id);
  const phone = phoneOf(contact, row.customer_phone ?? "");
  const refused = await windowRefusedTimes(db, row.phone_number_id, [phone]);
  return windowAt(await lastInboundAt(db, row.phone_number_id, phone), now, refused.get(phone));
}

/** Asked again at the moment of sending: the dotted code of a refusal, or undefined. */
export function recheckAt(now: () => number): (db: Queryable, row: MessageRow) => Promise<string | undefined> {
  return async (db, row) => {
    const category = purposeOfCategory(row.category ?? "") ?? "marketing";
    const consent = consentState(row.contact_id === null ? [] : await latestConsent(db, [row.contact_id]));
    const window = category === "service" ? await windowOf(db, row, now()) : ({ state: "unknown" } as const);
    return refusalFor(category, { consent, window })?.code;
  };
}
