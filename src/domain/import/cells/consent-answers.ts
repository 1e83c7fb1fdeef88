import { purposes as allPurposes } from "../../../storage/rows.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { Column, Columns } from "../mapping/columns.ts";
import type { ImportField } from "../mapping/fields.ts";
import { readPurposes } from "./purposes.ts";
import type { CellRefusal } from "./refusals.ts";
import { readOptOut, readState, readYesNo } from "./words.ts";

/** What a general yes agrees to. Marketing is never among it: it must be named. */
export const defaultPurposes: readonly Purpose[] = ["utility", "authentication", "service"];

/**
 * How strong a no is. `implied`: nothing is granted on the strength of what is said about the file. `named`: it also ends a
 * consent that was given. `opt-out`: it is also worth keeping of somebody who never agreed.
 */
export type DenialKind = "implied" | "named" | "opt-out";

/** The yeses and noes of one row, before anything is known of when and how. */
export interface Answers {
  readonly grants: readonly Purpose[];
  readonly denials: ReadonlyMap<Purpose, DenialKind>;
  /** The row says of the whole person that they left. */
  readonly optedOut: boolean;
}

/** What is the same for all rows of a file. */
export interface AnswerRules {
  readonly columns: Columns;
  /** What a general yes agrees to, when the row does not say. */
  readonly purposes: readonly Purpose[];
  /** Whether it was said of the whole file where the people agreed. */
  readonly filed: boolean;
}

/** What a yes in a column agrees to, and what a no (or a blank) keeps the rest of the file from agreeing to. */
const answerFields: readonly {
  readonly field: ImportField;
  readonly grants: readonly Purpose[] | "general";
  readonly covers: readonly Purpose[];
}[] = [
  { field: "consent", grants: "general", covers: allPurposes },
  // Notices are what a business writes about an order and answers about it; a login code is asked for, and needs its own
  // word. Who wants no notices is not sent codes on the strength of a sentence about the whole file either.
  { field: "consent_notices", grants: ["utility", "service"], covers: defaultPurposes },
  { field: "consent_marketing", grants: ["marketing"], covers: ["marketing"] },
  { field: "consent_utility", grants: ["utility"], covers: ["utility"] },
  { field: "consent_authentication", grants: ["authentication"], covers: ["authentication"] },
  { field: "consent_service", grants: ["service"], covers: ["service"] },
];

/** The columns that are answered with a yes or a no. */
export function answerColumns(columns: Columns): Column[] {
  return answerFields.flatMap(({ field }) => columns.of.get(field) ?? []);
}

function cellOf(cells: readonly string[], column: Column | undefined): string {
  return column === undefined ? "" : (cells[column.place] ?? "").trim();
}

/**
 * What the columns and the words about the whole file say of one person, or the cell that cannot be read.
 *
 * @param sourced whether the row or the file says where the person agreed
 */
export function readAnswers(
  cells: readonly string[],
  { columns, purposes, filed }: AnswerRules,
  sourced: boolean,
): Answers | CellRefusal {
  const grants = new Set<Purpose>();
  const denials = new Map<Purpose, DenialKind>();
  const covered = new Set<Purpose>();

  const optOutColumn = columns.of.get("opt_out");
  const optOut = readOptOut(cellOf(cells, optOutColumn));
  if (optOutColumn !== undefined && optOut === "unreadable")
    return { column: optOutColumn, code: "consent.unreadable" };
  const optedOut = optOut === "yes";
  if (optedOut) for (const purpose of allPurposes) denials.set(purpose, "opt-out");

  const purposeColumn = columns.of.get("consent_purpose");
  const purposeCell = cellOf(cells, purposeColumn);
  const named = readPurposes(purposeCell);
  if (purposeColumn !== undefined && named === undefined)
    return { column: purposeColumn, code: "consent.purpose_unknown" };
  const general = named !== undefined && named.length > 0 ? named : purposes;

  const deny = (purpose: Purpose, kind: DenialKind): void => {
    if (kind === "implied" ? !denials.has(purpose) : denials.get(purpose) !== "opt-out") denials.set(purpose, kind);
  };
  // A general no is one to everything, unless purposes stand beside it.
  const asked = named !== undefined && named.length > 0 ? named : allPurposes;
  let answered = false;
  for (const { field, grants: agreed, covers } of answerFields) {
    const column = columns.of.get(field);
    if (column === undefined) continue;
    answered = true;
    for (const purpose of covers) covered.add(purpose);
    const cell = cellOf(cells, column);
    const answer = column.answers === "states" ? readState(cell) : readYesNo(cell);
    if (answer === "unreadable") return { column, code: "consent.unreadable" };
    if (answer === "yes") {
      // Another program's mark without a word of where it comes from proves nothing.
      if (column.answers !== undefined && !sourced) continue;
      for (const purpose of agreed === "general" ? general : agreed) grants.add(purpose);
    }
    if (answer === "no" || answer === "withdrawn") {
      const refused = agreed === "general" ? asked : agreed;
      const kind = answer === "no" ? "named" : "opt-out";
      for (const purpose of covers) deny(purpose, refused.includes(purpose) ? kind : "implied");
    }
  }
  const dateColumn = columns.of.get("consent_date");
  if (!answered && (purposeColumn !== undefined || dateColumn !== undefined)) {
    // A column of dates of acceptance, or of purposes agreed to, needs no yes beside it.
    for (const purpose of allPurposes) covered.add(purpose);
    if (purposeCell !== "" || cellOf(cells, dateColumn) !== "") for (const purpose of general) grants.add(purpose);
  }
  if (filed) for (const purpose of purposes) if (!covered.has(purpose)) grants.add(purpose);
  for (const purpose of denials.keys()) grants.delete(purpose);
  return { grants: [...grants], denials, optedOut };
}
