import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { thisRunner } from "../../cli/runner.ts";
import { line, view, type View } from "../../cli/view.ts";
import { nameOf, pauseCampaign } from "../../domain/campaigns/control/pause.ts";
import { runnerOf } from "../../domain/campaigns/control/runner-of.ts";
import type { pauseInput } from "./control-specs.ts";
import { findCampaign, statusNow } from "./find-campaign.ts";
import { statusBlocks, statusJson } from "./shown-status.ts";

export async function run(
  input: InputOf<typeof pauseInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { db, campaign } = await findCampaign(input.campaign, context);
  const now = context.clock.now();
  const { dryRun } = input;
  const name = nameOf(campaign);
  if (!dryRun) await pauseCampaign(db, campaign, now);
  const status = await statusNow(db, campaign, context);
  const runs = runnerOf(campaign, thisRunner(), now) !== undefined;
  return view({
    data: { ...statusJson(status), dryRun },
    blocks: [
      dryRun
        ? line({ en: `Would pause ${name}.`, es: `Se pausaría ${name}.` })
        : line({ en: `${name} is paused.`, es: `${name} queda pausada.` }, "good"),
      ...(runs && !dryRun
        ? [
            line({
              en: "Whoever runs it finishes what is under way and stops.",
              es: "Quien la ejecuta termina lo que está en curso y se detiene.",
            }),
          ]
        : []),
      ...statusBlocks(status),
    ],
  });
}
