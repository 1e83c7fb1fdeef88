import type { NewConsentEvent } from "../../storage/repos/consent.ts";
import type { ConsentAction, Purpose } from "../../storage/rows.ts";

export interface ConsentStatement {
  readonly contactId: number;
  readonly purposes: readonly Purpose[];
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
  readonly wording?: string | null | undefined;
  readonly wordingVersion?: string | null | undefined;
  /** `sha256:…` of a file, or a link. */
  readonly evidence?: string | null | undefined;
  readonly ip?: string | null | undefined;
  readonly userAgent?: string | null | undefined;
}

/** The event of the ledger that a statement makes. */
export function consentEvent(statement: ConsentStatement): NewConsentEvent {
  return {
    contactId: statement.contactId,
    purposes: statement.purposes,
    action: statement.action,
    occurredAt: statement.at,
    recordedAt: statement.now,
    row: null,
    proof: {
      method: statement.method,
      source: statement.source,
      wording: statement.wording ?? null,
      wordingVersion: statement.wordingVersion ?? null,
      evidence: statement.evidence ?? null,
      actor: statement.actor,
      ip: statement.ip ?? null,
      userAgent: statement.userAgent ?? null,
      importId: null,
    },
  };
}
