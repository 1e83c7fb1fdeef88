import type { InputOf } from "../../cli/input.ts";
import { readInputFile } from "../../cli/files.ts";
import { InputError } from "../../core/errors.ts";
import { readContent } from "../../domain/messages/content-file.ts";
import { freeForm, type FreeFormInput } from "./free-form.ts";
import type { contentInput } from "./kinds.ts";

export const run = freeForm<InputOf<typeof contentInput> & FreeFormInput>(async (input, context, ask) => {
  const question = { message: { en: "Which file?", es: "¿Qué archivo?" }, option: "--file" };
  const content = await ask.read(input.file, question, async (file) =>
    readContent((await readInputFile(file, context.host)).toString("utf8"), file),
  );
  if (content.type === "template") {
    throw new InputError({
      code: "message.is_template",
      text: {
        en: "This is a template: it has a price and rules of its own.",
        es: "Es una plantilla: tiene precio y reglas propios.",
      },
      hint: {
        en: "Use: recado send template <name> --components <file>",
        es: "Use: recado send template <nombre> --components <archivo>",
      },
    });
  }
  return { content: () => content, fromFile: true };
});
