import type { Queryable } from "../../storage/database.ts";
import { appendConsentEvents } from "../../storage/repos/consent.ts";
import { addContacts, findContactsByLines } from "../../storage/repos/contacts.ts";
import { marketingTimes } from "../../storage/repos/marketing-count.ts";
import { lastInboundTimes } from "../../storage/repos/messages.ts";
import { windowRefusedTimes } from "../../storage/repos/window-refusals.ts";
import type { ContactRow, Purpose } from "../../storage/rows.ts";
import { limitOf, type Frequency, type FrequencyUse } from "../consent/frequency.ts";
import { consentFromOptIn } from "../consent/opt-in.ts";
import { consentOf } from "../consent/state.ts";
import { newContactRow } from "../contacts/new-contact.ts";
import { doNotContact } from "../rights/do-not-contact.ts";
import { erasedRefusal, refusalFor, type SendRefusal } from "./permission.ts";
import type { Recipient } from "./recipients.ts";
import { windowAt, type ServiceWindow } from "./window.ts";

/** On what ground people may be written to. */
export interface ConsentBasis {
  readonly category: Purpose;
  /** The sender: a window is open between one number and one person. */
  readonly phoneNumberId: string;
  /** Where people without a record agreed: becomes their consent's source. */
  readonly optedIn: string | undefined;
  /** How much marketing anybody gets who has no limit of their own; none when left out. */
  readonly marketingLimit?: Frequency | undefined;
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

/** A person's messages are kept under the contact's spelling of the number. */
const phoneOf = (contact: Pick<ContactRow, "phone"> | undefined, phone: string): string => contact?.phone ?? phone;

/** Whether each recipient may be written to. Changes nothing. */
export async function lookUpConsent(
  db: Queryable,
  recipients: readonly Recipient[],
  basis: ConsentBasis,
): Promise<readonly ConsentFinding[]> {
  const { category, phoneNumberId, optedIn, now } = basis;
  const contacts = await findContactsByLines(
    db,
    recipients.map(({ line }) => line),
  );
  const people = recipients.map((recipient) => ({ recipient, contact: contacts.get(recipient.line) }));
  const phones = people.map(({ recipient, contact }) => phoneOf(contact, recipient.phone));
  const inbound = await lastInboundTimes(db, phoneNumberId, phones);
  const refused = await windowRefusedTimes(db, phoneNumberId, phones);
  const erased = await doNotContact(db);
  const uses = await frequencyUses(
    db,
    people.flatMap(({ contact }) => contact ?? []),
    basis,
  );
  return people.map(({ recipient, contact }) => {
    const consent = consentOf(contact);
    const phone = phoneOf(contact, recipient.phone);
    const window = windowAt(inbound.get(phone), now, refused.get(phone));
    const frequency = contact === undefined ? undefined : uses.get(contact.id);
    const refusal = refusalFor(category, { consent, window, frequency });
    // Nobody can vouch for who asked to be erased: they have to come back by themselves.
    if (refusal?.code === "policy.no_consent" && erased.has(recipient.line)) {
      return { recipient, contact, window, refusal: erasedRefusal, newConsent: false };
    }
    if (refusal?.code !== "policy.no_consent" || optedIn === undefined) {
      return { recipient, contact, window, refusal, newConsent: false };
    }
    // Consent is all that they lacked, unless it is too soon as well.
    const agreed = { ...consent, [category]: "granted" as const };
    const tooSoon = refusalFor(category, { consent: agreed, window, frequency });
    return { recipient, contact, window, refusal: tooSoon, newConsent: tooSoon === undefined };
  });
}

/** How much marketing each of these had, where there is a limit to it: one query for all. */
async function frequencyUses(
  db: Queryable,
  contacts: readonly ContactRow[],
  { category, marketingLimit, now }: ConsentBasis,
): Promise<Map<number, FrequencyUse>> {
  if (category !== "marketing") return new Map();
  const limits = new Map(
    contacts.flatMap(({ id, marketing_limit: own }) => {
      const limit = limitOf(own, marketingLimit);
      return limit === undefined ? [] : [[id, limit] as const];
    }),
  );
  if (limits.size === 0) return new Map();
  let longest = 0;
  for (const { periodMs } of limits.values()) longest = Math.max(longest, periodMs);
  const times = await marketingTimes(db, [...limits.keys()], now - longest);
  return new Map([...limits].map(([id, limit]) => [id, { limit, sent: times.get(id) ?? [], now }]));
}

/** Writes the consent that `--opted-in` brings, in the transaction of the messages. Answers each recipient's contact. */
export async function recordNewConsent(
  tx: Queryable,
  findings: readonly ConsentFinding[],
  basis: ConsentBasis,
): Promise<readonly (number | undefined)[]> {
  const { category: purpose, optedIn: where, actor, now } = basis;
  const agreed = findings.filter(({ newConsent }) => newConsent && where !== undefined);
  const unknown = agreed.filter(({ contact }) => contact === undefined);
  const made = await addContacts(
    tx,
    unknown.map(({ recipient: { phone, country, line, given } }) =>
      newContactRow({ phone: { e164: phone, country, line }, given, now }),
    ),
  );
  const idOf = new Map(unknown.map(({ recipient }, place) => [recipient, made[place]?.id]));
  const ids = findings.map(({ recipient, contact }) => contact?.id ?? idOf.get(recipient));
  await appendConsentEvents(
    tx,
    findings.flatMap(({ newConsent }, place) => {
      const contactId = ids[place];
      if (!newConsent || where === undefined || contactId === undefined) return [];
      return [consentFromOptIn({ contactId, purpose, where, actor, now })];
    }),
  );
  return ids;
}
