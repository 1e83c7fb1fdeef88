import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { deleteInput } from "./index.ts";
import { readMediaId } from "./media-id.ts";

export async function run(input: InputOf<typeof deleteInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const id = readMediaId(input.id);
  const { media } = await context.graph();
  // The same call deletes a template or another object of the account: only a file is deleted here.
  await media.get(id, { signal: context.signal });
  if (!input.dryRun) await media.delete(id, { signal: context.signal });
  return view({
    data: { dryRun: input.dryRun, deleted: [{ id }] },
    rows: [{ id, dryRun: input.dryRun }],
    blocks: [
      line(
        input.dryRun
          ? { en: `Would delete the file ${id}.`, es: `Se eliminaría el archivo ${id}.` }
          : { en: `Deleted the file ${id}.`, es: `Se eliminó el archivo ${id}.` },
      ),
    ],
  });
}
