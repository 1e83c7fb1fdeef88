import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { inboundInput } from "./control-spec.ts";
import { readJsonObject } from "../json-option.ts";
import { readPerson } from "./read-person.ts";
import { member, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";

export async function run(input: InputOf<typeof inboundInput>, context: Context): Promise<View> {
  const { from, text: words, tap, replyTo, name } = input;
  const given = [words, tap, input.content].filter((one) => one !== undefined);
  if (given.length !== 1) {
    throw new UsageError({
      code: "usage.missing_argument",
      text: {
        en: "Give one thing that the customer does: a text, --tap or --content.",
        es: "Indique una sola cosa que hace el cliente: un texto, --tap o --content.",
      },
      hint: {
        en: `For example: recado simulator inbound ${from} "Hola"`,
        es: `Por ejemplo: recado simulator inbound ${from} "Hola"`,
      },
    });
  }
  const person = await readPerson(from, "<from>", context);
  const content = input.content === undefined ? {} : readJsonObject(input.content, "--content");
  const simulator = await runningSimulator(input.url, context);
  const answer = await simulator.call("POST", "inbound", {
    from: person,
    ...content,
    ...(words === undefined ? {} : { text: words }),
    ...(tap === undefined ? {} : { tap }),
    ...(replyTo === undefined ? {} : { context: { id: replyTo } }),
    ...(name === undefined ? {} : { profile: { name } }),
  });
  const id = text(member(answer, "id"));
  return view({
    data: { id },
    rows: [{ id }],
    blocks: [line({ en: `Received: ${id}`, es: `Recibido: ${id}` })],
  });
}
