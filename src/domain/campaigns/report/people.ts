import type { ReportGroup } from "../../../storage/repos/campaign-report.ts";
import { assumedReason } from "../../../storage/repos/retries.ts";
import { recipientStates, type CampaignCounts, type RecipientState } from "../control/status.ts";

/** Who was in the list, and what became of each: `list` = `recipients` + `excluded`, `recipients` = the sum of `states`. */
export interface PeopleReport {
  readonly list: number;
  readonly recipients: number;
  readonly excluded: number;
  /** By reason (`exclusionReasons`); reasons that nobody has are left out. */
  readonly excludedBy: Readonly<Record<string, number>>;
  readonly states: CampaignCounts;
  /** Meta took their message, whatever became of it. */
  readonly taken: number;
  /** Their message arrived, read or not. */
  readonly delivered: number;
  readonly read: number;
  /** Of those who are `accepted`: a person said so, not Meta. */
  readonly assumedSent: number;
  /** Messages beyond the first to a person, without those that were not needed. */
  readonly retries: number;
}

/** Whether the messages of a group count as recipients: no other one counts in their place. */
export const isCurrent = (group: ReportGroup): boolean => group.replaced === 0;

export function total<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + numberOf(item), 0);
}

const messagesOf = (groups: readonly ReportGroup[]): number => total(groups, ({ messages }) => messages);

export function peopleReport(
  groups: readonly ReportGroup[],
  excluded: readonly { readonly reason: string; readonly people: number }[],
): PeopleReport {
  const current = groups.filter(isCurrent);
  const inState = (state: RecipientState): number => messagesOf(current.filter((group) => group.state === state));
  const states = Object.fromEntries(recipientStates.map((state) => [state, inState(state)])) as CampaignCounts;
  const recipients = messagesOf(current);
  const out = total(excluded, ({ people }) => people);
  return {
    list: recipients + out,
    recipients,
    excluded: out,
    excludedBy: Object.fromEntries(excluded.map(({ reason, people }) => [reason, people])),
    states,
    taken: total(current, ({ taken }) => taken),
    delivered: states.delivered + states.read,
    read: states.read,
    assumedSent: messagesOf(current.filter(({ state, reason }) => state === "accepted" && reason === assumedReason)),
    // Each person has one message that counts.
    retries: total(
      groups.filter((group) => !isCurrent(group)),
      ({ tried }) => tried,
    ),
  };
}
