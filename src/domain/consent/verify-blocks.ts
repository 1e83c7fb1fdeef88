import { createHash } from "node:crypto";
import type { Queryable } from "../../storage/database.ts";
import { blocksAfter, ledgerPlaces } from "../../storage/repos/ledger-reading.ts";
import type { ConsentBlockRow } from "../../storage/rows.ts";
import { tampering, type Findings } from "./tampering.ts";

const pageOfBlocks = 500;
const pageOfPlaces = 5_000;

export interface BlocksResult {
  readonly blocks: number;
  readonly events: number;
  /** Events that went with an erased person or an undone import. */
  readonly removed: number;
  /** The last block's hash; null for an empty ledger. */
  readonly fingerprint: string | null;
}

interface Walked {
  readonly events: number;
  readonly removed: number;
  readonly complete: boolean;
  readonly hash: string;
}

/** Goes through the places of one block; hashed piece by piece, since an import's block may be long. */
async function walk(db: Queryable, previous: string, from: number, to: number, found: Findings): Promise<Walked> {
  const hash = createHash("sha256").update(previous);
  let events = 0;
  let removed = 0;
  let complete = true;
  for (let start = from; start <= to; start += pageOfPlaces) {
    const end = Math.min(to, start + pageOfPlaces - 1);
    const places = await ledgerPlaces(db, start, end);
    const at = new Map(places.removed.map((tombstone) => [tombstone.seq, tombstone.hash]));
    removed += at.size;
    for (const event of places.events) {
      if (at.has(event.seq)) removed -= 1;
      at.set(event.seq, event.hash);
    }
    events += places.events.length;
    for (let seq = start; seq <= end; seq++) {
      const one = at.get(seq);
      if (one === undefined) {
        complete = false;
        found.add(
          tampering(
            "event_missing",
            { seq },
            {
              en: `event ${seq} is missing, and nothing tells that a person was erased or an import undone`,
              es: `falta el registro ${seq} y nada indica que se borrara a una persona o se deshiciera una importación`,
            },
          ),
        );
      } else hash.update(`\n${one}`);
    }
  }
  return { events, removed, complete, hash: hash.digest("hex") };
}

async function looseEvents(db: Queryable, from: number, to: number, found: Findings): Promise<void> {
  for (let start = from; start <= to; start += pageOfPlaces) {
    const { events } = await ledgerPlaces(db, start, Math.min(to, start + pageOfPlaces - 1));
    for (const { seq } of events) {
      found.add(
        tampering(
          "event_added",
          { seq },
          {
            en: `event ${seq} is in no block: it was added by hand, or its block was removed`,
            es: `el registro ${seq} no está en ningún bloque: se añadió a mano o se quitó su bloque`,
          },
        ),
      );
    }
  }
}

/** Checks that the ledger up to `end` holds exactly the events that were written, in their order. */
export async function verifyBlocks(db: Queryable, end: number, found: Findings): Promise<BlocksResult> {
  let blocks = 0;
  let events = 0;
  let removed = 0;
  let last: ConsentBlockRow | undefined;
  for (;;) {
    const page = await blocksAfter(db, last?.last_seq ?? 0, end, pageOfBlocks);
    for (const block of page) {
      // A removal has no events, and takes one number; `verifyRemovals` recomputes its hash.
      const isRemoval = block.events === 0;
      const first = isRemoval ? block.last_seq : block.last_seq - block.events + 1;
      const expected = (last?.last_seq ?? 0) + 1;
      if (first !== expected) {
        found.add(
          tampering(
            "block_missing",
            { seq: Math.min(first, expected) },
            {
              en: `the block that ends at event ${block.last_seq} begins at ${first}, not at ${expected}: a block is missing or was changed`,
              es: `el bloque que termina en el registro ${block.last_seq} empieza en el ${first} y no en el ${expected}: falta un bloque o se cambió`,
            },
          ),
        );
        await looseEvents(db, expected, first - 1, found);
      }
      if (isRemoval) {
        await looseEvents(db, block.last_seq, block.last_seq, found);
        blocks += 1;
        last = block;
        continue;
      }
      const walked = await walk(db, last?.hash ?? "", Math.max(first, expected), block.last_seq, found);
      if (first === expected && walked.complete && walked.hash !== block.hash) {
        found.add(
          tampering(
            "block_changed",
            { seq: block.last_seq },
            {
              en: `events ${first} to ${block.last_seq} are not those that were written: one was changed with its hash, moved or replaced, or the block was`,
              es: `los registros ${first} a ${block.last_seq} no son los que se escribieron: alguno se cambió junto con su huella, se movió o se sustituyó, o se cambió el bloque`,
            },
          ),
        );
      }
      blocks += 1;
      events += walked.events;
      removed += walked.removed;
      last = block;
    }
    if (page.length < pageOfBlocks) break;
  }
  const reached = last?.last_seq ?? 0;
  if (reached < end) {
    found.add(
      tampering(
        "block_missing",
        { seq: reached + 1 },
        {
          en: `the ledger was written up to event ${end}, but its blocks end at ${reached}`,
          es: `se escribieron registros hasta el ${end}, pero los bloques terminan en el ${reached}`,
        },
      ),
    );
    await looseEvents(db, reached + 1, end, found);
  }
  return { blocks, events, removed, fingerprint: last?.hash ?? null };
}
