import { commands } from "../../../src/commands/index.ts";
import { create, plan } from "../../../src/commands/campaigns/plan-specs.ts";
import { group } from "../../../src/cli/command.ts";
import { runTree, type RunOptions, type RunResult } from "../../helpers/run.ts";
import type { Simulator, SimulatorOptions } from "../../../src/testing.ts";
import { connectedHome, simulator } from "../accounts.ts";
import { offer } from "./offer.ts";

const tree = [
  ...commands.filter(({ name }) => name !== "campaigns"),
  group({ name: "campaigns", summary: { en: "campaigns", es: "campañas" }, commands: [create, plan] }),
];

export interface PlanWorld {
  readonly sim: Simulator;
  readonly home: string;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
}

/** An account with the offer, approved, and people: `name,phone` lines who agreed to marketing. */
export async function planWorld(people: readonly string[], options?: SimulatorOptions): Promise<PlanWorld> {
  const sim = await simulator(options);
  sim.template({ ...offer, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  const run: PlanWorld["run"] = async (args, more = {}) => runTree(tree, args, { home, ...more });
  if (people.length > 0) {
    const stdin = `name,phone\n${people.join("\n")}\n`;
    const args = ["contacts", "import", "-", "--consent-source", "form", "--consent-purpose", "marketing,utility", "--json"];
    const imported = await run(args, { stdin });
    if (imported.code !== 0) throw new Error(imported.stderr);
  }
  return { sim, home, run };
}
