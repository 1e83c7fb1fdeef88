import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import type { View } from "../../cli/view.ts";
import type { startInput } from "./control-specs.ts";
import { runCampaign } from "./run-campaign.ts";

/** `{"id","name","state","reason","dueAt","runner","list","counts","cost"}` */
export async function run(
  input: InputOf<typeof startInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  return runCampaign(input, "start", context);
}
