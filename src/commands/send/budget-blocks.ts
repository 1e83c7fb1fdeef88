import { line, type Block } from "../../cli/view.ts";
import type { BudgetUse } from "../../domain/costs/budget.ts";
import { budgetWarnings, usedText } from "../../domain/costs/budget-fit.ts";
import type { Prospect } from "../../domain/messages/prepare.ts";

/** How the month's budget stands, and whether these fit into it; nothing where there is none. */
export function budgetBlocks(use: BudgetUse | undefined, allowed: readonly Prospect[], currency: string): Block[] {
  if (use === undefined) return [];
  const estimates = allowed.map(({ estimate }) => estimate.micros);
  const micros = estimates.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  const unpriced = estimates.filter((one) => one === null).length;
  return [
    line(usedText(use)),
    ...budgetWarnings(use, { micros, unpriced, currency }).map(({ text }) => line(text, "warn")),
  ];
}
