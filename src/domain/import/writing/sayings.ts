import { readConsentLetters } from "../../../storage/consent-letters.ts";
import type { LedgerEvent, NewConsentEvent } from "../../../storage/repos/consent.ts";
import { readPurposeList } from "../../../storage/repos/consent.ts";
import type { ConsentAction, Purpose } from "../../../storage/rows.ts";
import type { Person } from "../reading/person.ts";
import type { RowPurpose } from "../report.ts";
import type { Batch } from "./batch.ts";

/** What a row's words on consent come to beside what is known of the contact. */
export interface Sayings {
  readonly events: readonly NewConsentEvent[];
  /** True where a yes is recorded that nobody dated. */
  readonly undated: boolean;
  readonly withdrawn: readonly RowPurpose[];
  /** Yeses of people who had opted out: they stay so. */
  readonly withdrawnKept: readonly RowPurpose[];
  /** Noes from before the consent that is on record. */
  readonly grantedKept: readonly RowPurpose[];
}

/** What is known of a contact: its letters and, where there are any, its events. */
export interface Known {
  readonly consent: string;
  readonly events: readonly LedgerEvent[];
  /** What earlier rows of the list said no to. */
  readonly noes?: ReadonlySet<Purpose>;
}

function latestOf(known: Known, purpose: Purpose): LedgerEvent | undefined {
  return known.events.findLast((event) => readPurposeList(event.purposes).includes(purpose));
}

/**
 * The yeses that are news. Who has withdrawn stays so: a list is no proof that they changed their mind. Who said no without
 * having agreed may say yes later, but not in the same list, where a no in any row counts.
 */
function isNews(known: Known, purpose: Purpose, at: number | undefined, batch: Batch): boolean {
  const latest = latestOf(known, purpose);
  if (latest === undefined) return true;
  if (latest.action === "declined") {
    if (latest.import_id === batch.importId || known.noes?.has(purpose) === true) return false;
    return at === undefined || at > latest.occurred_at;
  }
  // The same yes again is no news; a later one is: it is the better proof.
  return at !== undefined && at > latest.occurred_at;
}

/** A yes of a list that nobody dated: it is on record as of its import, and may have been said long before. */
function isUndated(event: LedgerEvent): boolean {
  return event.import_id !== null && event.occurred_at === event.recorded_at;
}

/** Decides what becomes of a row's yeses and noes. Pure. */
export function sayingsOf(person: Person, contactId: number, known: Known, batch: Batch): Sayings {
  const { row, proof, at, denials } = person;
  if (proof === undefined) return { events: [], undated: false, withdrawn: [], withdrawnKept: [], grantedKept: [] };
  const state = readConsentLetters(known.consent);
  const withdrawn: RowPurpose[] = [];
  const withdrawnKept: RowPurpose[] = [];
  const grantedKept: RowPurpose[] = [];
  const events: NewConsentEvent[] = [];
  const record = (purposes: readonly Purpose[], action: ConsentAction, when: number | undefined): void => {
    if (purposes.length === 0) return;
    events.push({
      contactId,
      purposes,
      action,
      occurredAt: when ?? batch.now,
      recordedAt: batch.now,
      row,
      proof,
    });
  };

  const agreed: Purpose[] = [];
  for (const purpose of person.grants === "" ? [] : readPurposeList(person.grants)) {
    if (state[purpose] === "withdrawn") withdrawnKept.push({ row, purpose });
    else if (isNews(known, purpose, at, batch)) agreed.push(purpose);
  }
  record(agreed, "granted", at);

  const ended: Purpose[] = [];
  const declined: Purpose[] = [];
  for (const [purpose, kind] of denials?.purposes ?? []) {
    const status = state[purpose];
    if (kind === "implied" || status === "withdrawn") continue;
    const latest = latestOf(known, purpose);
    const said = denials?.said;
    // In doubt the person is believed: only a no that was certainly said before the consent on record leaves it in force.
    const isBefore = said !== undefined && latest !== undefined && said.until <= latest.occurred_at;
    if (status === "granted" && isBefore && !isUndated(latest)) {
      grantedKept.push({ row, purpose });
    } else if (status === "granted" || kind === "opt-out") {
      ended.push(purpose);
      withdrawn.push({ row, purpose });
    } else if (status === "unknown") {
      declined.push(purpose);
    }
  }
  record(ended, "withdrawn", denials?.said?.at);
  record(declined, "declined", denials?.said?.at);
  return { events, undated: agreed.length > 0 && at === undefined, withdrawn, withdrawnKept, grantedKept };
}
