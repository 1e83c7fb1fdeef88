import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, view, type View } from "../../cli/view.ts";
import { templateNotFound } from "../../domain/templates/resolve.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { deleteInput } from "./index.ts";

export async function run(input: InputOf<typeof deleteInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const { templates } = await context.graph();
  const { name, language } = input;
  const found: WireTemplate[] = [];
  const names = new Set<string>();
  for await (const template of templates.list(wabaId, { signal: context.signal })) {
    names.add(template.name);
    if (template.name === name && (language === undefined || template.language === language)) found.push(template);
  }
  if (found.length === 0) throw templateNotFound(name, names);
  const languages = found.map((template) => template.language).join(", ");
  if (!input.dryRun) {
    if (language === undefined) await templates.delete(wabaId, { name }, { signal: context.signal });
    else for (const { id } of found) await templates.delete(wabaId, { name, id }, { signal: context.signal });
  }
  return view({
    data: {
      dryRun: input.dryRun,
      deleted: found.map((template) => ({ id: template.id, name, language: template.language })),
    },
    blocks: [
      line(
        input.dryRun
          ? { en: `Would delete ${name} (${languages}).`, es: `Se eliminaría ${name} (${languages}).` }
          : { en: `Deleted ${name} (${languages}).`, es: `Se eliminó ${name} (${languages}).` },
      ),
    ],
  });
}
