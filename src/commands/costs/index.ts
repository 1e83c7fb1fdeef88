import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const reportInput = {
  month: {
    kind: "text",
    value: "YYYY-MM",
    text: { en: "month (default: this one)", es: "mes (el actual si no se indica)" },
  },
  by: {
    kind: "choice",
    choices: ["category", "market", "template", "day"],
    text: { en: "how to group (default category)", es: "cómo agrupar (category si no se indica)" },
  },
} as const satisfies InputSpec;

export const costs = group({
  name: "costs",
  summary: { en: "what messages cost", es: "lo que cuestan los mensajes" },
  commands: [
    command({
      name: "report",
      summary: { en: "report a month's costs", es: "informar de los costos de un mes" },
      details: {
        en: "From the stored messages and the rate card in force on each day. Months are in UTC.",
        es: "A partir de los mensajes guardados y de la tarifa vigente cada día. Los meses van en UTC.",
      },
      input: reportInput,
      examples: ["recado costs report", "recado costs report --month 2026-10 --by market --json"],
      load: () => import("./report.ts"),
    }),
  ],
});
