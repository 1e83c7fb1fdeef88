import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { line, table, view, type View } from "../../cli/view.ts";
import type { messagesInput } from "./control-spec.ts";
import { dataOf, runningSimulator } from "./running.ts";
import { messageRow, queryOf } from "./shown.ts";

export async function run(input: InputOf<typeof messagesInput>, context: Context): Promise<View> {
  const simulator = await runningSimulator(input.url, context);
  const all = dataOf(await simulator.call("GET", `messages?${queryOf(input)}&limit=${Number.MAX_SAFE_INTEGER}`));
  // The newest are the interesting ones; they stay in the order in which they were sent.
  const messages = all.slice(-limitOf(input));
  const more = messages.length < all.length;
  return view({
    data: { messages, more },
    rows: messages,
    blocks:
      messages.length === 0
        ? [line({ en: "Nothing was sent.", es: "No se ha enviado nada." })]
        : [
            table(
              [
                { header: { en: "Time (UTC)", es: "Hora (UTC)" }, whole: true },
                { header: { en: "To", es: "Para" }, whole: true },
                { header: { en: "Type", es: "Tipo" } },
                { header: { en: "Text", es: "Texto" } },
                { header: { en: "Status", es: "Estado" } },
                { header: { en: "Id", es: "Id" }, whole: true },
              ],
              messages.map(messageRow),
            ),
            ...(more
              ? [line({ en: "There are more: --limit N or --all.", es: "Hay más: --limit N o --all." }, "dim")]
              : []),
          ],
  });
}
