import { command, group } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";

export const importInput = {
  file: {
    kind: "argument",
    required: true,
    text: { en: "CSV file; - for standard input", es: "archivo CSV; - para la entrada estándar" },
  },
  country: {
    kind: "text",
    value: "iso",
    text: {
      en: "country of numbers without a country code, e.g. PE",
      es: "país de los números sin código de país, p. ej. PE",
    },
  },
  map: {
    kind: "list",
    value: "field=header",
    text: {
      en: "which column holds a field, e.g. phone=Celular; repeatable",
      es: "qué columna trae un campo, p. ej. phone=Celular; se puede repetir",
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
  rejects: {
    kind: "text",
    value: "file",
    text: {
      en: "write the refused rows here, to be mended",
      es: "escribir aquí las filas rechazadas, para corregirlas",
    },
  },
} as const satisfies InputSpec;

export const listInput = {
  ...listLimits,
  search: { kind: "text", value: "text", text: { en: "part of a name or number", es: "parte de un nombre o número" } },
} as const satisfies InputSpec;

export const showInput = {
  contact: { kind: "argument", required: true, text: { en: "phone or id", es: "teléfono o id" } },
} as const satisfies InputSpec;

export const contacts = group({
  name: "contacts",
  summary: { en: "people, and what they agreed to", es: "las personas y lo que aceptaron" },
  commands: [
    command({
      name: "import",
      summary: { en: "import a list with proof of consent", es: "importar una lista con prueba de consentimiento" },
      details: {
        en: "Headers are read in Spanish, Portuguese and English. A number that can be read in two ways is refused, not guessed. A no in a consent column, or a yes in one such as Unsubscribed, withdraws what the person had agreed to; a yes never undoes an opt-out. Exit 6 when some rows were refused, 2 when nothing could be read.",
        es: "Los encabezados se leen en español, portugués e inglés. Un número que puede leerse de dos maneras se rechaza; no se adivina. Un no en una columna de consentimiento, o un sí en una como Baja, retira lo que la persona había aceptado; un sí nunca deshace una baja. Termina con 6 si se rechazaron filas y con 2 si no se pudo leer nada.",
      },
      input: importInput,
      changes: true,
      examples: [
        "recado contacts import clientes.csv --country PE --rejects rechazadas.csv",
        'recado contacts import clientes.csv --country MX --consent-source "store form" --consent-date 2026-09-01',
        "recado contacts import clientes.csv --country ES --dry-run",
      ],
      load: () => import("./import.ts"),
    }),
    command({
      name: "list",
      summary: { en: "list contacts with their consent", es: "listar los contactos con su consentimiento" },
      input: listInput,
      examples: ["recado contacts list", "recado contacts list --search ana --json"],
      load: () => import("./list.ts"),
    }),
    command({
      name: "show",
      summary: {
        en: "show a contact and the history of their consent",
        es: "mostrar un contacto y la historia de su consentimiento",
      },
      input: showInput,
      examples: ["recado contacts show +12025550101"],
      load: () => import("./show.ts"),
    }),
  ],
});
