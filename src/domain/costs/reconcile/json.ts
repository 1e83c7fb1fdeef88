import { formatMicros, type Micros } from "../../../core/money.ts";
import { amountOf, knownAmountOf, type Figures } from "./figures.ts";
import type { Reconciliation } from "./reconcile.ts";

const amountJson = (micros: Micros | null): string | null => (micros === null ? null : formatMicros(micros));

function lineJson(figures: Figures) {
  const { volume, charged, free } = figures;
  return { volume, charged, free, amount: amountJson(amountOf(figures)) };
}

/** `amount` is what is known; `unknownCost` counts the messages that are not in it. */
function totalJson(figures: Figures) {
  const { volume, charged, free, unknown: unknownCost } = figures;
  return { volume, charged, free, amount: amountJson(knownAmountOf(figures)), unknownCost };
}

/** The document of `costs reconcile --json`: amounts are decimal strings, null where they are not known. */
export function reconcileJson({ month, currency, lines, totals, ...rest }: Reconciliation) {
  const { counts } = totals;
  return {
    month,
    currency,
    lines: lines.map(({ day, market, category, meta, ledger, verdict, reason }) => ({
      day,
      market,
      category,
      meta: lineJson(meta),
      ledger: lineJson(ledger),
      verdict,
      reason,
    })),
    totals: {
      meta: totalJson(totals.meta),
      ledger: totalJson(totals.ledger),
      matched: counts.matched,
      missingHere: counts["missing-here"],
      missingThere: counts["missing-there"],
      priceDiffers: counts["price-differs"],
      daysNotSynced: rest.unread,
      daysStillCounting: rest.open,
      costWithheld: rest.costs === "withheld",
      otherNumbers: rest.otherNumbers,
    },
  };
}
