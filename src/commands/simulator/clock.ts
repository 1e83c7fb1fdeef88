import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { UsageError } from "../../core/errors.ts";
import type { clockInput } from "./control-spec.ts";
import { member, runningSimulator } from "./running.ts";
import { text } from "./shown.ts";

export async function run({ advance, set, url }: InputOf<typeof clockInput>, context: Context): Promise<View> {
  if (advance !== undefined && set !== undefined) {
    throw new UsageError({
      code: "usage.conflict",
      text: { en: "--advance and --set do not go together.", es: "--advance y --set no van juntos." },
    });
  }
  const simulator = await runningSimulator(url, context);
  const move = advance === undefined ? (set === undefined ? undefined : { set }) : { advance };
  const now = text(member(await simulator.call(move === undefined ? "GET" : "POST", "clock", move), "now"));
  return view({
    data: { now },
    rows: [{ now }],
    blocks: [line({ en: `It is ${now} there.`, es: `Allí son las ${now}.` })],
  });
}
