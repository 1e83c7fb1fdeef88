import { slot as slotLength } from "../../../core/zone-clock.ts";
import type { CostSum } from "../../../storage/repos/cost-slots.ts";
import { dayAt } from "../calendar.ts";
import { billedCategory } from "./categories.ts";
import { Cells, emptyLedger, type LedgerCell } from "./figures.ts";

interface LedgerOptions {
  /** By whose clock days are cut: Meta's. */
  readonly clock: string;
  /** ISO 4217: what Meta bills in. */
  readonly currency: string;
}

/**
 * The ledger's figures by day, market and category. Meta counts what was delivered: of messages without a reported price, only those
 * that arrived are counted, and of their estimates the part that is theirs.
 */
export function ledgerCells(sums: readonly CostSum[], { clock, currency }: LedgerOptions): Cells<LedgerCell> {
  const cells = new Cells(emptyLedger);
  const days = new Map<number, string>();
  for (const sum of sums) {
    const slot = sum.slot ?? 0;
    let day = days.get(slot);
    if (day === undefined) days.set(slot, (day = dayAt(slot * slotLength, clock)));
    add(cells.at({ day, market: sum.market ?? null, category: billedCategory(sum.category ?? null) }), sum, currency);
  }
  return cells;
}

function add(cell: LedgerCell, sum: CostSum, currency: string): void {
  const arrived = Math.max(sum.delivered, sum.settled);
  const estimated = arrived - sum.settled;
  const open = sum.messages - sum.settled;
  const share = open === 0 ? 0 : estimated / open;
  cell.onTheWay += sum.messages - arrived;
  if (arrived === 0) return;
  // What is on its way has an estimate above zero, most often: it is taken off there first.
  const charged = Math.min(sum.charged, Math.max(0, arrived - sum.free - sum.unpriced));
  const free = Math.min(sum.free, arrived - charged);
  const unknown = arrived - charged - free;
  cell.volume += arrived;
  // Meta said that it charges for them; what, no card here tells.
  cell.charged += charged + (sum.pricing_type === "regular" ? unknown : 0);
  cell.free += free;
  cell.unknown += unknown;
  cell.estimated += estimated;
  if (sum.pricing_type === "free_entry_point") cell.freeEntry += arrived;
  if (charged > 0 && sum.evidence != null) cell.evidence.add(sum.evidence);
  if ((sum.currency ?? currency) === currency) {
    cell.micros += sum.settled_micros + Math.round(sum.estimate_micros * share);
  } else cell.otherCurrency += charged;
}
