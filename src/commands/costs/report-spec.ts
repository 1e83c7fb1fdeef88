import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";
import { timezoneOption } from "./timezone-option.ts";

export const reportInput = {
  month: {
    kind: "text",
    value: "YYYY-MM",
    text: { en: "month (default: this one)", es: "mes (el actual si no se indica)" },
  },
  from: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: { en: "first day, in place of a month", es: "primer día, en lugar de un mes" },
  },
  to: {
    kind: "text",
    value: "YYYY-MM-DD",
    text: { en: "last day (default: today)", es: "último día (hoy si no se indica)" },
  },
  by: {
    kind: "choice",
    choices: ["category", "market", "template", "campaign", "label", "number", "day"],
    text: { en: "how to group (default category)", es: "cómo agrupar (category si no se indica)" },
  },
  html: {
    kind: "text",
    value: "file",
    text: { en: "write a page with charts to this file", es: "escribir una página con gráficos en este archivo" },
  },
  ...timezoneOption,
  yes: {
    kind: "flag",
    text: { en: "replace a file that is there", es: "reemplazar un archivo que ya existe" },
  },
} as const satisfies InputSpec;

/** `recado costs report` */
export const reportCommand = command({
  name: "report",
  summary: { en: "report what messages cost", es: "informar de lo que costaron los mensajes" },
  details: {
    en: "From the stored messages, by the rules and the rate card of each day: what was charged and what was free, per message delivered and per message from a customer, what the same would have cost with nothing free, how far the next volume tier is, and for a month that is running a forecast. Days and months are those of the account's time zone.",
    es: "A partir de los mensajes guardados, con las reglas y la tarifa de cada día: lo cobrado y lo gratuito, el costo por mensaje entregado y por mensaje de un cliente, lo que habría costado sin nada gratuito, cuánto falta para el próximo descuento por volumen y, si el mes está en curso, una previsión. Los días y meses son los de la zona horaria de la cuenta.",
  },
  input: reportInput,
  examples: [
    "recado costs report",
    "recado costs report --month 2026-10 --by market --json",
    "recado costs report --from 2026-09-15 --to 2026-10-15 --by day",
    "recado costs report --month 2026-10 --html october.html --lang es",
  ],
  load: () => import("./report.ts"),
});
