import { group } from "../../cli/command.ts";
import { controlCommands } from "./control-spec.ts";
import { start } from "./start-spec.ts";
import { troubleCommands } from "./trouble-spec.ts";

export const simulator = group({
  name: "simulator",
  summary: {
    en: "a Cloud API on this computer, without an account",
    es: "una Cloud API en este equipo, sin cuenta",
  },
  commands: [start, ...controlCommands, ...troubleCommands],
});
