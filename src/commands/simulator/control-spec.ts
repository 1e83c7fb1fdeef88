import { command } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";

/** Which simulator: every command that talks to a running one has it. */
const where = {
  url: {
    kind: "text",
    value: "url",
    text: {
      en: "the simulator's address (default: the profile's, or http://127.0.0.1:4010)",
      es: "dirección del simulador (si no se indica, la del perfil o http://127.0.0.1:4010)",
    },
  },
} as const satisfies InputSpec;

const filters = {
  to: { kind: "text", value: "phone", text: { en: "only to this person", es: "solo para esta persona" } },
  template: { kind: "text", value: "name", text: { en: "only this template", es: "solo esta plantilla" } },
  type: { kind: "text", value: "type", text: { en: "only this type, e.g. text", es: "solo este tipo, p. ej. text" } },
  status: {
    kind: "choice",
    choices: ["accepted", "sent", "delivered", "read", "played", "failed"],
    text: { en: "in this state", es: "en este estado" },
  },
} as const satisfies InputSpec;

export const messagesInput = { ...filters, ...listLimits, ...where } as const satisfies InputSpec;

export const waitInput = {
  ...filters,
  timeout: {
    kind: "duration",
    value: "duration",
    text: { en: "how long to wait (default 5s)", es: "cuánto esperar (5s si no se indica)" },
  },
  ...where,
} as const satisfies InputSpec;

export const inboundInput = {
  from: { kind: "argument", required: true, text: { en: "the customer's phone number", es: "teléfono del cliente" } },
  text: {
    kind: "argument",
    required: false,
    text: { en: "what the customer writes", es: "lo que escribe el cliente" },
  },
  tap: {
    kind: "text",
    value: "button",
    text: {
      en: "tap this button or row (its title or id) of the newest message that has it, or of --reply-to",
      es: "tocar este botón o esta fila (título o id) del mensaje más nuevo que lo tenga, o del de --reply-to",
    },
  },
  replyTo: {
    kind: "text",
    value: "wamid",
    text: { en: "quote or answer this message", es: "citar o responder este mensaje" },
  },
  name: {
    kind: "text",
    value: "name",
    text: { en: "the customer's profile name", es: "nombre de perfil del cliente" },
  },
  content: {
    kind: "text",
    value: "json",
    text: {
      en: 'any other content, e.g. \'{"location":{"latitude":19.4,"longitude":-99.1}}\'',
      es: 'cualquier otro contenido, p. ej. \'{"location":{"latitude":19.4,"longitude":-99.1}}\'',
    },
  },
  ...where,
} as const satisfies InputSpec;

export const clockInput = {
  advance: {
    kind: "text",
    value: "duration",
    text: { en: "move it on, e.g. 25h; what is due happens", es: "adelantarlo, p. ej. 25h; ocurre lo que toque" },
  },
  set: {
    kind: "text",
    value: "time",
    text: { en: "move it on to this moment (ISO 8601)", es: "adelantarlo hasta este momento (ISO 8601)" },
  },
  ...where,
} as const satisfies InputSpec;

const yesOrNo = ["yes", "no"] as const;

export const customerInput = {
  phone: {
    kind: "argument",
    required: false,
    text: { en: "phone number (none: list)", es: "teléfono (ninguno: lista)" },
  },
  name: { kind: "text", value: "name", text: { en: "profile name", es: "nombre de perfil" } },
  username: {
    kind: "text",
    value: "name",
    text: { en: "username: the phone number is hidden", es: "nombre de usuario: oculta el teléfono" },
  },
  optOut: { kind: "choice", choices: yesOrNo, text: { en: "stopped marketing", es: "no quiere publicidad" } },
  blocked: { kind: "choice", choices: yesOrNo, text: { en: "blocked the business", es: "bloqueó al negocio" } },
  onWhatsapp: { kind: "choice", choices: yesOrNo, text: { en: "is on WhatsApp", es: "tiene WhatsApp" } },
  readReceipts: { kind: "choice", choices: yesOrNo, text: { en: "shows what was read", es: "muestra lo leído" } },
  delay: {
    kind: "text",
    value: "duration",
    text: { en: "time until delivery, e.g. 1h", es: "tiempo hasta la entrega, p. ej. 1h" },
  },
  newPhone: {
    kind: "text",
    value: "phone",
    text: { en: "changes to this number", es: "cambia a este número" },
  },
  ...where,
} as const satisfies InputSpec;

export const templateInput = {
  action: {
    kind: "argument",
    required: true,
    choices: ["approve", "reject", "pause", "disable"],
    text: { en: "one of approve, reject, pause, disable", es: "una de: approve, reject, pause, disable" },
  },
  name: { kind: "argument", required: true, text: { en: "name or id", es: "nombre o id" } },
  language: { kind: "text", value: "code", text: { en: "only this language", es: "solo este idioma" } },
  reason: {
    kind: "text",
    value: "reason",
    text: { en: "of a rejection, e.g. INVALID_FORMAT", es: "del rechazo, p. ej. INVALID_FORMAT" },
  },
  ...where,
} as const satisfies InputSpec;

export const resetInput = where;

export const controlCommands = [
  command({
    name: "inbound",
    summary: { en: "a customer writes, or taps a button", es: "un cliente escribe o toca un botón" },
    details: {
      en: "Opens the 24-hour window and is reported to the webhook.",
      es: "Abre la ventana de 24 horas y se informa al webhook.",
    },
    input: inboundInput,
    examples: [
      'recado simulator inbound +12025550101 "¿Está abierto?"',
      'recado simulator inbound +12025550101 --tap "Confirmar"',
    ],
    load: () => import("./inbound.ts"),
  }),
  command({
    name: "messages",
    summary: { en: "list what the business sent", es: "listar lo que envió el negocio" },
    input: messagesInput,
    examples: ["recado simulator messages", "recado simulator messages --to +12025550101 --status failed --json"],
    load: () => import("./messages.ts"),
  }),
  command({
    name: "wait",
    summary: { en: "wait for a message, exit 5 if none comes", es: "esperar un mensaje; termina con 5 si no llega" },
    input: waitInput,
    examples: ["recado simulator wait --to +12025550101 --status delivered --timeout 10s --json"],
    load: () => import("./wait.ts"),
  }),
  command({
    name: "clock",
    summary: { en: "show or move the virtual clock", es: "mostrar o adelantar el reloj virtual" },
    input: clockInput,
    examples: ["recado simulator clock", "recado simulator clock --advance 25h"],
    load: () => import("./clock.ts"),
  }),
  command({
    name: "customer",
    summary: { en: "list, show or change customers", es: "listar, mostrar o cambiar clientes" },
    input: customerInput,
    examples: ["recado simulator customer", "recado simulator customer +12025550101 --opt-out yes"],
    load: () => import("./customer.ts"),
  }),
  command({
    name: "template",
    summary: {
      en: "approve, reject, pause or disable a template",
      es: "aprobar, rechazar, pausar o desactivar una plantilla",
    },
    input: templateInput,
    examples: [
      "recado simulator template approve pedido_enviado",
      "recado simulator template reject oferta --reason INVALID_FORMAT",
    ],
    load: () => import("./template.ts"),
  }),
  command({
    name: "reset",
    summary: { en: "back to the beginning", es: "volver al principio" },
    input: resetInput,
    examples: ["recado simulator reset"],
    load: () => import("./reset.ts"),
  }),
];
