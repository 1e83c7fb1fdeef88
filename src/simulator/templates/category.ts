import { cancelStep, scheduleStep } from "./due.ts";
import type { TemplateState } from "./store.ts";
import { sendCategoryDetection, sendCategoryUpdate } from "./webhooks.ts";
import type { World } from "../world.ts";

/**
 * Meta's own changes of a template's category.
 * @see https://developers.facebook.com/docs/whatsapp/updates-to-pricing/new-template-guidelines
 */

const notice = 24 * 3_600_000;

/** Announces the category that the template will have in 24 hours. */
export function announceCategory(world: World, template: TemplateState, category: string): Promise<void> {
  const at = world.clock.now() + notice;
  template.correctCategory = category;
  scheduleCategoryChange(world, template, at);
  return sendCategoryUpdate(world, template, { correct: category, at });
}

export function scheduleCategoryChange(world: World, template: TemplateState, at: number): void {
  scheduleStep(world, template, "category", at, (current, announced) =>
    announced.correctCategory === undefined ? undefined : changeCategory(current, announced, announced.correctCategory),
  );
}

export function changeCategory(world: World, template: TemplateState, category: string): Promise<void> | undefined {
  cancelStep(template, "category");
  delete template.correctCategory;
  if (template.category === category) return undefined;
  const previous = template.category;
  template.category = category;
  template.previousCategory = previous;
  template.updatedAt = world.clock.now();
  world.events.emit("template", { id: template.id, category });
  return sendCategoryUpdate(world, template, { previous });
}

/** Says that another category would be right, without changing anything yet. */
export function detectCategory(world: World, template: TemplateState, category: string): Promise<void> {
  template.correctCategory = category;
  return sendCategoryDetection(world, template, category);
}
