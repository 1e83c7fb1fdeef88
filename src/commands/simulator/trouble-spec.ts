import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { resetInput as where } from "./control-spec.ts";

const count = (en: string, es: string) =>
  ({ kind: "integer", value: "n", min: 1, max: 1_000_000, text: { en, es } }) as const;

/** The simulator's own list, written out: naming it there would load the simulator for `--help`. */
const kinds = ["graph-error", "http", "timeout", "slow", "reset-before", "reset-after-accept", "half-body"] as const;

export const faultInput = {
  on: {
    kind: "argument",
    required: false,
    text: { en: "what is hit: messages, media, templates… or *", es: "qué afecta: messages, media, templates… o *" },
  },
  kind: {
    kind: "argument",
    required: false,
    choices: kinds,
    text: { en: `one of ${kinds.join(", ")}`, es: `una de: ${kinds.join(", ")}` },
  },
  code: {
    kind: "integer",
    value: "code",
    min: 0,
    max: 99_999_999,
    text: { en: "Meta's error code (graph-error)", es: "código de error de Meta (graph-error)" },
  },
  status: {
    kind: "integer",
    value: "status",
    min: 200,
    max: 599,
    text: { en: "HTTP status (http, graph-error)", es: "estado HTTP (http, graph-error)" },
  },
  delay: {
    kind: "duration",
    value: "duration",
    text: { en: "how long it takes (slow, timeout)", es: "cuánto tarda (slow, timeout)" },
  },
  to: { kind: "text", value: "phone", text: { en: "only calls to this person", es: "solo llamadas a esta persona" } },
  times: count("ends after so many hits", "termina tras tantas veces"),
  every: count("hits each n-th call only", "afecta solo a una de cada n llamadas"),
  during: {
    kind: "text",
    value: "duration",
    text: { en: "ends after this time, e.g. 10m", es: "termina tras este tiempo, p. ej. 10m" },
  },
  clear: {
    kind: "text",
    value: "id",
    optionalValue: "all",
    text: { en: "take away one fault, or all", es: "quitar una falla, o todas" },
  },
  ...where,
} as const satisfies InputSpec;

export const limitsInput = {
  mps: {
    kind: "text",
    value: "n|off",
    text: { en: "messages a second per number", es: "mensajes por segundo y número" },
  },
  pair: {
    kind: "text",
    value: "burst/seconds|off",
    text: {
      en: "to one person: at once, then one every so often",
      es: "a una persona: de golpe, y luego uno cada tanto",
    },
  },
  portfolio: {
    kind: "text",
    value: "n|off",
    text: { en: "people a day outside their windows", es: "personas al día fuera de su ventana" },
  },
  management: {
    kind: "text",
    value: "n|off",
    text: { en: "management calls an hour", es: "llamadas de gestión por hora" },
  },
  ...where,
} as const satisfies InputSpec;

export const emitInput = {
  field: {
    kind: "argument",
    required: true,
    text: { en: "webhook field, e.g. account_update", es: "campo del webhook, p. ej. account_update" },
  },
  value: {
    kind: "argument",
    required: false,
    text: { en: "JSON that changes the sample", es: "JSON que cambia el ejemplo" },
  },
  ...where,
} as const satisfies InputSpec;

export const webhookInput = {
  set: { kind: "text", value: "url", text: { en: "post webhooks there", es: "enviar los webhooks ahí" } },
  verifyToken: { kind: "text", value: "token", text: { en: "for the handshake", es: "para la verificación inicial" } },
  off: { kind: "flag", text: { en: "post no more webhooks", es: "dejar de enviar webhooks" } },
  redeliver: {
    kind: "text",
    value: "id",
    optionalValue: "all",
    text: { en: "send again one delivery, or all that failed", es: "reenviar una entrega, o todas las fallidas" },
  },
  ...where,
} as const satisfies InputSpec;

export const troubleCommands = [
  command({
    name: "fault",
    summary: {
      en: "make calls fail; list or clear such faults",
      es: "hacer que fallen llamadas; listar o quitar fallas",
    },
    details: {
      en: "reset-after-accept is the one that costs duplicates elsewhere: the message is accepted and the connection breaks before the answer.",
      es: "reset-after-accept es la que en otros programas causa duplicados: el mensaje se acepta y la conexión se corta antes de la respuesta.",
    },
    input: faultInput,
    examples: [
      "recado simulator fault messages reset-after-accept --times 1",
      "recado simulator fault messages graph-error --code 131016 --during 10m",
      "recado simulator fault --clear",
    ],
    load: () => import("./fault.ts"),
  }),
  command({
    name: "limits",
    summary: { en: "show or change Meta's limits", es: "mostrar o cambiar los límites de Meta" },
    input: limitsInput,
    examples: ["recado simulator limits", "recado simulator limits --mps 5 --pair off"],
    load: () => import("./limits.ts"),
  }),
  command({
    name: "webhook",
    summary: { en: "show deliveries, set the address, send again", es: "ver entregas, fijar la dirección, reenviar" },
    input: webhookInput,
    examples: [
      "recado simulator webhook",
      "recado simulator webhook --set http://127.0.0.1:4020/webhook",
      "recado simulator webhook --redeliver",
    ],
    load: () => import("./webhook.ts"),
  }),
  command({
    name: "emit",
    summary: { en: "post an account event to the webhook", es: "enviar al webhook un evento de la cuenta" },
    input: emitInput,
    examples: [
      "recado simulator emit phone_number_quality_update",
      'recado simulator emit account_update \'{"event":"ACCOUNT_VIOLATION"}\'',
    ],
    load: () => import("./emit.ts"),
  }),
];
