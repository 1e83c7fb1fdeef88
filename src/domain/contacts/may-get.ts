import type { Queryable } from "../../storage/database.ts";
import { marketingTimes } from "../../storage/repos/marketing-count.ts";
import { purposes, type ContactRow, type Purpose } from "../../storage/rows.ts";
import { limitOf, type Frequency, type FrequencyUse } from "../consent/frequency.ts";
import { mayMessage, type Verdict } from "../consent/may-message.ts";
import { consentOf } from "../consent/state.ts";

export interface MayGet {
  readonly verdicts: Readonly<Record<Purpose, Verdict>>;
  /** How much marketing they had; undefined where there is no limit to it. */
  readonly frequency: FrequencyUse | undefined;
}

/** What a contact may be sent now on the business's own initiative, by category, and why not the rest. */
export async function mayGet(
  db: Queryable,
  row: ContactRow,
  { now, marketingLimit }: { readonly now: number; readonly marketingLimit: Frequency | undefined },
): Promise<MayGet> {
  const limit = limitOf(row.marketing_limit, marketingLimit);
  const times = limit === undefined ? undefined : await marketingTimes(db, [row.id], now - limit.periodMs);
  const frequency = limit === undefined ? undefined : { limit, sent: times?.get(row.id) ?? [], now };
  const state = consentOf(row);
  const verdict = (category: Purpose): Verdict => mayMessage(state, { category, frequency });
  const verdicts = Object.fromEntries(purposes.map((category) => [category, verdict(category)])) as MayGet["verdicts"];
  return { verdicts, frequency };
}
