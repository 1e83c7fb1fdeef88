import { webhookError } from "../errors.ts";
import { startLifecycle } from "../sending/lifecycle.ts";
import { courseOf, type Outgoing, outgoingOf } from "../sending/outgoing.ts";
import { cancelStep, scheduleStep } from "./due.ts";
import { changeStatus } from "./status.ts";
import type { TemplatePacing, TemplateState } from "./store.ts";
import type { World } from "../world.ts";

/**
 * Pacing: after the first messages of a template, the next ones wait until its quality is known.
 * @see https://developers.facebook.com/docs/whatsapp/message-templates/guidelines#template-pacing
 */

const minute = 60_000;
const day = 86_400_000;
/** So long a utility template is paced after a pause. */
const utilityPacing = 7 * day;
const keptDays = 91;

/** Counts an accepted send, and says whether the message goes out or waits for the template's assessment. */
export function paceTemplate(world: World, template: TemplateState): "accepted" | "held_for_quality_assessment" {
  const now = world.clock.now();
  countSend(template, now);
  if (template.pacing?.state === "holding") return "held_for_quality_assessment";
  const { pacing: limit } = world.limits.settings;
  if (limit === null || template.pacing?.state === "released" || !isPaced(template, now)) return "accepted";
  const pacing: TemplatePacing = (template.pacing ??= { sent: 0, state: "counting" });
  if (pacing.sent < limit.threshold) {
    pacing.sent++;
    return "accepted";
  }
  hold(world, template, now + limit.minutes * minute);
  return "held_for_quality_assessment";
}

function countSend(template: TemplateState, now: number): void {
  const today = Math.floor(now / day);
  const { sends } = template;
  const count = sends.get(today);
  sends.set(today, (count ?? 0) + 1);
  if (count !== undefined || sends.size <= keptDays) return;
  for (const old of sends.keys()) if (old < today - keptDays) sends.delete(old);
}

function isPaced({ category, quality, lastPausedAt }: TemplateState, now: number): boolean {
  if (category === "MARKETING") return quality.score !== "GREEN";
  return category === "UTILITY" && lastPausedAt !== undefined && now - lastPausedAt < utilityPacing;
}

/** Holds the template's messages from now on. @param until when it is decided by itself; by hand when left out */
export function hold(world: World, template: TemplateState, until?: number): void {
  template.pacing = { sent: template.pacing?.sent ?? 0, state: "holding" };
  if (until !== undefined) schedulePacing(world, template, until);
  world.events.emit("template", { id: template.id, pacing: "holding" });
}

/** The decision that falls by itself: a template whose quality is red is dropped. */
export function schedulePacing(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "pacing", at, (current, held) =>
    decide(current, held, held.quality.score === "RED" ? "drop" : "release"),
  );
}

/** Keeps a message until its template's assessment is decided. */
export function holdMessage(world: World, template: TemplateState, outgoing: Outgoing): void {
  const held = world.state.templates.held;
  const messages = held.get(template.id) ?? [];
  messages.push(courseOf(outgoing));
  // A message that is no longer kept itself has nothing to report.
  if (messages.length > world.settings.keep.messages) messages.shift();
  held.set(template.id, messages);
}

/** Sends the held messages on their way, or lets them fail and pauses the template. */
export function decide(world: World, template: TemplateState, decision: "release" | "drop"): Promise<void> {
  cancelStep(template, "pacing");
  template.pacing = { sent: template.pacing?.sent ?? 0, state: "released" };
  const failure =
    decision === "release"
      ? {}
      : {
          failure: webhookError(132015, "The template was paused because of its quality before the message was sent."),
        };
  letGo(world, template.id, failure);
  world.events.emit("template", { id: template.id, pacing: decision });
  if (decision === "release") return Promise.resolve();
  delete template.pacing;
  template.lastPausedAt = world.clock.now();
  const reported = changeStatus(world, template, "PAUSED", {
    info: { title: "RATE_LIMITING_PAUSE", description: "Paused by pacing. It must be unpaused by hand." },
  });
  template.pausedBy = "pacing";
  // It does not end with a pause for quality that had begun before.
  cancelStep(template, "unpause");
  return reported;
}

/** Lets the held messages of a template go on; those of a deleted template too, as they were accepted. */
export function letGo(world: World, templateId: string, failure: Pick<Outgoing, "failure"> = {}): void {
  const messages = world.state.templates.held.get(templateId) ?? [];
  world.state.templates.held.delete(templateId);
  for (const message of messages) {
    const outgoing = outgoingOf(world, message);
    if (outgoing !== undefined) startLifecycle(world, { ...outgoing, ...failure });
  }
}
