import { scheduleArchiveDeletion } from "./archive.ts";
import { scheduleCategoryChange } from "./category.ts";
import { scheduleDeletion } from "./delete.ts";
import { schedulePacing } from "./pacing.ts";
import { scheduleUnpause } from "./quality.ts";
import { scheduleReview } from "./review.ts";
import type { TemplateState, TemplateStep } from "./store.ts";
import type { TemplateTask } from "../time/timers.ts";
import type { World } from "../world.ts";

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
