import type { Context } from "../../cli/context.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { Text } from "../../core/text.ts";
import { findBudget, removeBudget } from "../../storage/repos/budgets.ts";

const none: Text = { en: "There is no budget.", es: "No hay presupuesto." };
const would: Text = {
  en: "The budget would be removed: nothing would stop sending.",
  es: "El presupuesto se quitaría: nada detendría el envío.",
};
const removed: Text = {
  en: "The budget is removed: nothing stops sending.",
  es: "El presupuesto se quitó: nada detiene el envío.",
};

/** `{"budget":null,"removed","dryRun"}`; removing one that is not there is done. */
export async function run({ dryRun }: { readonly dryRun: boolean }, context: Context): Promise<View> {
  const db = await context.db();
  const isThere = dryRun ? (await findBudget(db)) !== undefined : await removeBudget(db);
  return view({
    data: { budget: null, removed: isThere && !dryRun, dryRun },
    blocks: [line(isThere ? (dryRun ? would : removed) : none)],
  });
}
