import { command } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

const worldMembers =
  '{"seed","now","currency","name","business":{…},"templates":[…],"customers":{"+1202…":{…}},"limits","delays","templateReview"}';

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
  state: {
    kind: "text",
    value: "file",
    text: { en: "keep the simulated world in this file", es: "conservar el mundo simulado en este archivo" },
  },
  seed: {
    kind: "text",
    value: "word-or-file",
    text: {
      en: "a word for other ids and tokens, or a .json file with the world to begin with",
      es: "una palabra para otros identificadores y tokens, o un archivo .json con el mundo inicial",
    },
  },
  webhook: {
    kind: "text",
    value: "url",
    text: { en: "where to post webhooks", es: "adónde enviar los webhooks" },
  },
} as const satisfies InputSpec;

export const start = command({
  name: "start",
  summary: { en: "start the simulator; Ctrl-C stops it", es: "iniciar el simulador; Ctrl-C lo detiene" },
  details: {
    en: [
      "Prints the settings that point recado at it. With --json the first line on stdout carries them.",
      "--state goes on where the file left off: messages, statuses to come, people, templates, clock, webhook. It is",
      "saved soon after each change and at the end, with media files up to 32 MiB in all. Other worlds are not kept.",
      `--seed shop.json begins with the world of that file, and POST reset goes back to it: ${worldMembers},`,
      "each of them optional, with templates, customers and limits as the control calls take them.",
    ].join("\n"),
    es: [
      "Muestra los datos para que recado lo use. Con --json van en la primera línea de la salida.",
      "--state continúa donde quedó el archivo: mensajes, estados por llegar, personas, plantillas, reloj y webhook.",
      "Se guarda poco después de cada cambio y al terminar, con archivos multimedia de hasta 32 MiB en total. Otros mundos no.",
      `--seed tienda.json empieza con el mundo de ese archivo, y POST reset vuelve a él: ${worldMembers},`,
      "todos opcionales; templates, customers y limits se escriben como en las llamadas de control.",
    ].join("\n"),
  },
  input: startInput,
  examples: [
    "recado simulator start",
    "recado simulator start --port 0 --json",
    "recado simulator start --state simulator.json --seed demo",
    "recado simulator start --webhook http://127.0.0.1:4020/webhook",
  ],
  load: () => import("./start.ts"),
});
