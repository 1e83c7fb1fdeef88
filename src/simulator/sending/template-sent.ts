import type { TemplateState } from "../templates/store.ts";
import type { World } from "../world.ts";

const member = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

/** The template that the body of a send names; undefined where it names none, or it is gone. */
export function templateSent(world: World, payload: unknown): TemplateState | undefined {
  const template = member(payload, "template");
  const name = member(template, "name");
  const language = member(member(template, "language"), "code");
  if (typeof name !== "string" || typeof language !== "string") return undefined;
  return world.state.templates.find(name, language);
}
