import { purposes as allPurposes } from "../../storage/rows.ts";
import type { Purpose } from "../../storage/rows.ts";
import { readDate } from "./dates.ts";
import type { DateOrder } from "./dates.ts";
import type { ImportField } from "./fields.ts";
import type { Column, Columns } from "./headers.ts";
import type { RowRefusal } from "./refusals.ts";
import { readOptOut, readPurposes, readYesNo } from "./words.ts";

/** What a general yes agrees to. Marketing is never among it: it must be named. */
const defaultPurposes: readonly Purpose[] = ["utility", "authentication", "service"];

/**
 * Proof of consent for a whole file. With a source, everybody whose row says nothing else has agreed; without one, it only
 * completes what the columns say.
 */
export interface FileConsent {
  /** Where the people agreed: an address, a form, a shop. */
  readonly source?: string | undefined;
  /** Milliseconds. */
  readonly date?: number | undefined;
  /** Default {@link defaultPurposes}. */
  readonly purposes?: readonly Purpose[] | undefined;
}

/**
 * How strong a no is. `implied`: nothing is granted on the strength of what is said about the file. `named`: it also ends a
 * consent that was given. `opt-out`: it is also worth keeping of somebody who never agreed.
 */
export type DenialKind = "implied" | "named" | "opt-out";

/** What one row says about consent. */
export interface RowConsent {
  readonly grants: readonly Purpose[];
  readonly denials: ReadonlyMap<Purpose, DenialKind>;
  /** When the grants were given, milliseconds. Undefined when nobody said when. */
  readonly at: number | undefined;
  /** When the denials were said, as far as the row itself tells. */
  readonly deniedAt: Said | undefined;
  readonly source: string | undefined;
}

/** A moment as exactly as it was written, milliseconds: from `at` to just before `until`. A day is all of its moments. */
export interface Said {
  readonly at: number;
  readonly until: number;
}

export interface CellRefusal {
  readonly column: Column;
  readonly code: RowRefusal;
}

export interface ConsentRules {
  readonly columns: Columns;
  /** Undefined: only the columns speak. */
  readonly file: FileConsent | undefined;
  readonly dateOrder: DateOrder | undefined;
  readonly now: number;
}

type Cells = readonly string[];

/** A day may have begun at the other end of the world and not yet in UTC. */
const farthestZone = 14 * 3_600_000;
const oneDay = 24 * 3_600_000;

/** What a yes in a column agrees to, and what a no (or a blank) keeps the rest of the file from agreeing to. */
const columnPurposes: readonly {
  readonly field: ImportField;
  readonly grants: readonly Purpose[] | "general";
  readonly covers: readonly Purpose[];
}[] = [
  { field: "consent", grants: "general", covers: allPurposes },
  // Notices are what a business writes about an order and answers about it; a login code is asked for, and needs its own
  // word. Who wants no notices is not sent codes on the strength of a sentence about the whole file either.
  { field: "consent_notices", grants: ["utility", "service"], covers: defaultPurposes },
  { field: "consent_marketing", grants: ["marketing"], covers: ["marketing"] },
  { field: "consent_authentication", grants: ["authentication"], covers: ["authentication"] },
];

function cellOf(cells: Cells, column: Column | undefined): string {
  return column === undefined ? "" : (cells[column.place] ?? "").trim();
}

function readWhen(cells: Cells, rules: ConsentRules): { at: number | undefined } | CellRefusal {
  const column = rules.columns.of.get("consent_date");
  const cell = cellOf(cells, column);
  if (column === undefined || cell === "") return { at: rules.file?.date };
  const date = readDate(cell, rules.dateOrder);
  if (!date.ok) return { column, code: `consent.date_${date.why}` };
  const tolerance = date.hasTime ? 0 : farthestZone;
  if (date.at - tolerance > rules.now) return { column, code: "consent.date_in_future" };
  return { at: date.at };
}

/**
 * A date beside a no; only the row's own counts, since the one for the whole file says when people agreed. One that cannot be
 * read does not make the no unheard: then it counts as said now.
 */
function readDenialDate(cells: Cells, rules: ConsentRules): Said | undefined {
  const date = readDate(cellOf(cells, rules.columns.of.get("consent_date")), rules.dateOrder);
  if (!date.ok || date.at > rules.now) return undefined;
  return { at: date.at, until: date.at + (date.hasTime ? 1 : oneDay) };
}

/** What the columns and the words about the whole file say of one person, or the cell that cannot be read. */
export function readConsent(cells: Cells, rules: ConsentRules): RowConsent | CellRefusal {
  const { columns, file } = rules;
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
  const general = named !== undefined && named.length > 0 ? named : (file?.purposes ?? defaultPurposes);

  const deny = (purpose: Purpose, kind: "implied" | "named"): void => {
    if (kind === "named" ? denials.get(purpose) !== "opt-out" : !denials.has(purpose)) denials.set(purpose, kind);
  };
  // A general no is one to everything, unless purposes stand beside it.
  const asked = named !== undefined && named.length > 0 ? named : allPurposes;
  let answered = false;
  for (const { field, grants: agreed, covers } of columnPurposes) {
    const column = columns.of.get(field);
    if (column === undefined) continue;
    answered = true;
    for (const purpose of covers) covered.add(purpose);
    const answer = readYesNo(cellOf(cells, column));
    if (answer === "unreadable") return { column, code: "consent.unreadable" };
    if (answer === "yes") for (const purpose of agreed === "general" ? general : agreed) grants.add(purpose);
    if (answer === "no") {
      const refused = agreed === "general" ? asked : agreed;
      for (const purpose of covers) deny(purpose, refused.includes(purpose) ? "named" : "implied");
    }
  }
  const dateColumn = columns.of.get("consent_date");
  if (!answered && (purposeColumn !== undefined || dateColumn !== undefined)) {
    // A column of dates of acceptance, or of purposes agreed to, needs no yes beside it.
    for (const purpose of allPurposes) covered.add(purpose);
    if (purposeCell !== "" || cellOf(cells, dateColumn) !== "") for (const purpose of general) grants.add(purpose);
  }
  if (file?.source !== undefined) {
    for (const purpose of file.purposes ?? defaultPurposes) if (!covered.has(purpose)) grants.add(purpose);
  }
  for (const purpose of denials.keys()) grants.delete(purpose);

  // Nothing is proved by the row of somebody who agrees to nothing, so that its date need not be right.
  const when = grants.size === 0 ? { at: undefined } : readWhen(cells, rules);
  if ("code" in when) return when;
  const source = cellOf(cells, columns.of.get("consent_source"));
  return {
    grants: [...grants],
    denials,
    at: when.at,
    // Beside an opt-out, the date is that of what was agreed to before.
    deniedAt: optedOut ? undefined : readDenialDate(cells, rules),
    source: source !== "" ? source : grants.size === 0 ? undefined : file?.source,
  };
}
