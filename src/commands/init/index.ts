import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { languages } from "../../core/text.ts";

export const initInput = {
  language: {
    kind: "choice",
    choices: languages,
    text: { en: "language to speak from now on", es: "idioma que se usará desde ahora" },
  },
  token: {
    kind: "text",
    value: "token",
    text: {
      en: "access token; better --token-stdin, which leaves no trace in the shell's history",
      es: "token de acceso; mejor --token-stdin, que no deja rastro en el historial",
    },
  },
  tokenStdin: {
    kind: "flag",
    text: { en: "read the access token from standard input", es: "leer el token de acceso de la entrada estándar" },
  },
  waba: {
    kind: "text",
    value: "id",
    text: { en: "WhatsApp Business account id", es: "identificador de la cuenta de WhatsApp Business" },
  },
  number: {
    kind: "text",
    value: "id",
    text: { en: "phone number id (not the number)", es: "identificador del número (no el número)" },
  },
  appSecret: {
    kind: "text",
    value: "secret",
    text: { en: "app secret, to check webhooks", es: "secreto de la aplicación, para verificar los webhooks" },
  },
  verifyToken: {
    kind: "text",
    value: "token",
    text: { en: "verify token of the webhook", es: "token de verificación del webhook" },
  },
  country: {
    kind: "text",
    value: "iso",
    text: {
      en: "country of numbers without a country code, e.g. PE",
      es: "país de los números sin código de país, p. ej. PE",
    },
  },
  timezone: {
    kind: "text",
    value: "zone",
    text: {
      en: "the account's time zone, e.g. America/Lima (default: as Meta says, else UTC): days and months of costs",
      es: "zona horaria de la cuenta, p. ej. America/Lima (si falta, la que diga Meta o UTC): días y meses de los costos",
    },
  },
  graphUrl: {
    kind: "text",
    value: "url",
    text: { en: "another Graph address, without the version", es: "otra dirección de Graph, sin la versión" },
  },
  database: {
    kind: "text",
    value: "url",
    text: { en: "a file, or postgres://…", es: "un archivo, o postgres://…" },
  },
  secretStore: {
    kind: "choice",
    choices: ["file", "keychain"],
    text: { en: "where secrets are kept", es: "dónde se guardan los secretos" },
  },
  simulator: {
    kind: "text",
    value: "url",
    optionalValue: "http://127.0.0.1:4010",
    text: {
      en: "point the profile at a running simulator, without asking",
      es: "apuntar el perfil a un simulador en marcha, sin preguntar",
    },
  },
} as const satisfies InputSpec;

export const init = command({
  name: "init",
  summary: { en: "connect an account: make or renew a profile", es: "conectar una cuenta: crear o renovar un perfil" },
  details: {
    en: "Asks for what is missing, checks it against Meta and stores a profile. Every answer is also an option.",
    es: "Pregunta lo que falta, lo comprueba con Meta y guarda un perfil. Cada respuesta es también una opción.",
  },
  input: initInput,
  changes: true,
  examples: [
    "recado init",
    "recado init --simulator",
    "recado init --token-stdin --waba 102290129340398 --number 106540352242922 < token.txt",
  ],
  load: () => import("./init.ts"),
});
