import type { Database, Queryable } from "../../storage/database.ts";
import { removalHash } from "../../storage/ledger-hash.ts";
import { holdLedger } from "../../storage/repos/ledger-reading.ts";
import { goneAndThere, removalBlocks, removals, undoneByNobody, type Removal } from "../../storage/repos/tombstones.ts";
import { findings, tampering, type Findings, type Tampering } from "./tampering.ts";

const most = 100;

/** Checks that events went only with a person or an import: what they left must be what a removal wrote into the blocks. */
export async function verifyRemovals(db: Database, found: Findings): Promise<void> {
  if ((await problemsOf(db)).count === 0) return;
  // Somebody may have been erased between the readings: looked at again while nobody can be.
  const again = await db.transaction(async (tx) => {
    await holdLedger(tx);
    return problemsOf(tx);
  });
  for (const problem of again.list) found.add(problem);
}

async function problemsOf(db: Queryable): Promise<Findings> {
  const found = findings();
  for (const seq of await goneAndThere(db, most)) found.add(goneButThere(seq));
  for (const seq of await undoneByNobody(db, most)) found.add(undoneWithout(seq));
  const blocks = await removalBlocks(db);
  const went = await removals(db);
  // Of several at one time the last covers all that went.
  const last = new Map(blocks.map((block) => [block.recorded_at, block.last_seq]));
  for (const { last_seq: seq, recorded_at: at, previous, hash } of blocks) {
    if (last.get(at) !== seq) continue;
    const removal = went.get(at);
    if (removal === undefined || removalHash(previous ?? "", removal.digest) !== hash) found.add(changed(seq, removal));
  }
  for (const removal of went.values()) if (!last.has(removal.at)) found.add(withoutBlock(removal));
  return found;
}

function goneButThere(seq: number): Tampering {
  return tampering(
    "event_buried",
    { seq },
    {
      en: `event ${seq} is said to be removed, and is there`,
      es: `el registro ${seq} figura como eliminado, pero sigue ahí`,
    },
  );
}

function undoneWithout(seq: number): Tampering {
  return tampering(
    "event_buried",
    { seq },
    {
      en: `event ${seq} is said to have gone with an undone import, but no import was undone then`,
      es: `el registro ${seq} figura como eliminado al deshacer una importación, pero en ese momento no se deshizo ninguna`,
    },
  );
}

function withoutBlock({ first }: Removal): Tampering {
  return tampering(
    "event_buried",
    { seq: first },
    {
      en: `event ${first} was taken away by hand: no block tells of its removal`,
      es: `el registro ${first} se eliminó a mano: ningún bloque da cuenta de ello`,
    },
  );
}

function changed(seq: number, removal: Removal | undefined): Tampering {
  const first = removal?.first ?? seq;
  return tampering(
    "block_changed",
    { seq },
    {
      en: `block ${seq} tells of other removals than there are (the first is event ${first}): one was added, changed or taken out, or the block was changed`,
      es: `el bloque ${seq} da cuenta de otras eliminaciones que las que hay (la primera es la del registro ${first}): alguna se añadió, se cambió o se quitó, o se cambió el bloque`,
    },
  );
}
