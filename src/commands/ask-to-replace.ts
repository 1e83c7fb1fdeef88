import type { Context } from "../cli/context.ts";
import { UsageError } from "../core/errors.ts";

/**
 * Asks whether a file that is there may be replaced.
 * @param option which names the file: `--html`
 * @throws UsageError `output.exists` where nobody can be asked; `usage.not_confirmed` for a no
 */
export async function askToReplace(file: string, option: string, context: Context): Promise<void> {
  if (context.yes) return;
  if (!context.interactive) {
    throw new UsageError({
      code: "output.exists",
      text: { en: `${file} is there already.`, es: `${file} ya existe.` },
      hint: {
        en: `Choose another name with ${option}, or replace it with --yes.`,
        es: `Elija otro nombre con ${option}, o reemplácelo con --yes.`,
      },
      data: { file },
    });
  }
  const sure = await context.prompt.confirm({
    message: { en: `${file} is there already. Replace it?`, es: `${file} ya existe. ¿Reemplazarlo?` },
    option: "--yes",
  });
  if (sure) return;
  throw new UsageError({
    code: "usage.not_confirmed",
    text: { en: "Cancelled: nothing was changed.", es: "Cancelado: no se cambió nada." },
  });
}
