import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import type { WireLibraryTemplate } from "../../graph/wire/template-library.ts";
import type { libraryInput } from "./index.ts";
import { categoryWord } from "./words.ts";

function libraryJson(template: WireLibraryTemplate): Record<string, unknown> {
  const { name, language, category, topic, usecase, industry, header, body, body_params, buttons } = template;
  return {
    name,
    language,
    category,
    topic: topic ?? null,
    usecase: usecase ?? null,
    industry: industry ?? [],
    header: header ?? null,
    body,
    samples: body_params ?? [],
    buttons: buttons ?? [],
  };
}

export async function run(input: InputOf<typeof libraryInput>, context: Context): Promise<View> {
  const { templates } = await context.graph();
  const found: WireLibraryTemplate[] = [];
  const filter = {
    search: input.search,
    topic: input.topic?.toUpperCase(),
    usecase: input.usecase?.toUpperCase(),
    industry: input.industry?.toUpperCase(),
    language: input.language,
    limit: limitOf(input),
    signal: context.signal,
  };
  for await (const template of templates.library(filter)) found.push(template);
  const rows = found.map(libraryJson);
  return view({
    data: { templates: rows },
    rows,
    blocks:
      found.length === 0
        ? [line({ en: "Meta's library has none like that.", es: "La biblioteca de Meta no tiene ninguna así." })]
        : [
            table(
              [
                { header: { en: "Name", es: "Nombre" }, whole: true },
                { header: { en: "Language", es: "Idioma" } },
                { header: { en: "Category", es: "Categoría" } },
                { header: { en: "Use", es: "Uso" } },
                { header: { en: "Text", es: "Texto" } },
              ],
              found.map(({ name, language, category, usecase, body }) => [
                name,
                language,
                { text: categoryWord(category) },
                usecase ?? null,
                body.replaceAll(/\s+/g, " "),
              ]),
            ),
            line(
              {
                en: "Take one with: recado templates create --library <name> --language <code>",
                es: "Tome una con: recado templates create --library <nombre> --language <código>",
              },
              "dim",
            ),
          ],
  });
}
