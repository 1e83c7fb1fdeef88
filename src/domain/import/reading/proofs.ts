import type { ConsentProof } from "../../../storage/ledger-hash.ts";
import type { RowConsent } from "../cells/consent-cells.ts";
import { readEvidence } from "../cells/evidence.ts";
import type { CellRefusal } from "../cells/refusals.ts";
import type { Columns } from "../mapping/headers.ts";
import type { EvidenceReader } from "./evidence.ts";

interface ProofRules {
  readonly columns: Columns;
  readonly fileName: string;
  /** SHA-256, hexadecimal. */
  readonly fileHash: string;
  readonly importId: number | null;
  readonly actor: string;
}

/**
 * What proves the word of each row: what the row or the command says, and otherwise the list itself. Rows that say the same
 * share one object.
 */
export function proofReader(
  rules: ProofRules,
  evidence: EvidenceReader,
): (consent: RowConsent) => ConsentProof | CellRefusal {
  const known = new Map<string, ConsentProof>();
  const evidenceOf = (cell: string | undefined): string | undefined => {
    if (cell === undefined) return `sha256:${rules.fileHash}`;
    const read = readEvidence(cell);
    if (read?.kind !== "file") return read?.value;
    const hash = evidence.hashOf(read.value);
    return hash === undefined ? undefined : `sha256:${hash}`;
  };
  return ({ proof: said }) => {
    const key = JSON.stringify([
      said.method,
      said.source,
      said.wording,
      said.wordingVersion,
      said.evidence,
      said.actor,
      said.ip,
      said.userAgent,
    ]);
    const same = known.get(key);
    if (same !== undefined) return same;
    const hash = evidenceOf(said.evidence);
    const column = rules.columns.of.get("consent_evidence");
    if (hash === undefined && column !== undefined) return { column, code: "consent.evidence_missing" };
    const proof: ConsentProof = {
      method: said.method ?? "import",
      source: said.source ?? rules.fileName,
      wording: said.wording ?? null,
      wordingVersion: said.wordingVersion ?? null,
      evidence: hash ?? null,
      actor: said.actor ?? rules.actor,
      ip: said.ip ?? null,
      userAgent: said.userAgent ?? null,
      importId: rules.importId,
    };
    // Proofs that are different in every row must not fill the memory.
    if (known.size >= 5_000) known.clear();
    known.set(key, proof);
    return proof;
  };
}
