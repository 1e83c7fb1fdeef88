import { group } from "../../cli/command.ts";
import { budgetCommands } from "./budget-spec.ts";
import { estimateCommand } from "./estimate-spec.ts";
import { reconcileCommand, syncCommand } from "./meta-spec.ts";
import { ratesCommands } from "./rates-spec.ts";
import { reportCommand } from "./report-spec.ts";

export const costs = group({
  name: "costs",
  summary: { en: "what messages cost", es: "lo que cuestan los mensajes" },
  details: {
    en: "Before: what a send or a list will cost. Meanwhile: a budget for the month. Afterwards: what was spent and why, beside Meta's own figures. Rates come from Meta's cards, and each says how it is known.",
    es: "Antes: cuánto costará un envío o una lista. Mientras tanto: un presupuesto para el mes. Después: qué se gastó y por qué, junto a las cifras de Meta. Las tarifas vienen de las listas de Meta y cada una dice de dónde se conoce.",
  },
  commands: [estimateCommand, reportCommand, budgetCommands, ratesCommands, syncCommand, reconcileCommand],
});
