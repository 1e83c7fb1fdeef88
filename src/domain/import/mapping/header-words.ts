import { wordList } from "../cells/words.ts";
import type { ImportField } from "./fields.ts";

// Spanish, Portuguese and English, without accents, case and punctuation: see `plainWords`.

const wordSet = (text: string): ReadonlySet<string> => new Set(wordList(text));

const whole: readonly (readonly [ImportField, string])[] = [
  [
    "name",
    "nombre, nombre completo, nombre y apellido, nombre y apellidos, nombre del cliente, nombre cliente, nome, nome completo, nome do cliente, " +
      "name, full name, fullname, contact name, customer name, display name, cliente, contacto, contato, contact, customer",
  ],
  ["first_name", "nombres, primer nombre, nombre de pila, primeiro nome, first name, firstname, given name, fname"],
  ["middle_name", "segundo nombre, nome do meio, segundo nome, middle name, middlename, additional name, mname"],
  [
    "last_name",
    "apellido, apellidos, sobrenome, sobrenomes, apelido, apelidos, ultimo nome, last name, lastname, surname, family name, lname",
  ],
  [
    "country",
    "pais, country, country code, countrycode, codigo pais, codigo de pais, codigo do pais, prefijo, prefijo pais, prefijo del pais, " +
      "prefijo internacional, ddi, country name, pais del telefono, pais do telefone",
  ],
  ["language", "idioma, idioma preferido, lengua, lingua, language, preferred language, lang, locale"],
  [
    "time_zone",
    "zona horaria, huso horario, fuso horario, fuso, time zone, timezone, tz, zona horaria del cliente, fuso horario do cliente",
  ],
  // A plain `user id` or `username` is the number or the login that some other program gave a person.
  [
    "user_id",
    "bsuid, whatsapp bsuid, business scoped user id, whatsapp user id, wa user id, id de usuario de whatsapp, id de usuario whatsapp, " +
      "identificador de usuario de whatsapp, id do usuario do whatsapp, id de usuario do whatsapp, id de utilizador do whatsapp",
  ],
  [
    "username",
    "whatsapp username, wa username, whatsapp user name, usuario de whatsapp, usuario whatsapp, nombre de usuario de whatsapp, " +
      "nombre de usuario whatsapp, nome de usuario do whatsapp, usuario do whatsapp, nome de utilizador do whatsapp",
  ],
  [
    "labels",
    "etiqueta, etiquetas, label, labels, tag, tags, categorias, categories, grupos, groups, group membership, marcadores, rotulos, " +
      "etiquetas del contacto, etiquetas do contato, contact tags",
  ],
  ["consent_purpose", "finalidad, finalidades, finalidade, purpose, purposes, proposito, propositos"],
  ["consent_marketing", "publicidad, publicidade, marketing, ofertas, promociones, promocoes"],
];

/** Headers that say as a whole what their column holds. */
export const wholeHeaders: ReadonlyMap<string, ImportField> = new Map(
  whole.flatMap(([field, names]) => wordList(names).map((name) => [name, field] as const)),
);

// Columns are told by all of their words: `Teléfono móvil` is the phone, `Teléfono fijo` and `Fax` are not.
export const phoneWords = wordSet(
  "telefono, tel, tlf, tfno, telf, celular, cel, movil, whatsapp, wsp, wa, telemovel, telefone, phone, mobile, cell, cellphone, handy, msisdn, " +
    "fone, zap",
);
export const besidePhone = wordSet(
  "numero, num, nro, n, no, de, do, del, number, value, 1, principal, contacto, contato, cliente, e164, id",
);

export const consentWords = wordSet(
  "acepta, acepto, aceptado, aceptacion, aceita, aceito, aceite, aceitacao, autoriza, autorizo, autorizacion, autorizacao, consent, consents, " +
    "consented, consentimiento, consentimento, consiente, consente, permite, permiso, permissao, permission, optin, opted, opt, accepts, accepted, " +
    "agrees, rgpd, gdpr, lgpd, suscrito, inscrito, subscribed",
);
export const besideConsent = wordSet(
  "whatsapp, wa, mensajes, mensaje, mensagens, messages, message, in, recibir, receber, receive, de, do, da, del, a, al, el, la, o, por, via, en, " +
    "to, the, of, status, estado, contacto, contato, contact, comunicaciones, comunicacoes, communications, si, sim, no, nao, yes",
);

/** What a column tells of a consent, by a word beside `consentimiento`: the first that fits. */
export const aboutConsent: readonly (readonly [ImportField, ReadonlySet<string>])[] = [
  ["consent_date", wordSet("fecha, data, date, dia, time, timestamp, when, cuando, quando, hora")],
  ["consent_wording_version", wordSet("version, versao")],
  [
    "consent_evidence",
    wordSet(
      "prueba, pruebas, evidencia, prova, comprobante, comprovante, evidence, proof, enlace, link, archivo, arquivo, file",
    ),
  ],
  ["consent_user_agent", wordSet("navegador, browser, useragent, dispositivo, device")],
  ["consent_ip", wordSet("ip")],
  ["consent_actor", wordSet("actor, operador, operadora, agente, operator, agent, quien, quem, who")],
  ["consent_method", wordSet("metodo, method, forma, modo, manera, maneira, medio, meio, how, como")],
  ["consent_wording", wordSet("texto, clausula, leyenda, redaccion, redacao, wording, text, clause, frase")],
  [
    "consent_source",
    wordSet("origen, origem, source, fuente, fonte, canal, channel, donde, onde, where, lugar, formulario, form"),
  ],
  ["consent_purpose", wordSet("finalidad, finalidades, finalidade, purpose, purposes, proposito, para")],
];

/** The same by words that belong together. */
export const phrasesAboutConsent: readonly (readonly [ImportField, RegExp])[] = [
  ["consent_user_agent", /\buser agent\b/],
  [
    "consent_actor",
    /\b(?:recogido|recabado|obtenido|registrado|coletado|obtido|collected|recorded|obtained|taken) (?:por|by)\b/,
  ],
];

/** Words that turn a consent into its end: `Opt-out date` says when somebody left, not when they agreed. */
export const againstConsent = wordSet(
  "out, baja, bajas, revocacion, revocado, revocada, revogacao, revogado, revogada, retirada, retirado, retiro, withdrawn, withdrawal, revoked, " +
    "revocation, cancelado, cancelada, cancelacion, cancelamento, cancelled, canceled, caducidad, caduca, vencimiento, vence, vencimento, expira, " +
    "expiry, expires, expiration, rechaza, rechazo, rechazado, recusa, recusado, denied, declined, refused, unsubscribed, sin, sem, without, not, never",
);

/** Words of a purpose that name it as Meta does; `avisos` are more than utility. */
export const utilityWords = wordSet(
  "utility, utilidad, utilidade, transaccional, transaccionales, transacional, transacionais, transactional",
);
