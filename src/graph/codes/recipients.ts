import { type GraphErrorEntry } from "./entry.ts";

/** The person who should get the message. */
export const recipientCodes: readonly GraphErrorEntry[] = [
  {
    code: 130_403,
    name: "recipient_blocked",
    kind: "recipient",
    retry: "no",
    title: { en: "You blocked this person", es: "Usted bloqueó a esta persona" },
    explanation: { en: "Your business has blocked this person.", es: "Su empresa bloqueó a esta persona." },
    next: {
      en: "Unblock the person first, if that is what you want.",
      es: "Desbloquee primero a esta persona, si eso es lo que desea.",
    },
  },
  {
    code: 130_497,
    name: "country_restricted",
    kind: "account",
    retry: "no",
    stops: true,
    title: { en: "Country not allowed", es: "País no permitido" },
    explanation: {
      en: "This business may not write to people in that country.",
      es: "Esta empresa no puede escribir a personas de ese país.",
    },
    next: {
      en: "Leave that country out, or check what Meta's policy allows your trade there.",
      es: "Excluya ese país o revise qué permite allí la política de Meta para su actividad.",
    },
  },
  {
    code: 131_021,
    name: "recipient_is_sender",
    kind: "recipient",
    retry: "no",
    title: { en: "Recipient is the sender", es: "El destinatario es el remitente" },
    explanation: {
      en: "The recipient is the sending number itself.",
      es: "El destinatario es el mismo número que envía.",
    },
    next: { en: "Choose another recipient.", es: "Elija otro destinatario." },
  },
  {
    code: 131_026,
    name: "undeliverable",
    kind: "recipient",
    retry: "no",
    title: { en: "Undeliverable", es: "No se puede entregar" },
    explanation: {
      en: "The message cannot be delivered: the number is not on WhatsApp, uses an old version, or has not accepted the terms.",
      es: "El mensaje no se puede entregar: el número no está en WhatsApp, usa una versión antigua o no aceptó las condiciones.",
    },
    next: {
      en: "Check the number; reach the person another way.",
      es: "Revise el número y contacte a la persona por otro medio.",
    },
  },
  {
    code: 131_030,
    name: "recipient_not_allowed",
    kind: "recipient",
    retry: "no",
    title: { en: "Recipient not on the test list", es: "Destinatario fuera de la lista de prueba" },
    explanation: {
      en: "A test number can write only to the recipients that are listed for it.",
      es: "Un número de prueba solo puede escribir a los destinatarios de su lista.",
    },
    next: {
      en: "Add the recipient in Meta's app dashboard, under API Setup.",
      es: "Agregue el destinatario en el panel de la aplicación de Meta, en la configuración de la API.",
    },
  },
  {
    code: 131_036,
    name: "payload_not_found",
    kind: "recipient",
    retry: "yes",
    title: { en: "Message no longer held", es: "El mensaje ya no se conserva" },
    explanation: {
      en: "The number keeps no messages, and this one was gone before the person's phone could get it.",
      es: "El número no guarda mensajes y este desapareció antes de que el teléfono pudiera recibirlo.",
    },
    next: { en: "Send the message again.", es: "Envíe el mensaje otra vez." },
  },
  {
    code: 131_047,
    name: "window_closed",
    kind: "window",
    retry: "no",
    title: { en: "24-hour window closed", es: "Ventana de 24 horas cerrada" },
    explanation: {
      en: "More than 24 hours have passed since this person last wrote, so only a template may be sent.",
      es: "Pasaron más de 24 horas desde que esta persona escribió, así que solo se puede enviar una plantilla.",
    },
    next: { en: "Send a template: recado send <template>", es: "Envíe una plantilla: recado send <plantilla>" },
  },
  {
    code: 131_062,
    name: "recipient_needs_phone",
    kind: "recipient",
    retry: "no",
    title: { en: "Phone number needed", es: "Se necesita el número de teléfono" },
    explanation: {
      en: "This message can only go to a phone number, not to a user id.",
      es: "Este mensaje solo puede ir a un número de teléfono, no a un identificador de usuario.",
    },
    next: { en: "Ask the person for the phone number.", es: "Pida a la persona su número de teléfono." },
  },
  {
    code: 137_000,
    name: "identity_changed",
    kind: "recipient",
    retry: "no",
    title: { en: "Identity changed", es: "La identidad cambió" },
    explanation: {
      en: "The person's identity key has changed since it was last confirmed.",
      es: "La clave de identidad de la persona cambió desde la última confirmación.",
    },
    next: {
      en: "Confirm who the person is before you write again.",
      es: "Confirme quién es la persona antes de volver a escribirle.",
    },
  },
];
