import { type GraphErrorEntry } from "./entry.ts";

/** Messages that customers send; these come by webhook only. */
export const inboundCodes: readonly GraphErrorEntry[] = [
  {
    code: 131_035,
    name: "inbound_lost",
    kind: "inbound",
    retry: "no",
    title: { en: "Incoming message lost", es: "Mensaje entrante perdido" },
    explanation: {
      en: "A message could not be handed over within the hour that the number keeps it.",
      es: "No se pudo entregar un mensaje dentro de la hora en que el número lo conserva.",
    },
    next: { en: "Check that the webhook answers: recado doctor", es: "Revise que el webhook responda: recado doctor" },
  },
  {
    code: 131_044,
    name: "calling_payment_missing",
    kind: "billing",
    retry: "no",
    title: { en: "No payment method for calls", es: "Falta un medio de pago para llamadas" },
    explanation: {
      en: "The account has no payment method for calls.",
      es: "La cuenta no tiene un medio de pago para llamadas.",
    },
    next: {
      en: "Add a payment method in Meta's billing hub.",
      es: "Agregue un medio de pago en la sección de facturación de Meta.",
    },
  },
  {
    code: 131_052,
    name: "inbound_media",
    kind: "media",
    retry: "no",
    title: { en: "Incoming file could not be fetched", es: "No se pudo obtener el archivo recibido" },
    explanation: {
      en: "A file that a customer sent could not be fetched, as when it is over 100 MB.",
      es: "No se pudo obtener un archivo enviado por un cliente, por ejemplo si supera los 100 MB.",
    },
    next: {
      en: "Ask for the file another way, or for a smaller one.",
      es: "Pida el archivo por otro medio, o uno más pequeño.",
    },
  },
  {
    code: 131_060,
    name: "inbound_unavailable",
    kind: "inbound",
    retry: "no",
    title: { en: "Incoming message not available", es: "Mensaje entrante no disponible" },
    explanation: {
      en: "A message is not available through the API; it may be seen in the WhatsApp Business app.",
      es: "Un mensaje no está disponible por la API; quizá se vea en la aplicación WhatsApp Business.",
    },
    next: { en: "Look in the app on the phone.", es: "Búsquelo en la aplicación del teléfono." },
  },
];
