import type { Runner } from "../../outbox/abandoned.ts";
import type { CampaignRow } from "../../../storage/rows.ts";

/** Who runs a campaign now. */
export interface CampaignRunner {
  readonly name: string;
  /** Since when the campaign has been running (milliseconds). */
  readonly since: number;
  readonly isThis: boolean;
}

type Held = Pick<CampaignRow, "runner" | "runner_until" | "started_at" | "updated_at">;

/** Who runs a campaign; undefined when nobody does, or whoever did is gone or gave no sign of life in time. */
export function runnerOf(row: Held, runners: Runner, now: number): CampaignRunner | undefined {
  const { runner: name, runner_until: until } = row;
  if (name === null || until === null || until <= now || runners.isGone(name)) return undefined;
  return { name, since: row.updated_at, isThis: name === runners.name };
}
