import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { pairs, view, type View } from "../../cli/view.ts";
import type { waitInput } from "./control-spec.ts";
import { runningSimulator } from "./running.ts";
import { queryOf, statusCell, text } from "./shown.ts";

export async function run(input: InputOf<typeof waitInput>, context: Context): Promise<View> {
  const simulator = await runningSimulator(input.url, context);
  const answer = await simulator.call("GET", `wait?${queryOf(input)}&timeout=${input.timeout ?? 5_000}`);
  const message = { ...(answer as Record<string, unknown>) };
  return view({
    data: { message },
    rows: [message],
    blocks: [
      pairs(
        [{ en: "Message", es: "Mensaje" }, text(message["id"])],
        [{ en: "To", es: "Para" }, text(message["to"])],
        [{ en: "Text", es: "Texto" }, text(message["text"])],
        [{ en: "Status", es: "Estado" }, statusCell(message)],
      ),
    ],
  });
}
