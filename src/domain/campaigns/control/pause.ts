import { AppError, PolicyError } from "../../../core/errors.ts";
import { refOf } from "../../../core/ids.ts";
import type { Text } from "../../../core/text.ts";
import type { Database } from "../../../storage/database.ts";
import { changeCampaign, getCampaign } from "../../../storage/repos/campaigns.ts";
import type { CampaignRow } from "../../../storage/rows.ts";

/** Why a campaign is paused that a person paused, or stopped with Ctrl-C, or gave more to send. */
export const pausedReason = "person.paused";
export const interruptedReason = "person.interrupted";
export const retriedReason = "person.retried";

/** How a campaign is named on a command line. */
export function nameOf({ id, name }: Pick<CampaignRow, "id" | "name">): string {
  if (name === null) return refOf("cam", id);
  return /^[\p{L}\p{N}_.-]+$/u.test(name) ? name : `"${name}"`;
}

/** The row as it is now. */
export async function reread(db: Database, { id }: Pick<CampaignRow, "id">): Promise<CampaignRow> {
  const row = await getCampaign(db, id);
  if (row !== undefined) return row;
  throw new AppError({ code: "fault", text: { en: "The campaign is gone.", es: "La campaña ya no existe." } });
}

/**
 * Stops a campaign from sending more; whoever runs it notices within a second. One that is paused already stays as it is.
 *
 * @throws PolicyError `campaigns.not_started`, `campaigns.over`
 */
export async function pauseCampaign(db: Database, campaign: CampaignRow, now: number): Promise<CampaignRow> {
  const { id } = campaign;
  if (campaign.state === "planned") throw notStarted(campaign);
  await changeCampaign(db, id, { state: "paused", at: now, from: ["running", "scheduled"], reason: pausedReason });
  const after = await reread(db, campaign);
  if (after.state !== "paused") throw isOver(after);
  return after;
}

function notStarted(campaign: CampaignRow): PolicyError {
  return new PolicyError({
    code: "campaigns.not_started",
    text: {
      en: `The campaign ${nameOf(campaign)} has not been started: there is nothing to pause.`,
      es: `La campaña ${nameOf(campaign)} no se ha iniciado: no hay nada que pausar.`,
    },
    hint: {
      en: `Start it with: recado campaigns start ${nameOf(campaign)}`,
      es: `Iníciela con: recado campaigns start ${nameOf(campaign)}`,
    },
    data: { campaign: refOf("cam", campaign.id), state: campaign.state },
  });
}

const overWords: Readonly<Record<string, Text>> = {
  done: { en: "is done", es: "ya terminó" },
  cancelled: { en: "was cancelled", es: "fue cancelada" },
};

/** Nothing can be done with a campaign that has ended. */
export function isOver(campaign: CampaignRow): PolicyError {
  const name = nameOf(campaign);
  const words = overWords[campaign.state] ?? { en: `is ${campaign.state}`, es: `está en ${campaign.state}` };
  return new PolicyError({
    code: "campaigns.over",
    text: { en: `The campaign ${name} ${words.en}.`, es: `La campaña ${name} ${words.es}.` },
    hint: {
      en: `See what became of it: recado campaigns show ${name}`,
      es: `Consulte en qué quedó: recado campaigns show ${name}`,
    },
    data: { campaign: refOf("cam", campaign.id), state: campaign.state },
  });
}
