import type { Context } from "../../cli/context.ts";
import { requireSetting } from "../../cli/settings.ts";
import type { DriveOptions } from "../../domain/campaigns/control/drive.ts";
import { readLimits, type NumberLimits } from "../../domain/campaigns/plan/limits.ts";
import { readSpec, type CampaignSpec } from "../../domain/campaigns/spec.ts";
import { mayGoAt } from "../../domain/campaigns/when/next-loud.ts";
import { zonesOf } from "../../domain/campaigns/when/zone-of.ts";
import type { Upload } from "../../domain/messages/stored-content.ts";
import { createPace } from "../../domain/outbox/pace.ts";
import { recheckBy, type RecheckRules } from "../../domain/outbox/recheck.ts";
import type { Call } from "../../domain/outbox/run.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { marketingLimitOf } from "../marketing-limit.ts";

type Engine = Awaited<ReturnType<DriveOptions["engine"]>>;

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

/** Never faster than the number may send, however fast somebody wants it; `max` was read for a simulator on this machine only. */
export function rateOf(spec: CampaignSpec | undefined, limits: NumberLimits): number | "max" {
  const { rate } = spec ?? {};
  return rate === "max" ? "max" : Math.min(rate ?? limits.perSecond, limits.perSecond);
}

/** How a campaign is sent: its pace, its rules, its files. */
export async function engineOf(
  campaign: CampaignRow,
  { limits, uploads }: { readonly limits: NumberLimits; readonly uploads: readonly Upload[] },
  context: Context,
): Promise<Engine> {
  const spec = specOf(campaign);
  const marketingLimit = marketingLimitOf(await context.settings());
  return {
    call: await callOf(context),
    pace: createPace(rateOf(spec, limits)),
    recheck: recheckBy({ marketingLimit, loudAt: loudAtOf(spec) }),
    uploads,
  };
}
