import { plainWords, purposeOfWord } from "./words.ts";

/** What a column can hold: what is written in `--map field=Header` and kept as an import's mapping. */
export const importFields = [
  "phone",
  "name",
  "first_name",
  "last_name",
  "country",
  "language",
  "consent",
  "consent_notices",
  "consent_marketing",
  "consent_authentication",
  "opt_out",
  "consent_date",
  "consent_source",
  "consent_purpose",
  "custom",
  "ignore",
] as const;
export type ImportField = (typeof importFields)[number];

export function isImportField(name: string): name is ImportField {
  return (importFields as readonly string[]).includes(name);
}

const list = (text: string): string[] => text.split(/\s*,\s*/);

const exact = new Map<string, ImportField>([
  ...list(
    "nombre, nombre completo, nombre y apellido, nombre y apellidos, nombre del cliente, nombre cliente, nome, nome completo, nome do cliente, " +
      "name, full name, contact name, customer name, display name, cliente, contacto, contato, contact, customer",
  ).map((name) => [name, "name"] as const),
  ...list("nombres, primer nombre, nombre de pila, primeiro nome, first name, firstname, given name, fname").map(
    (name) => [name, "first_name"] as const,
  ),
  ...list(
    "apellido, apellidos, sobrenome, sobrenomes, apelido, apelidos, ultimo nome, last name, lastname, surname, family name, lname",
  ).map((name) => [name, "last_name"] as const),
  ...list(
    "pais, country, country code, codigo pais, codigo de pais, codigo do pais, prefijo, prefijo pais, prefijo del pais, prefijo internacional, " +
      "ddi, country name, pais del telefono, pais do telefone",
  ).map((name) => [name, "country"] as const),
  ...list("idioma, idioma preferido, lengua, lingua, language, preferred language, lang, locale").map(
    (name) => [name, "language"] as const,
  ),
  ...list("finalidad, finalidades, finalidade, purpose, purposes, proposito, propositos").map(
    (name) => [name, "consent_purpose"] as const,
  ),
  ...list("publicidad, publicidade, marketing, ofertas, promociones, promocoes").map(
    (name) => [name, "consent_marketing"] as const,
  ),
]);

// Columns are told by all of their words: `Teléfono móvil` is the phone, `Teléfono fijo` and `Fax` are not.
const phoneWords = new Set(
  list(
    "telefono, tel, tlf, tfno, telf, celular, cel, movil, whatsapp, wsp, wa, telemovel, telefone, phone, mobile, cell, cellphone, handy, msisdn, fone, zap",
  ),
);
const besidePhone = new Set(
  list("numero, num, nro, n, no, de, do, del, number, value, 1, principal, contacto, contato, cliente, e164, id"),
);

const consentWords = new Set(
  list(
    "acepta, acepto, aceptado, aceptacion, aceita, aceito, aceite, aceitacao, autoriza, autorizo, autorizacion, autorizacao, consent, consents, " +
      "consented, consentimiento, consentimento, consiente, consente, permite, permiso, permissao, permission, optin, opted, opt, accepts, accepted, " +
      "agrees, rgpd, gdpr, lgpd, suscrito, inscrito, subscribed",
  ),
);
const besideConsent = new Set(
  list(
    "whatsapp, wa, mensajes, mensaje, mensagens, messages, message, in, recibir, receber, receive, de, do, da, del, a, al, el, la, o, por, via, en, " +
      "to, the, of, status, estado, contacto, contato, contact, comunicaciones, comunicacoes, communications, si, sim, no, nao, yes",
  ),
);
const dateWords = new Set(list("fecha, data, date, dia, time, timestamp, when, cuando, quando"));
const sourceWords = new Set(
  list(
    "origen, origem, source, fuente, fonte, canal, channel, donde, onde, where, lugar, medio, meio, metodo, method, formulario, form",
  ),
);
const purposeNames = new Set(list("finalidad, finalidades, finalidade, purpose, purposes, proposito, para"));

// `Fecha de baja` may be empty for most, and `Motivo de baja` is no answer: only what can be answered with yes or no.
const optOut = new RegExp(
  "^(?:se dio de |dad[oa] de |de )?bajas?$|^opt(?:ed)? ?out$|^unsubscribed?$|^(?:desuscrit|desinscrit|descadastrad)[oa]s?$|" +
    "^no contactar$|^nao contatar$|^do not contact$",
);
/** `Baja WhatsApp`, `WhatsApp opt-out`: for the channel that this is about. */
const channel = /^(?:whatsapp|wa) | (?:de |del |en |do |no |from |on )?(?:whatsapp|wa)$/;

function guessConsent(words: readonly string[]): ImportField | undefined {
  if (!words.some((word) => consentWords.has(word))) return undefined;
  const rest = words.filter((word) => !consentWords.has(word));
  if (rest.some((word) => dateWords.has(word))) return "consent_date";
  if (rest.some((word) => sourceWords.has(word))) return "consent_source";
  if (rest.some((word) => purposeNames.has(word))) return "consent_purpose";
  const named = rest.map(purposeOfWord).find((purpose) => purpose !== undefined);
  if (named === "marketing") return "consent_marketing";
  if (named === "authentication") return "consent_authentication";
  if (named !== undefined) return "consent_notices";
  // `Acepta tarjeta` is about something else.
  return rest.every((word) => besideConsent.has(word)) ? "consent" : undefined;
}

/** What a column holds, by its header in Spanish, Portuguese or English; `custom` when the header says nothing to us. */
export function guessField(header: string): ImportField {
  const key = plainWords(header);
  const known = exact.get(key);
  if (known !== undefined) return known;
  if (optOut.test(key.replace(channel, ""))) return "opt_out";
  const words = key.split(" ");
  const isPhone = words.some((word) => phoneWords.has(word));
  if (isPhone && words.every((word) => phoneWords.has(word) || besidePhone.has(word))) return "phone";
  return guessConsent(words) ?? "custom";
}
