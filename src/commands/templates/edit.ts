import { basename } from "node:path";
import type { Context } from "../../cli/context.ts";
import { readInputFile } from "../../cli/files.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, verbatim, view, type Block, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import { cleanText } from "../../core/terminal.ts";
import { planEdit, type TemplateChange } from "../../domain/templates/edit.ts";
import { readTemplateFile } from "../../domain/templates/file.ts";
import type { WireTemplate } from "../../graph/wire/templates.ts";
import { findOne } from "./find-one.ts";
import type { editInput } from "./index.ts";

export async function run(input: InputOf<typeof editInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const { file } = input;
  const next = await readTemplateFile((await readInputFile(file, context.host)).toString("utf8"), basename(file));
  const current = await findOne(input.name, input.language ?? next.language, context);
  const change = planEdit(current, next);
  if (change.edit === undefined) return answer(current, change, false, input.dryRun);
  if (input.dryRun) return answer(current, change, false, true);
  await confirm(current, change, context);
  const { templates } = await context.graph();
  await templates.edit(current.id, change.edit, { signal: context.signal });
  return answer(current, change, true, false);
}

function diffText({ diff }: TemplateChange): string {
  return diff.map(({ sign, text }) => `  ${sign} ${text}`).join("\n");
}

async function confirm({ name, status }: WireTemplate, change: TemplateChange, context: Context): Promise<void> {
  if (context.yes) return;
  if (context.interactive) context.host.stderr.write(`${cleanText(diffText(change))}\n`);
  const approved = status === "APPROVED";
  const sure = await context.prompt.confirm({
    message: {
      en: `Change ${name} at Meta? It goes back to review${approved ? "; an approved one can be changed once in 24 hours" : ""}.`,
      es: `¿Cambiar ${name} en Meta? Vuelve a revisión${approved ? "; una aprobada se puede cambiar una vez cada 24 horas" : ""}.`,
    },
    option: "--yes",
  });
  if (sure) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}

function answer(template: WireTemplate, change: TemplateChange, edited: boolean, dryRun: boolean): View {
  const { id, name, language, status } = template;
  const { fields, diff } = change;
  const said: Block =
    fields.length === 0
      ? line({
          en: `${name} (${language}) is already so: nothing to change.`,
          es: `${name} (${language}) ya está así: no hay nada que cambiar.`,
        })
      : edited
        ? line({
            en: `${name} (${language}) was changed and goes back to Meta's review.`,
            es: `${name} (${language}) se cambió y vuelve a la revisión de Meta.`,
          })
        : line({
            en: `Would change ${fields.join(", ")} of ${name} (${language}):`,
            es: `Se cambiaría ${fields.join(", ")} de ${name} (${language}):`,
          });
  return view({
    data: { dryRun, template: { id, name, language, status }, changed: fields, edited, diff },
    blocks: [said, ...(fields.length === 0 ? [] : [verbatim(diffText(change))])],
  });
}
