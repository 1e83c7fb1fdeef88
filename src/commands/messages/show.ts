import type { Context } from "../../cli/context.ts";
import type { InputOf } from "../../cli/input.ts";
import { line, pairs, table, verbatim, view, type Block, type View } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { InputError } from "../../core/errors.ts";
import { cleanText } from "../../core/terminal.ts";
import { same } from "../../core/text.ts";
import { adviceFor } from "../../domain/messages/failure-advice.ts";
import { readStored } from "../../domain/messages/stored-content.ts";
import { explainCode } from "../../graph/error-codes.ts";
import type { Queryable } from "../../storage/database.ts";
import { correctionsOf, type Correction } from "../../storage/repos/cost-entries.ts";
import { eventsOf, findByWamid, getMessage } from "../../storage/repos/messages.ts";
import type { MessageEventRow, MessageRow } from "../../storage/rows.ts";
import { settledDb } from "../settled-db.ts";
import { correctionBlocks, correctionsJson } from "./corrections.ts";
import type { showInput } from "./index.ts";
import { costJson, inOrder, messageJson } from "./message-json.ts";
import { contentText, reasonOf, sourceWord, stateCell, stateWords } from "./words.ts";

/** The message with our id or Meta's; an InputError tells where to find one. */
export async function findMessage(db: Queryable, id: string): Promise<MessageRow> {
  const row = (await getMessage(db, id)) ?? (await findByWamid(db, id));
  if (row !== undefined) return row;
  throw new InputError({
    code: "messages.not_found",
    text: { en: `There is no message "${id}" here.`, es: `Aquí no hay ningún mensaje "${id}".` },
    hint: { en: "List them with: recado messages list", es: "Consúltelos con: recado messages list" },
  });
}

export async function run(input: InputOf<typeof showInput>, context: Context): Promise<View> {
  const db = await settledDb(context);
  const row = await findMessage(db, input.id);
  const events = await eventsOf(db, [row.id]);
  const corrections = await correctionsOf(db, row.id);
  const message = {
    ...messageJson(row, events),
    corrections: correctionsJson(corrections),
    content: contentOf(row),
  };
  return view({ data: { message }, blocks: describe(row, events, corrections) });
}

/** As Meta was sent it, or as it came in. */
function contentOf({ direction, content }: MessageRow): unknown {
  return direction === "out" ? readStored(content).content : (JSON.parse(content) as unknown);
}

function describe(row: MessageRow, events: readonly MessageEventRow[], corrections: readonly Correction[]): Block[] {
  const reason = reasonOf(row);
  const advice = adviceFor(row);
  const cost = costJson(row);
  const customer = row.customer_phone ?? row.customer_user_id ?? "?";
  const entry = row.error_code === null ? undefined : explainCode(row.error_code);
  return [
    pairs(
      [{ en: "Message", es: "Mensaje" }, row.id],
      [{ en: "Meta's id", es: "Id de Meta" }, row.wamid],
      [row.direction === "out" ? { en: "To", es: "Para" } : { en: "From", es: "De" }, customer],
      [
        { en: "Content", es: "Contenido" },
        { text: row.template === null ? contentText(row) : same(`${row.template} (${row.language ?? "?"})`) },
      ],
      [{ en: "State", es: "Estado" }, stateWords[row.state]],
      [{ en: "Why", es: "Motivo" }, reason === undefined ? null : { text: reason }],
      [
        { en: "Cost", es: "Costo" },
        cost === null
          ? null
          : {
              text: {
                en: `${cost.amount} ${cost.currency} (${cost.kind === "settled" ? "settled by Meta's webhook" : "estimate"})`,
                es: `${cost.amount} ${cost.currency} (${cost.kind === "settled" ? "confirmado por el webhook de Meta" : "estimado"})`,
              },
            },
      ],
    ),
    ...(entry === undefined
      ? []
      : [
          line(entry.explanation, "bad"),
          ...(row.error_details === null ? [] : [line(`Meta: ${row.error_details}`, "dim")]),
          ...(advice === undefined ? [] : [line(advice)]),
        ]),
    line(""),
    table(
      [
        { header: { en: "Time (UTC)", es: "Hora (UTC)" }, whole: true },
        { header: { en: "State", es: "Estado" } },
        { header: { en: "Source", es: "Origen" } },
      ],
      inOrder(events).map((event) => [
        isoTime(event.occurred_at),
        stateCell(event.state),
        { text: sourceWord(event.source) },
      ]),
    ),
    ...correctionBlocks(corrections),
    line(""),
    verbatim(cleanText(JSON.stringify(contentOf(row), null, 2))),
  ];
}
