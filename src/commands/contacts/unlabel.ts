import type { Context } from "../../cli/context.ts";
import type { View } from "../../cli/view.ts";
import { changeLabels, type LabelInput } from "./label.ts";

export async function run(input: LabelInput, context: Context): Promise<View> {
  return changeLabels(input, true, context);
}
