import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const importInput = {
  file: {
    kind: "argument",
    required: true,
    text: {
      en: "CSV, Excel (.xlsx), vCard, JSON or NDJSON; - for standard input",
      es: "CSV, Excel (.xlsx), vCard, JSON o NDJSON; - para la entrada estándar",
    },
  },
  country: {
    kind: "text",
    value: "iso",
    text: {
      en: "country of numbers without a country code, e.g. PE",
      es: "país de los números sin código de país, p. ej. PE",
    },
  },
  sheet: {
    kind: "text",
    value: "name",
    text: { en: "which sheet of a workbook, by name or number", es: "qué hoja de un libro, por nombre o número" },
  },
  format: {
    kind: "choice",
    choices: ["csv", "xlsx", "vcard", "json", "ndjson"],
    text: { en: "what the file is, where its bytes do not tell", es: "qué es el archivo, si su contenido no lo dice" },
  },
  map: {
    kind: "list",
    value: "field=header",
    text: {
      en: "which column holds a field, e.g. phone=Celular or custom:city=Ciudad; Celular#2 is the second column of that name; repeatable",
      es: "qué columna trae un campo, p. ej. phone=Celular o custom:ciudad=Ciudad; Celular#2 es la segunda columna con ese nombre; se puede repetir",
    },
  },
  mapping: {
    kind: "text",
    value: "file",
    text: { en: "use a mapping that was saved", es: "usar una asignación de columnas guardada" },
  },
  saveMapping: {
    kind: "text",
    value: "file",
    text: {
      en: "save which column holds what, for the next list of its kind",
      es: "guardar qué trae cada columna, para la próxima lista de este tipo",
    },
  },
  onDuplicate: {
    kind: "choice",
    choices: ["merge", "skip", "replace"],
    text: {
      en: "contacts that are in the store: take in what the list says (default), leave them, or keep only what the list says",
      es: "contactos que ya están: tomar lo que dice la lista (lo habitual), dejarlos, o conservar solo lo que dice la lista",
    },
  },
  consentSource: {
    kind: "text",
    value: "where",
    text: { en: "where all of these people agreed", es: "dónde aceptaron todas estas personas" },
  },
  consentDate: {
    kind: "text",
    value: "date",
    text: { en: "when they agreed, YYYY-MM-DD", es: "cuándo aceptaron, AAAA-MM-DD" },
  },
  consentPurpose: {
    kind: "text",
    value: "list",
    text: {
      en: "what they agreed to (default utility,authentication,service; marketing must be named)",
      es: "qué aceptaron (utility,authentication,service si falta; marketing debe nombrarse)",
    },
  },
  consentMethod: {
    kind: "text",
    value: "how",
    text: { en: 'how they agreed, e.g. "web form"', es: 'cómo aceptaron, p. ej. "formulario web"' },
  },
  consentWording: {
    kind: "text",
    value: "text",
    text: { en: "the words that they agreed to", es: "el texto que aceptaron" },
  },
  consentWordingVersion: {
    kind: "text",
    value: "version",
    text: { en: "which version of those words", es: "qué versión de ese texto" },
  },
  consentEvidence: {
    kind: "text",
    value: "file|link",
    text: {
      en: "what proves it: a file (kept, with its hash) or a link",
      es: "qué lo prueba: un archivo (se guarda con su hash) o un enlace",
    },
  },
  dateOrder: {
    kind: "choice",
    choices: ["day-first", "month-first"],
    text: {
      en: "how dates such as 03/04/2025 are written in the list",
      es: "cómo se escriben en la lista fechas como 03/04/2025",
    },
  },
  requireConsent: {
    kind: "flag",
    text: {
      en: "refuse rows that say nothing of consent, instead of importing contacts that may not be messaged",
      es: "rechazar las filas que no dicen nada del consentimiento, en vez de importar contactos a los que no se puede escribir",
    },
  },
  rejects: {
    kind: "text",
    value: "file",
    text: {
      en: "write the refused rows here, to be mended",
      es: "escribir aquí las filas rechazadas, para corregirlas",
    },
  },
} as const satisfies InputSpec;

export const importCommand = command({
  name: "import",
  summary: { en: "import a list with proof of consent", es: "importar una lista con prueba de consentimiento" },
  details: {
    en: "Reads exports of Google Contacts, Outlook, HubSpot, Mailchimp, Wati, respond.io, Chatwoot and Interakt without questions, and headers in Spanish, Portuguese and English; in a terminal it asks where they leave something open. A number that can be read in two ways is refused, not guessed. A no in a consent column, or a yes in one such as Unsubscribed, withdraws what the person had agreed to; a yes never undoes an opt-out. A run that was interrupted goes on when the same command is repeated. Exit 6 when some rows were refused, 2 when nothing could be read.",
    es: "Lee sin preguntas las exportaciones de Google Contacts, Outlook, HubSpot, Mailchimp, Wati, respond.io, Chatwoot e Interakt, y encabezados en español, portugués e inglés; en una terminal pregunta lo que quede sin aclarar. Un número que puede leerse de dos maneras se rechaza; no se adivina. Un no en una columna de consentimiento, o un sí en una como Baja, retira lo que la persona había aceptado; un sí nunca deshace una baja. Si la importación se interrumpe, al repetir el mismo comando continúa donde quedó. Termina con 6 si se rechazaron filas y con 2 si no se pudo leer nada.",
  },
  input: importInput,
  changes: true,
  examples: [
    "recado contacts import clientes.csv --country PE --rejects rechazadas.csv",
    'recado contacts import clientes.xlsx --country MX --consent-source "store form" --consent-date 2026-09-01',
    "recado contacts import contacts.vcf --country ES --dry-run",
  ],
  load: () => import("./import.ts"),
});
