import type { Context } from "../../cli/context.ts";
import { isThere } from "../../cli/files.ts";
import { allSegments } from "../../domain/contacts/segments.ts";
import { countContacts } from "../../storage/repos/contact-lists.ts";
import type { SourceInput } from "./create-source.ts";

const option = "--segment, --label, --file";

/** In a terminal: whom to write to. */
export async function askSource(context: Context): Promise<Partial<SourceInput>> {
  const db = await context.db();
  const segments = await allSegments(db);
  const everybody = await countContacts(db);
  const kind = await context.prompt.select({
    message: { en: "Who gets it?", es: "¿Quién la recibe?" },
    option,
    choices: [
      ...(segments.length === 0
        ? []
        : [{ value: "segment" as const, label: { en: "a saved segment", es: "un segmento guardado" } }]),
      { value: "label" as const, label: { en: "contacts with a label", es: "contactos con una etiqueta" } },
      { value: "file" as const, label: { en: "a list in a file", es: "una lista en un archivo" } },
      {
        value: "all" as const,
        label: { en: `all contacts (${everybody})`, es: `todos los contactos (${everybody})` },
      },
    ],
  });
  switch (kind) {
    case "segment":
      return {
        segment: await context.prompt.select({
          message: { en: "Which segment?", es: "¿Qué segmento?" },
          option,
          choices: segments.map(({ name }) => ({ value: name, label: name })),
        }),
      };
    case "label":
      return {
        label: [
          await context.prompt.text({
            message: { en: "Which label?", es: "¿Qué etiqueta?" },
            option,
            check: async (label) =>
              (await countContacts(db, { labels: [label] })) > 0
                ? undefined
                : { en: "No contact has that label.", es: "Ningún contacto tiene esa etiqueta." },
          }),
        ],
      };
    case "file":
      return {
        file: await context.prompt.text({
          message: { en: "Which file?", es: "¿Qué archivo?" },
          option,
          check: async (answer) =>
            (await isThere(answer, context.host))
              ? undefined
              : { en: "There is no such file.", es: "Ese archivo no existe." },
        }),
      };
    default:
      return { all: true };
  }
}
