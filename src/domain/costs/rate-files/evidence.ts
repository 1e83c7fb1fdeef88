import type { RateCategory } from "../rates-categories.ts";

/** How figures are known that somebody's file tells. */
const importedEvidence = "imported-file";

/** The words of `Rate.evidence` that recado's own export writes, so that a doubtful figure stays doubtful when it is read back. */
const exported = ["carried-unverified", "derived", "inferred", "meta-file", "one-transcription", "two-transcriptions"];

export function evidenceOfWord(word: string): string {
  return exported.includes(word.trim()) ? word.trim() : importedEvidence;
}

/** How the figures of a market are known, in one cell: `meta-file service=inferred`. */
export function evidenceCell(known: readonly (readonly [RateCategory, string])[]): string {
  const [first] = known;
  if (first === undefined) return "";
  const others = known.filter(([, word]) => word !== first[1]);
  return [first[1], ...others.map(([category, word]) => `${category}=${word}`)].join(" ");
}

/** What `evidenceCell` wrote; a file of Meta's has no such cell. */
export function readEvidenceCell(cell: string): (category: RateCategory) => string {
  const words = cell.trim().split(/\s+/);
  const own = new Map(words.flatMap((word) => (word.includes("=") ? [word.split("=", 2) as [string, string]] : [])));
  const rest = words.find((word) => !word.includes("=")) ?? "";
  return (category) => evidenceOfWord(own.get(category) ?? rest);
}
