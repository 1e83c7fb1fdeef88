import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const demoInput = {
  keep: {
    kind: "flag",
    text: {
      en: "leave the simulator and its data running, to play on",
      es: "dejar el simulador y sus datos en marcha, para seguir probando",
    },
  },
} as const satisfies InputSpec;

export const demo = command({
  name: "demo",
  summary: {
    en: "see recado at work, without an account",
    es: "ver recado en acción, sin cuenta",
  },
  details: {
    en: "Imports a messy list, sends order notices, receives answers, leaves out those who opted out, and reports the costs. Everything happens on this machine.",
    es: "Importa una lista desordenada, envía avisos de pedido, recibe respuestas, no escribe a quien se dio de baja e informa de los costos. Todo ocurre en este equipo.",
  },
  input: demoInput,
  examples: ["recado demo", "recado demo --lang es --keep"],
  load: () => import("./demo.ts"),
});
