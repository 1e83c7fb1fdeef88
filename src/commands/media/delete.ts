import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { deleteInput } from "./index.ts";

export async function run(input: InputOf<typeof deleteInput> & { dryRun: boolean }, context: Context): Promise<View> {
  const graph = await context.graph();
  const { id } = input;
  if (input.dryRun) await graph.media.get(id, { signal: context.signal });
  else await graph.media.delete(id, { signal: context.signal });
  return view({
    data: { dryRun: input.dryRun, deleted: [{ id }] },
    blocks: [
      line(
        input.dryRun
          ? { en: `Would delete the file ${id}.`, es: `Se eliminaría el archivo ${id}.` }
          : { en: `Deleted the file ${id}.`, es: `Se eliminó el archivo ${id}.` },
      ),
    ],
  });
}
