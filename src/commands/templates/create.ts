import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { cleanText } from "../../core/terminal.ts";
import { readTemplateFile } from "../../domain/templates/file.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import type { WireTemplateFromLibrary } from "../../graph/wire/template-library.ts";
import type { WireTemplateCreate } from "../../graph/wire/templates.ts";
import { fromLibrary } from "./from-library.ts";
import type { createInput } from "./index.ts";
import { categoryWord, statusWord } from "./words.ts";

type CreateInput = InputOf<typeof createInput> & { readonly dryRun: boolean };

/** What is to be handed in, and how it looks. */
interface Candidate {
  readonly template: WireTemplateCreate | WireTemplateFromLibrary;
  readonly preview: string;
}

async function candidate(input: CreateInput, context: Context): Promise<Candidate> {
  const { file, library } = input;
  if (library !== undefined) {
    const { body, original } = await fromLibrary({ ...input, library }, context);
    const parts = [original.header, original.body, ...(original.buttons ?? []).map(({ text }) => `[ ${text} ]`)];
    return { template: body, preview: cleanText(parts.filter((part) => part !== undefined).join("\n")) };
  }
  if (file === undefined) {
    throw new UsageError({
      code: "usage.missing_argument",
      text: { en: "The argument <file> is missing.", es: "Falta el argumento <file>." },
      hint: {
        en: "For example: recado templates create pedido_enviado.yaml. From Meta's library: --library <name>",
        es: "Por ejemplo: recado templates create pedido_enviado.yaml. De la biblioteca de Meta: --library <nombre>",
      },
    });
  }
  const bytes = await readInputFile(file, context.host);
  const template = await readTemplateFile(bytes.toString("utf8"), basename(file));
  const content = { ...template, components: [...template.components] };
  return { template, preview: context.say(previewText(renderTemplate(content, { named: {}, positional: [] }))) };
}

export async function run(input: CreateInput, context: Context): Promise<View> {
  if (input.file !== undefined && input.library !== undefined) {
    throw new UsageError({
      code: "usage.source_twice",
      text: { en: "Give a file or --library, not both.", es: "Indique un archivo o --library, no los dos." },
    });
  }
  const { template, preview } = await candidate(input, context);
  const shown = verbatim(preview.replace(/^/gm, "  │ "));
  const { name, language } = template;
  if (input.dryRun) {
    return view({
      data: { dryRun: true, template },
      blocks: [
        line({
          en: `${name} (${language}) is well formed and would be sent to Meta for review:`,
          es: `${name} (${language}) está bien formada y se enviaría a Meta para su revisión:`,
        }),
        shown,
      ],
    });
  }
  const wabaId = requireSetting(await context.settings(), "wabaId");
  const { templates } = await context.graph();
  const { id, status, category } = await templates.create(wabaId, template, { signal: context.signal });
  return view({
    data: { template: { id, name, language, status, category } },
    blocks: [
      line({
        en: `${name} (${language}) was sent to Meta: ${statusWord(status).en}, ${categoryWord(category).en}.`,
        es: `${name} (${language}) se envió a Meta: ${statusWord(status).es}, ${categoryWord(category).es}.`,
      }),
      shown,
      line(
        { en: `Follow it with: recado templates show ${name}`, es: `Sígala con: recado templates show ${name}` },
        "dim",
      ),
    ],
  });
}
