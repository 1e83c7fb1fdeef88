import { command, type Command } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";

const campaign = {
  campaign: {
    kind: "argument",
    required: true,
    text: { en: "name of the campaign, or its id (cam_3)", es: "nombre de la campaña o su identificador (cam_3)" },
  },
} as const satisfies InputSpec;

/** For questions that have numbers in them, which a spec's own `confirm` cannot have. */
const yes = {
  yes: { kind: "flag", text: { en: "do not ask for confirmation", es: "no pedir confirmación" } },
} as const satisfies InputSpec;

const running = {
  ...campaign,
  rate: {
    kind: "text",
    value: "rate",
    text: {
      en: "messages a second at most, e.g. 20/s; max only against a simulator",
      es: "mensajes por segundo como máximo, p. ej. 20/s; max solo con un simulador",
    },
  },
  maxCost: {
    kind: "text",
    value: "amount",
    text: {
      en: 'pause before it costs more than this, e.g. "50 USD"',
      es: 'pausar antes de que cueste más que esto, p. ej. "50 USD"',
    },
  },
  progress: {
    kind: "choice",
    choices: ["json"],
    text: {
      en: "one JSON line a second on stderr",
      es: "una línea JSON por segundo en stderr",
    },
  },
  asPlanned: {
    kind: "flag",
    text: {
      en: "go on with what was planned although its file has changed since",
      es: "continuar con lo planificado aunque su archivo haya cambiado después",
    },
  },
} as const satisfies InputSpec;

export const startInput = { ...running, ...yes };
/** Nothing is asked: whoever started it said yes. A script that says so again is not refused. */
export const resumeInput = { ...running, ...yes };
export const pauseInput = campaign;
export const cancelInput = { ...campaign, ...yes };
export const showInput = campaign;

export const listInput = {
  ...listLimits,
  state: {
    kind: "choice",
    choices: ["planned", "scheduled", "running", "paused", "done", "cancelled"],
    text: { en: "only in this state", es: "solo en este estado" },
  },
} as const satisfies InputSpec;

export const recipientsInput = {
  ...campaign,
  ...listLimits,
  state: {
    kind: "text",
    value: "state",
    text: {
      en: "only this state, e.g. failed; excluded: those of the list who are not written to",
      es: "solo este estado, p. ej. failed; excluded: los de la lista a quienes no se escribe",
    },
  },
} as const satisfies InputSpec;

export const retryInput = {
  ...campaign,
  failed: {
    kind: "flag",
    text: { en: "those that failed and may pass now", es: "los fallidos que ahora pueden salir bien" },
  },
  reason: {
    kind: "text",
    value: "code",
    text: { en: "only failures with this code, e.g. 131049", es: "solo los fallos con este código, p. ej. 131049" },
  },
} as const satisfies InputSpec;

export const resolveInput = {
  ...campaign,
  retry: {
    kind: "flag",
    text: {
      en: "send them once more: whoever got the first message gets two",
      es: "enviarlos otra vez: quien recibió el primero recibirá dos",
    },
  },
  assumeSent: {
    kind: "flag",
    text: {
      en: "take them for sent: whoever did not get it gets none",
      es: "darlos por enviados: quien no lo recibió se queda sin mensaje",
    },
  },
  to: {
    kind: "list",
    value: "phone",
    text: { en: "only this person (repeatable)", es: "solo esta persona (se puede repetir)" },
  },
} as const satisfies InputSpec;

const start = command({
  name: "start",
  summary: { en: "send a planned campaign", es: "enviar una campaña planificada" },
  details: {
    en: "Checks the token, the number, the templates and the files, asks for confirmation, and sends. Ctrl-C stops it at any moment: what is under way is finished, and nobody gets a message twice. The same command again goes on where it stopped. Exit 6 when some did not go out, 7 when of some nobody knows.",
    es: "Comprueba el token, el número, las plantillas y los archivos, pide confirmación y envía. Ctrl-C la detiene en cualquier momento: se termina lo que está en curso y nadie recibe un mensaje dos veces. El mismo comando continúa donde se quedó. Termina con 6 si algunos no salieron y con 7 si de algunos no se sabe.",
  },
  input: startInput,
  changes: true,
  examples: [
    "recado campaigns start spring",
    'recado campaigns start spring --yes --max-cost "50 USD" --json --progress json',
  ],
  load: () => import("./start.ts"),
});

