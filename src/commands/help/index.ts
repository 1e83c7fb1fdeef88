import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const helpInput = {
  topic: {
    kind: "arguments",
    text: {
      en: "a command, or exit-codes, environment, simulator, fidelity",
      es: "un comando, o exit-codes, environment, simulator, fidelity",
    },
  },
} as const satisfies InputSpec;

export const help = command({
  name: "help",
  summary: { en: "explain a command or a topic", es: "explicar un comando o un tema" },
  input: helpInput,
  examples: [
    "recado help exit-codes",
    "recado help environment",
    "recado help simulator",
    "recado help fidelity",
    "recado help templates create",
  ],
  load: () => import("./help.ts"),
});
