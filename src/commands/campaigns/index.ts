import { group } from "../../cli/command.ts";
import { controlCommands } from "./control-specs.ts";
import { create, plan } from "./plan-specs.ts";
import { report } from "./report-spec.ts";

export const campaigns = group({
  name: "campaigns",
  summary: { en: "send a template to many people", es: "enviar una plantilla a muchas personas" },
  details: {
    en: "A campaign is planned first, and nothing is sent: who gets what, who is left out and why, what it costs, how long it takes. Then it is started, and can be stopped and taken up again at any moment. recado never sends it twice by itself.",
    es: "Primero se planifica la campaña, y no se envía nada: quién recibe qué, quién queda fuera y por qué, cuánto cuesta y cuánto tarda. Después se inicia, y se puede detener y retomar en cualquier momento. Por sí solo, recado nunca la envía dos veces.",
  },
  commands: [create, plan, ...controlCommands, report],
});
