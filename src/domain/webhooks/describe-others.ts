import { same, type Text } from "../../core/text.ts";
import { after, customerName, shorten, withError, type Lines } from "./describe-words.ts";
import type { CallEvent, CallStatusEvent, CoexistenceEvent, GroupEvent } from "./events.ts";

const groupWords: Readonly<Record<string, Text>> = {
  group_create: { en: "created", es: "creado" },
  group_delete: { en: "deleted", es: "eliminado" },
  group_participants_add: { en: "members joined", es: "entraron miembros" },
  group_participants_remove: { en: "members left", es: "salieron miembros" },
  group_join_request_created: { en: "someone asks to join", es: "alguien pide entrar" },
  group_join_request_revoked: { en: "a request to join was taken back", es: "se retiró una solicitud para entrar" },
  group_settings_update: { en: "settings changed", es: "cambió la configuración" },
  group_suspend: { en: "suspended", es: "suspendido" },
  group_suspend_cleared: { en: "no longer suspended", es: "ya no está suspendido" },
};

const failedGroupWords: typeof groupWords = {
  group_create: { en: "not created", es: "no se pudo crear" },
  group_delete: { en: "not deleted", es: "no se pudo eliminar" },
};

function aboutGroup(event: GroupEvent, subject?: string): Text {
  const failed = event.errors.length > 0 && Object.hasOwn(failedGroupWords, event.type);
  const table = failed ? failedGroupWords : groupWords;
  const known = Object.hasOwn(table, event.type) ? table[event.type] : undefined;
  const words = known ?? same(shorten(event.type));
  const name = after(" ", subject);
  return withError({ en: `group${name}: ${words.en}`, es: `grupo${name}: ${words.es}` }, event.errors);
}

export const groupLines: Lines<GroupEvent> = {
  "group-lifecycle": (event) => aboutGroup(event, event.subject),
  "group-participants": (event) => aboutGroup(event),
  "group-settings": (event) => aboutGroup(event, event.subject?.text),
  "group-status": (event) => aboutGroup(event),
};

export const callLines: Lines<CallEvent | CallStatusEvent> = {
  call: (event) => {
    const who = customerName(event.customer);
    const what = `${shorten(event.event)}${after(" ", event.status)}`;
    return event.direction === "BUSINESS_INITIATED"
      ? { en: `call to ${who.en}: ${what}`, es: `llamada a ${who.es}: ${what}` }
      : { en: `call from ${who.en}: ${what}`, es: `llamada de ${who.es}: ${what}` };
  },
  "call-status": (event) => {
    const who = customerName(event.customer);
    const state = shorten(event.state);
    return { en: `call to ${who.en}: ${state}`, es: `llamada a ${who.es}: ${state}` };
  },
};

export const coexistenceLines: Lines<CoexistenceEvent> = {
  echo: (event) => {
    const who = customerName(event.customer);
    const words = event.text === undefined ? after(" (", event.type, ")") : after(": ", event.text);
    return { en: `written elsewhere to ${who.en}${words}`, es: `escrito desde otro lugar a ${who.es}${words}` };
  },
  history: (event) => {
    const count = event.threads.reduce((sum, thread) => sum + thread.messages.length, 0);
    const progress = event.progress === undefined ? "" : ` (${event.progress} %)`;
    return withError(
      { en: `history: ${count} old messages${progress}`, es: `historial: ${count} mensajes antiguos${progress}` },
      event.errors,
    );
  },
  "history-media": (event) => {
    const type = shorten(event.type);
    return {
      en: `history: a file of an old message (${type})`,
      es: `historial: un archivo de un mensaje antiguo (${type})`,
    };
  },
  "contact-sync": (event) => {
    const who = customerName(event.customer);
    return event.action === "remove"
      ? { en: `the app's address book lost ${who.en}`, es: `la agenda de la aplicación perdió a ${who.es}` }
      : { en: `the app's address book has ${who.en}`, es: `la agenda de la aplicación tiene a ${who.es}` };
  },
  handover: (event) => {
    const who = customerName(event.customer);
    const from = after("", event.previousOwner) || "?";
    const to = after("", event.newOwner) || "?";
    return { en: `who answers ${who.en}: ${from} → ${to}`, es: `quién responde a ${who.es}: ${from} → ${to}` };
  },
};
