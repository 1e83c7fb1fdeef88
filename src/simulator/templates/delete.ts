import { invalidParameter } from "../errors.ts";
import { letGo } from "./pacing.ts";
import { cannotDelete } from "./limits.ts";
import { scheduleStep } from "./due.ts";
import { changeStatus } from "./status.ts";
import type { TemplateState } from "./store.ts";
import { sendStatusUpdate } from "./webhooks.ts";
import { isObject } from "../validate/check.ts";
import type { World } from "../world.ts";

/**
 * Deletion: at once, or when the messages that are on their way have arrived.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates#delete
 */

const day = 86_400_000;
const nameBlocked = 30 * day;
const triedFor = 30 * day;

/** Refuses what cannot be deleted. */
export function checkDeletable(template: TemplateState): void {
  if (template.source === "AUTO_GENERATED") throw cannotDelete(template);
  if (template.status === "DISABLED")
    throw invalidParameter(`The template ${template.name} is disabled and cannot be deleted.`);
}

/** Deletes a template. The name of an approved one is blocked for 30 days. */
export function deleteTemplate(world: World, template: TemplateState): Promise<void> {
  const now = world.clock.now();
  if (template.status === "PENDING_DELETION") return Promise.resolve();
  if (template.status === "APPROVED") blockName(world, template.name, now);
  if (!hasUndelivered(world, template)) return erase(world, template);
  scheduleDeletion(world, template, now + day);
  return changeStatus(world, template, "PENDING_DELETION");
}

/** Names whose time is over make room. */
function blockName({ state: { blockedNames } }: World, name: string, now: number): void {
  for (const [other, until] of blockedNames) if (until <= now) blockedNames.delete(other);
  blockedNames.set(name, now + nameBlocked);
}

/** Removes the template whatever it was. Held messages go on, as they were accepted. */
export function erase(world: World, template: TemplateState): Promise<void> {
  world.state.templates.remove(template);
  template.rejectedReason = "NONE";
  letGo(world, template.id);
  world.events.emit("template", { id: template.id, status: "DELETED" });
  return sendStatusUpdate(world, template, { event: "DELETED" });
}

/** Tries again every day, for 30 days at most. */
export function scheduleDeletion(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "deletion", at, (current, deleted) => {
    const now = current.clock.now();
    if (now - deleted.updatedAt >= triedFor || !hasUndelivered(current, deleted)) return erase(current, deleted);
    scheduleDeletion(current, deleted, now + day);
    return undefined;
  });
}

function hasUndelivered({ state }: World, { name, language }: TemplateState): boolean {
  return state.messages
    .list({ template: name })
    .some(({ status, payload }) => (status === "accepted" || status === "sent") && languageOf(payload) === language);
}

function languageOf(payload: unknown): unknown {
  const template = isObject(payload) ? payload["template"] : undefined;
  const language = isObject(template) ? template["language"] : undefined;
  return isObject(language) ? language["code"] : undefined;
}
