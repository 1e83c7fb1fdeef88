import { readPurposeList, type LedgerEvent, type NewConsentEvent } from "../../storage/repos/consent.ts";
import { proofOf } from "../../storage/repos/proofs.ts";
import { purposes, type ConsentAction, type ContactRow, type Purpose } from "../../storage/rows.ts";
import { consentOf, type ConsentStatus } from "../consent/state.ts";
import { withLabels } from "./labels.ts";
import { readFields, readLabels } from "./new-contact.ts";

/** What somebody gets from the contact that is merged into them. */
export interface MergePlan {
  /** Columns of the kept contact that change. */
  readonly columns: Partial<Omit<ContactRow, "id" | "created_at" | "updated_at">>;
  /** True where the other's number becomes the kept one's, who had none. */
  readonly movesNumber: boolean;
  /** Fields that both have, with different values: the kept one's stay. */
  readonly keptFields: readonly string[];
  readonly consent: readonly NewConsentEvent[];
}

const filled = ["name", "language", "time_zone", "user_id", "username", "marketing_limit"] as const;
const number = ["phone", "match_key", "given_phone", "country", "wa_id"] as const;

function filledColumns(keep: ContactRow, other: ContactRow): MergePlan["columns"] {
  const empty = filled.filter((column) => keep[column] === null && other[column] !== null);
  return Object.fromEntries(empty.map((column) => [column, other[column]]));
}

/** The word that goes over to the kept contact: a no always does, a yes only where nothing was said. */
function carriedOver(kept: ConsentStatus, said: ConsentAction): ConsentAction | undefined {
  if (said === "granted") return kept === "unknown" ? said : undefined;
  if (kept === "withdrawn" || kept === said) return undefined;
  // Whoever had agreed and says no withdraws.
  return kept === "granted" ? "withdrawn" : said;
}

function lastWord(ledger: readonly LedgerEvent[], purpose: Purpose): LedgerEvent | undefined {
  return ledger.findLast((event) => readPurposeList(event.purposes).includes(purpose));
}

function consentEvents(keep: ContactRow, ledger: readonly LedgerEvent[], now: number): readonly NewConsentEvent[] {
  const state = consentOf(keep);
  const carried = new Map<string, { event: LedgerEvent; action: ConsentAction; purposes: Purpose[] }>();
  for (const purpose of purposes) {
    const event = lastWord(ledger, purpose);
    const action = event && carriedOver(state[purpose], event.action);
    if (event === undefined || action === undefined) continue;
    const key = `${event.seq} ${action}`;
    const one = carried.get(key) ?? { event, action, purposes: [] };
    one.purposes.push(purpose);
    carried.set(key, one);
  }
  return [...carried.values()]
    .toSorted((one, next) => one.event.seq - next.event.seq)
    .map(({ event, action, purposes: said }) => ({
      contactId: keep.id,
      purposes: said,
      action,
      occurredAt: event.occurred_at,
      recordedAt: now,
      row: event.list_row,
      proof: proofOf(event),
    }));
}

/**
 * What becomes of the kept contact: its empty columns are filled, fields and labels are joined, and of the other's consent comes
 * over what withdraws or declines, and what was agreed to where the kept one has nothing on record.
 *
 * @param ledger of the other contact, oldest first
 */
export function planMerge(keep: ContactRow, other: ContactRow, ledger: readonly LedgerEvent[], now: number): MergePlan {
  const kept = readFields(keep.fields);
  const theirs = readFields(other.fields);
  const fields = JSON.stringify({ ...theirs, ...kept });
  const labels = JSON.stringify(withLabels(readLabels(keep.labels), readLabels(other.labels)));
  const movesNumber = keep.match_key === null && other.match_key !== null;
  const columns = {
    ...filledColumns(keep, other),
    ...(movesNumber ? Object.fromEntries(number.map((column) => [column, other[column]])) : {}),
    ...(labels === keep.labels ? {} : { labels }),
    ...(Object.keys(theirs).every((name) => Object.hasOwn(kept, name)) ? {} : { fields }),
    ...(keep.removed_at === null ? {} : { removed_at: null }),
  };
  const keptFields = Object.entries(theirs).flatMap(([name, value]) =>
    Object.hasOwn(kept, name) && kept[name] !== value ? [name] : [],
  );
  return { columns, movesNumber, keptFields, consent: consentEvents(keep, ledger, now) };
}
