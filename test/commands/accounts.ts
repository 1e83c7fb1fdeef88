import { onTestFinished } from "vitest";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../src/testing.ts";
import { runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

/** A simulator that ends with the test. */
export async function simulator(options?: SimulatorOptions): Promise<Simulator> {
  const started = await startSimulator(options);
  onTestFinished(() => started.close());
  return started;
}

/** A home with a profile that was made as a person with a real account makes it: token, account, number. */
export async function connectedHome(
  sim: Simulator,
  extra: readonly string[] = [],
): Promise<{ home: string; made: RunResult }> {
  const home = temporaryFolder();
  const usual = Object.entries({ "--graph-url": sim.graphUrl, "--waba": sim.wabaId });
  const missing = usual.filter(([option]) => !extra.includes(option)).flat();
  const args = ["init", "--token-stdin", ...missing, ...extra];
  const made = await runRecado([...args, "--json"], { home, stdin: `${sim.accessToken}\n` });
  return { home, made };
}
