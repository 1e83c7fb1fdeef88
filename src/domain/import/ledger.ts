import type { ConsentAction, ConsentEventRow, Purpose } from "../../storage/rows.ts";
import { consentEvents } from "../consent/events.ts";
import type { Candidate } from "./merge.ts";
import type { RowPurpose } from "./report.ts";

/** Who imports what, for the ledger. */
export interface Batch {
  readonly importId: string;
  readonly fileName: string;
  /** SHA-256, hexadecimal. */
  readonly fileHash: string;
  readonly actor: string;
  readonly now: number;
}

/** What decides now for each purpose of one contact. */
export type Latest = ReadonlyMap<Purpose, ConsentEventRow>;

interface Saying {
  readonly purpose: Purpose;
  readonly action: ConsentAction;
  readonly row: number;
  readonly at: number | undefined;
  readonly source: string | undefined;
}

function record(contactId: string, { purpose, action, row, at, source }: Saying, batch: Batch): ConsentEventRow[] {
  const place = `${batch.fileName}:${row}`;
  return consentEvents({
    contactId,
    purposes: [purpose],
    action,
    at: at ?? batch.now,
    now: batch.now,
    method: "import",
    source: source === undefined ? place : `${source} (${place})`,
    actor: batch.actor,
    evidence: `sha256:${batch.fileHash}`,
    importId: batch.importId,
  });
}

/** The yeses that are news. Who has withdrawn stays so: a list is no proof that they changed their mind. */
export function grantsOf(candidate: Candidate, contactId: string, latest: Latest, batch: Batch): ConsentEventRow[] {
  return [...candidate.grants].flatMap(([purpose, { row, at, source }]) => {
    const known = latest.get(purpose);
    if (known?.action === "withdrawn") return [];
    // The same yes again is no news; a later one is: it is the better proof.
    if (known !== undefined && (at === undefined || at <= known.occurred_at)) return [];
    return record(contactId, { purpose, action: "granted", row, at, source }, batch);
  });
}

export interface Withdrawals {
  readonly events: readonly ConsentEventRow[];
  readonly withdrawn: readonly RowPurpose[];
  /** Noes from before the consent that is on record. */
  readonly kept: readonly RowPurpose[];
}

/**
 * The noes that end a consent. In doubt the person is believed: only one that was certainly said before the consent on
 * record leaves it in force.
 */
export function withdrawalsOf(candidate: Candidate, contactId: string, latest: Latest, batch: Batch): Withdrawals {
  const events: ConsentEventRow[] = [];
  const withdrawn: RowPurpose[] = [];
  const kept: RowPurpose[] = [];
  for (const [purpose, { row, said, kind, source }] of candidate.denials) {
    const known = latest.get(purpose);
    // A no of somebody who never said yes takes nothing away; that they opted out is worth knowing for later lists.
    if (kind === "implied" || known?.action === "withdrawn" || (known === undefined && kind === "named")) continue;
    if (known !== undefined && said !== undefined && said.until <= known.occurred_at) {
      kept.push({ row, purpose });
      continue;
    }
    withdrawn.push({ row, purpose });
    events.push(...record(contactId, { purpose, action: "withdrawn", row, at: said?.at, source }, batch));
  }
  return { events, withdrawn, kept };
}
