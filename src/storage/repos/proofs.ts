import type { Queryable } from "../database.ts";
import { proofDigest } from "../ledger-hash.ts";
import type { ConsentProof } from "../ledger-hash.ts";
import type { ConsentProofRow } from "../rows.ts";
import { takeNumbers } from "./counters.ts";
import { inChunks, insertSql, valuesOf } from "./sql.ts";

const columns = [
  "id",
  "digest",
  "method",
  "source",
  "wording",
  "wording_version",
  "evidence",
  "actor",
  "ip",
  "user_agent",
  "import_id",
] as const satisfies readonly (keyof ConsentProofRow)[];

function rowOf(id: number, digest: string, proof: ConsentProof): ConsentProofRow {
  return {
    id,
    digest,
    method: proof.method,
    source: proof.source,
    wording: proof.wording,
    wording_version: proof.wordingVersion,
    evidence: proof.evidence,
    actor: proof.actor,
    ip: proof.ip,
    user_agent: proof.userAgent,
    import_id: proof.importId,
  };
}

/** The proof of a stored row, as it is hashed. */
export function proofOf(row: Omit<ConsentProofRow, "id" | "digest">): ConsentProof {
  return {
    method: row.method,
    source: row.source,
    wording: row.wording,
    wordingVersion: row.wording_version,
    evidence: row.evidence,
    actor: row.actor,
    ip: row.ip,
    userAgent: row.user_agent,
    importId: row.import_id,
  };
}

/** Keeps proofs, each once, and answers their numbers by digest. */
export async function keepProofs(
  tx: Queryable,
  proofs: ReadonlyMap<string, ConsentProof>,
): Promise<Map<string, number>> {
  const known = await inChunks([...proofs.keys()], async (marks, chunk) =>
    tx.query<{ id: number; digest: string }>(`SELECT id, digest FROM consent_proofs WHERE digest IN (${marks})`, chunk),
  );
  const ids = new Map(known.map(({ id, digest }) => [digest, id]));
  const fresh = [...proofs].filter(([digest]) => !ids.has(digest));
  if (fresh.length === 0) return ids;
  const first = await takeNumbers(tx, "proof", fresh.length);
  const rows = fresh.map(([digest, proof], place) => rowOf(first + place, digest, proof));
  await tx.batch(
    insertSql("consent_proofs", columns),
    rows.map((row) => valuesOf(row, columns)),
  );
  for (const { id, digest } of rows) ids.set(digest, id);
  return ids;
}

/** The digests of a number of proofs, computed once for those that are the same object. */
export function digestsOf(proofs: Iterable<ConsentProof>): Map<ConsentProof, string> {
  const digests = new Map<ConsentProof, string>();
  for (const proof of proofs) if (!digests.has(proof)) digests.set(proof, proofDigest(proof));
  return digests;
}
