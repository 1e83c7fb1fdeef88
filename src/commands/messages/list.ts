import type { Context } from "../../cli/context.ts";
import { limitOf, type InputOf } from "../../cli/input.ts";
import { line, table, view, type Cell, type View } from "../../cli/view.ts";
import { utcMinute } from "../../core/clock.ts";
import { UsageError } from "../../core/errors.ts";
import { groupBy } from "../../core/group.ts";
import { explainCode } from "../../graph/error-codes.ts";
import { eventsOf, listMessages } from "../../storage/repos/messages.ts";
import { messageStates, type MessageRow, type MessageState } from "../../storage/rows.ts";
import { readPhone } from "../read-phone.ts";
import { settledDb } from "../settled-db.ts";
import type { listInput } from "./index.ts";
import { costJson, messageJson } from "./message-json.ts";
import { contentText, reasonOf, stateWords } from "./words.ts";

export async function run(input: InputOf<typeof listInput>, context: Context): Promise<View> {
  const db = await settledDb(context);
  const limit = limitOf(input);
  // One more than is shown tells whether there are more.
  const found = await listMessages(db, {
    limit: Math.min(limit + 1, Number.MAX_SAFE_INTEGER),
    state: readState(input.state),
    direction: input.direction,
    template: input.template,
    customerPhone: input.to === undefined ? undefined : await readPhone(input.to, "--to", context),
  });
  const rows = found.slice(0, limit);
  const more = found.length > limit;
  const history = await eventsOf(
    db,
    rows.map(({ id }) => id),
  );
  const events = groupBy(history, (event) => event.message_id);
  const messages = rows.map((row) => messageJson(row, events.get(row.id) ?? []));
  return view({
    data: { messages, more },
    rows: messages,
    blocks:
      rows.length === 0
        ? [line({ en: "No messages.", es: "No hay mensajes." })]
        : [
            table(
              [
                { header: { en: "Time (UTC)", es: "Hora (UTC)" }, whole: true },
                { header: { en: "Id", es: "Id" }, whole: true },
                { header: { en: "Person", es: "Persona" }, whole: true },
                { header: { en: "Content", es: "Contenido" } },
                { header: { en: "State", es: "Estado" }, whole: true },
                { header: { en: "Cost", es: "Costo" }, align: "right" },
                { header: { en: "Why", es: "Motivo" } },
              ],
              rows.map((row) => {
                const cost = costJson(row);
                return [
                  utcMinute(row.created_at),
                  row.id,
                  `${row.direction === "out" ? "→" : "←"} ${row.customer_phone ?? row.customer_user_id ?? "?"}`,
                  { text: contentText(row) },
                  stateWords[row.state],
                  cost === null ? null : `${cost.kind === "estimate" ? "~" : ""}${cost.amount} ${cost.currency}`,
                  whyCell(row),
                ];
              }),
            ),
            ...(more
              ? [line({ en: "There are more: --limit N or --all.", es: "Hay más: --limit N o --all." }, "dim")]
              : []),
          ],
  });
}

/** Meta's own title is English: ours says the same in the reader's language, of every error that recado knows. */
function whyCell(row: MessageRow): Cell {
  if (row.error_code !== null) {
    const { name, title } = explainCode(row.error_code);
    return name === "unknown" && row.error_title !== null ? row.error_title : { text: title };
  }
  const text = reasonOf(row, row.id);
  return text === undefined ? null : { text };
}

function readState(state: string | undefined): MessageState | undefined {
  if (state === undefined) return undefined;
  const known = messageStates.find((name) => name === state);
  if (known !== undefined) return known;
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `--state "${state}" is not one of ${messageStates.join(", ")}.`,
      es: `--state "${state}" no es uno de estos valores: ${messageStates.join(", ")}.`,
    },
  });
}
