import { GraphFault } from "../errors.ts";
import { hasCard } from "../pricing/cards.ts";
import type { World } from "../world.ts";

const withheld = (reason: string): GraphFault =>
  new GraphFault(100, {
    message: "(#100) Cost not available",
    userTitle: "Cost not available",
    userMessage: reason,
  });

/** Whether costs were asked for, and are told. Asked for alone, they are refused where they are not. */
export function tellsCosts({ state }: World, metrics: readonly string[]): boolean {
  const { costWithheld, currency } = state.business;
  const alone = metrics.length === 1 && metrics[0] === "COST";
  const asked = metrics.length === 0 || metrics.includes("COST");
  if (costWithheld) {
    if (alone) throw withheld("A partner pays for this account. Ask the partner what messages cost.");
    return false;
  }
  if (!hasCard(currency)) {
    if (alone) throw withheld(`The simulator has no rate card in ${currency}, only in USD and EUR.`);
    return false;
  }
  return asked;
}

/** Micros as analytics write money: a number in the account's currency. */
export const costOf = (micros: number): number => micros / 1_000_000;
