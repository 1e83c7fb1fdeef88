import type { Context } from "../../cli/context.ts";
import { thisRunner } from "../../cli/runner.ts";
import { line, view, type Block, type View } from "../../cli/view.ts";
import { PolicyError } from "../../core/errors.ts";
import { moneyText } from "../../core/money.ts";
import type { Text } from "../../core/text.ts";
import { driveCampaign, type DriveEnd } from "../../domain/campaigns/control/drive.ts";
import { isOver, nameOf } from "../../domain/campaigns/control/pause.ts";
import { runProblem } from "../../domain/campaigns/control/problem.ts";
import { runnerOf } from "../../domain/campaigns/control/runner-of.ts";
import type { CampaignStatus } from "../../domain/campaigns/control/status.ts";
import { useJson } from "../../domain/costs/budget.ts";
import { usedText } from "../../domain/costs/budget-fit.ts";
import { alreadyRunning } from "../../domain/outbox/lock.ts";
import type { Database } from "../../storage/database.ts";
import { changeCampaign } from "../../storage/repos/campaigns.ts";
import { nextDueAt } from "../../storage/repos/messages.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { notConfirmed } from "./cancel.ts";
import { findCampaign, statusNow } from "./find-campaign.ts";
import { queueBudget, type PlanBudget } from "./plan-budget.ts";
import { checkBeforeRun } from "./run-checks.ts";
import { engineOf, specOf } from "./run-engine.ts";
import { createMeter, withProgress } from "./run-progress.ts";
import { decided } from "./run-decisions.ts";
import { uploadHeaders } from "./run-uploads.ts";
import { shownTime, statusBlocks, statusJson } from "./shown-status.ts";

export interface RunInput {
  readonly campaign: string;
  readonly rate: string | undefined;
  readonly maxCost: string | undefined;
  readonly progress: "json" | undefined;
  readonly asPlanned: boolean;
  readonly dryRun: boolean;
}

/** Runs a campaign in the foreground, from wherever it stands. `resume` takes only one that was started. */
export async function runCampaign(input: RunInput, command: "start" | "resume", context: Context): Promise<View> {
  const { db, campaign: found } = await findCampaign(input.campaign, context);
  if (found.state === "cancelled") throw isOver(found);
  if (found.state === "planned" && command === "resume") throw notStarted(found);
  const runner = runnerOf(found, thisRunner(), context.clock.now());
  if (runner !== undefined && !runner.isThis) throw alreadyRunning(found);
  const next = await nextDueAt(db, found.id);
  if (found.state === "done" && next === undefined) return answer(db, { campaign: found }, context);
  const campaign = await decided(found, input, context);
  const limits = await checkBeforeRun(campaign, input, context);
  // As it would be sent: with what the command line says of its ceiling.
  const before = { ...(await statusNow(db, campaign, context)), campaign };
  const budget = await queueBudget(campaign.id, Math.max(context.clock.now(), next ?? 0), context);
  if (input.dryRun) return wouldRun(before, budget);
  if (campaign.state === "planned") await confirm(before, budget, context);
  await keepDecisions(db, found, campaign);
  if (next !== undefined && next > context.clock.now()) {
    await schedule(db, campaign, next, context);
    return answer(db, { campaign }, context);
  }
  const uploads = await uploadHeaders(campaign, specOf(campaign), context);
  const meter = createMeter(() => context.clock.now());
  const format = input.progress ?? "line";
  const end = await withProgress(campaign, { format, meter }, context, async () =>
    driveCampaign({
      db,
      clock: context.clock,
      signal: context.signal,
      runner: thisRunner(),
      campaign,
      whenAsked: "paused",
      engine: async (row) => ({
        ...(await engineOf(row, { limits, uploads }, context)),
        onEnded: () => meter.count(),
      }),
    }),
  );
  return answer(db, end, context);
}

async function keepDecisions(db: Database, before: CampaignRow, after: CampaignRow): Promise<void> {
  if (after.spec === null || after.spec === before.spec) return;
  const { keepSpec } = await import("../../storage/repos/campaign-spec.ts");
  await keepSpec(db, after.id, after.spec);
}

async function schedule(db: Database, campaign: CampaignRow, dueAt: number, context: Context): Promise<void> {
  const from = ["planned", "scheduled", "running", "paused", "done"] as const;
  await changeCampaign(db, campaign.id, { state: "scheduled", at: context.clock.now(), from, dueAt });
}

