import type { Context } from "../../cli/context.ts";
import { UsageError } from "../../core/errors.ts";
import { readMaxCost } from "../../domain/campaigns/plan/budget.ts";
import { readRate } from "../../domain/campaigns/plan/rate.ts";
import { campaignCost } from "../../storage/repos/campaign-counts.ts";
import type { CampaignRow } from "../../storage/rows.ts";
import { specOf } from "./run-engine.ts";

/** The campaign with what the command line says of its rate and its ceiling, in place of what was planned. */
export async function decided(
  campaign: CampaignRow,
  { rate, maxCost }: { readonly rate: string | undefined; readonly maxCost: string | undefined },
  context: Context,
): Promise<CampaignRow> {
  if (rate === undefined && maxCost === undefined) return campaign;
  const spec = specOf(campaign);
  if (spec === undefined) throw unnamed();
  const { graphUrl, currency } = await context.settings();
  const billed = spec.figures?.currency ?? (await campaignCost(await context.db(), campaign.id)).currency;
  const changed = {
    ...spec,
    ...(rate === undefined ? {} : { rate: readRate(rate, graphUrl) }),
    ...(maxCost === undefined ? {} : { maxCost: readMaxCost(maxCost, billed ?? currency ?? "USD") }),
  };
  return { ...campaign, spec: JSON.stringify(changed) };
}

function unnamed(): UsageError {
  return new UsageError({
    code: "usage.bad_option",
    text: {
      en: "--rate and --max-cost are for planned campaigns, not for what recado send left.",
      es: "--rate y --max-cost son para campañas planificadas, no para lo que dejó recado send.",
    },
  });
}
