import type { Cell, Tone } from "../../cli/view.ts";
import { isoTime } from "../../core/clock.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { explainCode } from "../../graph/error-codes.ts";
import { stateWords, typeWord } from "../messages/words.ts";
import { member } from "./running.ts";

export function text(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** The filters of a list or a wait, as the control calls take them. */
export function queryOf(filters: {
  readonly to: string | undefined;
  readonly template: string | undefined;
  readonly type: string | undefined;
  readonly status: string | undefined;
}): string {
  const { to, template, type, status } = filters;
  const given = Object.entries({ to, template, type, status }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given).toString();
}

interface StatusWord {
  readonly text: Text;
  readonly tone: Tone;
}

/** The words of `recado messages list`, which knows all states but this one of voice messages. */
const statuses: Readonly<Record<string, StatusWord>> = {
  ...stateWords,
  accepted: { ...stateWords.accepted, tone: "dim" },
  played: { text: { en: "played", es: "reproducido" }, tone: "good" },
};

/** What was sent: an interactive message is no choice yet. */
const sentTypes: Readonly<Record<string, Text>> = {
  interactive: { en: "buttons or list", es: "botones o lista" },
  template: { en: "template", es: "plantilla" },
};

function sentType(type: string): Text {
  return (Object.hasOwn(sentTypes, type) ? sentTypes[type] : undefined) ?? typeWord(type);
}

/** A status in the reader's words, with the error of one that failed; a status that is new is shown as it is. */
export function statusCell(message: Readonly<Record<string, unknown>>): Cell {
  const status = text(message["status"]);
  const word = Object.hasOwn(statuses, status) ? statuses[status] : undefined;
  const error = Array.isArray(message["errors"]) ? (message["errors"] as unknown[])[0] : undefined;
  const parts = [word?.text ?? same(status), ...(error === undefined ? [] : [errorText(error)])];
  return { text: joinTexts(parts, " "), ...(word === undefined ? {} : { tone: word.tone }) };
}

/** Meta's own title is English: ours says the same in the reader's language. */
function errorText(error: unknown): Text {
  const code = text(member(error, "code"));
  const { name, title } = explainCode(Number(code));
  return joinTexts([same(code), name === "unknown" ? same(text(member(error, "title"))) : title], " ");
}

/** Time, person, type, text, status with its error, id. */
export function messageRow(message: Readonly<Record<string, unknown>>): Cell[] {
  const template = text(message["template"]);
  return [
    isoTime(Number(message["timestamp"]) * 1_000)
      .slice(0, 19)
      .replace("T", " "),
    text(message["to"]),
    { text: template === "" ? sentType(text(message["type"])) : template },
    { text: text(message["text"]) },
    statusCell(message),
    text(message["id"]),
  ];
}
