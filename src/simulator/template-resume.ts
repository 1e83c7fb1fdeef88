import { scheduleArchiveDeletion } from "./template-archive.ts";
import { scheduleCategoryChange } from "./template-category.ts";
import { scheduleDeletion } from "./template-delete.ts";
import { schedulePacing } from "./template-pacing.ts";
import { scheduleUnpause } from "./template-quality.ts";
import { scheduleReview } from "./template-review.ts";
import type { TemplateState, TemplateStep } from "./template-store.ts";
import type { TemplateTask } from "./timers.ts";
import type { World } from "./world.ts";

const schedules: Readonly<Record<TemplateStep, (world: World, template: TemplateState, at: number) => void>> = {
  review: scheduleReview,
  unpause: scheduleUnpause,
  category: scheduleCategoryChange,
  archive: scheduleArchiveDeletion,
  pacing: schedulePacing,
  deletion: scheduleDeletion,
};

/** Sets a step of a template's life again in a restored world. */
export function resumeTemplateStep(world: World, task: TemplateTask, at: number): void {
  const template = world.state.templates.get(task.template);
  // One that was replaced by another moment is over.
  if (template?.due[task.step] === at) schedules[task.step](world, template, at);
}
