import type { Database, Queryable } from "../../storage/database.ts";
import { noConsent } from "../../storage/consent-letters.ts";
import { consentEventsOf, type LedgerEvent } from "../../storage/repos/consent.ts";
import {
  eventsOfContacts,
  holdLedger,
  lastBlock,
  ledgerEnd,
  lettersAfter,
  lettersOf,
  type ContactLetters,
} from "../../storage/repos/ledger-reading.ts";
import { atomically } from "../../storage/repos/sql.ts";
import { findings, tampering, type Findings, type Tampering } from "./tampering.ts";
import { verifyBlocks } from "./verify-blocks.ts";
import { verifyChain } from "./verify-chain.ts";
import { verifyRemovals } from "./verify-removals.ts";
import { isProofWhole, verifyEvidence, verifyProofs } from "./verify-proofs.ts";

export interface Verification {
  readonly ok: boolean;
  /** Events, and the contacts, proofs, blocks and kept files that were looked at. */
  readonly events: number;
  readonly contacts: number;
  readonly proofs: number;
  readonly blocks: number;
  readonly files: number;
  /** Events that went with an erased person or an undone import. */
  readonly removed: number;
  /** The hash of the last block: whoever wrote it down earlier can tell that the past is the same. Null: an empty ledger. */
  readonly fingerprint: string | null;
  /** The first hundred. */
  readonly problems: readonly Tampering[];
  readonly problemCount: number;
}

const pageSize = 500;

/** Goes through the whole ledger, a page at a time. What others write meanwhile is left for the next time. */
export async function verifyLedger(db: Database): Promise<Verification> {
  const found = findings();
  const end = await ledgerEnd(db);
  const { blocks, events, removed, fingerprint } = await verifyBlocks(db, end, found);
  await verifyRemovals(db, found);
  const proofs = await verifyProofs(db, found);
  const contacts = await verifyContacts(db, end, found);
  const files = await verifyEvidence(db, found);
  const { list: problems, count: problemCount } = found;
  const ok = problemCount === 0;
  return { ok, events, contacts, proofs, blocks, files, removed, fingerprint, problems, problemCount };
}

/** Every contact's chain, and what is kept with the contact. */
async function verifyContacts(db: Database, end: number, found: Findings): Promise<number> {
  let contacts = 0;
  let after = 0;
  for (;;) {
    const page = await lettersAfter(db, after, pageSize);
    const isLast = page.length < pageSize;
    const to = isLast ? Number.MAX_SAFE_INTEGER : (page.at(-1)?.id ?? after);
    const events = await eventsOfContacts(db, { from: after + 1, to, end });
    const known = new Map(page.map((contact) => [contact.id, contact]));
    const chains = new Map<number, LedgerEvent[]>(page.map(({ id }) => [id, []]));
    for (const event of events) {
      const chain = chains.get(event.contact_id);
      if (chain === undefined) chains.set(event.contact_id, [event]);
      else chain.push(event);
    }
    for (const [id, chain] of chains) {
      if ((await problemsOf(db, id, known.get(id), chain)).length === 0) continue;
      // Somebody may have written between the two readings: looked at again while nobody can.
      for (const problem of await db.transaction(async (tx) => recheck(tx, id))) found.add(problem);
    }
    contacts += page.length;
    after = to;
    if (isLast) return contacts;
  }
}

async function recheck(tx: Queryable, contactId: number): Promise<readonly Tampering[]> {
  await holdLedger(tx);
  return problemsOf(tx, contactId, await lettersOf(tx, contactId), await consentEventsOf(tx, contactId));
}

async function problemsOf(
  db: Queryable,
  contactId: number,
  contact: ContactLetters | undefined,
  events: readonly LedgerEvent[],
): Promise<readonly Tampering[]> {
  if (events.length === 0 && (contact === undefined || contact.consent === noConsent)) return [];
  const { problems, letters } = await verifyChain(db, events);
  if (contact === undefined) {
    const seq = events[0]?.seq;
    const missing = tampering(
      "contact_missing",
      { seq, contactId },
      {
        en: `there are events of a contact that is not there (the first is ${seq})`,
        es: `hay registros de un contacto que no existe (el primero es el ${seq})`,
      },
    );
    return [...problems, missing];
  }
  if (contact.consent === letters) return problems;
  const state = tampering(
    "state_changed",
    { seq: events.at(-1)?.seq, contactId },
    {
      en: "the contact's state is not what its events come to",
      es: "el estado del contacto no es el que resulta de sus registros",
    },
  );
  return [...problems, state];
}

export interface PersonVerification {
  readonly ok: boolean;
  readonly events: number;
  /** The hash of the contact's last event; null without events. */
  readonly fingerprint: string | null;
  readonly problems: readonly Tampering[];
}

/** The chain of one contact and its proofs, without the rest of the ledger. */
export async function verifyPerson(
  db: Queryable,
  contact: ContactLetters,
  events: readonly LedgerEvent[],
): Promise<PersonVerification> {
  const first = await problemsOf(db, contact.id, contact, events);
  // Somebody may have written between the readings of the two: looked at again while nobody can.
  const again = first.length === 0 ? first : await atomically(db, async (tx) => recheck(tx, contact.id));
  const problems = [...again];
  for (const event of events) {
    if (isProofWhole(event)) continue;
    problems.push(
      tampering(
        "proof_changed",
        { seq: event.seq, contactId: contact.id },
        {
          en: `the proof of event ${event.seq} was changed`,
          es: `se cambió la prueba del registro ${event.seq}`,
        },
      ),
    );
  }
  return { ok: problems.length === 0, events: events.length, fingerprint: events.at(-1)?.hash ?? null, problems };
}

/** The hash of the last block; null for an empty ledger. */
export async function ledgerFingerprint(db: Queryable): Promise<string | null> {
  return (await lastBlock(db))?.hash ?? null;
}
