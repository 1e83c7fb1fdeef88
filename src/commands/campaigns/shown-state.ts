import type { Tone } from "../../cli/view.ts";
import { same, type Text } from "../../core/text.ts";
import { interruptedReason, pausedReason, retriedReason } from "../../domain/campaigns/control/pause.ts";
import type { CampaignRow, CampaignState } from "../../storage/rows.ts";
import { wordOf } from "../words.ts";

/** The states of a campaign in a person's words; JSON keeps the codes. */
export const campaignStateWords: Readonly<Record<CampaignState, { readonly text: Text; readonly tone: Tone }>> = {
  planned: { text: { en: "planned", es: "planificada" }, tone: "dim" },
  scheduled: { text: { en: "scheduled", es: "programada" }, tone: "warn" },
  running: { text: { en: "running", es: "enviándose" }, tone: "good" },
  paused: { text: { en: "paused", es: "pausada" }, tone: "warn" },
  done: { text: { en: "done", es: "terminada" }, tone: "good" },
  cancelled: { text: { en: "cancelled", es: "cancelada" }, tone: "dim" },
};

const reasons: Readonly<Record<string, Text>> = {
  [pausedReason]: { en: "by a person", es: "por una persona" },
  [interruptedReason]: { en: "interrupted", es: "se interrumpió" },
  [retriedReason]: { en: "has messages to send again", es: "tiene mensajes para reintentar" },
  "person.cancelled": { en: "by a person", es: "por una persona" },
};

/** What was stored when a brake paused a campaign. */
export interface StoredReason {
  readonly text: Text;
  readonly hint?: Text | undefined;
}

export function storedReason({ reason_text: json }: Pick<CampaignRow, "reason_text">): StoredReason | undefined {
  return json === null ? undefined : (JSON.parse(json) as StoredReason);
}

/** Why a campaign is in its state, in words; undefined where there is nothing to say. */
export function whyText(campaign: Pick<CampaignRow, "reason" | "reason_text">): Text | undefined {
  const { reason } = campaign;
  if (reason === null) return undefined;
  return storedReason(campaign)?.text ?? wordOf(reasons, reason);
}

/** How a campaign is called in a table: its name, or that it has none. */
export function nameCell({ name }: Pick<CampaignRow, "name">): { readonly text: Text; readonly tone?: Tone } {
  return name === null ? { text: { en: "(recado send)", es: "(recado send)" }, tone: "dim" } : { text: same(name) };
}
