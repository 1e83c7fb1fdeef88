import type { WireTemplatesMigrated } from "../../graph/wire/templates.ts";
import { invalidParameter, unknownObject } from "../errors.ts";
import { makeTemplate, type TemplateState } from "./store.ts";
import type { World } from "../world.ts";

/** Which templates of the other account are asked for. */
export interface Migration {
  readonly source: string;
  /** From 0. */
  readonly page: number;
  readonly count: number;
  readonly ids?: readonly string[] | undefined;
}

/**
 * Copies templates of another account of the same business. Those are set up by a control call.
 * @see https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/template-migration
 */
export function migrateTemplates(world: World, { source, page, count, ids }: Migration): WireTemplatesMigrated {
  if (source === world.credentials.wabaId) throw invalidParameter("Param source_waba_id must be another account.");
  const there = world.state.templates.elsewhere.get(source);
  if (there === undefined) throw unknownObject("POST", source);
  const asked: readonly (TemplateState | string)[] =
    ids === undefined
      ? there.slice(page * count, (page + 1) * count)
      : ids.map((id) => there.find((template) => template.id === id) ?? id);
  const migrated: string[] = [];
  const failed: Record<string, string> = {};
  for (const template of asked) {
    if (typeof template === "string") failed[template] = "The template does not exist in the source account.";
    else {
      const reason = reasonAgainst(world, template);
      if (reason === undefined) migrated.push(copy(world, template));
      else failed[template.id] = reason;
    }
  }
  return { migrated_templates: migrated, failed_templates: failed };
}

function reasonAgainst(world: World, { name, language, status, quality }: TemplateState): string | undefined {
  if (status !== "APPROVED") return `The template is ${status}. Only approved templates can be migrated.`;
  if (quality.score !== "GREEN" && quality.score !== "UNKNOWN") return `The template's quality is ${quality.score}.`;
  if ((world.state.blockedNames.get(name) ?? 0) > world.clock.now()) return "The name was deleted lately.";
  if (world.state.templates.find(name, language) !== undefined) {
    return "The destination account has a template with this name and language.";
  }
  const most = world.limits.settings.templates;
  return most !== null && world.state.templates.size >= most
    ? "The destination account has too many templates."
    : undefined;
}

/** Returns the id that the template has in its own account. */
function copy(world: World, template: TemplateState): string {
  const { name, language, category, components, parameterFormat, extras, ttlSeconds } = template;
  world.state.templates.add(
    makeTemplate({
      name,
      language,
      category,
      components: structuredClone(components),
      parameterFormat,
      extras,
      ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
      id: world.ids.object(),
      status: "APPROVED",
      now: world.clock.now(),
    }),
  );
  return template.id;
}
