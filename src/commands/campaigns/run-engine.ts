import type { Context } from "../../cli/context.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { Text } from "../../core/text.ts";
import { isThisMachine } from "../../core/this-machine.ts";
import type { Engine } from "../../domain/campaigns/control/drive.ts";
import { watchFailures } from "../../domain/campaigns/control/watch-failures.ts";
import { watchMeta } from "../../domain/campaigns/control/watch.ts";
import { readLimits, type NumberLimits } from "../../domain/campaigns/plan/limits.ts";
import { readSpec, type CampaignSpec } from "../../domain/campaigns/spec.ts";
import { mayGoAt } from "../../domain/campaigns/when/next-loud.ts";
import { zonesOf } from "../../domain/campaigns/when/zone-of.ts";
import type { Upload } from "../../domain/messages/stored-content.ts";
import { costGate } from "../../domain/outbox/cost-gate.ts";
import type { Gate } from "../../domain/outbox/gates.ts";
import { createPace, type Pace } from "../../domain/outbox/pace.ts";
import { peopleGate } from "../../domain/outbox/people-gate.ts";
import { recheckBy, type RecheckRules } from "../../domain/outbox/recheck.ts";
import type { Call } from "../../domain/outbox/options.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { budgetGateOf } from "../costs/budget-gate-of.ts";
import { marketingLimitOf } from "../marketing-limit.ts";

export function specOf({ spec }: Pick<CampaignRow, "spec">): CampaignSpec | undefined {
  return spec === null ? undefined : readSpec(spec);
}

/** What Meta allows the campaign's number at this moment. */
export async function limitsNow(campaign: CampaignRow, context: Context): Promise<NumberLimits> {
  const wabaId = specOf(campaign)?.wabaId ?? requireSetting(await context.settings(), "wabaId");
  return readLimits(await context.graph(), await context.db(), {
    wabaId,
    phoneNumberId: campaign.phone_number_id,
    now: context.clock.now(),
    signal: context.signal,
  });
}

/** A call that is made once: the engine itself decides what is tried again, and when. */
async function callOf(context: Context): Promise<Call> {
  const { messages } = await context.graph();
  return async (phoneNumberId, message, onUsage) =>
    messages.sendPrepared(phoneNumberId, message, { maxAttempts: 1, onUsage });
}

/** Quiet hours where each person lives, or in the zone that was said. */
function loudAtOf(spec: CampaignSpec | undefined): RecheckRules["loudAt"] {
  const { quietHours, timeZone } = spec ?? {};
  if (quietHours === undefined || timeZone === undefined) return undefined;
  return (person, phone, now) => {
    const where = { timeZone: person?.time_zone, country: person?.country, phone };
    return mayGoAt(quietHours, zonesOf(where, timeZone), now);
  };
}

/** Never faster than the number may send, however fast somebody wants it; `max` only to a simulator on this machine. */
function paceOf(spec: CampaignSpec | undefined, { perSecond }: NumberLimits, graphUrl: string | undefined): Pace {
  const { rate } = spec ?? {};
  if (rate === "max") return createPace(isThisMachine(graphUrl) ? "max" : perSecond);
  return createPace(perSecond, rate === undefined || rate >= perSecond ? undefined : rate);
}

const resumeIt: Text = {
  en: "Then go on with: recado campaigns resume <name>",
  es: "Luego continúe con: recado campaigns resume <nombre>",
};

/** The ceiling of its cost, the month's budget, and Meta's ceiling of people a day. */
async function gatesOf(campaign: CampaignRow, { perDay, numbers }: NumberLimits, context: Context): Promise<Gate[]> {
  const maxCost = specOf(campaign)?.maxCost;
  const gates: Gate[] = [];
  if (maxCost !== undefined) gates.push(costGate(campaign.id, maxCost));
  gates.push(await budgetGateOf(context, resumeIt));
  if (perDay !== undefined) gates.push(peopleGate({ numbers, perDay }));
  return gates;
}

/** What looks on while a planned campaign runs: how many fail, and what Meta says of the number and the templates. */
async function watchesOf(
  campaign: CampaignRow,
  pace: Pace,
  context: Context,
): Promise<Pick<Engine, "brakes" | "watches">> {
  const spec = specOf(campaign);
  if (spec === undefined) return {};
  const { clock } = context;
  const tools = { db: await context.db(), clock, campaignId: campaign.id, share: spec.maxFailures };
  const watches = [
    await watchFailures(tools),
    watchMeta({ graph: await context.graph(), clock, campaign, spec, pace }),
  ];
  return {
    brakes: watches.map((watch) => () => watch.brake()),
    watches: watches.map((watch) => async (signal) => watch.run(signal)),
  };
}

/** How a campaign is sent: its pace, its rules, its files. */
export async function engineOf(
  campaign: CampaignRow,
  { limits, uploads }: { readonly limits: NumberLimits; readonly uploads: readonly Upload[] },
  context: Context,
): Promise<Engine> {
  const spec = specOf(campaign);
  const settings = await context.settings();
  const marketingLimit = marketingLimitOf(settings);
  const pace = paceOf(spec, limits, settings.graphUrl);
  return {
    call: await callOf(context),
    pace,
    recheck: recheckBy({ marketingLimit, loudAt: loudAtOf(spec) }),
    gates: await gatesOf(campaign, limits, context),
    ...(await watchesOf(campaign, pace, context)),
    uploads,
  };
}
