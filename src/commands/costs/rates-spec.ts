import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { timezoneOption } from "./timezone-option.ts";

const currency = {
  kind: "text",
  value: "USD",
  text: {
    en: "currency of the prices (default: the profile's, else USD)",
    es: "moneda de los precios (si falta, la del perfil o USD)",
  },
} as const;

const on = {
  kind: "text",
  value: "YYYY-MM-DD",
  text: { en: "prices of this day (default: today)", es: "precios de este día (hoy si no se indica)" },
} as const;

export const ratesInput = {
  market: {
    kind: "text",
    value: "market",
    text: {
      en: "only this one: ES, Spain, +34, or Meta's name",
      es: "solo este: ES, España, +34 o el nombre de Meta",
    },
  },
  category: {
    kind: "choice",
    choices: ["marketing", "utility", "authentication", "authentication-international", "service"],
    text: { en: "only this category", es: "solo esta categoría" },
  },
  currency,
  on,
  tiers: { kind: "flag", text: { en: "the volume tiers instead", es: "los tramos por volumen en su lugar" } },
  ...timezoneOption,
} as const satisfies InputSpec;

export const ratesImportInput = {
  file: {
    kind: "argument",
    required: true,
    text: {
      en: "Meta's file, CSV or XLSX; - for standard input",
      es: "archivo de Meta, CSV o XLSX; - para la entrada estándar",
    },
  },
  currency: {
    kind: "text",
    value: "USD",
    text: { en: "currency, where the file does not tell it", es: "moneda, si el archivo no la dice" },
  },
  effective: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: {
      en: "first day of the prices, where the title does not tell it",
      es: "primer día de los precios, si el título no lo dice",
    },
  },
  replace: {
    kind: "flag",
    text: {
      en: "replace a card of the same day that has other prices",
      es: "reemplazar la lista del mismo día que tenga otros precios",
    },
  },
} as const satisfies InputSpec;

export const ratesExportInput = {
  file: {
    kind: "argument",
    required: false,
    text: {
      en: "file to write (default: standard output)",
      es: "archivo que se escribe (si falta, la salida estándar)",
    },
  },
  currency,
  on,
  tiers: { kind: "flag", text: { en: "the volume tiers instead", es: "los tramos por volumen en su lugar" } },
  ...timezoneOption,
} as const satisfies InputSpec;

export const ratesRemoveInput = {
  currency: { kind: "argument", required: true, text: { en: "currency of the card", es: "moneda de la lista" } },
  day: {
    kind: "argument",
    required: true,
    text: { en: "its first day, e.g. 2026-10-01", es: "su primer día, p. ej. 2026-10-01" },
  },
  kind: {
    kind: "choice",
    choices: ["rates", "tiers"],
    text: { en: "only the prices, or only the tiers", es: "solo los precios, o solo los tramos" },
  },
} as const satisfies InputSpec;

export const ratesApplyInput = {
  from: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: {
      en: "first day (default: that of the first imported card)",
      es: "primer día (si falta, el de la primera lista importada)",
    },
  },
  ...timezoneOption,
} as const satisfies InputSpec;

export const ratesCommands = group({
  name: "rates",
  summary: {
    en: "Meta's prices: show, import, export them",
    es: "los precios de Meta: verlos, importarlos, exportarlos",
  },
  details: {
    en: "recado ships the prices in US dollars and euros that it knows, and says of each how it is known. Meta's own files, in any of its 16 currencies, count before them from their day on. Nothing is ever converted.",
    es: "recado incluye los precios en dólares y euros que conoce, y de cada uno dice cómo se sabe. Los archivos de Meta, en cualquiera de sus 16 monedas, valen antes que esos desde su día. Nunca se convierte nada.",
  },
  default: "show",
  commands: [
    command({
      name: "show",
      summary: { en: "show what a message costs", es: "mostrar lo que cuesta un mensaje" },
      details: {
        en: "Needs no account. A price that is not known is shown as such, and is null in JSON.",
        es: "No necesita cuenta. Un precio que no se conoce se muestra así, y en JSON es null.",
      },
      input: ratesInput,
      examples: ["recado costs rates --market ES", "recado costs rates --on 2026-10-01 --category marketing --json"],
      load: () => import("./rates.ts"),
    }),
    command({
      name: "import",
      summary: { en: "import Meta's own file", es: "importar el archivo de Meta" },
      details: {
        en: "List prices or volume tiers, as they are downloaded. The day is read from the title. All of the file is taken, or nothing.",
        es: "Precios de lista o tramos por volumen, tal como se descargan. El día se lee del título. Se toma todo el archivo, o nada.",
      },
      input: ratesImportInput,
      changes: true,
      examples: [
        "recado costs rates import rates-eur.csv",
        "recado costs rates import rates.xlsx --effective 2026-10-01 --dry-run",
      ],
      load: () => import("./rates-import.ts"),
    }),
    command({
      name: "export",
      summary: { en: "write the prices of a day as CSV", es: "escribir los precios de un día en CSV" },
      details: {
        en: "In the columns of Meta's file, with one more that says how each price is known. recado costs rates import reads it back.",
        es: "Con las columnas del archivo de Meta y una más que dice cómo se sabe cada precio. recado costs rates import lo lee de nuevo.",
      },
      input: ratesExportInput,
      examples: ["recado costs rates export rates.csv --currency EUR", "recado costs rates export --tiers"],
      load: () => import("./rates-export.ts"),
    }),
    command({
      name: "list",
      summary: { en: "list the price lists that there are", es: "listar las listas de precios que hay" },
      input: {},
      examples: ["recado costs rates list"],
      load: () => import("./rates-list.ts"),
    }),
    command({
      name: "remove",
      summary: { en: "remove an imported price list", es: "quitar una lista de precios importada" },
      details: {
        en: "What recado ships counts again. Prices that were settled stay until recado costs rates apply.",
        es: "Vuelve a valer lo que recado incluye. Los precios ya liquidados quedan hasta recado costs rates apply.",
      },
      input: ratesRemoveInput,
      changes: true,
      confirm: { en: "Remove this price list?", es: "¿Quitar esta lista de precios?" },
      examples: ["recado costs rates remove EUR 2026-10-01 --yes"],
      load: () => import("./rates-remove.ts"),
    }),
    command({
      name: "apply",
      summary: { en: "correct what was settled at other prices", es: "corregir lo liquidado con otros precios" },
      details: {
        en: "Every charged message since the day gets the price that the lists now say, and an entry in the ledger that tells what it was. Running it again changes nothing.",
        es: "Cada mensaje cobrado desde ese día recibe el precio que ahora dicen las listas, y un asiento en el registro dice cuál tenía. Repetirlo no cambia nada.",
      },
      input: ratesApplyInput,
      changes: true,
      examples: ["recado costs rates apply --dry-run", "recado costs rates apply --from 2026-10-01"],
      load: () => import("./rates-apply.ts"),
    }),
  ],
});
