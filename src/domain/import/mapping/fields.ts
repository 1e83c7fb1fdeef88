import type { Text } from "../../../core/text.ts";

/** What a column can hold, and how a person is asked about it: the word is written in `--map field=Header` and in mapping files. */
export const fieldNames = {
  phone: { en: "phone number", es: "número de teléfono" },
  name: { en: "whole name", es: "nombre completo" },
  first_name: { en: "first name", es: "nombre" },
  middle_name: { en: "middle name", es: "segundo nombre" },
  last_name: { en: "last name", es: "apellidos" },
  country: { en: "country of the number", es: "país del número" },
  language: { en: "language", es: "idioma" },
  time_zone: { en: "time zone", es: "zona horaria" },
  user_id: { en: "WhatsApp user id (BSUID)", es: "identificador de usuario de WhatsApp (BSUID)" },
  username: { en: "WhatsApp username", es: "nombre de usuario de WhatsApp" },
  labels: { en: "labels", es: "etiquetas" },
  consent: { en: "agreed to messages (yes or no)", es: "acepta mensajes (sí o no)" },
  consent_notices: { en: "agreed to notices (yes or no)", es: "acepta avisos (sí o no)" },
  consent_marketing: { en: "agreed to marketing (yes or no)", es: "acepta publicidad (sí o no)" },
  consent_utility: { en: "agreed to utility messages (yes or no)", es: "acepta mensajes de utilidad (sí o no)" },
  consent_authentication: { en: "agreed to login codes (yes or no)", es: "acepta códigos de acceso (sí o no)" },
  consent_service: { en: "agreed to customer service (yes or no)", es: "acepta atención al cliente (sí o no)" },
  opt_out: { en: "opted out (yes or no)", es: "se dio de baja (sí o no)" },
  consent_date: { en: "when they agreed", es: "cuándo aceptó" },
  consent_source: { en: "where they agreed", es: "dónde aceptó" },
  consent_method: { en: "how they agreed", es: "cómo aceptó" },
  consent_purpose: { en: "what they agreed to", es: "qué aceptó" },
  consent_wording: { en: "the text they agreed to", es: "texto que aceptó" },
  consent_wording_version: { en: "version of that text", es: "versión de ese texto" },
  consent_evidence: { en: "proof: a link or a file", es: "prueba: un enlace o un archivo" },
  consent_actor: { en: "who took it down", es: "quién lo registró" },
  consent_ip: { en: "IP address they agreed from", es: "dirección IP desde la que aceptó" },
  consent_user_agent: { en: "browser they agreed with", es: "navegador con el que aceptó" },
  custom: { en: "a field of your own", es: "un campo propio" },
  ignore: { en: "leave out", es: "no importar" },
} as const satisfies Record<string, Text>;

export type ImportField = keyof typeof fieldNames;

export const importFields = Object.keys(fieldNames) as readonly ImportField[];

export function isImportField(name: string): name is ImportField {
  return Object.hasOwn(fieldNames, name);
}

/** Whether a column speaks of consent: two of the same are never chosen between, since a no in either would be lost. */
export function isConsentField(field: ImportField): boolean {
  return field === "opt_out" || field.startsWith("consent");
}
