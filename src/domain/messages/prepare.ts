import { InputError } from "../../core/errors.ts";
import { newId } from "../../core/ids.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import { appendConsentEvents, latestConsent } from "../../storage/repos/consent.ts";
import { findContactsByMatchKeys, insertContacts } from "../../storage/repos/contacts.ts";
import {
  createRequest,
  findRequest,
  insertMessages,
  lastInboundAt,
  messagesOfRequest,
  requeueSkipped,
} from "../../storage/repos/messages.ts";
import type { ConsentEventRow, ContactRow, MessageRow } from "../../storage/rows.ts";
import { chooseContact } from "../contacts/find.ts";
import { newContactRow } from "../contacts/new-contact.ts";
import { consentFromOptIn } from "../consent/opt-in.ts";
import { mayMessage, purposeOfCategory, type Refusal } from "../consent/may-message.ts";
import { consentState, consentStates } from "../consent/state.ts";
import { estimateMessage, type Estimate } from "../costs/estimate.ts";
import type { Recipient } from "./recipients.ts";
import { contentHash, type Notice } from "./request.ts";

const windowMs = 24 * 3_600_000;
const nothingSaid = consentState([]);

export interface SendPlan {
  readonly db: Database;
  readonly phoneNumberId: string;
  /** ISO 4217: what Meta bills the account in. */
  readonly currency: string;
  readonly notice: Notice;
  readonly recipients: readonly Recipient[];
  /** Where people without a record agreed: becomes their consent's source. */
  readonly optedIn: string | undefined;
  /** Who says so. */
  readonly actor: string;
  readonly now: number;
}

/** What is known of one recipient before anything is written or sent. */
export interface Prospect {
  readonly recipient: Recipient;
  readonly contact: ContactRow | undefined;
  readonly estimate: Estimate;
  readonly windowOpen: boolean;
  /** Why the person may not be written to, if so. */
  readonly refusal: Refusal | undefined;
  /** True where `optedIn` is what allows it: the consent is recorded with the message. */
  readonly newConsent: boolean;
}

/** Looks every recipient up: contact, consent, window, price. Changes nothing. */
export async function survey(plan: SendPlan, db: Queryable = plan.db): Promise<readonly Prospect[]> {
  const { recipients, notice, now, currency } = plan;
  const contacts = await findContactsByMatchKeys(
    db,
    recipients.map(({ matchKey }) => matchKey),
  );
  const consent = consentStates(
    await latestConsent(
      db,
      contacts.map(({ id }) => id),
    ),
  );
  return Promise.all(
    recipients.map(async (recipient) => {
      const same = contacts.filter(({ match_key: key }) => key === recipient.matchKey);
      const contact = chooseContact(same, recipient.phone);
      const state = (contact === undefined ? undefined : consent.get(contact.id)) ?? nothingSaid;
      const verdict = mayMessage(state, { category: notice.category });
      const allowed = verdict.ok || (verdict.code === "policy.no_consent" && plan.optedIn !== undefined);
      const last = await lastInboundAt(db, plan.phoneNumberId, contact?.phone ?? recipient.phone);
      const windowOpen = last !== undefined && now - last < windowMs;
      return {
        recipient,
        contact,
        windowOpen,
        estimate: estimateMessage({ to: recipient.phone, category: notice.category, at: now, currency, windowOpen }),
        refusal: allowed || verdict.ok ? undefined : verdict,
        newConsent: allowed && !verdict.ok,
      };
    }),
  );
}

/** Asked again at the moment of sending: the dotted code of a refusal, or undefined. */
export async function recheckConsent(db: Queryable, row: MessageRow): Promise<string | undefined> {
  const events = row.contact_id === null ? [] : await latestConsent(db, [row.contact_id]);
  const verdict = mayMessage(consentState(events), { category: purposeOfCategory(row.category ?? "") ?? "marketing" });
  return verdict.ok ? undefined : verdict.code;
}

export interface Enqueued {
  readonly requestId: string;
  /** False when the request was known by its key: its rows are the stored ones. */
  readonly isNew: boolean;
}

/**
 * Writes the request and one row per recipient, all in one transaction. A known key with the same content answers the
 * stored request, and those skipped for want of consent that they have by now are queued; with other content it is an
 * InputError. Everybody is looked up again inside the transaction: who opted out a moment ago stays out.
 */
