import { runRecado, type RunOptions, type RunResult } from "../../helpers/run.ts";
import { stillClock } from "../campaigns/plan-world.ts";

export interface EstimateLine {
  readonly market: string;
  readonly category: string;
  readonly messages: number;
  readonly charged: number;
  readonly free: number;
  readonly rate: string | null;
  readonly amount: string | null;
  readonly tier: { readonly from: number; readonly to: number | null; readonly discount: number } | null;
  readonly evidence: string;
}

export interface Estimate {
  readonly currency: string;
  readonly total: string;
  readonly on: string;
  readonly lines: readonly EstimateLine[];
}

/** `recado costs estimate`, on 15 November 2026 unless told otherwise. */
export async function estimate(args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  const clock = stillClock("2026-11-15T12:00:00Z");
  return runRecado(["costs", "estimate", ...args], { clock, ...options });
}

/** What `--json` left on stdout. */
export function estimateOf({ code, stdout, stderr }: RunResult): Estimate {
  if (code !== 0) throw new Error(`${code}: ${stderr}`);
  return JSON.parse(stdout) as Estimate;
}
