import { variables, type SettingName } from "../../cli/settings.ts";
import type { Text } from "../../core/text.ts";

const settingTexts: Readonly<Record<SettingName, Text>> = {
  accessToken: { en: "access token", es: "token de acceso" },
  appSecret: { en: "app secret, to check webhooks", es: "secreto de la aplicación, para verificar los webhooks" },
  verifyToken: { en: "verify token of the webhook", es: "token de verificación del webhook" },
  appId: { en: "app id", es: "identificador de la aplicación" },
  wabaId: { en: "WhatsApp Business account id", es: "identificador de la cuenta de WhatsApp Business" },
  phoneNumberId: { en: "phone number id (not the number)", es: "identificador del número (no el número)" },
  catalogId: { en: "catalog id", es: "identificador del catálogo" },
  graphUrl: {
    en: "another Graph address, without the version",
    es: "otra dirección de Graph, sin la versión",
  },
  databaseUrl: { en: "a file, or postgres://…", es: "un archivo, o postgres://…" },
  timezone: {
    en: "the account's time zone, e.g. America/Lima: days and months of costs",
    es: "zona horaria de la cuenta, p. ej. America/Lima: días y meses de los costos",
  },
  marketingLimit: {
    en: "most marketing messages to one person, e.g. 2/7d, or none",
    es: "máximo de publicidad por persona, p. ej. 2/7d, o none (sin límite)",
  },
};

export interface Variable {
  readonly name: string;
  readonly text: Text;
}

const isSetting = (name: string): name is SettingName => Object.hasOwn(settingTexts, name);

/** Every environment variable that recado reads, in the order of its help page. */
export const environment: readonly Variable[] = [
  {
    name: "RECADO_HOME",
    text: {
      en: "one folder for profiles, secrets and data (tests, CI)",
      es: "una sola carpeta para perfiles, secretos y datos (pruebas, CI)",
    },
  },
  { name: "RECADO_PROFILE", text: { en: "which profile to use", es: "qué perfil usar" } },
  ...Object.entries(variables).flatMap(([setting, name]) =>
    isSetting(setting) ? [{ name, text: settingTexts[setting] }] : [],
  ),
  {
    name: "RECADO_OUTPUT",
    text: {
      en: "form of the answer: table, json, ndjson or csv",
      es: "formato de la respuesta: table, json, ndjson o csv",
    },
  },
  { name: "RECADO_LANG", text: { en: "language of the texts: en or es", es: "idioma de los textos: en o es" } },
  {
    name: "RECADO_DEBUG",
    text: { en: "print where an error comes from", es: "mostrar de dónde viene un error" },
  },
  { name: "NO_COLOR", text: { en: "no colour", es: "sin color" } },
  { name: "FORCE_COLOR", text: { en: "colour in a pipe too", es: "color también en una tubería" } },
  {
    name: "CI",
    text: { en: "never ask, even in a terminal", es: "no preguntar nunca, ni siquiera en una terminal" },
  },
  {
    name: "HTTPS_PROXY, HTTP_PROXY, NO_PROXY",
    text: {
      en: "the proxy on the way to Meta, and what goes without it",
      es: "el proxy hacia Meta, y lo que no pasa por él",
    },
  },
];
