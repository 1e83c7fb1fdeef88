import { StorageError } from "../../core/errors.ts";
import type { Database, Queryable } from "../../storage/database.ts";
import {
  deleteContacts,
  deleteImportChanges,
  deleteOrphanEvents,
  deleteUnusedEvidence,
  deleteUnusedProofs,
  eraseEvents,
  eraseLedger,
  eraseMessages,
  eraseRequests,
  eventDetails,
  personalTables,
  proofsOfPerson,
  rewriteDelivery,
  type EventDetail,
  type PersonProof,
} from "../../storage/repos/erase.ts";
import {
  exclusionTexts,
  forgetExcludedContacts,
  forgetExclusions,
  type ExclusionText,
} from "../../storage/repos/exclusions.ts";
import { readEvidenceRef } from "../../storage/repos/evidence.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { rewriteMention, type Mention, type TextKind } from "../../storage/repos/mentions.ts";
import type { ContactRow } from "../../storage/rows.ts";
import { isRecord } from "../webhooks/foreign-json.ts";
import { deliveriesAbout, mentionsOf, proofsAbout, type ProofMention } from "./deliveries.ts";
import { blockOf, blockPerson } from "./do-not-contact.ts";
import { identityOf, type Identity } from "./identity.ts";
import { scrubberFor, type Scrubber } from "./scrub.ts";

/** How many of each went, or were emptied. */
export interface ErasedCounts {
  readonly contacts: number;
  readonly consentEvents: number;
  readonly proofs: number;
  readonly evidenceFiles: number;
  readonly importNotes: number;
  /** Emptied: what they cost stays. */
  readonly messages: number;
  readonly requests: number;
  /** Deliveries of Meta's from which the person's parts were taken. */
  readonly deliveries: number;
  /** Other people's rows, messages, imports and segments in which the number stood. */
  readonly mentions: number;
}

export interface Erasure {
  readonly erased: ErasedCounts;
  /** What stays because others need it: proofs that vouch for several people, and the files behind them (`sha256:…`). */
  readonly sharedProofs: number;
  readonly sharedFiles: readonly string[];
  /** Events of others whose proofs name the number: they stay, since the hashes of the ledger rest on them. */
  readonly proofMentions: readonly ProofMention[];
  /** Newly put on the do-not-contact list; false when they were on it. */
  readonly blocked: boolean;
}

export interface EraseOptions {
  readonly reason: string;
  /** Milliseconds. */
  readonly now: number;
}

/** A contact, or the line of somebody who is none: traces may be there all the same. */
export type Whom = ContactRow | { readonly line: number };

/**
 * Erases a person for good, in one transaction; then call `compactAfterErasing`.
 *
 * @throws StorageError `contacts.erase_busy` (temporary) while a message to them is being sent
 */
export async function erasePerson(db: Database, whom: Whom, options: EraseOptions): Promise<Erasure> {
  return db.transaction(async (tx) => eraseIn(tx, await identityOf(tx, whom), options), { shred: true });
}

/** Writes the tables anew, so that nothing is left in the files' free pages. */
export async function compactAfterErasing(db: Database): Promise<void> {
  await db.compact(personalTables);
}

/** What `erasePerson` would do, changing nothing. */
export async function planErasure(db: Queryable, whom: Whom, now: number): Promise<Erasure> {
  const person = await identityOf(db, whom);
  refuseWhileSending(person, now);
  const scrubber = scrubberFor(person);
  const proofs = await proofsOfPerson(db, person.contactIds);
  let deliveries = 0;
  for await (const _ of deliveriesAbout(db, scrubber)) deliveries += 1;
  const own = ownRows(person);
  let mentions = 0;
  for await (const mention of mentionsOf(db, scrubber)) if (!own(mention)) mentions += 1;
  const events = await countEvents(db, person);
  return {
    erased: {
      contacts: person.rows.length,
      consentEvents: events,
      proofs: proofs.length,
      evidenceFiles: filesOf(proofs).length,
      importNotes: 0,
      messages: person.messages.length,
      requests: new Set(person.messages.flatMap(({ campaign_id: id }) => id ?? [])).size,
      deliveries,
      mentions,
    },
    sharedProofs: 0,
    sharedFiles: [],
    proofMentions: await proofsAbout(db, scrubber, person.contactIds),
    blocked: (await blockOf(db, person)) === undefined,
  };
}

/** Whether a row goes with the person anyway. */
function ownRows({ messages, contactIds }: Identity): (mention: Mention) => boolean {
  const ids = new Set<string | number | undefined>(messages.map(({ id }) => id));
  const contacts = new Set<string | number | undefined>(contactIds);
  return ({ place: { table }, key }) =>
    table === "messages"
      ? ids.has(key[0])
      : (table === "contacts" || table === "import_changes") && contacts.has(key.at(-1));
}

async function countEvents(db: Queryable, { contactIds }: Identity): Promise<number> {
  let events = 0;
  for (const id of contactIds) {
    const sql = "SELECT COUNT(*) AS count FROM consent_events WHERE contact_id = ?";
    events += (await db.query<{ count: number }>(sql, [id]))[0]?.count ?? 0;
  }
  return events;
}

const filesOf = (proofs: readonly PersonProof[]): string[] => [
  ...new Set(proofs.flatMap(({ evidence }) => (readEvidenceRef(evidence) === undefined ? [] : (evidence ?? [])))),
];

