import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { readJsonObject } from "./json-option.ts";
import { runningSimulator } from "./running.ts";
import type { emitInput } from "./trouble-spec.ts";

export async function run({ field, value, url }: InputOf<typeof emitInput>, context: Context): Promise<View> {
  const given = value === undefined ? undefined : readJsonObject(value, "value");
  const simulator = await runningSimulator(url, context);
  const emitted = await simulator.call("POST", "emit", { field, ...(given === undefined ? {} : { value: given }) });
  return view({
    data: { emitted },
    blocks: [
      line({ en: `Posted to the webhook: ${field}`, es: `Enviado al webhook: ${field}` }),
      { kind: "verbatim", text: JSON.stringify(emitted, null, 2) },
    ],
  });
}