/** What became of a run, or of one that was over already. */
async function answer(
  db: Database,
  end: Pick<DriveEnd, "campaign"> & Partial<DriveEnd>,
  context: Context,
): Promise<View> {
  const status = await statusNow(db, end.campaign, context);
  const { campaign, counts, taken } = status;
  const { stoppedBy, interrupted = false } = end;
  return view({
    data: statusJson(status),
    blocks: [...said(status), ...statusBlocks(status)],
    problem: runProblem({ campaign, counts, taken, stoppedBy, interrupted }),
  });
}

function said({ campaign }: CampaignStatus): Block[] {
  const name = nameOf(campaign);
  if (campaign.state === "done") return [line({ en: `${name} is done.`, es: `${name} terminó.` }, "good")];
  if (campaign.state !== "scheduled" || campaign.due_at === null) return [];
  const when = shownTime(campaign, campaign.due_at);
  return [
    line({
      en: `${name} goes on at ${when}. recado work must be running then.`,
      es: `${name} continúa el ${when}. Para entonces debe estar en marcha recado work.`,
    }),
  ];
}

function costOf({ cost }: CampaignStatus): Text | undefined {
  const { estimate_micros: micros, currency, unpriced } = cost;
  return micros === null || currency === null || unpriced > 0 ? undefined : moneyText({ micros, currency });
}

/** Why fewer may go out than were planned: the ceiling is lower than the estimate. */
function ceilingText(status: CampaignStatus): Text | undefined {
  const ceiling = specOf(status.campaign)?.maxCost;
  const { estimate_micros: micros } = status.cost;
  if (ceiling === undefined || micros === null || micros <= ceiling.micros) return undefined;
  const shown = moneyText(ceiling);
  return {
    en: `It pauses when ${shown.en} are reached.`,
    es: `Se pausa al llegar a ${shown.es}.`,
  };
}

function people(count: number): Text {
  return count === 1 ? { en: "1 person", es: "1 persona" } : { en: `${count} people`, es: `${count} personas` };
}

async function confirm(status: CampaignStatus, budget: PlanBudget | undefined, context: Context): Promise<void> {
  const ceiling = ceilingText(status);
  if (ceiling !== undefined) context.warn(ceiling);
  for (const { text } of budget?.warnings ?? []) context.warn(text);
  if (context.yes) return;
  const who = people(status.counts.queued);
  const cost = costOf(status);
  const name = nameOf(status.campaign);
  const message =
    cost === undefined
      ? {
          en: `Send ${name} to ${who.en}? What it costs is not known.`,
          es: `¿Enviar ${name} a ${who.es}? No se conoce el costo.`,
        }
      : {
          en: `Send ${name} to ${who.en}, for about ${cost.en}?`,
          es: `¿Enviar ${name} a ${who.es}, por unos ${cost.es}?`,
        };
  if (!(await context.prompt.confirm({ message, option: "--yes" }))) throw notConfirmed();
}

function wouldRun(status: CampaignStatus, budget: PlanBudget | undefined): View {
  const who = people(status.counts.queued);
  const cost = costOf(status);
  const ceiling = ceilingText(status);
  const name = nameOf(status.campaign);
  return view({
    data: { ...statusJson(status), dryRun: true, budget: budget === undefined ? null : useJson(budget.use) },
    blocks: [
      line({
        en: `Would send ${name} to ${who.en}${cost === undefined ? "" : `, for about ${cost.en}`}. Everything is in order.`,
        es: `Se enviaría ${name} a ${who.es}${cost === undefined ? "" : `, por unos ${cost.es}`}. Todo está en orden.`,
      }),
      ...(ceiling === undefined ? [] : [line(ceiling, "warn")]),
      ...(budget === undefined ? [] : [line(usedText(budget.use))]),
      ...(budget?.warnings ?? []).map(({ text }) => line(text, "warn")),
    ],
  });
}

function notStarted(campaign: CampaignRow): PolicyError {
  const name = nameOf(campaign);
  return new PolicyError({
    code: "campaigns.not_started",
    text: {
      en: `The campaign ${name} has not been started yet.`,
      es: `La campaña ${name} todavía no se ha iniciado.`,
    },
    hint: { en: `Start it with: recado campaigns start ${name}`, es: `Iníciela con: recado campaigns start ${name}` },
  });
}
