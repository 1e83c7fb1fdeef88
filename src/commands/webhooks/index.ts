import { command, group } from "../../cli/command.ts";
import type { InputSpec } from "../../cli/input.ts";

export const listenInput = {
  port: {
    kind: "integer",
    value: "port",
    min: 0,
    max: 65535,
    text: { en: "port (default 4020; 0 picks a free one)", es: "puerto (4020 si no se indica; 0 elige uno libre)" },
  },
  host: {
    kind: "text",
    value: "address",
    text: {
      en: "address to listen on (default 127.0.0.1)",
      es: "dirección en la que escuchar (127.0.0.1 si no se indica)",
    },
  },
  path: {
    kind: "text",
    value: "path",
    text: { en: "path of the webhook (default /webhook)", es: "ruta del webhook (/webhook si no se indica)" },
  },
  forwardTo: {
    kind: "text",
    value: "url",
    text: { en: "pass each stored delivery on to this address", es: "reenviar cada entrega guardada a esta dirección" },
  },
} as const satisfies InputSpec;

export const webhooks = group({
  name: "webhooks",
  summary: { en: "receive what Meta reports", es: "recibir lo que Meta informa" },
  commands: [
    command({
      name: "listen",
      summary: { en: "receive webhooks until Ctrl-C", es: "recibir webhooks hasta Ctrl-C" },
      details: {
        en: 'Checks each signature, stores each delivery once, updates messages, consent and costs. With --json the first line on stdout is {"url"}. Meta needs an https address that leads here.',
        es: 'Verifica cada firma, guarda cada entrega una vez y actualiza mensajes, consentimiento y costos. Con --json la primera línea de la salida es {"url"}. Meta necesita una dirección https que llegue hasta aquí.',
      },
      input: listenInput,
      examples: [
        "recado webhooks listen",
        "recado webhooks listen --port 8080 --forward-to http://127.0.0.1:3000/hooks",
      ],
      load: () => import("./listen.ts"),
    }),
  ],
});