export async function enqueue(
  plan: SendPlan,
  request: { readonly key: string; readonly mediaHash: string | undefined },
): Promise<Enqueued> {
  const { db, phoneNumberId, now } = plan;
  const hash = contentHash(plan.notice, plan.recipients, request.mediaHash);
  return db.transaction(async (tx) => {
    const prospects = await survey(plan, tx);
    const id = newId("req", now);
    const row = {
      id,
      phone_number_id: phoneNumberId,
      idempotency_key: request.key,
      content_hash: hash,
      created_at: now,
    };
    if (await createRequest(tx, row)) {
      const contacts = await recordConsent(tx, plan, prospects);
      await insertMessages(
        tx,
        prospects.map((prospect, position) => messageRow(plan, prospect, contacts[position], id, position)),
      );
      return { requestId: id, isNew: true };
    }
    const known = await findRequest(tx, phoneNumberId, request.key);
    if (known === undefined || known.content_hash !== hash) throw keyUsedOtherwise(request.key);
    await requeueAllowed(tx, plan, prospects, known.id);
    return { requestId: known.id, isNew: false };
  });
}

/** Consent that `--opted-in` brings is written with the message, never without one. Answers the contact ids. */
async function recordConsent(
  tx: Queryable,
  plan: SendPlan,
  prospects: readonly Prospect[],
): Promise<readonly (string | undefined)[]> {
  const made: ContactRow[] = [];
  const events: ConsentEventRow[] = [];
  const ids = prospects.map(({ recipient, contact, newConsent }) => {
    if (!newConsent || plan.optedIn === undefined) return contact?.id;
    const { phone: e164, country, matchKey, given } = recipient;
    const row = contact ?? newContactRow({ phone: { ok: true, e164, country, matchKey }, given, now: plan.now });
    if (contact === undefined) made.push(row);
    const { now, actor, optedIn: where, notice } = plan;
    events.push(...consentFromOptIn({ contactId: row.id, purpose: notice.category, where, actor, now }));
    return row.id;
  });
  if (made.length > 0) await insertContacts(tx, made);
  if (events.length > 0) await appendConsentEvents(tx, events);
  return ids;
}

async function requeueAllowed(
  tx: Queryable,
  plan: SendPlan,
  prospects: readonly Prospect[],
  requestId: string,
): Promise<void> {
  const skipped = (await messagesOfRequest(tx, requestId)).filter(({ state }) => state === "skipped");
  if (skipped.length === 0) return;
  const allowed = prospects.filter(
    ({ refusal, recipient }) =>
      refusal === undefined && skipped.some(({ customer_phone: phone }) => phone === recipient.phone),
  );
  const ids = await recordConsent(tx, plan, allowed);
  for (const [place, { recipient }] of allowed.entries()) {
    const row = skipped.find(({ customer_phone: phone }) => phone === recipient.phone);
    if (row !== undefined) await requeueSkipped(tx, { id: row.id, contactId: ids[place] ?? null, at: plan.now });
  }
}

function messageRow(
  plan: SendPlan,
  { recipient, estimate, refusal }: Prospect,
  contactId: string | undefined,
  requestId: string,
  position: number,
): MessageRow {
  const { notice, now } = plan;
  return {
    id: newId("msg", now),
    request_id: requestId,
    position,
    direction: "out",
    phone_number_id: plan.phoneNumberId,
    customer_phone: recipient.phone,
    customer_user_id: null,
    contact_id: contactId ?? null,
    type: notice.type,
    template: notice.template ?? null,
    language: notice.language ?? null,
    category: notice.category,
    content: JSON.stringify(recipient.content ?? notice.content),
    state: refusal === undefined ? "queued" : "skipped",
    reason: refusal?.code ?? null,
    wamid: null,
    lease_owner: null,
    lease_until: null,
    error_code: null,
    error_title: null,
    error_details: null,
    market: estimate.market,
    currency: estimate.currency,
    estimate_micros: estimate.micros,
    estimate_evidence: estimate.evidence,
    settled_micros: null,
    pricing_type: null,
    pricing_category: null,
    created_at: now,
    updated_at: now,
    accepted_at: null,
    priced_at: null,
  };
}

function keyUsedOtherwise(key: string): InputError {
  return new InputError({
    code: "send.key_used",
    text: {
      en: `The idempotency key "${key}" belongs to a request with other content or recipients. Nothing was sent.`,
      es: `La clave "${key}" pertenece a una solicitud con otro contenido u otros destinatarios. No se envió nada.`,
    },
    hint: {
      en: "Repeat the first command unchanged, or use a new key for a new request.",
      es: "Repita el primer comando sin cambios, o use otra clave para una solicitud nueva.",
    },
  });
}
