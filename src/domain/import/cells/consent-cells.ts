import type { Purpose } from "../../../storage/rows.ts";
import type { Column, Columns } from "../mapping/columns.ts";
import { rememberCombinations } from "./combinations.ts";
import { answerColumns, defaultPurposes, readAnswers } from "./consent-answers.ts";
import type { AnswerRules, Answers, DenialKind } from "./consent-answers.ts";
import { proofReader } from "./consent-proof.ts";
import type { ConsentProof } from "./consent-proof.ts";
import type { DateOrder } from "./date-order.ts";
import { readDate } from "./dates.ts";
import { readEvidence } from "./evidence.ts";
import type { CellRefusal } from "./refusals.ts";

export type { DenialKind } from "./consent-answers.ts";
export type { ConsentProof } from "./consent-proof.ts";

/**
 * Proof of consent for a whole file. With a source, everybody whose row says nothing else has agreed; without one, it only
 * completes what the columns say.
 */
export interface FileConsent extends Partial<Omit<ConsentProof, "ip" | "userAgent">> {
  /** Milliseconds. */
  readonly date?: number | undefined;
  /** Default: utility, authentication and service; marketing must be named. */
  readonly purposes?: readonly Purpose[] | undefined;
}

/** A moment as exactly as it was written, milliseconds: from `at` to just before `until`. A day is all of its moments. */
export interface Said {
  readonly at: number;
  readonly until: number;
}

/** What one row says about consent. */
export interface RowConsent {
  readonly grants: readonly Purpose[];
  readonly denials: ReadonlyMap<Purpose, DenialKind>;
  /** When the grants were given, milliseconds. Undefined when nobody said when. */
  readonly at: number | undefined;
  /** When the denials were said, as far as the row itself tells. */
  readonly deniedAt: Said | undefined;
  /** Of the grants; where there are none, what the row tells of the denials. */
  readonly proof: ConsentProof;
}

export type ConsentReader = (cells: readonly string[]) => RowConsent | CellRefusal;

/** A day may have begun at the other end of the world and not yet in UTC. */
const farthestZone = 14 * 3_600_000;
const oneDay = 24 * 3_600_000;

type Cells = readonly string[];

/** What the rows answer, by all that decides it: the answers, and whether there is a date and a source. */
function answersReader(rules: AnswerRules): (cells: Cells, sourced: boolean) => Answers | CellRefusal {
  const { of } = rules.columns;
  const asked = answerColumns(rules.columns);
  // Where nobody is asked for a yes, a date is one: whether there is one, not which.
  const datePlace = asked.length === 0 ? of.get("consent_date")?.place : undefined;
  const places = [of.get("opt_out"), of.get("consent_purpose"), ...asked].flatMap((column) => column?.place ?? []);
  const read = rememberCombinations(places, (cells, apart) => readAnswers(cells, rules, apart.startsWith("+")));
  return (cells, sourced) => {
    const dated = datePlace !== undefined && (cells[datePlace] ?? "").trim() !== "";
    return read(cells, `${sourced ? "+" : "-"}${dated ? "+" : "-"}`);
  };
}

/**
 * Makes the reader of what rows say about consent: what is the same for the whole file is looked at once.
 *
 * @param file undefined: only the columns speak
 * @param dateOrder undefined: a date that can be read in two ways is refused
 * @param now milliseconds: nobody can have agreed later
 */
export function consentReader(
  columns: Columns,
  file: FileConsent | undefined,
  dateOrder: DateOrder | undefined,
  now: number,
): ConsentReader {
  const sourceColumn = columns.of.get("consent_source");
  const dateColumn = columns.of.get("consent_date");
  const evidenceColumn = columns.of.get("consent_evidence");
  const filed = file?.source !== undefined;
  const purposes = file?.purposes ?? defaultPurposes;
  const proofs = proofReader(columns, file);
  const answersOf = answersReader({ columns, purposes, filed });
  const cellOf = (cells: Cells, column: Column | undefined): string =>
    column === undefined ? "" : (cells[column.place] ?? "").trim();

  /** When the person agreed: the row's date, else the one that was given for the file. */
  const readWhen = (cells: Cells): number | undefined | CellRefusal => {
    const cell = cellOf(cells, dateColumn);
    if (dateColumn === undefined || cell === "") return file?.date;
    const date = readDate(cell, dateOrder);
    if (!date.ok) return { column: dateColumn, code: `consent.date_${date.why}` };
    const tolerance = date.hasTime ? 0 : farthestZone;
    return date.at - tolerance > now ? { column: dateColumn, code: "consent.date_in_future" } : date.at;
  };

  /**
   * A date beside a no; only the row's own counts, since the one for the whole file says when people agreed. One that cannot
   * be read does not make the no unheard: then it counts as said now.
   */
  const readDenialDate = (cells: Cells): Said | undefined => {
    const cell = cellOf(cells, dateColumn);
    if (cell === "") return undefined;
    const date = readDate(cell, dateOrder);
    if (!date.ok || date.at > now) return undefined;
    return { at: date.at, until: date.at + (date.hasTime ? 1 : oneDay) };
  };

  return (cells) => {
    const sourced = filed || cellOf(cells, sourceColumn) !== "";
    const answers = answersOf(cells, sourced);
    if ("code" in answers) return answers;
    const { grants, denials, optedOut } = answers;
    // Beside an opt-out, the date is that of what was agreed to before.
    const deniedAt = optedOut || denials.size === 0 ? undefined : readDenialDate(cells);
    const evidence = cellOf(cells, evidenceColumn);
    const unreadable = evidence !== "" && readEvidence(evidence) === undefined;
    if (grants.length === 0) {
      // Nothing is proved by the row of somebody who agrees to nothing, so that neither its date nor its evidence need be right.
      const proof = proofs.denied(cells);
      return {
        grants,
        denials,
        at: undefined,
        deniedAt,
        proof: unreadable ? { ...proof, evidence: undefined } : proof,
      };
    }
    const at = readWhen(cells);
    if (typeof at === "object") return at;
    if (evidenceColumn !== undefined && unreadable) {
      return { column: evidenceColumn, code: "consent.evidence_unreadable" };
    }
    return { grants, denials, at, deniedAt, proof: proofs.granted(cells) };
  };
}
