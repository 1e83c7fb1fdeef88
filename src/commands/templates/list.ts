import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, table, view, type Tone, type View } from "../../cli/view.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import type { listInput } from "./index.ts";
import { categoryWord, statusWord } from "./words.ts";

/** What JSON says of a template: Meta's own words, without the paging around them. */
export function templateJson(template: WireTemplate): Record<string, unknown> {
  const { id, name, language, category, status, quality_score: quality, rejected_reason: reason } = template;
  return {
    id,
    name,
    language,
    category,
    status,
    quality: quality?.score ?? null,
    rejectedReason: reason === undefined || reason === "NONE" ? null : reason,
  };
}

/** How a status looks on a screen. */
export function statusTone(status: string): Tone {
  if (status === "APPROVED") return "good";
  return status === "PENDING" || status === "IN_APPEAL" ? "warn" : "bad";
}

export async function run(input: InputOf<typeof listInput>, context: Context): Promise<View> {
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const graph = await context.graph();
  const found: WireTemplate[] = [];
  const filter = {
    name: input.name,
    status: input.status?.toUpperCase(),
    category: input.category?.toUpperCase(),
    limit: limitOf(input),
    signal: context.signal,
  };
  for await (const template of graph.templates.list(wabaId, filter)) found.push(template);
  const rows = found.map(templateJson);
  return view({
    data: { templates: rows },
    rows,
    blocks:
      found.length === 0
        ? [line({ en: "No templates.", es: "No hay plantillas." })]
        : [
            table(
              [
                { header: { en: "Name", es: "Nombre" } },
                { header: { en: "Language", es: "Idioma" } },
                { header: { en: "Category", es: "Categoría" } },
                { header: { en: "Status", es: "Estado" } },
              ],
              found.map(({ name, language, category, status }) => [
                name,
                language,
                { text: categoryWord(category) },
                { text: statusWord(status), tone: statusTone(status) },
              ]),
            ),
          ],
  });
}
