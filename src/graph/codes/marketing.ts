import { type GraphErrorEntry, hours, minutes } from "./entry.ts";

/** Marketing messages. */
export const marketingCodes: readonly GraphErrorEntry[] = [
  {
    code: 130_472,
    name: "marketing_experiment",
    kind: "recipient",
    retry: "no",
    title: { en: "Held back in an experiment", es: "Retenido por un experimento" },
    explanation: {
      en: "Meta keeps marketing from this person as part of an experiment.",
      es: "Meta no entrega publicidad a esta persona como parte de un experimento.",
    },
    next: {
      en: "Do not repeat it; wait until the person writes to you.",
      es: "No lo repita; espere a que la persona le escriba.",
    },
  },
  {
    code: 131_049,
    name: "marketing_cap",
    kind: "recipient",
    retry: { waitMs: hours(24) },
    title: { en: "Held back by Meta", es: "Retenido por Meta" },
    explanation: {
      en: "Meta did not deliver it: this person gets enough marketing already, or the country does not allow it.",
      es: "Meta no lo entregó: esta persona ya recibe bastante publicidad o el país no la admite.",
    },
    next: {
      en: "Wait at least 24 hours, and longer after each refusal.",
      es: "Espere al menos 24 horas, y más después de cada rechazo.",
    },
  },
  {
    code: 131_050,
    name: "opted_out",
    kind: "consent",
    retry: "no",
    title: { en: "Opted out of marketing", es: "Rechazó la publicidad" },
    explanation: {
      en: "This person has stopped marketing messages from your business.",
      es: "Esta persona dejó de aceptar publicidad de su empresa.",
    },
    next: {
      en: "Do not write marketing to this person until they ask for it again.",
      es: "No le envíe publicidad hasta que la pida de nuevo.",
    },
  },
  {
    code: 131_063,
    name: "marketing_switched_off",
    kind: "template",
    retry: "no",
    stops: true,
    title: { en: "Marketing switched off here", es: "Publicidad desactivada por esta vía" },
    explanation: {
      en: "The account sends marketing templates only through the Marketing Messages API.",
      es: "La cuenta envía plantillas de publicidad solo por la Marketing Messages API.",
    },
    next: {
      en: "Switch marketing on for the Cloud API in WhatsApp Manager.",
      es: "Active la publicidad para la Cloud API en el Administrador de WhatsApp.",
    },
  },
  {
    code: 131_064,
    name: "misclassification_limited",
    kind: "account",
    retry: "no",
    stops: true,
    title: { en: "Limited for wrong categories", es: "Limitada por categorías incorrectas" },
    explanation: {
      en: "The account is limited because its templates were put in the wrong category.",
      es: "La cuenta está limitada porque sus plantillas tenían una categoría incorrecta.",
    },
    next: {
      en: "Wait until the period named by Meta ends, and correct the templates' categories.",
      es: "Espere a que termine el plazo que indica Meta y corrija las categorías de las plantillas.",
    },
  },
  {
    code: 134_100,
    name: "marketing_only",
    kind: "template",
    retry: "no",
    title: { en: "Marketing templates only", es: "Solo plantillas de publicidad" },
    explanation: {
      en: "This way of sending takes only templates of the category marketing.",
      es: "Esta vía solo acepta plantillas de la categoría publicidad (marketing).",
    },
    next: { en: "Send other templates the ordinary way.", es: "Envíe las demás plantillas por la vía normal." },
  },
  {
    code: 134_101,
    name: "template_syncing",
    kind: "template",
    retry: { waitMs: minutes(10) },
    title: { en: "Template being prepared", es: "Plantilla en preparación" },
    explanation: {
      en: "The template is still being prepared for marketing messages.",
      es: "La plantilla todavía se está preparando para los mensajes de publicidad.",
    },
    next: { en: "Try again in ten minutes.", es: "Inténtelo de nuevo en diez minutos." },
  },
  {
    code: 134_102,
    name: "template_unusable",
    kind: "template",
    retry: "no",
    title: { en: "Template not usable here", es: "Plantilla no utilizable aquí" },
    explanation: {
      en: "The template cannot be sent through the Marketing Messages API.",
      es: "La plantilla no se puede enviar por la Marketing Messages API.",
    },
    next: { en: "Send it the ordinary way, or create it again.", es: "Envíela por la vía normal o créela de nuevo." },
  },
  {
    code: 134_103,
    name: "marketing_refused",
    kind: "template",
    retry: "no",
    title: { en: "Refused by the Marketing Messages API", es: "Rechazado por la Marketing Messages API" },
    explanation: {
      en: "The Marketing Messages API refused the message.",
      es: "La Marketing Messages API rechazó el mensaje.",
    },
    next: {
      en: "Read Meta's message, and send it the ordinary way.",
      es: "Lea lo que dice Meta y envíelo por la vía normal.",
    },
  },
  {
    code: 1_752_041,
    name: "marketing_already_onboarded",
    kind: "account",
    retry: "no",
    title: { en: "Already signed up", es: "Ya dada de alta" },
    explanation: {
      en: "The account is already signed up for the Marketing Messages API.",
      es: "La cuenta ya está dada de alta en la Marketing Messages API.",
    },
    next: { en: "Nothing needs to be done.", es: "No hace falta hacer nada." },
  },
];
