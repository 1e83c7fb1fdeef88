import { refOf } from "../../core/ids.ts";
import type { Text } from "../../core/text.ts";

/** What can be wrong with the ledger, as far as it can be told. */
export type TamperKind =
  /** An event is not what its hash says. */
  | "event_changed"
  /** An event does not follow the one before of the same contact. */
  | "chain_broken"
  /** Neither an event nor its remains are where one was written. */
  | "event_missing"
  /** An event that no block covers. */
  | "event_added"
  /** An event that was taken away though no person was erased and no import undone, or that is said to be gone and is there. */
  | "event_buried"
  /** The events of a block are not those that were written, or the block itself is not. */
  | "block_changed"
  | "block_missing"
  | "proof_changed"
  | "proof_missing"
  /** What is kept with the contact is not what its events come to. */
  | "state_changed"
  /** Events of a contact that is not there. */
  | "contact_missing"
  /** A kept file is not the one that was kept. */
  | "evidence_changed";

export interface Tampering {
  readonly kind: TamperKind;
  /** The place in the ledger; null where it is about none. */
  readonly seq: number | null;
  /** `con_17`; null where it is about none. */
  readonly contact: string | null;
  readonly text: Text;
}

interface Where {
  readonly seq?: number | undefined;
  readonly contactId?: number | undefined;
}

export function tampering(kind: TamperKind, where: Where, text: Text): Tampering {
  const contact = where.contactId === undefined ? null : refOf("con", where.contactId);
  return { kind, seq: where.seq ?? null, contact, text };
}

/** Collects what was found: the first of many, and how many there are. */
export interface Findings {
  add(found: Tampering): void;
  readonly list: readonly Tampering[];
  readonly count: number;
}

const most = 100;

export function findings(): Findings {
  const list: Tampering[] = [];
  let count = 0;
  return {
    list,
    get count() {
      return count;
    },
    add: (found) => {
      count += 1;
      if (list.length < most) list.push(found);
    },
  };
}
