import { createHash } from "node:crypto";
import type { Queryable } from "../../storage/database.ts";
import { proofDigest } from "../../storage/ledger-hash.ts";
import { evidenceHashesAfter, getEvidence } from "../../storage/repos/evidence.ts";
import { eventsOnProof, eventsWithoutProof, proofsAfter } from "../../storage/repos/ledger-reading.ts";
import { proofOf } from "../../storage/repos/proofs.ts";
import type { ConsentProofRow } from "../../storage/rows.ts";
import { tampering, type Findings } from "./tampering.ts";

const pageSize = 1_000;

/** Whether a proof is still what its digest says. */
export function isProofWhole(row: Omit<ConsentProofRow, "id">): boolean {
  return proofDigest(proofOf(row)) === row.digest;
}

/** Checks every proof, and that no event has lost its own. Answers how many there are. */
export async function verifyProofs(db: Queryable, found: Findings): Promise<number> {
  let count = 0;
  let after = 0;
  for (;;) {
    const page = await proofsAfter(db, after, pageSize);
    for (const proof of page) {
      if (isProofWhole(proof)) continue;
      const [first] = await eventsOnProof(db, proof.id, 1);
      found.add(
        tampering(
          "proof_changed",
          { seq: first?.seq, contactId: first?.contact_id },
          {
            en: `a proof was changed (method, source, wording, evidence or who recorded it)${first === undefined ? "" : `; the first event that rests on it is ${first.seq}`}`,
            es: `se cambió una prueba (método, origen, texto, evidencia o quién la anotó)${first === undefined ? "" : `; el primer registro que se apoya en ella es el ${first.seq}`}`,
          },
        ),
      );
    }
    count += page.length;
    after = page.at(-1)?.id ?? after;
    if (page.length < pageSize) break;
  }
  for (const { seq, contact_id: contactId } of await eventsWithoutProof(db, pageSize)) {
    found.add(
      tampering(
        "proof_missing",
        { seq, contactId },
        {
          en: `the proof of event ${seq} is missing`,
          es: `falta la prueba del registro ${seq}`,
        },
      ),
    );
  }
  return count;
}

/** Checks that every kept file is the one that was kept, one at a time. Answers how many there are. */
export async function verifyEvidence(db: Queryable, found: Findings): Promise<number> {
  let count = 0;
  let after = "";
  for (;;) {
    const page = await evidenceHashesAfter(db, after, pageSize);
    for (const hash of page) {
      const file = await getEvidence(db, hash);
      if (file === undefined || isFileWhole(hash, file.content)) continue;
      found.add(
        tampering(
          "evidence_changed",
          {},
          {
            en: `the kept file sha256:${hash} is not the one that was kept`,
            es: `el archivo guardado sha256:${hash} no es el que se guardó`,
          },
        ),
      );
    }
    count += page.length;
    after = page.at(-1) ?? after;
    if (page.length < pageSize) return count;
  }
}

/** @param content base64 */
function isFileWhole(hash: string, content: string): boolean {
  return createHash("sha256").update(Buffer.from(content, "base64")).digest("hex") === hash;
}
