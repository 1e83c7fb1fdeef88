import { refOf } from "../../../core/ids.ts";
import type { Queryable } from "../../../storage/database.ts";
import { excludedByReason, reportBuckets, reportGroups, sendTimes } from "../../../storage/repos/campaign-report.ts";
import type { CampaignRow, CampaignState } from "../../../storage/rows.ts";
import { readSpec } from "../spec.ts";
import { campaignAnswers, type TappedButton } from "./answers.ts";
import { costReport, type CostReport } from "./cost.ts";
import { failureGroups, unsentGroups, type FailureGroup, type UnsentGroup } from "./failures.ts";
import { typedName } from "./figures.ts";
import { peopleReport, total, type PeopleReport } from "./people.ts";
import { ratesOf, type Rates } from "./rates.ts";
import { countingStep, seriesOf, type SeriesPoint } from "./series.ts";
import { compareVariants, variantReport, type Comparison, type VariantReport } from "./variants.ts";

/** Instants in milliseconds. */
export interface ReportTimes {
  readonly planned: number;
  readonly started: number | null;
  readonly finished: number | null;
  /** When Meta took the first and the last message. */
  readonly firstSent: number | null;
  readonly lastSent: number | null;
  /** Messages a second while it was sending, pauses of more than a minute left out; undefined where there is nothing to measure. */
  readonly perSecond: number | undefined;
}

/** What became of a campaign. */
export interface CampaignReport {
  /** `cam_3` */
  readonly id: string;
  readonly name: string | null;
  readonly state: CampaignState;
  /** A dotted code: why it is paused. */
  readonly reason: string | null;
  readonly phoneNumberId: string;
  readonly templates: readonly string[];
  readonly madeAt: number;
  /** Replies and opt-outs count for so many milliseconds. */
  readonly within: number;
  readonly people: PeopleReport;
  readonly rates: Rates;
  /** People who answered, whether or not Meta reported that their message arrived. */
  readonly replies: number;
  readonly taps: { readonly people: number; readonly taps: number; readonly buttons: readonly TappedButton[] };
  /** People, by how they said so: `stop-word`, `user-preferences`, `meta-131050`, or another word. */
  readonly optOuts: { readonly people: number; readonly how: Readonly<Record<string, number>> };
  readonly cost: CostReport;
  readonly failures: readonly FailureGroup[];
  readonly unsent: readonly UnsentGroup[];
  readonly times: ReportTimes;
  /** Two, where two texts are compared. */
  readonly variants: readonly VariantReport[];
  readonly comparisons: readonly Comparison[];
  readonly series: readonly SeriesPoint[];
}

/** A longer wait between two messages is a pause. */
const pauseMs = 60_000;

export interface ReportOptions {
  readonly now: number;
  /** Milliseconds. */
  readonly within: number;
  /** ISO 4217: what the profile is billed in. */
  readonly currency: string;
}

/** Reads the whole report. What is told of people and money comes from one reading, so that it adds up while the campaign runs. */
export async function campaignReport(
  db: Queryable,
  campaign: CampaignRow,
  { now, within, currency: billed }: ReportOptions,
): Promise<CampaignReport> {
  const { id, spec: json } = campaign;
  const spec = json === null ? undefined : readSpec(json);
  const groups = await reportGroups(db, id);
  const people = peopleReport(groups, await excludedByReason(db, id));
  const answers = await campaignAnswers(db, id, within);
  const currency = spec?.maxCost?.currency ?? groups.find((group) => group.currency !== null)?.currency ?? billed;
  const sends = await sendTimes(db, id, pauseMs);
  const step = countingStep((sends.touched ?? 0) - (sends.first ?? 0));
  const variants =
    spec === undefined || spec.variants.length < 2
      ? []
      : spec.variants.map((variant) => variantReport(variant, groups, answers, currency));
  const [a, b] = variants;
  const replies = total(answers.replies, (row) => row.people);
  const rates = ratesOf(people, answers);
  return {
    id: refOf("cam", id),
    name: campaign.name,
    state: campaign.state,
    reason: campaign.reason,
    phoneNumberId: campaign.phone_number_id,
    templates: spec === undefined ? [] : [...new Set(spec.variants.map(({ template }) => template))],
    madeAt: now,
    within,
    people,
    rates,
    replies,
    taps: {
      people: total(answers.taps, (row) => row.people),
      taps: total(answers.buttons, ({ taps }) => taps),
      buttons: answers.buttons,
    },
    optOuts: { people: total(answers.optOuts, (row) => row.people), how: countByMethod(answers.optOuts) },
    cost: costReport(groups, { currency, delivered: people.delivered, replies, budget: spec?.maxCost }),
    failures: failureGroups(groups),
    unsent: unsentGroups(groups, typedName({ name: campaign.name, id: refOf("cam", id) })),
    times: {
      planned: campaign.created_at,
      started: campaign.started_at,
      finished: campaign.finished_at,
      firstSent: sends.first,
      lastSent: sends.last,
      perSecond: sends.active > 0 ? (sends.steps * 1_000) / sends.active : undefined,
    },
    variants,
    comparisons: a === undefined || b === undefined ? [] : compareVariants(a, b),
    series: seriesOf(await reportBuckets(db, id, step), step),
  };
}

function countByMethod(rows: readonly { readonly method: string; readonly people: number }[]): Record<string, number> {
  const how: Record<string, number> = {};
  for (const { method, people } of rows) how[method] = (how[method] ?? 0) + people;
  return how;
}
