import type { Context } from "../../cli/context.ts";
import { requireSetting } from "../../cli/settings.ts";
import { chooseTemplate, templateNotFound } from "../../domain/templates/resolve.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";

/** The template with this id, or of this name and language, whatever its status. */
export async function findOne(key: string, language: string | undefined, context: Context): Promise<WireTemplate> {
  const { signal } = context;
  const { templates } = await context.graph();
  if (/^\d{6,}$/.test(key)) {
    const found = await templates.get(key, { signal });
    return found;
  }
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const found: WireTemplate[] = [];
  for await (const template of templates.list(wabaId, { name: key, signal })) {
    if (template.name === key) found.push(template);
  }
  if (found.length > 0) return chooseTemplate(key, found, language);
  const names = new Set<string>();
  for await (const template of templates.list(wabaId, { signal })) names.add(template.name);
  throw templateNotFound(key, names);
}
