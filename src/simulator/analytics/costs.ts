import { GraphFault } from "../errors.ts";
import type { World } from "../world.ts";

/**
 * Whether costs were asked for, and are told: where a partner pays they are not and, asked for alone, refused. A rate that the simulator
 * does not know is another matter: Meta knows its own, and only the points with it come without a cost.
 */
export function tellsCosts({ state }: World, metrics: readonly string[]): boolean {
  const alone = metrics.length === 1 && metrics[0] === "COST";
  const asked = metrics.length === 0 || metrics.includes("COST");
  if (!state.business.costWithheld) return asked;
  if (!alone) return false;
  throw new GraphFault(100, {
    message: "(#100) Cost not available",
    userTitle: "Cost not available",
    userMessage: "A partner pays for this account. Ask the partner what messages cost.",
  });
}

/** Micros as analytics write money: a number in the account's currency. */
export const costOf = (micros: number): number => micros / 1_000_000;
