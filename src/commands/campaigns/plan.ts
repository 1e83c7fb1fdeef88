import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import { InputError } from "../../core/errors.ts";
import { planOf } from "../../domain/campaigns/plan/plan.ts";
import { findCampaign } from "./find-campaign.ts";
import type { planInput } from "./plan-specs.ts";
import { planView } from "./plan-view.ts";

/** `{"id","name","state","recipients","excluded","estimate","limit","finishesAt","warnings",…}` */
export async function run(input: InputOf<typeof planInput>, context: Context): Promise<View> {
  const { db, campaign } = await findCampaign(input.campaign, context);
  const { signal, clock } = context;
  const plan = await planOf(db, await context.graph(), campaign, { now: clock.now(), signal });
  if (plan !== undefined) return planView(plan, context);
  throw new InputError({
    code: "campaigns.not_planned",
    text: {
      en: "That is what recado send made: there is no plan of it.",
      es: "Eso lo hizo recado send: no tiene plan.",
    },
    hint: {
      en: `See: recado campaigns show ${input.campaign}`,
      es: `Consulte: recado campaigns show ${input.campaign}`,
    },
  });
}
