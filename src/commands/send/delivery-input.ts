import type { InputSpec } from "../../cli/input.ts";

const to = {
  kind: "list",
  value: "phone",
  text: {
    en: "recipient, with + and country code; repeatable",
    es: "destinatario, con + y código de país; se puede repetir",
  },
} as const satisfies InputSpec[string];

const afterwards = {
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

/** The options of every send. */
export const deliveryInput = { to, ...afterwards } as const satisfies InputSpec;

/** Those of a message that is no template: it may quote one. */
export const replyInput = {
  to,
  replyTo: {
    kind: "text",
    value: "id",
    text: {
      en: "id or wamid of the message that it answers; without --to it goes to who wrote that",
      es: "id o wamid del mensaje al que responde; sin --to va a quien lo escribió",
    },
  },
  ...afterwards,
} as const satisfies InputSpec;
