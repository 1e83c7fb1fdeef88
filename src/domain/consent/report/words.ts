import type { Text } from "../../../core/text.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { ConsentStatus } from "../state.ts";

export const purposeWords: Readonly<Record<Purpose, Text>> = {
  marketing: { en: "Marketing (offers, news)", es: "Publicidad (ofertas, novedades)" },
  utility: { en: "Notices (orders, appointments)", es: "Avisos (pedidos, citas)" },
  authentication: { en: "Codes (one-time passwords)", es: "Códigos (contraseñas de un solo uso)" },
  service: { en: "Customer service", es: "Atención al cliente" },
};

export const statusWords: Readonly<Record<ConsentStatus, Text>> = {
  granted: { en: "agreed", es: "aceptó" },
  withdrawn: { en: "withdrew consent", es: "retiró su consentimiento" },
  declined: { en: "said no", es: "dijo que no" },
  unknown: { en: "nothing is recorded", es: "no consta nada" },
};

export const methodWords: Readonly<Record<string, Text>> = {
  import: { en: "list that was imported", es: "lista importada" },
  command: { en: "stated when sending", es: "indicado al enviar" },
  operator: { en: "noted by hand", es: "anotado a mano" },
  "stop-word": { en: "wrote an opt-out word", es: "escribió una palabra de baja" },
  "user-preferences": { en: "switch in WhatsApp", es: "opción de WhatsApp" },
  "meta-131050": {
    en: "Meta refused: the person stopped marketing",
    es: "Meta lo rechazó: la persona detuvo la publicidad",
  },
};

export const actorWords: Readonly<Record<string, Text>> = {
  customer: { en: "the person", es: "la propia persona" },
  meta: { en: "Meta", es: "Meta" },
};

export const titles = {
  title: { en: "Record of consent", es: "Registro de consentimientos" },
  madeAt: { en: "Made (UTC)", es: "Elaborado (UTC)" },
  madeBy: { en: "Made by", es: "Elaborado por" },
  business: { en: "Business (controller)", es: "Empresa (responsable)" },
  profile: { en: "Profile", es: "Perfil" },
  account: { en: "WhatsApp account", es: "Cuenta de WhatsApp" },
  number: { en: "Number", es: "Número" },
  numberId: { en: "Phone number id", es: "Id del número" },
  scope: { en: "Covers", es: "Abarca" },
  ledger: { en: "Ledger, last block", es: "Registro, último bloque" },
  people: { en: "People", es: "Personas" },
  identity: { en: "Person", es: "Persona" },
  id: { en: "Id", es: "Id" },
  name: { en: "Name", es: "Nombre" },
  phone: { en: "Phone", es: "Teléfono" },
  waId: { en: "WhatsApp id", es: "Id de WhatsApp" },
  userId: { en: "User id", es: "Id de usuario" },
  state: { en: "What holds now", es: "Situación actual" },
  history: { en: "What was said", es: "Lo que se dijo" },
  what: { en: "What", es: "Qué" },
  when: { en: "Said (UTC)", es: "Se dijo (UTC)" },
  recorded: { en: "Recorded (UTC)", es: "Se anotó (UTC)" },
  how: { en: "How", es: "Cómo" },
  where: { en: "Where", es: "Dónde" },
  wording: { en: "Words agreed to", es: "Texto aceptado" },
  version: { en: "version", es: "versión" },
  evidence: { en: "Evidence", es: "Evidencia" },
  notKept: { en: "not kept here", es: "no se guarda aquí" },
  actor: { en: "Recorded by", es: "Anotado por" },
  ip: { en: "IP address", es: "Dirección IP" },
  userAgent: { en: "Browser", es: "Navegador" },
  batch: { en: "List", es: "Lista" },
  row: { en: "row", es: "fila" },
  columns: { en: "columns", es: "columnas" },
  proof: { en: "Proof", es: "Prueba" },
  before: { en: "Hash before", es: "Huella anterior" },
  hash: { en: "Hash", es: "Huella" },
  first: { en: "(first)", es: "(primera)" },
  fingerprint: { en: "Fingerprint", es: "Huella final" },
  check: { en: "Checked", es: "Comprobación" },
  whole: { en: "whole: every hash is right", es: "íntegro: todas las huellas coinciden" },
  broken: { en: "CHANGED", es: "ALTERADO" },
  merged: { en: "Taken over from", es: "Incorporado desde" },
  none: { en: "Nothing was ever recorded.", es: "Nunca se anotó nada." },
  howTo: { en: "How to check this by hand", es: "Cómo comprobarlo a mano" },
  law: { en: "What is asked for", es: "Qué se exige" },
} as const satisfies Readonly<Record<string, Text>>;

/** See `storage/ledger-hash`, which says the same to programmers. */
export const howToCheck: readonly Text[] = [
  {
    en: 'Proof: SHA-256, in hexadecimal, of the UTF-8 text of the JSON array [method, source, wording, wordingVersion, evidence, actor, ip, userAgent, import number], without spaces between the members; null where there is nothing; "imp_3" counts as 3.',
    es: 'Prueba: SHA-256, en hexadecimal, del texto UTF-8 de la lista JSON [método, origen, texto, versión del texto, evidencia, quién anotó, ip, navegador, número de importación], sin espacios entre los elementos; null donde no hay nada; "imp_3" cuenta como 3.',
  },
  {
    en: 'Event: SHA-256 of the JSON array [hash before, contact number, "whatsapp", purposes, action, said, recorded, row, proof]. The hash before is "" for the first event; "con_17" counts as 17; purposes are their names separated by commas; said and recorded are the instants shown, as milliseconds since 1970-01-01 UTC; row is the row of the list, or null. Purposes, action and method are the codes in grey beside the words.',
    es: 'Registro: SHA-256 de la lista JSON [huella anterior, número de contacto, "whatsapp", finalidades, acción, se dijo, se anotó, fila, prueba]. La huella anterior es "" en el primero; "con_17" cuenta como 17; las finalidades son sus nombres separados por comas; los momentos son los que se muestran, en milisegundos desde 1970-01-01 UTC; la fila es la de la lista, o null. Las finalidades, la acción y el método son los códigos en gris junto a las palabras.',
  },
  {
    en: "Block: SHA-256 of the hash of the block before and the hashes of its events in their order, each on a line of its own. Whoever changes an event changes every hash after it, and the last block.",
    es: "Bloque: SHA-256 de la huella del bloque anterior y las huellas de sus registros en orden, cada una en su línea. Quien cambie un registro cambia todas las huellas posteriores y la del último bloque.",
  },
  {
    en: "Where an import was undone, an event may follow one that is gone: its hash stays in the ledger, and this document says whether the chain holds.",
    es: "Si se deshizo una importación, un registro puede seguir a uno que ya no está: su huella queda en el registro, y este documento indica si la cadena se mantiene.",
  },
];

export const lawLines: readonly Text[] = [
  {
    en: "Meta's policy: the person gave the business their number and agreed to hear from it; the business carries the burden of proof.",
    es: "Política de Meta: la persona dio su número a la empresa y aceptó que le escriba; la carga de la prueba es de la empresa.",
  },
  {
    en: "RGPD/GDPR art. 7, LGPD art. 8 and similar laws ask for proof of who agreed, when, how, to which words and for what, and for withdrawal as easy as consent. This is not legal advice.",
    es: "El RGPD (art. 7), la LGPD (art. 8) y leyes similares piden probar quién aceptó, cuándo, cómo, qué texto y para qué, y que retirarse sea tan fácil como aceptar. Esto no es asesoramiento jurídico.",
  },
];
