import { command, group } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";

export const listInput = {
  ...listLimits,
  state: {
    kind: "text",
    value: "state",
    text: { en: "only this state, e.g. uncertain", es: "solo este estado, p. ej. uncertain" },
  },
  template: { kind: "text", value: "name", text: { en: "only this template", es: "solo esta plantilla" } },
  to: { kind: "text", value: "phone", text: { en: "only with this person", es: "solo con esta persona" } },
  direction: {
    kind: "choice",
    choices: ["out", "in"],
    text: { en: "sent or received", es: "enviados o recibidos" },
  },
} as const satisfies InputSpec;

const messageId = {
  id: { kind: "argument", required: true, text: { en: "id or wamid", es: "id o wamid" } },
} as const satisfies InputSpec;

export const showInput = messageId;

export const waitInput = {
  ...messageId,
  for: {
    kind: "choice",
    choices: ["sent", "delivered", "read"],
    text: { en: "state to wait for (default delivered)", es: "estado que se espera (delivered si no se indica)" },
  },
  timeout: {
    kind: "duration",
    value: "duration",
    text: { en: "how long to wait (default 60s)", es: "cuánto esperar (60s si no se indica)" },
  },
} as const satisfies InputSpec;

export const readInput = {
  ...messageId,
  typing: {
    kind: "flag",
    text: {
      en: 'also show "typing…", for 25 seconds or until you answer',
      es: 'mostrar también "escribiendo…", 25 segundos o hasta que responda',
    },
  },
} as const satisfies InputSpec;

export const messages = group({
  name: "messages",
  summary: {
    en: "what was sent and received, and what became of it",
    es: "lo enviado y lo recibido, y qué fue de ello",
  },
  commands: [
    command({
      name: "list",
      summary: { en: "list messages, newest first", es: "listar los mensajes, del más nuevo al más antiguo" },
      input: listInput,
      examples: [
        "recado messages list",
        "recado messages list --state uncertain --json",
        "recado messages list --all --output csv",
      ],
      load: () => import("./list.ts"),
    }),
    command({
      name: "show",
      summary: {
        en: "show one message with its history and cost",
        es: "mostrar un mensaje con su historia y su costo",
      },
      input: showInput,
      examples: ["recado messages show msg_01k9xkq3v4e8n2r5t7w9y1z3b5"],
      load: () => import("./show.ts"),
    }),
    command({
      name: "read",
      summary: {
        en: "show the customer that you have read a message",
        es: "mostrar al cliente que usted leyó un mensaje",
      },
      details: {
        en: "Marks the message and all before it, if it came in within the last 30 days.",
        es: "Marca el mensaje y todos los anteriores, si llegó en los últimos 30 días.",
      },
      input: readInput,
      changes: true,
      examples: [
        "recado messages read msg_01k9xkq3v4e8n2r5t7w9y1z3b5",
        "recado messages read msg_01k9xkq3v4e8n2r5t7w9y1z3b5 --typing",
      ],
      load: () => import("./read.ts"),
    }),
    command({
      name: "wait",
      summary: {
        en: "wait until a message is sent, delivered or read",
        es: "esperar a que un mensaje se envíe, se entregue o se lea",
      },
      details: {
        en: "The states come by webhook: recado webhooks listen must be running. Exit 4 if the message fails, 5 if time runs out.",
        es: "Los estados llegan por webhook: recado webhooks listen debe estar en marcha. Termina con 4 si el mensaje falla y con 5 si se acaba el tiempo.",
      },
      input: waitInput,
      examples: ["recado messages wait msg_01k9xkq3v4e8n2r5t7w9y1z3b5 --for delivered --timeout 2m"],
      load: () => import("./wait.ts"),
    }),
  ],
});
