import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, verbatim, view, type Block, type View } from "../../cli/view.ts";
import { readJsonObject } from "../json-option.ts";
import { member, runningSimulator } from "./running.ts";
import type { emitInput } from "./trouble-spec.ts";

const goesNowhere: readonly Block[] = [
  line(
    {
      en: "Nothing was posted: the simulator has no webhook for this field. It would have said this.",
      es: "No se envió nada: el simulador no tiene un webhook para este campo. Habría dicho esto.",
    },
    "warn",
  ),
  line({
    en: "Set one with: recado simulator webhook --set <url>",
    es: "Fije uno con: recado simulator webhook --set <url>",
  }),
];

export async function run({ field, value, url }: InputOf<typeof emitInput>, context: Context): Promise<View> {
  const given = value === undefined ? undefined : readJsonObject(value, "value");
  const simulator = await runningSimulator(url, context);
  const answer = await simulator.call("POST", "emit", { field, ...(given === undefined ? {} : { value: given }) });
  const posted = member(answer, "posted") === true;
  const emitted = { value: member(answer, "value") };
  return view({
    data: { posted, emitted },
    blocks: [
      ...(posted ? [line({ en: `Posted to the webhook: ${field}`, es: `Enviado al webhook: ${field}` })] : goesNowhere),
      verbatim(JSON.stringify(emitted, null, 2)),
    ],
  });
}
