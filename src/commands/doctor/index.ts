import { command } from "../../cli/command.ts";

export const doctor = command({
  name: "doctor",
  summary: {
    en: "check the set-up: files, token, number, webhook, database",
    es: "revisar la configuración: archivos, token, número, webhook, base de datos",
  },
  details: {
    en: "Each check passes, warns or fails, with the next step. Exit 0, or 3 when one fails.",
    es: "Cada comprobación pasa, avisa o falla, con el paso siguiente. Termina con 0, o con 3 si alguna falla.",
  },
  input: {},
  examples: ["recado doctor", "recado doctor --json"],
  load: () => import("./doctor.ts"),
});
