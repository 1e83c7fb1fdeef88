import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { requireSetting } from "../../cli/settings.ts";
import { line, verbatim, view, type View } from "../../cli/view.ts";
import { readTemplateFile } from "../../domain/templates/file.ts";
import { previewText, renderTemplate } from "../../domain/templates/render.ts";
import type { createInput } from "./index.ts";
import { categoryWord, statusWord } from "./words.ts";

export async function run(input: InputOf<typeof createInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const bytes = await readInputFile(input.file, context.host);
  const template = await readTemplateFile(bytes.toString("utf8"), basename(input.file));
  const preview = context.say(previewText(renderTemplate(template, { named: {}, positional: [] })));
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
