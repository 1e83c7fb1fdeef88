import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { proofInput } from "../consent/index.ts";
import { filterInput } from "./filter-spec.ts";
import { showInput } from "./list-specs.ts";

/** What can be said of a person, known or new. */
const person = {
  phone: {
    kind: "text",
    value: "phone",
    text: { en: "number, with + and the country code", es: "número, con + y el código de país" },
  },
  name: { kind: "text", value: "name", text: { en: "name", es: "nombre" } },
  language: {
    kind: "text",
    value: "code",
    text: { en: "language of their messages, e.g. es or pt_BR", es: "idioma de sus mensajes, p. ej. es o pt_BR" },
  },
  timeZone: {
    kind: "text",
    value: "zone",
    text: { en: "time zone, e.g. America/Lima or UTC-5", es: "zona horaria, p. ej. America/Lima o UTC-5" },
  },
  field: {
    kind: "list",
    value: "name=value",
    text: {
      en: "a field of your own, e.g. city=Lima; repeatable",
      es: "un campo propio, p. ej. ciudad=Lima; se puede repetir",
    },
  },
  userId: {
    kind: "text",
    value: "id",
    text: { en: "business-scoped user id, e.g. US.13491", es: "id de usuario de la empresa, p. ej. US.13491" },
  },
  username: { kind: "text", value: "name", text: { en: "WhatsApp username", es: "nombre de usuario de WhatsApp" } },
  country: {
    kind: "text",
    value: "iso",
    text: {
      en: "country of a number without a country code, e.g. PE",
      es: "país de un número sin código de país, p. ej. PE",
    },
  },
  marketingLimit: {
    kind: "text",
    value: "n/period",
    text: {
      en: "at most so much marketing, e.g. 2/7d; none for no limit",
      es: "máximo de publicidad, p. ej. 2/7d; none si no hay límite",
    },
  },
} as const satisfies InputSpec;

export const addInput = {
  ...person,
  label: { kind: "list", value: "label", text: { en: "label; repeatable", es: "etiqueta; se puede repetir" } },
  consent: {
    kind: "list",
    value: "purposes",
    text: {
      en: "what they agreed to: marketing, utility, authentication, service",
      es: "qué aceptó: marketing, utility, authentication, service",
    },
  },
  source: { kind: "text", value: "where", text: { en: "where they agreed", es: "dónde lo aceptó" } },
  ...proofInput,
} as const satisfies InputSpec;

export const editInput = {
  contact: showInput.contact,
  ...person,
  noField: {
    kind: "list",
    value: "name",
    text: { en: "take this field away; repeatable", es: "quitar este campo; se puede repetir" },
  },
} as const satisfies InputSpec;

export const removeInput = {
  contacts: {
    kind: "arguments",
    text: { en: "phones, ids or user ids", es: "teléfonos, ids o ids de usuario" },
  },
} as const satisfies InputSpec;

export const labelInput = {
  name: { kind: "argument", required: true, text: { en: "the label", es: "la etiqueta" } },
  ...removeInput,
  ...filterInput,
} as const satisfies InputSpec;

export const mergeInput = {
  keep: {
    kind: "argument",
    required: true,
    text: {
      en: "the contact that stays: phone, id or user id",
      es: "el contacto que queda: teléfono, id o id de usuario",
    },
  },
  other: {
    kind: "argument",
    required: true,
    text: { en: "the one that goes into it", es: "el que se une a él" },
  },
  yes: { kind: "flag", text: { en: "do not ask for confirmation", es: "no pedir confirmación" } },
} as const satisfies InputSpec;

/** The commands that change contacts by hand. */
export const handCommands = [
  command({
    name: "add",
    summary: { en: "add one person", es: "agregar una persona" },
    details: {
      en: "In a terminal, asks for what is missing. Who is a contact already is refused (exit 2); who was erased at their request, too (exit 4); who was removed is back with their history.",
      es: "En una terminal pregunta lo que falta. Se rechaza a quien ya es un contacto (termina con 2) y a quien pidió que se borraran sus datos (termina con 4); quien fue quitado vuelve con su historia.",
    },
    input: addInput,
    changes: true,
    examples: [
      "recado contacts add",
      'recado contacts add --phone +12025550101 --name "Ana Quispe" --label vip --field city=Lima',
      'recado contacts add --phone +12025550101 --consent marketing,utility --source "store form" --date 2026-09-01',
    ],
    load: () => import("./add.ts"),
  }),
  command({
    name: "edit",
    summary: { en: "change what is known of a contact", es: "cambiar los datos de un contacto" },
    details: {
      en: 'An empty value takes the old one away (--name ""). Consent stays with the person when the number changes; it is changed with recado consent.',
      es: 'Un valor vacío quita el anterior (--name ""). El consentimiento sigue siendo de la persona si cambia el número; se modifica con recado consent.',
    },
    input: editInput,
    changes: true,
    examples: [
      'recado contacts edit +12025550101 --name "Ana Quispe" --time-zone America/Lima',
      "recado contacts edit con_17 --field city=Cusco --no-field district --marketing-limit 1/7d",
    ],
    load: () => import("./edit.ts"),
  }),
  command({
    name: "remove",
    summary: { en: "take contacts off the lists", es: "quitar contactos de las listas" },
    details: {
      en: "Their consent and history are kept, so that who opted out stays known; whoever is imported, added or writes again is back. To forget a person for good: recado contacts erase.",
      es: "Se conservan su consentimiento y su historia, para no olvidar quién se dio de baja; quien se importa, se agrega o vuelve a escribir regresa. Para olvidar a una persona por completo: recado contacts erase.",
    },
    input: removeInput,
    changes: true,
    examples: ["recado contacts remove +12025550101", "recado contacts remove con_17 con_18"],
    load: () => import("./remove.ts"),
  }),
  command({
    name: "label",
    summary: { en: "put a label on contacts", es: "poner una etiqueta a contactos" },
    details: {
      en: "Name the contacts, or choose them with the options of contacts list.",
      es: "Nombre los contactos o elíjalos con las opciones de contacts list.",
    },
    input: labelInput,
    changes: true,
    examples: ["recado contacts label vip +12025550101", "recado contacts label lima --where city=Lima --dry-run"],
    load: () => import("./label.ts"),
  }),
  command({
    name: "unlabel",
    summary: { en: "take a label off contacts", es: "quitar una etiqueta a contactos" },
    input: labelInput,
    changes: true,
    examples: ["recado contacts unlabel vip +12025550101", "recado contacts unlabel lima --label lima"],
    load: () => import("./unlabel.ts"),
  }),
  command({
    name: "merge",
    summary: { en: "make two contacts one", es: "unir dos contactos en uno" },
    details: {
      en: "Empty data are filled, labels and fields joined, messages move, and the other's number finds the one that stays. Of their consent, a no always comes over; a yes only where nothing was on record. It cannot be undone.",
      es: "Se completan los datos vacíos, se juntan etiquetas y campos, los mensajes pasan al que queda, y el número del otro lleva a él. Del consentimiento, un no pasa siempre; un sí, solo donde no constaba nada. No se puede deshacer.",
    },
    input: mergeInput,
    changes: true,
    examples: ["recado contacts merge con_17 con_42", "recado contacts merge +12025550101 +12025550102 --dry-run"],
    load: () => import("./merge.ts"),
  }),
] as const;
