import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { requireSegment } from "../../domain/contacts/segments.ts";
import { removeSegment } from "../../storage/repos/segments.ts";
import type { namedInput } from "./index.ts";

/** `{"removed","dryRun"}` */
export async function run(
  input: InputOf<typeof namedInput> & { readonly dryRun: boolean },
  context: Context,
): Promise<View> {
  const { dryRun } = input;
  const db = await context.db();
  const { name } = await requireSegment(db, input.name);
  if (!dryRun) await removeSegment(db, name);
  return view({
    data: { removed: name, dryRun },
    blocks: [
      dryRun
        ? line({ en: `The segment "${name}" would be forgotten.`, es: `Se olvidaría el segmento "${name}".` })
        : line(
            {
              en: `The segment "${name}" is forgotten. Its contacts stay.`,
              es: `Se olvidó el segmento "${name}". Sus contactos se conservan.`,
            },
            "good",
          ),
    ],
  });
}
