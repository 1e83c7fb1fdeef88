import { command, type Command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { peopleInput } from "../contacts/filter-spec.ts";

const what = {
  template: {
    kind: "text",
    value: "name",
    text: { en: "the template (asked for in a terminal)", es: "la plantilla (en una terminal se pregunta)" },
  },
  param: {
    kind: "list",
    value: "name=value",
    short: "p",
    text: {
      en: 'what goes into a variable: "{{field}}" of each contact or column, "{{field|else}}", or fixed words; repeatable',
      es: 'qué va en una variable: "{{campo}}" de cada contacto o columna, "{{campo|si falta}}", o un texto fijo; se puede repetir',
    },
  },
  default: {
    kind: "list",
    value: "name=value",
    text: {
      en: "value of a variable for those who have none; repeatable",
      es: "valor de una variable para quienes no lo tienen; se puede repetir",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: {
      en: "language of the template, e.g. es_MX; auto: the contact's own",
      es: "idioma de la plantilla, p. ej. es_MX; auto: el de cada contacto",
    },
  },
  fallbackLanguage: {
    kind: "text",
    value: "code",
    text: {
      en: "with auto: for those whose language the template does not have",
      es: "con auto: para quienes tienen un idioma que la plantilla no tiene",
    },
  },
  headerMedia: {
    kind: "text",
    value: "file-link-or-id",
    text: {
      en: "image, video or document of the header: a file, an https:// address or an id at Meta",
      es: "imagen, video o documento del encabezado: un archivo, una dirección https:// o un id en Meta",
    },
  },
  abTemplate: {
    kind: "text",
    value: "name",
    text: {
      en: "compare with this template: each goes to a random half",
      es: "comparar con esta plantilla: cada una va a una mitad al azar",
    },
  },
  abParam: {
    kind: "list",
    value: "name=value",
    text: {
      en: "--param of the second text (without it, those of the first that it takes); repeatable",
      es: "--param del segundo texto (si falta, los del primero que le sirvan); se puede repetir",
    },
  },
  abHeaderMedia: {
    kind: "text",
    value: "file-link-or-id",
    text: { en: "--header-media of the second text", es: "--header-media del segundo texto" },
  },
  seed: {
    kind: "text",
    value: "word",
    text: {
      en: "decides who gets which half (default: the name)",
      es: "decide quién recibe cada mitad (si falta, el nombre)",
    },
  },
} as const satisfies InputSpec;

const list = {
  ...peopleInput,
  limit: {
    kind: "integer",
    value: "n",
    min: 1,
    max: 10_000_000,
    text: { en: "write to the first n only", es: "escribir solo a los primeros n" },
  },
} as const satisfies InputSpec;

const how = {
  at: {
    kind: "text",
    value: "time",
    text: {
      en: 'when it starts: "2026-12-01 09:00", "tomorrow 9:00"',
      es: 'cuándo empieza: "2026-12-01 09:00", "mañana 9:00"',
    },
  },
  timezone: {
    kind: "text",
    value: "zone",
    text: {
      en: "zone of the times, e.g. America/Lima (default: this computer's)",
      es: "zona de las horas, p. ej. America/Lima (si falta, la de este equipo)",
    },
  },
  quietHours: {
    kind: "text",
    value: "hours",
    text: {
      en: 'when nobody is disturbed: "21:00-09:00 local" (where each person lives)',
      es: 'cuándo no se molesta a nadie: "21:00-09:00 local" (donde vive cada persona)',
    },
  },
  rate: {
    kind: "text",
    value: "rate",
    text: {
      en: "at most so many a second, e.g. 20/s (default: what the number may)",
      es: "como máximo tantos por segundo, p. ej. 20/s (si falta, lo que el número pueda)",
    },
  },
  maxCost: {
    kind: "text",
    value: "amount",
    text: { en: 'pause before it costs more, e.g. "50 USD"', es: 'pausar antes de que cueste más, p. ej. "50 USD"' },
  },
  maxFailures: {
    kind: "text",
    value: "percent",
    text: {
      en: "pause when so many fail (default 20%)",
      es: "pausar cuando fallen tantos (20% si no se indica)",
    },
  },
  testTo: {
    kind: "text",
    value: "phone",
    text: {
      en: "send the first message to this number now, as a test; it becomes a contact that agreed to such messages",
      es: "enviar ya el primer mensaje a este número, como prueba; queda como contacto que aceptó esos mensajes",
    },
  },
} as const satisfies InputSpec;

export const createInput = {
  name: {
    kind: "argument",
    required: false,
    text: {
      en: "what the campaign is called (asked for in a terminal)",
      es: "cómo se llama la campaña (en una terminal se pregunta)",
    },
  },
  ...what,
  ...list,
  ...how,
} as const satisfies InputSpec;

export const planInput = {
  campaign: {
    kind: "argument",
    required: true,
    text: { en: "name of the campaign, or its id (cam_3)", es: "nombre de la campaña o su identificador (cam_3)" },
  },
} as const satisfies InputSpec;

export const create: Command = command({
  name: "create",
  summary: {
    en: "plan a campaign: who gets what, when, at what price",
    es: "planificar una campaña: quién recibe qué, cuándo y a qué precio",
  },
  details: {
    en: "Nothing is sent: recipients, texts and prices are frozen and shown; recado campaigns start sends. Whom: --segment, --label and the other options of contacts list, --all, --file or --contacts -. Who has not agreed, opted out, is in the list twice or lacks a value is left out, and listed. The same command again makes no second campaign.",
    es: "No se envía nada: destinatarios, textos y precios quedan fijados y se muestran; recado campaigns start envía. A quién: --segment, --label y las demás opciones de contacts list, --all, --file o --contacts -. Quien no aceptó, se dio de baja, está repetido o no tiene un valor queda fuera, y consta en la lista. El mismo comando otra vez no crea una segunda campaña.",
  },
  input: createInput,
  changes: true,
  examples: [
    'recado campaigns create spring --template oferta --label vip --param nombre="{{first_name|cliente}}"',
    'recado campaigns create avisos --template pedido_enviado --file pedidos.csv --param pedido="{{Pedido}}" --at "tomorrow 9:00"',
    'recado campaigns create prueba --template oferta --ab-template oferta_corta --all --max-cost "50 USD" --dry-run',
  ],
  load: () => import("./create.ts"),
});

export const plan: Command = command({
  name: "plan",
  summary: { en: "show the plan of a campaign as it is today", es: "mostrar el plan de una campaña como está hoy" },
  details: {
    en: "Recipients, texts and prices are those of when it was created; limits, times and warnings are of this moment.",
    es: "Destinatarios, textos y precios son los de cuando se creó; límites, horas y advertencias son de este momento.",
  },
  input: planInput,
  examples: ["recado campaigns plan spring", "recado campaigns plan cam_3 --json"],
  load: () => import("./plan.ts"),
});