async function eraseIn(tx: Queryable, person: Identity, { reason, now }: EraseOptions): Promise<Erasure> {
  await holdLedger(tx);
  refuseWhileSending(person, now);
  const scrubber = scrubberFor(person);
  const { contactIds } = person;
  // The deliveries first: they tell Meta's ids that no message of ours has.
  const deliveries = await scrubDeliveries(tx, scrubber);
  const proofs = await proofsOfPerson(tx, contactIds);
  const consentEvents = await eraseLedger(tx, contactIds, now);
  const proofsGone = await deleteUnusedProofs(
    tx,
    proofs.map(({ proof_id: id }) => id),
  );
  const files = filesOf(proofs);
  const filesGone = await deleteUnusedEvidence(tx, files);
  const { requests } = await eraseCorrespondence(tx, person, scrubber, now);
  await forgetExcluded(tx, person, scrubber);
  const importNotes = await deleteImportChanges(tx, contactIds);
  const contacts = await deleteContacts(tx, contactIds);
  const mentions = await scrubMentions(tx, scrubber);
  return {
    erased: {
      contacts,
      consentEvents,
      proofs: proofsGone,
      evidenceFiles: filesGone,
      importNotes,
      messages: person.messages.length,
      requests,
      deliveries,
      mentions,
    },
    sharedProofs: proofs.length - proofsGone,
    sharedFiles: filesGone === files.length ? [] : await keptOf(tx, files),
    proofMentions: await proofsAbout(tx, scrubber, contactIds),
    blocked: await blockPerson(tx, person, { reason, at: now }),
  };
}

async function keptOf(tx: Queryable, refs: readonly string[]): Promise<string[]> {
  const kept: string[] = [];
  for (const ref of refs) {
    const sql = "SELECT hash FROM evidence_files WHERE hash = ?";
    if ((await tx.query(sql, [readEvidenceRef(ref) ?? ""])).length > 0) kept.push(ref);
  }
  return kept;
}

async function scrubDeliveries(tx: Queryable, scrubber: Scrubber): Promise<number> {
  let count = 0;
  for await (const { id, body, failure } of deliveriesAbout(tx, scrubber)) {
    await rewriteDelivery(tx, {
      id,
      body: scrubber.scrub(body),
      failure: failure === null ? null : scrubber.scrubText(failure),
    });
    count += 1;
  }
  return count;
}

async function eraseCorrespondence(
  tx: Queryable,
  { messages, wamids }: Identity,
  { seenWamids }: Scrubber,
  now: number,
): Promise<{ readonly requests: number }> {
  const ids = messages.map(({ id }) => id);
  await eraseMessages(tx, ids, now);
  await eraseEvents(tx, (await eventDetails(tx, ids)).map(withoutWords));
  await deleteOrphanEvents(tx, [...new Set([...wamids, ...seenWamids])]);
  return { requests: await eraseRequests(tx, [...new Set(messages.flatMap(({ campaign_id: id }) => id ?? []))]) };
}

/** Of somebody whom a campaign left out stays that it was so, and why: without it the sums of its list would not hold. */
async function forgetExcluded(tx: Queryable, { contactIds }: Identity, scrubber: Scrubber): Promise<void> {
  await forgetExcludedContacts(tx, contactIds);
  const theirs: ExclusionText[] = [];
  for await (const page of exclusionTexts(tx)) {
    for (const row of page) if (scrubber.mentions(`${row.given ?? ""} ${row.detail ?? ""}`)) theirs.push(row);
  }
  await forgetExclusions(tx, theirs);
}

/** Of an event stays why it happened, by code, and what it cost. */
function withoutWords({ id, detail }: EventDetail): EventDetail {
  const known: unknown = detail === null ? undefined : JSON.parse(detail);
  if (!isRecord(known)) return { id, detail: null };
  const { reason, pricing, errors } = known;
  const codes = Array.isArray(errors)
    ? errors.map((error) => ({ code: isRecord(error) ? error["code"] : null }))
    : undefined;
  return { id, detail: JSON.stringify({ reason, errors: codes, pricing }) };
}

async function scrubMentions(tx: Queryable, scrubber: Scrubber): Promise<number> {
  const rewritten = (kind: TextKind, text: string): string => {
    if (kind === "parts") return scrubber.scrub(text);
    return kind === "json" ? scrubber.blot(text) : scrubber.scrubText(text);
  };
  let count = 0;
  for await (const mention of mentionsOf(tx, scrubber)) {
    const texts = mention.texts.map(({ column, kind, text }) => ({ column, kind, text: rewritten(kind, text) }));
    await rewriteMention(tx, { ...mention, texts });
    count += 1;
  }
  return count;
}

/** The process that is sending would write Meta's id, which holds the number, after all was erased. */
function refuseWhileSending({ messages }: Identity, now: number): void {
  const busy = messages.filter(({ state, lease_until: until }) => state === "sending" && (until ?? 0) > now);
  if (busy.length === 0) return;
  throw new StorageError({
    code: "contacts.erase_busy",
    text: {
      en: "A message to this person is being sent at this moment. Nothing was erased.",
      es: "En este momento se está enviando un mensaje a esta persona. No se borró nada.",
    },
    hint: { en: "Repeat the command in a minute.", es: "Repita el comando en un minuto." },
    temporary: true,
  });
}
