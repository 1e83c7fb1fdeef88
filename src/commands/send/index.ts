import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const sendInput = {
  template: {
    kind: "argument",
    required: false,
    text: {
      en: "name of the template (asked for in a terminal)",
      es: "nombre de la plantilla (en una terminal se pregunta)",
    },
  },
  values: {
    kind: "arguments",
    text: { en: "values of {{1}}, {{2}}… in order", es: "valores de {{1}}, {{2}}… en orden" },
  },
  to: {
    kind: "list",
    value: "phone",
    text: {
      en: "recipient, with + and country code; repeatable",
      es: "destinatario, con + y código de país; se puede repetir",
    },
  },
  param: {
    kind: "list",
    value: "name=value",
    short: "p",
    text: {
      en: "value of a variable; button.0=… for a button's; repeatable",
      es: "valor de una variable; button.0=… para la de un botón; se puede repetir",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: { en: "language of the template, e.g. es_MX", es: "idioma de la plantilla, p. ej. es_MX" },
  },
  header: {
    kind: "text",
    value: "file-or-link",
    text: { en: "image, video or document of the header", es: "imagen, video o documento del encabezado" },
  },
  idempotencyKey: {
    kind: "text",
    value: "key",
    text: {
      en: "the same command with the same key sends only what is left",
      es: "el mismo comando con la misma clave envía solo lo que falta",
    },
  },
  optedIn: {
    kind: "text",
    value: "where",
    text: {
      en: "where a new recipient agreed to be written to; kept as evidence",
      es: "dónde aceptó recibir mensajes un destinatario nuevo; se guarda como prueba",
    },
  },
  wait: {
    kind: "choice",
    choices: ["sent", "delivered", "read"],
    text: {
      en: "wait for this state (needs recado webhooks listen)",
      es: "esperar este estado (requiere recado webhooks listen)",
    },
  },
  timeout: {
    kind: "duration",
    value: "duration",
    text: { en: "how long to wait (default 60s)", es: "cuánto esperar (60s si no se indica)" },
  },
  yes: {
    kind: "flag",
    text: { en: "do not ask for confirmation", es: "no pedir confirmación" },
  },
} as const satisfies InputSpec;

export const send = command({
  name: "send",
  summary: { en: "send a template to one or more people", es: "enviar una plantilla a una o varias personas" },
  details: {
    en: "Nobody is written to without consent, and nobody twice: each message is recorded before it is sent, and what may or may not have gone out is listed as uncertain and never repeated by itself (exit 7).",
    es: "No se escribe a nadie sin su consentimiento ni dos veces: cada mensaje se registra antes de enviarse, y lo que pudo haber salido o no queda como incierto y no se repite solo (termina con 7).",
  },
  input: sendInput,
  changes: true,
  examples: [
    'recado send pedido_enviado --to +12025550101 -p nombre=Ana -p pedido=1042 --opted-in "web form"',
    "recado send hello_world --to +12025550101 --dry-run",
    "recado send factura_pendiente --to +12025550101 -p nombre=Ana -p factura=F-77 --idempotency-key F-77 --wait delivered --json",
  ],
  load: () => import("./send.ts"),
});
