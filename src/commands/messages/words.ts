import type { Cell, Tone } from "../../cli/view.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { previewMessage } from "../../domain/messages/preview.ts";
import { notUploadedReason, readStored } from "../../domain/messages/stored-content.ts";
import { isRecord } from "../../domain/webhooks/foreign-json.ts";
import { wordsOf } from "../../domain/webhooks/inbound-words.ts";
import { firstArrivedReason } from "../../storage/repos/outcomes.ts";
import { twinReason } from "../../storage/repos/contact-merge.ts";
import type { MessageEventRow, MessageRow, MessageState } from "../../storage/rows.ts";

/** The states in a person's words; JSON keeps the codes. */
export const stateWords: Readonly<Record<MessageState, { readonly text: Text; readonly tone: Tone }>> = {
  queued: { text: { en: "queued", es: "en cola" }, tone: "dim" },
  sending: { text: { en: "sending", es: "enviándose" }, tone: "dim" },
  accepted: { text: { en: "accepted", es: "aceptado" }, tone: "good" },
  sent: { text: { en: "sent", es: "enviado" }, tone: "good" },
  delivered: { text: { en: "delivered", es: "entregado" }, tone: "good" },
  read: { text: { en: "read", es: "leído" }, tone: "good" },
  failed: { text: { en: "failed", es: "fallido" }, tone: "bad" },
  cancelled: { text: { en: "cancelled", es: "cancelado" }, tone: "dim" },
  skipped: { text: { en: "not sent", es: "no enviado" }, tone: "warn" },
  uncertain: { text: { en: "uncertain", es: "incierto" }, tone: "bad" },
  received: { text: { en: "received", es: "recibido" }, tone: "strong" },
};

const historyStates: Readonly<Record<string, Cell>> = stateWords;

/** A state of the history; one that is new to recado is shown as Meta spells it. */
export function stateCell(state: string): Cell {
  return (Object.hasOwn(historyStates, state) ? historyStates[state] : undefined) ?? state;
}

const sources: Readonly<Record<MessageEventRow["source"], Text>> = {
  recado: { en: "recado", es: "recado" },
  meta: { en: "Meta", es: "Meta" },
  person: { en: "a person", es: "una persona" },
};

/** Who says that a message got into a state. */
export function sourceWord(source: MessageEventRow["source"]): Text {
  return sources[source];
}

const types: Readonly<Record<string, Text>> = {
  text: { en: "text", es: "texto" },
  image: { en: "image", es: "imagen" },
  video: { en: "video", es: "video" },
  audio: { en: "audio", es: "audio" },
  document: { en: "document", es: "documento" },
  sticker: { en: "sticker", es: "sticker" },
  location: { en: "location", es: "ubicación" },
  contacts: { en: "contact card", es: "tarjeta de contacto" },
  button: { en: "button", es: "botón" },
  interactive: { en: "choice", es: "opción elegida" },
  order: { en: "order", es: "pedido" },
  reaction: { en: "reaction", es: "reacción" },
};

/** The type of a message; one that is new is shown as Meta spells it. */
export function typeWord(type: string): Text {
  return (Object.hasOwn(types, type) ? types[type] : undefined) ?? same(type);
}

const longest = 60;

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join("")
        .trimEnd()}…`;
}

/** Our own message, as it was frozen: its lines in one. */
function sentText(stored: string): Text {
  const { content, filename } = readStored(stored);
  const { en, es } = previewMessage(content, filename);
  const inOneLine = (text: string): string => shortened(text.replaceAll(/\s+/g, " "));
  return { en: inOneLine(en), es: inOneLine(es) };
}

/** What a message says, as far as a line takes it: the template, the words, or else the kind of message. */
export function contentText(row: Pick<MessageRow, "content" | "template" | "language" | "type" | "direction">): Text {
  if (row.template !== null) return same(row.template);
  if (row.direction === "out") return sentText(row.content);
  const content: unknown = JSON.parse(row.content);
  const words = isRecord(content) ? wordsOf(content) : undefined;
  const kind = typeWord(row.type);
  if (words === undefined) return kind;
  return row.type === "text" ? same(shortened(words)) : joinTexts([kind, same(shortened(words))], ": ");
}

const sendingEnded: Text = { en: "the sending process ended midway", es: "el proceso que lo enviaba se cortó" };
const badAnswer: Text = { en: "Meta's answer was not usable", es: "Meta no dio una respuesta válida" };

/** Why a message was skipped, failed or is uncertain, where no error of Meta's says it. */
const reasons: Readonly<Record<string, Text>> = {
  "policy.no_consent": { en: "has not agreed to this", es: "no dio su consentimiento" },
  "policy.opted_out": { en: "opted out", es: "se dio de baja" },
  "policy.frequency": { en: "had enough marketing for now", es: "ya recibió bastante publicidad por ahora" },
  [twinReason]: { en: "got it under another number", es: "la recibe en otro número" },
  "policy.do_not_contact": { en: "was erased at their request", es: "se borraron sus datos a petición suya" },
  "contacts.erased": { en: "the person was erased", es: "se borraron los datos de la persona" },
  "policy.window_closed": { en: "last wrote more than 24 hours ago", es: "escribió hace más de 24 horas" },
  [firstArrivedReason]: { en: "the first message arrived after all", es: "el primer mensaje sí llegó" },
  [notUploadedReason]: { en: "its file is not at Meta", es: "su archivo no está en Meta" },
  "send.abandoned": sendingEnded,
  "send.interrupted": { en: "interrupted", es: "se interrumpió" },
  "lease.expired": sendingEnded,
  "send.wamid_taken": {
    en: "its id at Meta stands at an older message: was the simulator restarted?",
    es: "su identificador en Meta ya es de un mensaje anterior: ¿se reinició el simulador?",
  },
  "meta.failed": { en: "Meta reported that it failed", es: "Meta informó de que falló" },
  "network.timeout": { en: "Meta did not answer in time", es: "Meta no respondió a tiempo" },
  "network.reset": { en: "the connection broke", es: "se cortó la conexión" },
  "network.http_error": badAnswer,
  "network.bad_answer": badAnswer,
  "network.aborted": { en: "interrupted", es: "se interrumpió" },
};

const neverWrote: Text = { en: "no message of theirs is known", es: "no consta que haya escrito" };

/** The reason that a message keeps, in words. What is no template lacks a message of theirs rather than an opt-in. */
export function reasonOf({ reason, category }: Pick<MessageRow, "reason" | "category">, id?: string): Text | undefined {
  if (reason === null) return undefined;
  return reason === "policy.no_consent" && category === "service" ? neverWrote : reasonText(reason, id);
}

/** @param id of the message: where a code has no words, they say how to see more of it */
export function reasonText(reason: string, id?: string): Text {
  const known = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (known !== undefined) return known;
  return id === undefined
    ? same(reason)
    : { en: `see: recado messages show ${id}`, es: `vea: recado messages show ${id}` };
}