const resume = command({
  name: "resume",
  summary: {
    en: "go on with a campaign that was paused or interrupted",
    es: "continuar una campaña pausada o interrumpida",
  },
  input: resumeInput,
  changes: true,
  examples: ["recado campaigns resume spring", "recado campaigns resume cam_3 --yes --rate 20/s"],
  load: () => import("./resume.ts"),
});

const pause = command({
  name: "pause",
  summary: { en: "stop a campaign for now", es: "detener una campaña por ahora" },
  details: {
    en: "Whoever runs it, also in another terminal or on another machine, stops within a second; what is under way is finished.",
    es: "Quien la esté ejecutando, también en otra terminal o en otro equipo, se detiene en un segundo; lo que está en curso se termina.",
  },
  input: pauseInput,
  changes: true,
  examples: ["recado campaigns pause spring"],
  load: () => import("./pause.ts"),
});

const cancel = command({
  name: "cancel",
  summary: { en: "end a campaign for good", es: "terminar una campaña definitivamente" },
  details: {
    en: "What is still in the queue is never sent; what has gone out stays as it is. This cannot be undone.",
    es: "Lo que sigue en cola no se envía nunca; lo que ya salió queda como está. No se puede deshacer.",
  },
  input: cancelInput,
  changes: true,
  examples: ["recado campaigns cancel spring", "recado campaigns cancel spring --yes"],
  load: () => import("./cancel.ts"),
});

const show = command({
  name: "show",
  summary: { en: "show where a campaign stands", es: "mostrar cómo va una campaña" },
  input: showInput,
  examples: ["recado campaigns show spring", "recado campaigns show cam_3 --json"],
  load: () => import("./show.ts"),
});

const list = command({
  name: "list",
  summary: { en: "list campaigns, newest first", es: "listar las campañas, de la más nueva a la más antigua" },
  input: listInput,
  examples: ["recado campaigns list", "recado campaigns list --state paused --json"],
  load: () => import("./list.ts"),
});

const recipients = command({
  name: "recipients",
  summary: {
    en: "list the people of a campaign and what became of their message",
    es: "listar las personas de una campaña y en qué quedó su mensaje",
  },
  input: recipientsInput,
  examples: [
    "recado campaigns recipients spring",
    "recado campaigns recipients spring --state failed --all --output csv",
    "recado campaigns recipients spring --state excluded",
  ],
  load: () => import("./recipients.ts"),
});

const retry = command({
  name: "retry",
  summary: {
    en: "put failed messages that may pass now back into the queue",
    es: "volver a poner en cola los mensajes fallidos que ahora pueden salir bien",
  },
  details: {
    en: "Failures that would fail again are left, with what to do about them. Sends nothing by itself: recado campaigns resume does.",
    es: "Los que volverían a fallar se dejan como están y se indica qué hacer. No envía nada por sí solo: lo hace recado campaigns resume.",
  },
  input: retryInput,
  changes: true,
  examples: [
    "recado campaigns retry spring --failed",
    "recado campaigns retry spring --failed --reason 131049 --dry-run",
  ],
  load: () => import("./retry.ts"),
});

const resolve = command({
  name: "resolve",
  summary: {
    en: "say what to do with messages of which nobody knows whether they went out",
    es: "decidir qué hacer con los mensajes de los que no se sabe si salieron",
  },
  details: {
    en: "Webhooks settle most of them by themselves: wait for these first. Sends nothing by itself: recado campaigns resume does.",
    es: "Los webhooks aclaran la mayoría por sí solos: espérelos antes. No envía nada por sí solo: lo hace recado campaigns resume.",
  },
  input: resolveInput,
  changes: true,
  examples: [
    "recado campaigns resolve spring --assume-sent",
    "recado campaigns resolve spring --retry --to +12025550101",
  ],
  load: () => import("./resolve.ts"),
});

/** The commands that run and steer campaigns, in the order of `recado campaigns --help`. */
export const controlCommands: readonly Command[] = [
  start,
  pause,
  resume,
  cancel,
  show,
  list,
  recipients,
  retry,
  resolve,
];
