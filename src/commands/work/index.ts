import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const workInput = {
  once: {
    kind: "flag",
    text: { en: "end when nothing is due any more", es: "terminar cuando ya no quede nada por enviar ahora" },
  },
  healthFile: {
    kind: "text",
    value: "file",
    text: {
      en: "keep a JSON file with the time of the last look, for whoever watches over it",
      es: "mantener un archivo JSON con la hora de la última comprobación, para quien lo vigile",
    },
  },
} as const satisfies InputSpec;

/** A service for systemd; not translated. */
const service = `[Service]
ExecStart=/usr/bin/recado work --health-file /run/recado/health.json
RuntimeDirectory=recado
Restart=always
KillSignal=SIGTERM
TimeoutStopSec=120`;

export const work = command({
  name: "work",
  summary: {
    en: "run campaigns in the background when they are due",
    es: "ejecutar en segundo plano las campañas cuando toca",
  },
  details: {
    en: `Takes up what was started and waits: scheduled campaigns, those spread over days, quiet hours, and those whose process died. A campaign that was paused is left to a person. Ctrl-C or SIGTERM finishes what is under way; the rest waits for the next worker. A service for systemd:

${service}`,
    es: `Retoma lo que se inició y espera: campañas programadas, repartidas en varios días, en horas de silencio, y las que perdieron su proceso. Una campaña pausada se deja en manos de una persona. Ctrl-C o SIGTERM termina lo que está en curso; el resto espera al siguiente. Un servicio para systemd:

${service}`,
  },
  input: workInput,
  examples: ["recado work", "recado work --once --json", "recado work --health-file /run/recado/health.json"],
  load: () => import("./work.ts"),
});
