import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, view, type View } from "../../cli/view.ts";
import { NetworkError, PolicyError, type AppError } from "../../core/errors.ts";
import { joinTexts } from "../../core/text.ts";
import { goalOf, hasReached, isOver, type Goal } from "../../domain/messages/states.ts";
import { waitForStates } from "../../domain/messages/wait.ts";
import { eventsOf } from "../../storage/repos/messages.ts";
import type { MessageRow } from "../../storage/rows.ts";
import { settledDb } from "../settled-db.ts";
import type { waitInput } from "./index.ts";
import { messageJson } from "./message-json.ts";
import { findMessage } from "./show.ts";
import { stateWords } from "./words.ts";

export async function run(input: InputOf<typeof waitInput>, context: Context): Promise<View> {
  const db = await settledDb(context);
  const wanted = input.for ?? "delivered";
  const { id } = await findMessage(db, input.id);
  const [row] = await waitForStates({
    db,
    clock: context.clock,
    signal: context.signal,
    ids: [id],
    wanted,
    timeoutMs: input.timeout ?? 60_000,
  });
  if (row === undefined) throw new Error("the message went away while it was waited for");
  return view({
    data: { message: messageJson(row, await eventsOf(db, [row.id])) },
    blocks: [line(stateWords[row.state].text, stateWords[row.state].tone)],
    problem: waitProblem([row], wanted),
  });
}

/** Why a wait did not end as wished: a message that failed (exit 4), or time that ran out (exit 5). */
export function waitProblem(rows: readonly MessageRow[], wanted: Goal): AppError | undefined {
  const short = rows.filter((row) => !hasReached(row.state, goalOf(row, wanted)));
  const [first] = short;
  if (first === undefined) return undefined;
  const states = [...new Set(short.map(({ state }) => state))];
  const data = { wanted, states };
  const goal = stateWords[wanted].text;
  const shown = joinTexts(
    states.map((state) => stateWords[state].text),
    ", ",
  );
  if (short.every(({ state }) => isOver(state))) {
    return new PolicyError({
      code: "messages.not_delivered",
      text: {
        en: `It did not get to "${goal.en}": ${shown.en}.`,
        es: `No llegó al estado "${goal.es}": ${shown.es}.`,
      },
      hint: {
        en: `See why with: recado messages show ${first.id}`,
        es: `Vea el motivo con: recado messages show ${first.id}`,
      },
      data,
    });
  }
  return new NetworkError({
    code: "messages.wait_timeout",
    sent: "maybe",
    text: {
      en: `Time ran out before "${goal.en}": ${shown.en}.`,
      es: `Se agotó el tiempo de espera sin llegar a "${goal.es}": ${shown.es}.`,
    },
    hint: {
      en: "The states come by webhook: is recado webhooks listen running, and does Meta reach it?",
      es: "Los estados llegan por webhook: ¿está en marcha recado webhooks listen y Meta llega hasta él?",
    },
    data,
  });
}
