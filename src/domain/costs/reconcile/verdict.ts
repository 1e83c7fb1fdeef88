import type { CellKey, Figures, LedgerCell, MetaCell } from "./figures.ts";

/**
 * `missing-here`: Meta has messages that the ledger does not have. `missing-there`: the other way round. `price-differs`: as many
 * messages, and another amount, one that no card here tells, or another number of charged or free ones.
 */
export const verdicts = ["matched", "missing-here", "missing-there", "price-differs"] as const;
export type Verdict = (typeof verdicts)[number];

/** What a difference most likely comes from. */
export type Reason =
  | "around-midnight"
  | "authentication-international"
  | "card-carried-over"
  | "card-differs"
  | "card-unknown"
  | "cost-not-told"
  | "cost-withheld"
  | "currency-differs"
  | "customer-window"
  | "estimated"
  | "free-allowance"
  | "free-entry-point"
  | "not-at-meta"
  | "number-not-here"
  | "other-category"
  | "reports-missing"
  | "sent-elsewhere"
  | "still-counting"
  | "volume-tier";

export interface ComparedCell extends CellKey {
  readonly meta: MetaCell;
  readonly ledger: LedgerCell;
}

/** What surrounds a cell. */
export interface Surroundings {
  /** How many more messages Meta has than the ledger on the day before, the day after. */
  readonly neighbours: readonly number[];
  /** The same of the other categories of the day and market. */
  readonly siblings: readonly { readonly category: string | null; readonly surplus: number }[];
  /** Messages at Meta from numbers that never sent anything from here. */
  readonly fromOthers: number;
  /** Meta's figures of this day may still change, or were read when they could. */
  readonly isOpen: boolean;
  /** Meta tells no cost of this account at all. */
  readonly costWithheld: boolean;
}

/** How many more messages Meta has than the ledger. */
export function surplusOf({ meta, ledger }: Pick<ComparedCell, "meta" | "ledger">): number {
  return meta.volume - ledger.volume;
}

export function verdictOf(cell: Pick<ComparedCell, "meta" | "ledger">): Verdict {
  const { meta, ledger } = cell;
  const surplus = surplusOf(cell);
  if (surplus !== 0) return surplus > 0 ? "missing-here" : "missing-there";
  const sameCounts = meta.charged === ledger.charged && meta.free === ledger.free;
  const sameAmount = meta.unknown > 0 || (meta.micros === ledger.micros && ledger.otherCurrency === 0);
  // An amount that nobody here knows agrees with nothing, not even with one that Meta does not tell.
  return sameCounts && sameAmount && ledger.unknown === 0 ? "matched" : "price-differs";
}

const authentication = ["authentication", "authentication-international"];

/** Messages that are missing on one side and too many in another place of the same side. */
function displaced(cell: ComparedCell, { neighbours, siblings }: Surroundings): Reason | undefined {
  const surplus = surplusOf(cell);
  const makesUp = (other: number): boolean => other !== 0 && Math.sign(other) === -Math.sign(surplus);
  const sibling = siblings.find((one) => makesUp(one.surplus) && Math.abs(one.surplus) >= Math.abs(surplus));
  if (sibling !== undefined) {
    const both = [cell.category ?? "", sibling.category ?? ""];
    return both.every((category) => authentication.includes(category))
      ? "authentication-international"
      : "other-category";
  }
  const around = neighbours.filter((other) => makesUp(other)).reduce((sum, other) => sum + Math.abs(other), 0);
  return around >= Math.abs(surplus) ? "around-midnight" : undefined;
}

function whyMissingHere(cell: ComparedCell, surroundings: Surroundings): Reason {
  const surplus = surplusOf(cell);
  if (surroundings.fromOthers >= surplus) return "number-not-here";
  const reason = displaced(cell, surroundings);
  if (reason !== undefined) return reason;
  return cell.ledger.onTheWay >= surplus ? "reports-missing" : "sent-elsewhere";
}

function whyMissingThere(cell: ComparedCell, surroundings: Surroundings): Reason {
  return displaced(cell, surroundings) ?? (surroundings.isOpen ? "still-counting" : "not-at-meta");
}

const tiered = ["authentication", "authentication-international", "utility"];
/** Evidence of a rate that Meta's own file of its day says, or the rule: the others may be wrong. */
const sure = ["imported-file", "meta-file", "rule"];

function whyPriceDiffers({ category, meta, ledger }: ComparedCell, { isOpen }: Surroundings): Reason {
  if (ledger.otherCurrency > 0) return "currency-differs";
  if (meta.free !== ledger.free && ledger.estimated === 0) {
    if (meta.freeEntry !== ledger.freeEntry) return "free-entry-point";
    if (category === "service") return "free-allowance";
    return isOpen ? "still-counting" : "customer-window";
  }
  if (ledger.unknown > 0) return "card-unknown";
  if (ledger.estimated > 0) return "estimated";
  if (tiered.includes(category ?? "") && (meta.tiered > 0 || isMixed(meta) || isMixed(ledger))) return "volume-tier";
  return [...ledger.evidence].every((evidence) => sure.includes(evidence)) ? "card-differs" : "card-carried-over";
}

/** True where messages of one kind did not all cost the same: rates have four decimals. */
function isMixed({ micros, charged }: Figures): boolean {
  return charged > 0 && micros % (charged * 100) !== 0;
}

/** Why a cell differs; null where it does not and nothing is to be said of it. */
export function reasonOf(cell: ComparedCell, verdict: Verdict, surroundings: Surroundings): Reason | null {
  switch (verdict) {
    case "missing-here":
      return whyMissingHere(cell, surroundings);
    case "missing-there":
      return whyMissingThere(cell, surroundings);
    case "price-differs":
      return whyPriceDiffers(cell, surroundings);
    case "matched":
      if (cell.meta.unknown === 0) return null;
      return surroundings.costWithheld ? "cost-withheld" : "cost-not-told";
  }
}
