import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const reportInput = {
  campaign: {
    kind: "argument",
    required: true,
    text: { en: "name of the campaign, or its id (cam_3)", es: "nombre de la campaña o su identificador (cam_3)" },
  },
  html: {
    kind: "text",
    value: "file",
    text: { en: "write a page with charts to this file", es: "escribir una página con gráficos en este archivo" },
  },
  sinceHours: {
    kind: "integer",
    value: "n",
    min: 1,
    max: 2_160,
    text: {
      en: "how long replies and opt-outs count (default 72)",
      es: "durante cuántas horas cuentan respuestas y bajas (72 si no se indica)",
    },
  },
  yes: {
    kind: "flag",
    text: { en: "replace a file that is there", es: "reemplazar un archivo que ya existe" },
  },
} as const satisfies InputSpec;

/** `recado campaigns report` */
export const report = command({
  name: "report",
  summary: { en: "show the results of a campaign", es: "mostrar los resultados de una campaña" },
  details: {
    en: "Who got it, who read, answered or opted out, what it cost and what failed, and why. --output csv and --output ndjson give a row for everybody of the list, with the whole history.",
    es: "Quién lo recibió, leyó, respondió o se dio de baja, cuánto costó, qué falló y por qué. --output csv y --output ndjson dan una fila por cada persona de la lista, con toda su historia.",
  },
  input: reportInput,
  examples: [
    "recado campaigns report autumn",
    "recado campaigns report autumn --html autumn.html",
    "recado campaigns report autumn --output csv",
    "recado campaigns report cam_3 --since-hours 24 --json",
  ],
  load: () => import("./report.ts"),
});
