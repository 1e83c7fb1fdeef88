import type { CampaignRow } from "../../../storage/rows.ts";
import type { Runner } from "../../outbox/abandoned.ts";
import { runnerOf } from "./runner-of.ts";

/** What a worker has to do with the campaigns that were started and are not over. */
export interface Agenda {
  /** Those that nobody runs and that may go now. */
  readonly due: readonly CampaignRow[];
  /** When the first of the others may (milliseconds); undefined when none waits. */
  readonly nextAt: number | undefined;
}

/** @param mine those that this worker runs already */
export function agendaOf(
  open: readonly CampaignRow[],
  { runners, mine, now }: { readonly runners: Runner; readonly mine: ReadonlySet<number>; readonly now: number },
): Agenda {
  const waiting = open.filter((row) => !mine.has(row.id) && runnerOf(row, runners, now) === undefined);
  const due: CampaignRow[] = [];
  let nextAt: number | undefined;
  for (const row of waiting) {
    // One that should be running and is not: whoever ran it is gone.
    const at = row.state === "running" ? now : (row.due_at ?? now);
    if (at <= now) due.push(row);
    else nextAt = Math.min(nextAt ?? at, at);
  }
  return { due, nextAt };
}
