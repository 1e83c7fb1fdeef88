import { InputError, PolicyError } from "../../core/errors.ts";
import { refOf } from "../../core/ids.ts";
import type { ParsedPhone } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { noConsent } from "../../storage/consent-letters.ts";
import { appendConsentEvents } from "../../storage/repos/consent.ts";
import {
  addContacts,
  findContactsByLines,
  findContactsByUserId,
  getContactById,
  updateContact,
  type NewContactRow,
} from "../../storage/repos/contacts.ts";
import { keepEvidence, type EvidenceRow } from "../../storage/repos/evidence.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { consentEvent, type ConsentStatement } from "../consent/events.ts";
import { consentOf } from "../consent/state.ts";
import { doNotContact, erasedPerson } from "../rights/do-not-contact.ts";
import { applyDetails, type Details } from "./details.ts";

export interface Person {
  readonly phone?: (Pick<ParsedPhone, "e164" | "country" | "line"> & { readonly given: string }) | undefined;
  readonly userId?: string | undefined;
  readonly details: Details;
  /** What they agreed to, if that is known. */
  readonly consent?: GivenConsent | undefined;
}

export interface GivenConsent extends Omit<ConsentStatement, "contactId" | "now" | "action"> {
  /** The file that `evidence` names, kept in the same commit. */
  readonly file?: EvidenceRow | undefined;
}

export interface Added {
  readonly contact: ContactRow;
  /** True for somebody who had been taken off the lists: their history is theirs again. */
  readonly isBack: boolean;
}

function exists(row: ContactRow): InputError {
  const id = refOf("con", row.id);
  return new InputError({
    code: "contacts.exists",
    text: { en: `This person is a contact already: ${id}.`, es: `Esta persona ya es un contacto: ${id}.` },
    hint: {
      en: `Change it with: recado contacts edit ${id} …`,
      es: `Para cambiarlo: recado contacts edit ${id} …`,
    },
    data: { contact: id },
  });
}

function optedOut(row: ContactRow): PolicyError {
  const id = refOf("con", row.id);
  return new PolicyError({
    code: "policy.opted_out",
    text: {
      en: `This person was a contact before (${id}) and opted out of this.`,
      es: `Esta persona ya fue un contacto (${id}) y se dio de baja de esto.`,
    },
    hint: {
      en: `Add them without --consent, and see: recado contacts show ${id}`,
      es: `Agréguela sin --consent y consulte: recado contacts show ${id}`,
    },
    data: { contact: id },
  });
}

/** Somebody who has the number or the user id already; the number says it more surely. */
async function findPerson(tx: Queryable, { phone, userId }: Person): Promise<ContactRow | undefined> {
  const byPhone = phone === undefined ? undefined : (await findContactsByLines(tx, [phone.line])).get(phone.line);
  if (byPhone !== undefined || userId === undefined) return byPhone;
  return (await findContactsByUserId(tx, userId))[0];
}

/** @throws PolicyError `policy.do_not_contact` for a number or user id that somebody wanted to be forgotten with */
export async function refuseErased(tx: Queryable, person: Pick<Person, "phone" | "userId">): Promise<void> {
  const { phone, userId } = person;
  const list = await doNotContact(tx);
  if (list.isEmpty) return;
  if (phone !== undefined && list.has(phone.line)) throw erasedPerson(maskPhone(phone.e164));
  if (userId !== undefined && list.hasUser(userId)) throw erasedPerson(userId);
}

function blank(now: number): NewContactRow {
  return {
    phone: null,
    match_key: null,
    given_phone: null,
    country: null,
    name: null,
    labels: "[]",
    fields: "{}",
    consent: noConsent,
    language: null,
    time_zone: null,
    wa_id: null,
    user_id: null,
    username: null,
    marketing_limit: null,
    import_id: null,
    import_row: null,
    merged_into: null,
    removed_at: null,
    created_at: now,
    updated_at: now,
  };
}

const numberOf = ({ phone }: Person): Partial<ContactRow> =>
  phone === undefined
    ? {}
    : { phone: phone.e164, match_key: phone.line, given_phone: phone.given, country: phone.country };

/**
 * Adds one person, with what they agreed to, in one commit. Who had been taken off the lists is on them again.
 *
 * @throws InputError `contacts.exists`; PolicyError `policy.do_not_contact`, or `policy.opted_out` where a consent is given for
 *   somebody who withdrew it
 */
export async function addContact(
  db: Database,
  person: Person,
  { now, dryRun }: { readonly now: number; readonly dryRun: boolean },
): Promise<Added> {
  return db.transaction(async (tx) => {
    await refuseErased(tx, person);
    // Nobody opts out between the look at what they said and what is added to it.
    if (person.consent !== undefined) await holdLedger(tx);
    const found = await findPerson(tx, person);
    if (found !== undefined && found.removed_at === null) throw exists(found);
    const { consent } = person;
    const before = consentOf(found);
    if (found !== undefined && consent?.purposes.some((purpose) => before[purpose] === "withdrawn") === true) {
      throw optedOut(found);
    }
    const row = { ...blank(now), ...found, removed_at: null, updated_at: now };
    const changes = {
      ...applyDetails(row, person.details),
      // A number that is known already keeps its first spelling.
      ...(row.phone === null ? numberOf(person) : {}),
      ...(person.userId === undefined ? {} : { user_id: person.userId }),
    };
    const contact = { id: 0, ...row, ...changes };
    if (dryRun) return { contact, isBack: found !== undefined };
    const stored = found === undefined ? (await addContacts(tx, [{ ...row, ...changes }]))[0] : contact;
    if (stored === undefined) return { contact, isBack: false };
    if (found !== undefined) await updateContact(tx, found.id, { ...changes, removed_at: null, updated_at: now });
    if (consent === undefined) return { contact: stored, isBack: found !== undefined };
    if (consent.file !== undefined) await keepEvidence(tx, consent.file);
    await appendConsentEvents(tx, [consentEvent({ ...consent, contactId: stored.id, action: "granted", now })]);
    return { contact: (await getContactById(tx, stored.id)) ?? stored, isBack: found !== undefined };
  });
}
