import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const startInput = {
  port: {
    kind: "integer",
    value: "port",
    min: 0,
    max: 65535,
    text: { en: "port (default 4010; 0 picks a free one)", es: "puerto (4010 si no se indica; 0 elige uno libre)" },
  },
  host: {
    kind: "text",
    value: "address",
    text: {
      en: "address to listen on (default 127.0.0.1)",
      es: "dirección en la que escuchar (127.0.0.1 si no se indica)",
    },
  },
  seed: { kind: "text", value: "text", text: { en: "other ids and tokens", es: "otros identificadores y tokens" } },
  webhook: {
    kind: "text",
    value: "url",
    text: { en: "where to post webhooks", es: "adónde enviar los webhooks" },
  },
} as const satisfies InputSpec;

export const simulator = group({
  name: "simulator",
  summary: {
    en: "a Cloud API on this machine, without an account",
    es: "una Cloud API en esta máquina, sin tener una cuenta",
  },
  commands: [
    command({
      name: "start",
      summary: { en: "start the simulator; Ctrl-C ends it", es: "iniciar el simulador; Ctrl-C lo termina" },
      details: {
        en: "Prints the settings that point recado at it. With --json the first line on stdout carries them.",
        es: "Muestra los datos que apuntan recado hacia él. Con --json los trae la primera línea de la salida.",
      },
      input: startInput,
      examples: [
        "recado simulator start",
        "recado simulator start --port 0 --json",
        "recado simulator start --webhook http://127.0.0.1:4020/webhook",
      ],
      load: () => import("./start.ts"),
    }),
  ],
});
