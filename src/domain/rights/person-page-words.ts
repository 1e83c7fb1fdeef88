import { same, type Text } from "../../core/text.ts";

export const words = {
  title: { en: "Your data with us", es: "Sus datos en nuestra empresa" },
  madeAt: { en: "Made (UTC)", es: "Elaborado (UTC)" },
  contacts: { en: "Contact", es: "Contacto" },
  consent: { en: "Consent", es: "Consentimiento" },
  messages: { en: "Messages", es: "Mensajes" },
  deliveries: { en: "Received from WhatsApp about you", es: "Recibido de WhatsApp sobre usted" },
  imports: { en: "Lists you came with", es: "Listas en las que venía" },
  segments: { en: "Segments you fall in", es: "Segmentos a los que pertenece" },
  files: { en: "Kept files", es: "Archivos guardados" },
  doNotContact: { en: "On the do-not-contact list since (UTC)", es: "En la lista de no contactar desde (UTC)" },
  none: { en: "Nothing.", es: "Nada." },
  when: { en: "When (UTC)", es: "Cuándo (UTC)" },
  direction: { en: "Direction", es: "Sentido" },
  out: { en: "to you", es: "para usted" },
  in: { en: "from you", es: "de usted" },
  content: { en: "Content", es: "Contenido" },
  template: { en: "Template", es: "Plantilla" },
  state: { en: "State", es: "Estado" },
  cost: { en: "Cost", es: "Costo" },
} as const satisfies Readonly<Record<string, Text>>;

/** What the names in the JSON form mean to the person. */
const memberWords: Readonly<Record<string, Text>> = {
  id: { en: "Id", es: "Id" },
  name: { en: "Name", es: "Nombre" },
  phone: { en: "Phone", es: "Teléfono" },
  givenPhone: { en: "Phone as it was given", es: "Teléfono tal como se dio" },
  country: { en: "Country", es: "País" },
  waId: { en: "WhatsApp id", es: "Id de WhatsApp" },
  userId: { en: "WhatsApp user id", es: "Id de usuario de WhatsApp" },
  username: { en: "WhatsApp username", es: "Nombre de usuario de WhatsApp" },
  language: { en: "Language", es: "Idioma" },
  timeZone: { en: "Time zone", es: "Zona horaria" },
  labels: { en: "Labels", es: "Etiquetas" },
  fields: { en: "Other details", es: "Otros datos" },
  marketingLimit: { en: "Limit of marketing messages", es: "Límite de mensajes publicitarios" },
  mergedInto: { en: "Merged into", es: "Unido a" },
  removedAt: { en: "Taken off the lists (UTC)", es: "Quitado de las listas (UTC)" },
  createdAt: { en: "Added (UTC)", es: "Agregado (UTC)" },
  updatedAt: { en: "Last changed (UTC)", es: "Último cambio (UTC)" },
  receivedAt: { en: "Received (UTC)", es: "Recibido (UTC)" },
  parts: { en: "What it says", es: "Qué dice" },
  fileName: { en: "File", es: "Archivo" },
  fileHash: { en: "SHA-256 of the file", es: "SHA-256 del archivo" },
  row: { en: "Row", es: "Fila" },
  before: { en: "What was there before", es: "Lo que había antes" },
  at: { en: "When (UTC)", es: "Cuándo (UTC)" },
  evidence: { en: "Fingerprint", es: "Huella" },
  bytes: { en: "Size in bytes", es: "Tamaño en bytes" },
};

const stateWords: Readonly<Record<string, Text>> = {
  queued: { en: "waiting", es: "en espera" },
  sending: { en: "being sent", es: "enviándose" },
  accepted: { en: "accepted by WhatsApp", es: "aceptado por WhatsApp" },
  sent: { en: "sent", es: "enviado" },
  delivered: { en: "delivered", es: "entregado" },
  read: { en: "read", es: "leído" },
  received: { en: "received", es: "recibido" },
  failed: { en: "not delivered", es: "no entregado" },
  cancelled: { en: "cancelled", es: "cancelado" },
  skipped: { en: "not sent", es: "no enviado" },
  uncertain: { en: "not known whether it was sent", es: "no se sabe si se envió" },
};

/** A name that is new, or the person's own, stands as it is. */
export function memberWord(name: string): Text {
  return (Object.hasOwn(memberWords, name) ? memberWords[name] : undefined) ?? same(name);
}

export function stateWord(state: string): Text {
  return (Object.hasOwn(stateWords, state) ? stateWords[state] : undefined) ?? same(state);
}
