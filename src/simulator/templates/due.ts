import type { TemplateState, TemplateStep } from "./store.ts";
import type { World } from "../world.ts";

/** What a step does when its moment has come. The promise ends when its webhooks have been tried once. */
export type RunStep = (world: World, template: TemplateState) => void | Promise<void>;

/** Puts a step of a template's life on the clock, in the place of one of the same kind that was to come. */
export function scheduleStep(
  world: World,
  template: TemplateState,
  step: TemplateStep,
  at: number,
  run: RunStep,
): void {
  template.due[step] = at;
  const act = (): void | Promise<void> => {
    const current = world.state.templates.get(template.id);
    if (current?.due[step] !== at) return undefined;
    delete current.due[step];
    return run(world, current);
  };
  world.clock.at(at, act, () => ({ kind: "template", step, template: template.id }));
}

export function cancelStep(template: TemplateState, step: TemplateStep): void {
  delete template.due[step];
}
