import { scheduleStep } from "./due.ts";
import { changeStatus } from "./status.ts";
import type { QualityScore, TemplateState } from "./store.ts";
import { sendQualityUpdate } from "./webhooks.ts";
import type { World } from "../world.ts";

/**
 * The quality of templates: red pauses, the third time it disables.
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/guidelines#template-pausing
 */

const hour = 3_600_000;
const pauses = [
  { title: "FIRST_PAUSE", hours: 3 },
  { title: "SECOND_PAUSE", hours: 6 },
] as const;

/** Sets a template's quality with everything that follows from it; ends when the webhooks have been tried once. */
export async function setQuality(world: World, template: TemplateState, score: QualityScore): Promise<void> {
  const reported = changeScore(world, template, score);
  const paused = score === "RED" && template.status === "APPROVED" ? pause(world, template) : undefined;
  await Promise.all([reported, paused]);
}

function changeScore(world: World, template: TemplateState, score: QualityScore): Promise<void> | undefined {
  const { score: previous } = template.quality;
  if (previous === score) return undefined;
  template.quality = { score, date: world.clock.now() };
  return sendQualityUpdate(world, template, previous);
}

function pause(world: World, template: TemplateState): Promise<void> {
  const now = world.clock.now();
  const kind = pauses[template.pauses];
  template.pauses++;
  template.lastPausedAt = now;
  if (kind === undefined) {
    return changeStatus(world, template, "DISABLED", {
      info: { title: "DISABLED", description: "Disabled: its quality was low for the third time." },
    });
  }
  const reported = changeStatus(world, template, "PAUSED", {
    info: { title: kind.title, description: `Paused for ${kind.hours} hours: its quality is low.` },
  });
  template.pausedBy = "quality";
  scheduleUnpause(world, template, now + kind.hours * hour);
  return reported;
}

export function scheduleUnpause(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "unpause", at, unpause);
}

/** Ends a pause. Its quality is measured anew, and so are its first messages. */
export async function unpause(world: World, template: TemplateState): Promise<void> {
  delete template.pacing;
  const approved = changeStatus(world, template, "APPROVED", {
    info: { title: "UNPAUSE", description: "The pause is over. The template can be sent again." },
  });
  await Promise.all([approved, changeScore(world, template, "UNKNOWN")]);
}
