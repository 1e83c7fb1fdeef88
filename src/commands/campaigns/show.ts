import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { view, type View } from "../../cli/view.ts";
import type { showInput } from "./control-specs.ts";
import { findCampaign, statusNow } from "./find-campaign.ts";
import { statusBlocks, statusJson } from "./shown-status.ts";

/** `{"id","name","state","reason","dueAt","runner","list","counts","taken","cost"}` */
export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const { db, campaign } = await findCampaign(input.campaign, context);
  const status = await statusNow(db, campaign, context);
  return view({ data: statusJson(status), blocks: statusBlocks(status) });
}
