import type { Context } from "../../cli/context.ts";
import type { ImportOptions } from "../../domain/import/import-list.ts";
import type { ListInput } from "../../domain/import/list.ts";

export async function askColumns(_list: ListInput, options: ImportOptions, _context: Context): Promise<ImportOptions> {
  return options;
}
