import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import type { resetInput } from "./control-spec.ts";
import { runningSimulator } from "./running.ts";

export async function run({ url }: InputOf<typeof resetInput>, context: Context): Promise<View> {
  const simulator = await runningSimulator(url, context);
  await simulator.call("POST", "reset");
  return view({
    data: { reset: true },
    rows: [{ reset: true }],
    blocks: [line({ en: "The simulator is back at its beginning.", es: "El simulador volvió a su estado inicial." })],
  });
}
