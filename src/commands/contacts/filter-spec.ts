import type { InputSpec } from "../../cli/input.ts";

/** The options by which contacts are chosen, wherever they are: all that is given must hold. */
export const filterInput = {
  search: {
    kind: "text",
    value: "text",
    text: { en: "part of a name, number or username", es: "parte de un nombre, número o usuario" },
  },
  label: {
    kind: "list",
    value: "label",
    text: { en: "has this label; repeatable", es: "tiene esta etiqueta; se puede repetir" },
  },
  noLabel: {
    kind: "list",
    value: "label",
    text: { en: "does not have this label; repeatable", es: "no tiene esta etiqueta; se puede repetir" },
  },
  consent: {
    kind: "list",
    value: "purpose",
    text: {
      en: "agreed to this: marketing, utility, authentication, service; repeatable",
      es: "aceptó esto: marketing, utility, authentication, service; se puede repetir",
    },
  },
  noConsent: {
    kind: "list",
    value: "purpose",
    text: {
      en: "has not agreed to this, or not any more; repeatable",
      es: "no lo aceptó, o ya no lo acepta; se puede repetir",
    },
  },
  language: {
    kind: "text",
    value: "code",
    text: { en: "language, e.g. es (also es_MX) or pt_BR", es: "idioma, p. ej. es (también es_MX) o pt_BR" },
  },
  country: {
    kind: "text",
    value: "iso",
    text: { en: "country of the number, e.g. PE", es: "país del número, p. ej. PE" },
  },
  where: {
    kind: "list",
    value: "field=value",
    text: {
      en: "a custom field has this value, e.g. city=Lima; repeatable",
      es: "un campo propio tiene este valor, p. ej. ciudad=Lima; se puede repetir",
    },
  },
  import: {
    kind: "text",
    value: "id",
    text: { en: "in this import's list, e.g. imp_3", es: "está en la lista de esta importación, p. ej. imp_3" },
  },
  segment: {
    kind: "text",
    value: "name",
    text: { en: "in this saved segment", es: "está en este segmento guardado" },
  },
} as const satisfies InputSpec;

// The language of what is sent has the option --language there: that of the contacts has another name.
const { language: contactLanguage, ...whom } = filterInput;

/** Whom something goes to: contacts, or a list that is read. */
export const peopleInput = {
  ...whom,
  contactLanguage,
  country: {
    kind: "text",
    value: "iso",
    text: {
      en: "contacts with numbers of this country, e.g. PE; with --file: country of numbers without a country code",
      es: "contactos con números de este país, p. ej. PE; con --file: país de los números sin código de país",
    },
  },
  all: { kind: "flag", text: { en: "all contacts", es: "todos los contactos" } },
  file: {
    kind: "text",
    value: "file",
    text: {
      en: "a list: CSV, Excel, JSON, NDJSON or vCard; its columns can be fields",
      es: "una lista: CSV, Excel, JSON, NDJSON o vCard; sus columnas sirven de campos",
    },
  },
  contacts: {
    kind: "text",
    value: "-",
    text: { en: "- reads such a list from standard input", es: "- lee una lista así de la entrada estándar" },
  },
  sheet: {
    kind: "text",
    value: "name",
    text: { en: "which sheet of a workbook", es: "qué hoja de un libro de Excel" },
  },
  phoneColumn: {
    kind: "text",
    value: "header",
    text: {
      en: "which column of the list has the number to write to",
      es: "qué columna de la lista tiene el número al que se escribe",
    },
  },
} as const satisfies InputSpec;
