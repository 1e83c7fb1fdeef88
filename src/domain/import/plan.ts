import { groupBy } from "../../core/group.ts";
import type { Queryable } from "../../storage/database.ts";
import { latestConsent } from "../../storage/repos/consent.ts";
import { findContactsByMatchKeys } from "../../storage/repos/contacts.ts";
import type { ConsentEventRow, ContactRow, Purpose } from "../../storage/rows.ts";
import { chooseContact } from "../contacts/find.ts";
import { newContactRow, readFields } from "../contacts/new-contact.ts";
import { grantsOf, withdrawalsOf } from "./ledger.ts";
import type { Batch, Latest } from "./ledger.ts";
import type { Candidate } from "./merge.ts";
import type { RowPurpose } from "./report.ts";

/** A contact to be changed, as it will be. */
interface Update {
  readonly id: string;
  readonly name: string | null;
  readonly language: string | null;
  readonly fields: string;
}

/** What a number of candidates comes to beside what is stored. */
export interface Plan {
  readonly inserts: readonly ContactRow[];
  readonly updates: readonly Update[];
  readonly events: readonly ConsentEventRow[];
  readonly updated: number;
  readonly unchanged: number;
  readonly withoutConsent: number;
  readonly undated: number;
  readonly withdrawn: readonly RowPurpose[];
  readonly withdrawnKept: readonly RowPurpose[];
  readonly grantedKept: readonly RowPurpose[];
}

/** What the file changes in a stored contact; undefined when it says nothing new. The number is never touched. */
function updateOf(candidate: Candidate, stored: ContactRow): Update | undefined {
  const known = readFields(stored.fields);
  const news = [...candidate.fields].some(([key, value]) => known[key] !== value);
  const update: Update = {
    id: stored.id,
    name: candidate.name ?? stored.name,
    language: candidate.language ?? stored.language,
    fields: news ? JSON.stringify(Object.fromEntries([...Object.entries(known), ...candidate.fields])) : stored.fields,
  };
  return news || update.name !== stored.name || update.language !== stored.language ? update : undefined;
}

async function storedContacts(db: Queryable, candidates: readonly Candidate[]): Promise<Map<string, ContactRow[]>> {
  const rows = await findContactsByMatchKeys(
    db,
    candidates.map((candidate) => candidate.first.phone.matchKey),
  );
  return groupBy(rows, (row) => row.match_key);
}

async function storedConsent(
  db: Queryable,
  ids: readonly string[],
): Promise<Map<string, Map<Purpose, ConsentEventRow>>> {
  const byContact = new Map<string, Map<Purpose, ConsentEventRow>>();
  for (const event of ids.length === 0 ? [] : await latestConsent(db, ids)) {
    const known = byContact.get(event.contact_id) ?? new Map<Purpose, ConsentEventRow>();
    byContact.set(event.contact_id, known.set(event.purpose, event));
  }
  return byContact;
}

/**
 * Decides what becomes of some candidates (a thousand or so at a time: two reads for all of them), without writing.
 *
 * @param newIds one id for each candidate, should it be new
 */
export async function planCandidates(
  db: Queryable,
  candidates: readonly Candidate[],
  newIds: readonly string[],
  batch: Batch,
): Promise<Plan> {
  const stored = await storedContacts(db, candidates);
  const matches = candidates.map((candidate) => {
    const { matchKey, e164 } = candidate.first.phone;
    return chooseContact(stored.get(matchKey) ?? [], e164);
  });
  const consent = await storedConsent(
    db,
    matches.flatMap((match) => (match === undefined ? [] : [match.id])),
  );

  const inserts: ContactRow[] = [];
  const updates: Update[] = [];
  const events: ConsentEventRow[] = [];
  const withdrawn: RowPurpose[] = [];
  const withdrawnKept: RowPurpose[] = [];
  const grantedKept: RowPurpose[] = [];
  let [updated, unchanged, withoutConsent, undated] = [0, 0, 0, 0];

  for (const [place, candidate] of candidates.entries()) {
    const match = matches[place];
    const { first } = candidate;
    let id = match?.id;
    if (id === undefined) {
      const row = newContactRow({
        id: newIds[place],
        phone: first.phone,
        given: first.given,
        fields: candidate.fields,
        name: candidate.name,
        language: candidate.language,
        importId: batch.importId,
        now: batch.now,
      });
      inserts.push(row);
      id = row.id;
    }
    const latest: Latest = consent.get(id) ?? new Map();
    const granted = grantsOf(candidate, id, latest, batch);
    const said = withdrawalsOf(candidate, id, latest, batch);
    const added = [...granted, ...said.events];
    events.push(...added);
    withdrawn.push(...said.withdrawn);
    grantedKept.push(...said.kept);
    if (granted.some((event) => candidate.grants.get(event.purpose)?.at === undefined)) undated++;
    if (match !== undefined) {
      const update = updateOf(candidate, match);
      if (update !== undefined) updates.push(update);
      if (update !== undefined || added.length > 0) updated++;
      else unchanged++;
    }
    for (const [purpose, grant] of candidate.grants) {
      if (latest.get(purpose)?.action === "withdrawn") withdrawnKept.push({ row: grant.row, purpose });
    }
    const gone = new Set(said.withdrawn.map(({ purpose }) => purpose));
    const still = [...latest.values()].some((event) => event.action === "granted" && !gone.has(event.purpose));
    if (granted.length === 0 && !still) withoutConsent++;
  }
  return {
    inserts,
    updates,
    events,
    updated,
    unchanged,
    withoutConsent,
    undated,
    withdrawn,
    withdrawnKept,
    grantedKept,
  };
}
