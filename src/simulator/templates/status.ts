import { cancelStep } from "./due.ts";
import type { TemplateState } from "./store.ts";
import { sendStatusUpdate, type StatusDetails } from "./webhooks.ts";
import type { World } from "../world.ts";

/** Puts a template in a status and reports it by webhook; ends when the webhook has been tried once. */
export function changeStatus(
  world: World,
  template: TemplateState,
  status: string,
  details: StatusDetails & { readonly rejectedReason?: string } = {},
): Promise<void> {
  const { rejectedReason = "NONE", ...rest } = details;
  enterStatus(world, template, status, rejectedReason);
  return sendStatusUpdate(world, template, rest);
}

/** The same without a webhook, for what the business itself did. */
export function enterStatus(world: World, template: TemplateState, status: string, rejectedReason = "NONE"): void {
  template.status = status;
  template.rejectedReason = rejectedReason;
  template.updatedAt = world.clock.now();
  if (status !== "PENDING") cancelStep(template, "review");
  if (status !== "ARCHIVED") cancelStep(template, "archive");
  if (status !== "PAUSED") {
    cancelStep(template, "unpause");
    delete template.pausedBy;
  }
  world.events.emit("template", { id: template.id, status });
}
