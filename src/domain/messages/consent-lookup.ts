import { groupBy } from "../../core/group.ts";
import type { Queryable } from "../../storage/database.ts";
import { appendConsentEvents, latestConsent } from "../../storage/repos/consent.ts";
import { findContactsByMatchKeys, insertContacts } from "../../storage/repos/contacts.ts";
import type { ConsentEventRow, ContactRow, MessageRow, Purpose } from "../../storage/rows.ts";
import { mayMessage, purposeOfCategory, type Refusal } from "../consent/may-message.ts";
import { consentFromOptIn } from "../consent/opt-in.ts";
import { consentState, consentStates } from "../consent/state.ts";
import { chooseContact } from "../contacts/find.ts";
import { newContactRow } from "../contacts/new-contact.ts";
import type { Recipient } from "./recipients.ts";

/** On what ground people may be written to. */
export interface ConsentBasis {
  readonly category: Purpose;
  /** Where people without a record agreed: becomes their consent's source. */
  readonly optedIn: string | undefined;
  /** Who says so. */
  readonly actor: string;
  readonly now: number;
}

export interface ConsentFinding {
  readonly recipient: Recipient;
  readonly contact: ContactRow | undefined;
  /** Why the person may not be written to, if so. */
  readonly refusal: Refusal | undefined;
  /** True where `optedIn` is what allows it: the consent is recorded with the message. */
  readonly newConsent: boolean;
}

const nothingSaid = consentState([]);

/** Whether each recipient may be written to. Changes nothing. */
export async function lookUpConsent(
  db: Queryable,
  recipients: readonly Recipient[],
  basis: ConsentBasis,
): Promise<readonly ConsentFinding[]> {
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
  return recipients.map((recipient) => {
    const contact = chooseContact(byKey.get(recipient.matchKey) ?? [], recipient.phone);
    const state = (contact === undefined ? undefined : states.get(contact.id)) ?? nothingSaid;
    const verdict = mayMessage(state, { category: basis.category });
    const newConsent = !verdict.ok && verdict.code === "policy.no_consent" && basis.optedIn !== undefined;
    return { recipient, contact, refusal: verdict.ok || newConsent ? undefined : verdict, newConsent };
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

/** Asked again at the moment of sending: the dotted code of a refusal, or undefined. */
export async function recheckConsent(db: Queryable, row: MessageRow): Promise<string | undefined> {
  const events = row.contact_id === null ? [] : await latestConsent(db, [row.contact_id]);
  const verdict = mayMessage(consentState(events), { category: purposeOfCategory(row.category ?? "") ?? "marketing" });
  return verdict.ok ? undefined : verdict.code;
}
