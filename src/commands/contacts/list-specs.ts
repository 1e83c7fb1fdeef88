import { command } from "../../cli/command.ts";
import { listLimits, type InputSpec } from "../../cli/input.ts";
import { filterInput } from "./filter-spec.ts";

export const listInput = { ...filterInput, ...listLimits } as const satisfies InputSpec;

export const showInput = {
  contact: {
    kind: "argument",
    required: true,
    text: { en: "phone, id or user id", es: "teléfono, id o id de usuario" },
  },
} as const satisfies InputSpec;

export const exportInput = {
  ...filterInput,
  format: {
    kind: "choice",
    choices: ["csv", "ndjson", "json", "vcf"],
    text: {
      en: "form of the file (default: by its name, else csv)",
      es: "formato del archivo (si falta, según su nombre; si no, csv)",
    },
  },
  out: {
    kind: "text",
    value: "file",
    text: {
      en: "write to this file (default: standard output)",
      es: "escribir en este archivo (si falta, salida estándar)",
    },
  },
} as const satisfies InputSpec;

/** The commands that show contacts. */
export const listCommands = [
  command({
    name: "list",
    summary: { en: "list contacts with their consent", es: "listar los contactos con su consentimiento" },
    details: {
      en: "Everything asked for must hold. Texts are compared in any case of letters.",
      es: "Debe cumplirse todo lo que se pide. No importan mayúsculas ni minúsculas.",
    },
    input: listInput,
    examples: [
      "recado contacts list",
      "recado contacts list --label vip --no-consent marketing",
      "recado contacts list --language es --where city=Lima --json",
    ],
    load: () => import("./list.ts"),
  }),
  command({
    name: "show",
    summary: {
      en: "show a contact, what they may be sent, and the history of their consent",
      es: "mostrar un contacto, qué se le puede enviar y la historia de su consentimiento",
    },
    input: showInput,
    examples: ["recado contacts show +12025550101"],
    load: () => import("./show.ts"),
  }),
  command({
    name: "export",
    summary: { en: "write contacts to a file", es: "guardar los contactos en un archivo" },
    details: {
      en: "Takes the same options as contacts list; without any, all contacts. The CSV can be imported again, and opens in a spreadsheet: what would run there as a formula is made text. A file is for your eyes only (0600).",
      es: "Admite las mismas opciones que contacts list; sin ninguna, todos los contactos. El CSV se puede volver a importar y se abre en una hoja de cálculo: lo que allí sería una fórmula queda como texto. El archivo es solo para usted (0600).",
    },
    input: exportInput,
    examples: [
      "recado contacts export --out contacts.csv",
      "recado contacts export --label vip --out vip.vcf",
      "recado contacts export --format ndjson --consent marketing",
    ],
    load: () => import("./export.ts"),
  }),
] as const;
