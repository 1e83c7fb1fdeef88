import type { Clock } from "../../../src/core/clock.ts";
import type { Simulator, SimulatorOptions } from "../../../src/testing.ts";
import { runRecado, type RunOptions, type RunResult } from "../../helpers/run.ts";
import { connectedHome, simulator } from "../accounts.ts";
import { offer } from "./offer.ts";

export interface PlanWorld {
  readonly sim: Simulator;
  readonly home: string;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<RunResult>;
  /** `campaigns create` with the offer, answered as JSON. */
  readonly create: (name: string, ...args: string[]) => Promise<RunResult>;
}

/** A clock that stands at an instant. */
export function stillClock(iso: string): Clock {
  const now = Date.parse(iso);
  return { now: () => now, sleep: async () => {} };
}

/** An account with the offer, approved, and people who agreed to marketing and notices: lines of `name,phone,language`. */
export async function planWorld(people: readonly string[], options?: SimulatorOptions): Promise<PlanWorld> {
  const sim = await simulator(options);
  sim.template({ ...offer, status: "APPROVED" });
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  const run: PlanWorld["run"] = async (args, more = {}) => runRecado(args, { home, ...more });
  if (people.length > 0) {
    const stdin = `name,phone,language\n${people.join("\n")}\n`;
    const consent = ["--consent-source", "form", "--consent-purpose", "marketing,utility"];
    const imported = await run(["contacts", "import", "-", ...consent, "--json"], { stdin });
    if (imported.code !== 0) throw new Error(imported.stderr);
  }
  const create: PlanWorld["create"] = async (name, ...args) =>
    run(["campaigns", "create", name, "--template", "oferta", "--timezone", "UTC", ...args, "--json"]);
  return { sim, home, run, create };
}

/** What `--json` left on stdout. */
export function planOf(result: RunResult): Plan {
  if (result.code !== 0) throw new Error(`${result.code}: ${result.stderr}`);
  return JSON.parse(result.stdout) as Plan;
}

export interface Plan {
  readonly id: string | null;
  readonly name: string;
  readonly state: string;
  readonly recipients: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly estimate: { readonly amount: string | null; readonly currency: string; readonly lines: readonly unknown[] };
  readonly limit: {
    readonly tier: string | null;
    readonly used: number;
    readonly fits: boolean;
    readonly days: number;
    readonly newPeople: number;
  };
  readonly startsAt: string;
  readonly finishesAt: string | null;
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
  readonly samples: readonly { readonly to: string; readonly variant: string; readonly rendered: string }[];
  readonly languages: readonly { readonly variant: string; readonly language: string; readonly count: number }[];
  readonly templateChanges: readonly { readonly fields: readonly string[]; readonly diff: readonly string[] }[];
  readonly test?: { readonly to: string; readonly state: string; readonly reason: string | null };
}

export const codesOf = ({ warnings }: Plan): string[] => warnings.map(({ code }) => code);
