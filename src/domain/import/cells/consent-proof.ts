import { cleanText } from "../../../core/terminal.ts";
import type { Columns } from "../mapping/columns.ts";
import type { ImportField } from "../mapping/fields.ts";
import { cachedReader } from "./cache.ts";
import { rememberCombinations } from "./combinations.ts";
import { tidyCell } from "./tidy.ts";

/** How it can be shown that somebody agreed, as far as the row or the words about the whole file tell. */
export interface ConsentProof {
  /** How they agreed: `web form`, `paper`, `in person`. */
  readonly method: string | undefined;
  /** Where: an address, a form, a shop. */
  readonly source: string | undefined;
  /** What they agreed to, as it was put to them; may have line ends. */
  readonly wording: string | undefined;
  readonly wordingVersion: string | undefined;
  /** As it is written: see `readEvidence`. */
  readonly evidence: string | undefined;
  /** Who took it down. */
  readonly actor: string | undefined;
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
}

const proofFields = [
  ["method", "consent_method"],
  ["source", "consent_source"],
  ["wording", "consent_wording"],
  ["wordingVersion", "consent_wording_version"],
  ["evidence", "consent_evidence"],
  ["actor", "consent_actor"],
  ["ip", "consent_ip"],
  ["userAgent", "consent_user_agent"],
] as const satisfies readonly (readonly [keyof ConsentProof, ImportField])[];

const noProof: ConsentProof = {
  method: undefined,
  source: undefined,
  wording: undefined,
  wordingVersion: undefined,
  evidence: undefined,
  actor: undefined,
  ip: undefined,
  userAgent: undefined,
};

// A wording keeps its paragraphs: it is shown years later as the person saw it.
const readWording = cachedReader((cell) => cleanText(cell).trim());

/** Rows with the same proof get the very same object. */
export interface ProofReader {
  /** What the row tells, and where it is silent what was said about the file. */
  granted(cells: readonly string[]): ConsentProof;
  /** What the row itself tells: what was said about the file is about people who agreed. */
  denied(cells: readonly string[]): ConsentProof;
}

/** @param file what was said about the whole file; a blank cell in a row does not take it back */
export function proofReader(columns: Columns, file: Partial<ConsentProof> | undefined): ProofReader {
  const places: { readonly name: keyof ConsentProof; readonly place: number }[] = [];
  for (const [name, field] of proofFields) {
    const column = columns.of.get(field);
    if (column !== undefined) places.push({ name, place: column.place });
  }
  const filed: ConsentProof = { ...noProof };
  for (const [name] of proofFields) Object.assign(filed, { [name]: file?.[name] });

  const readAnew = (cells: readonly string[], silent: ConsentProof): ConsentProof => {
    const proof: { -readonly [Name in keyof ConsentProof]: ConsentProof[Name] } = { ...silent };
    for (const { name, place } of places) {
      const cell = cells[place] ?? "";
      const value = name === "wording" ? readWording(cell) : tidyCell(cell);
      if (value !== "") proof[name] = value;
    }
    return proof;
  };
  if (places.length === 0) return { granted: () => filed, denied: () => noProof };
  const all = places.map(({ place }) => place);
  const granted = rememberCombinations(all, (cells) => readAnew(cells, filed));
  const denied = rememberCombinations(all, (cells) => readAnew(cells, noProof));
  return { granted: (cells) => granted(cells, ""), denied: (cells) => denied(cells, "") };
}
