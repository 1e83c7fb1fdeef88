import type { Context } from "../../cli/context.ts";
import { AppError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { readCampaignName } from "../../domain/campaigns/plan/name.ts";
import { findCampaignByName } from "../../storage/repos/campaigns.ts";
import { withHint } from "./ask-again.ts";

/**
 * The name as it was typed. In a terminal it is asked for last, when what the campaign is about is known: undefined until then.
 *
 * @param template proposes a name, and is what makes it the time to ask
 * @throws UsageError `usage.missing_option`, `usage.bad_campaign_name`
 */
export async function askCampaignName(
  typed: string | undefined,
  context: Context,
  template?: string,
): Promise<string | undefined> {
  if (typed !== undefined) return readCampaignName(typed);
  const isTime = template !== undefined || !context.interactive;
  if (!isTime) return undefined;
  const day = new Date(context.clock.now()).toISOString().slice(0, 10);
  const answer = await context.prompt.text({
    message: { en: "What is the campaign called?", es: "¿Cómo se llama la campaña?" },
    option: "<name>",
    default: `${template ?? ""} ${day}`.trim(),
    check: async (given) => wrongName(given, context),
  });
  return readCampaignName(answer);
}

async function wrongName(given: string, context: Context): Promise<Text | undefined> {
  try {
    const { phoneNumberId = "" } = await context.settings();
    const known = await findCampaignByName(await context.db(), phoneNumberId, readCampaignName(given));
    return known === undefined
      ? undefined
      : { en: "There is one of that name already.", es: "Ya hay una con ese nombre." };
  } catch (error) {
    if (error instanceof AppError) return withHint(error);
    throw error;
  }
}
