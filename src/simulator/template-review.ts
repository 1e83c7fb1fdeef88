import type { TemplateState } from "./state.ts";
import { planTemplate } from "./template-plan.ts";
import type { CheckedTemplateCreate } from "./validate/template-create.ts";
import { rules, templateFault } from "./validate/template-faults.ts";
import { sendTemplateWebhook } from "./webhook-payloads.ts";
import type { World } from "./world.ts";

/** Stores a checked template; refuses a name that is taken in its language or was deleted lately. */
export function addTemplate(world: World, checked: CheckedTemplateCreate, status: string): TemplateState {
  const { state, clock, ids } = world;
  const now = clock.now();
  if ((state.blockedNames.get(checked.name) ?? 0) > now) {
    throw templateFault(
      rules.beingDeleted,
      "The name cannot be used yet",
      "A template with this name was deleted. Its name is free again 30 days later.",
    );
  }
  if (state.templates.find(checked.name, checked.language) !== undefined) {
    throw templateFault(
      rules.exists,
      "The template exists",
      `There is already content in ${checked.language} for the template ${checked.name}.`,
    );
  }
  const { ttlSeconds, ...rest } = checked;
  const template: TemplateState = {
    ...rest,
    id: ids.object(),
    status,
    plan: planTemplate(checked.components),
    rejectedReason: "NONE",
    updatedAt: now,
    ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
  };
  state.templates.add(template);
  world.events.emit("template", { id: template.id, status });
  return template;
}

/** Puts a template in a status and reports it by webhook; ends when the webhook has been tried once. */
export function changeStatus(world: World, template: TemplateState, status: string, reason = "NONE"): Promise<void> {
  template.status = status;
  template.rejectedReason = reason;
  template.updatedAt = world.clock.now();
  world.events.emit("template", { id: template.id, status });
  return sendTemplateWebhook(world, template);
}

/** Meta's review: after a while the template is approved, unless somebody decided or deleted it before. */
export function startReview(world: World, template: TemplateState): void {
  const { templateReview } = world.settings;
  if (templateReview !== "manual") scheduleApproval(world, template.id, world.clock.now() + templateReview);
}

export function scheduleApproval(world: World, id: string, at: number): void {
  const approve = (): Promise<void> | undefined => {
    const template = world.state.templates.get(id);
    return template?.status === "PENDING" ? changeStatus(world, template, "APPROVED") : undefined;
  };
  world.clock.at(at, approve, { kind: "review", template: id });
}
