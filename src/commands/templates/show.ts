import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, pairs, verbatim, view, type Block, type View } from "../../cli/view.ts";
import { describeVariable } from "../../domain/templates/describe.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import { templateNotFound } from "../../domain/templates/resolve.ts";
import { templateVariables } from "../../domain/templates/variables.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { showInput } from "./index.ts";
import { statusTone, templateJson } from "./list.ts";
import { categoryWord, statusWord } from "./words.ts";

export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const { templates } = await context.graph();
  const found: WireTemplate[] = [];
  for await (const template of templates.list(wabaId, { name: input.name, signal: context.signal })) {
    const wanted = input.language === undefined || template.language === input.language;
    if (template.name === input.name && wanted) found.push(template);
  }
  if (found.length === 0) {
    const names = new Set<string>();
    for await (const template of templates.list(wabaId, { signal: context.signal })) names.add(template.name);
    throw templateNotFound(input.name, names);
  }
  return view({
    data: {
      templates: found.map((template) => ({
        ...templateJson(template),
        variables: templateVariables(template),
        components: template.components,
      })),
    },
    blocks: found.flatMap((template, place) => [...(place === 0 ? [] : [line("")]), ...describe(template, context)]),
  });
}

function describe(template: WireTemplate, context: Context): Block[] {
  const variables = templateVariables(template);
  const names = variables.map((variable) => context.say(describeVariable(variable)));
  const indented = context
    .say(previewText(renderTemplate(template, { named: {}, positional: [] })))
    .replace(/^/gm, "  │ ");
  return [
    pairs(
      [
        { en: "Template", es: "Plantilla" },
        { text: `${template.name} (${template.language})`, tone: "strong" },
      ],
      [{ en: "Category", es: "Categoría" }, { text: categoryWord(template.category) }],
      [
        { en: "Status", es: "Estado" },
        { text: statusWord(template.status), tone: statusTone(template.status) },
      ],
      [{ en: "Variables", es: "Variables" }, names.length === 0 ? null : names.join(", ")],
    ),
    verbatim(indented),
  ];
}
