import type { Queryable } from "../../storage/database.ts";
import { noConsent, writeConsentLetters } from "../../storage/consent-letters.ts";
import { eventHash } from "../../storage/ledger-hash.ts";
import { readPurposeList, type LedgerEvent } from "../../storage/repos/consent.ts";
import { ledgerPlaces, removalsBetween, wasUndoneAt } from "../../storage/repos/ledger-reading.ts";
import { tampering, type Tampering } from "./tampering.ts";

/** What a contact's events come to. */
export interface ChainResult {
  readonly problems: readonly Tampering[];
  /** What `contacts.consent` must be. */
  readonly letters: string;
  /** The fingerprint: the hash of the last event, null where there is none. */
  readonly fingerprint: string | null;
}

const pageSize = 2_000;

function hashAfter(previous: string, event: LedgerEvent): string {
  const { contact_id: contactId, purposes, action, occurred_at: occurredAt, recorded_at: recordedAt, digest } = event;
  return eventHash(previous, { contactId, purposes, action, occurredAt, recordedAt, row: event.list_row }, digest);
}

/** Whether an event follows one that an undone import took away: it kept its hash. */
async function followsRemoved(db: Queryable, after: number, event: LedgerEvent): Promise<boolean> {
  for (let to = event.seq - 1; to > after; to -= pageSize) {
    const { removed } = await ledgerPlaces(db, Math.max(after + 1, to - pageSize + 1), to);
    // An erased person's events went all at once: nobody's chain can rest on one of them.
    const rest = removed.find(({ reason, hash }) => reason === "undone" && hashAfter(hash, event) === event.hash);
    if (rest !== undefined) return wasUndoneAt(db, rest.removed_at);
  }
  return false;
}

/** Places between two events of a contact where nothing is left. */
async function anyMissing(db: Queryable, after: number, event: LedgerEvent): Promise<boolean> {
  for (let from = after + 1; from < event.seq; from += pageSize) {
    const to = Math.min(event.seq - 1, from + pageSize - 1);
    const { events, removed } = await ledgerPlaces(db, from, to);
    const standing = new Set([...events, ...removed].map(({ seq }) => seq)).size;
    if (standing + (await removalsBetween(db, from, to)) < to - from + 1) return true;
  }
  return false;
}

/** Recomputes one contact's chain. @param events of one contact, oldest first */
export async function verifyChain(db: Queryable, events: readonly LedgerEvent[]): Promise<ChainResult> {
  const problems: Tampering[] = [];
  let previous: LedgerEvent | undefined;
  let letters = noConsent;
  for (const event of events) {
    const wrong = await wrongWith(db, previous, event);
    if (wrong !== undefined) problems.push(wrong);
    letters = writeConsentLetters(letters, readPurposeList(event.purposes), event.action);
    previous = event;
  }
  return { problems, letters, fingerprint: previous?.hash ?? null };
}

async function wrongWith(
  db: Queryable,
  previous: LedgerEvent | undefined,
  event: LedgerEvent,
): Promise<Tampering | undefined> {
  if (hashAfter(previous?.hash ?? "", event) === event.hash) return undefined;
  const after = previous?.seq ?? 0;
  if (await followsRemoved(db, after, event)) return undefined;
  const where = { seq: event.seq, contactId: event.contact_id };
  if (await anyMissing(db, after, event)) {
    return tampering("chain_broken", where, {
      en: `event ${event.seq} does not follow the contact's event before: one is missing after ${after}, or its own data were changed`,
      es: `el registro ${event.seq} no sigue al anterior del contacto: falta alguno después del ${after}, o se cambiaron sus datos`,
    });
  }
  if (previous !== undefined && hashAfter("", event) === event.hash) {
    return tampering("chain_broken", where, {
      en: `event ${event.seq} is the first of its chain, but event ${previous.seq} of the same contact stands before it: one was moved or added`,
      es: `el registro ${event.seq} es el primero de su cadena, pero antes está el ${previous.seq} del mismo contacto: alguno se movió o se añadió`,
    });
  }
  return tampering("event_changed", where, {
    en: `the data of event ${event.seq} were changed, or those of the event before it together with its hash`,
    es: `se cambiaron los datos del registro ${event.seq}, o los del anterior junto con su huella`,
  });
}
