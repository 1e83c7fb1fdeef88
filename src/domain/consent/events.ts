import { newId } from "../../core/ids.ts";
import type { ConsentAction, ConsentEventRow, Purpose } from "../../storage/rows.ts";

export interface ConsentStatement {
  readonly contactId: string;
  readonly purposes: Iterable<Purpose>;
  readonly action: ConsentAction;
  /** When the person said it, milliseconds. */
  readonly at: number;
  /** When it is recorded, milliseconds. */
  readonly now: number;
  /** How recado came to know: `import`, `command`, `stop-word`… */
  readonly method: string;
  /** Where it was said. */
  readonly source: string;
  readonly actor: string;
  /** A hash or a link. */
  readonly evidence?: string | null | undefined;
  readonly importId?: string | null | undefined;
}

/** One event of the ledger for each purpose. */
export function consentEvents(statement: ConsentStatement): ConsentEventRow[] {
  return [...statement.purposes].map((purpose) => ({
    id: newId("cns", statement.now),
    contact_id: statement.contactId,
    channel: "whatsapp",
    purpose,
    action: statement.action,
    occurred_at: statement.at,
    recorded_at: statement.now,
    method: statement.method,
    source: statement.source,
    wording: null,
    wording_version: null,
    evidence: statement.evidence ?? null,
    actor: statement.actor,
    import_id: statement.importId ?? null,
  }));
}
