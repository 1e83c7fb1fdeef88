import { invalidParameter } from "../errors.ts";
import { planTemplate } from "./plan.ts";
import { cannotChange, lifeRules, takeEdit } from "./limits.ts";
import { startReview } from "./review.ts";
import { enterStatus } from "./status.ts";
import type { TemplateState } from "./store.ts";
import { sendComponentsUpdate } from "./webhooks.ts";
import type { Json } from "../validate/check.ts";
import { checkTemplateEdit } from "../validate/templates/edit.ts";
import { templateFault } from "../validate/templates/faults.ts";
import type { World } from "../world.ts";

const editable = new Set(["APPROVED", "REJECTED", "PAUSED"]);

/**
 * Edits a template by the rules of its status; it goes back to review.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates#edit
 */
export function editTemplate(world: World, template: TemplateState, body: Json): void {
  if (template.source === "AUTO_GENERATED") {
    throw templateFault(
      lifeRules.generatedEdit,
      "The template cannot be edited",
      `The template ${template.name} was generated automatically and cannot be edited.`,
    );
  }
  if (!editable.has(template.status)) {
    throw cannotChange(`A template with the status ${template.status} cannot be edited.`);
  }
  const change = checkChange(template, body);
  takeEdit(world, template);
  applyEdit(world, template, change);
  enterStatus(world, template, "PENDING");
  startReview(world, template);
}

/** The members that an edit changes. */
export type TemplateChange = Partial<
  Pick<TemplateState, "category" | "parameterFormat" | "components" | "ttlSeconds" | "extras">
>;

/** Puts the new members in place, and reports new components by webhook. */
export function applyEdit(world: World, template: TemplateState, change: TemplateChange): void {
  Object.assign(template, change);
  template.updatedAt = world.clock.now();
  if (change.components === undefined) return;
  template.plan = planTemplate(change.components);
  void sendComponentsUpdate(world, template);
}

function checkChange(template: TemplateState, body: Json): TemplateChange {
  const { extras, ...change } = checkTemplateEdit(body, template);
  if (template.status === "APPROVED" && change.category !== undefined && change.category !== template.category) {
    throw invalidParameter("Param category of an approved template cannot be changed.");
  }
  return { ...change, extras: { ...template.extras, ...extras } };
}
