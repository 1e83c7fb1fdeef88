import { createHash } from "node:crypto";
import type { WireTemplateComponent } from "../../graph/wire/templates.ts";
import { makeTemplate, type TemplateState } from "../templates/store.ts";
import type { World } from "../world.ts";

const day = 86_400_000;
const most = 500;
const generatedSource = "AUTO_GENERATED";
const language = "en_US";

/** A business-initiated message as the template that the platform makes of it. */
export interface DirectContent {
  readonly category: "utility" | "authentication";
  /** The name that the business gave it. */
  readonly name: string | undefined;
  readonly body: string;
  /** The text or the interactive object as the caller sent it: what tells two contents apart. */
  readonly content: unknown;
}

/** A template of the business's own with the name that a business-initiated message asks for. */
export function normalTemplate(world: World, name: string): TemplateState | undefined {
  return world.state.templates
    .values()
    .find((template) => template.name === name && template.source !== generatedSource);
}

/**
 * The template of a content, made when there is none yet. The same content or the same name has the same template;
 * those unused for a day vanish.
 */
export function generatedTemplate(world: World, direct: DirectContent): TemplateState {
  const { generated } = world.state.sending;
  const { templates } = world.state;
  const now = world.clock.now();
  removeUnused(world, now);
  const key = direct.name ?? digestOf(direct);
  const known = templates.get(generated.get(key) ?? "");
  // The last used stands last.
  generated.delete(key);
  const template = known ?? makeGenerated(world, direct, now);
  template.updatedAt = now;
  if (known === undefined) templates.add(template);
  generated.set(key, template.id);
  return template;
}

function digestOf({ category, content }: DirectContent): string {
  return createHash("sha256")
    .update(JSON.stringify([category, content]))
    .digest("hex");
}

function makeGenerated(world: World, { category, name, body }: DirectContent, now: number): TemplateState {
  const id = world.ids.object();
  const components: WireTemplateComponent[] = [{ type: "BODY", text: body }];
  return makeTemplate({
    id,
    name: name ?? `auto_generated_${id}`,
    language,
    category: category.toUpperCase(),
    status: "APPROVED",
    components,
    source: generatedSource,
    now,
  });
}

function removeUnused(world: World, now: number): void {
  const { generated } = world.state.sending;
  const { templates } = world.state;
  for (const [key, id] of generated) {
    const template = templates.get(id);
    if (template !== undefined && now - template.updatedAt < day && generated.size < most) break;
    generated.delete(key);
    if (template !== undefined) templates.remove(template);
  }
}
