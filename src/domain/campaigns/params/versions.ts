import type { WireTemplate } from "../../../graph/wire/templates.ts";
import { templateNotFound } from "../../templates/resolve.ts";
import type { TemplateSource } from "../../templates/resolve.ts";

/**
 * All versions of a template in the account, one for each language.
 *
 * @throws InputError `template.not_found` with near names
 */
export async function findVersions(
  source: TemplateSource,
  {
    wabaId,
    name,
    signal,
  }: { readonly wabaId: string; readonly name: string; readonly signal?: AbortSignal | undefined },
): Promise<readonly WireTemplate[]> {
  const found: WireTemplate[] = [];
  // Meta's filter also lets longer names through.
  for await (const template of source.list(wabaId, { name, signal })) if (template.name === name) found.push(template);
  if (found.length > 0) return found;
  const names = new Set<string>();
  for await (const template of source.list(wabaId, { signal })) names.add(template.name);
  throw templateNotFound(name, names);
}
