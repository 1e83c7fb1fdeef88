import { command, group } from "../../cli/command.ts";
import { interactiveKinds } from "./interactive-kinds.ts";
import { anyContent, plainKinds } from "./kinds.ts";
import { sendInput } from "./template-input.ts";

const template = command({
  name: "template",
  summary: { en: "send a template to one or more people", es: "enviar una plantilla a una o varias personas" },
  details: {
    en: "recado send <name> is the same, where the name is not that of another kind of message. Nobody is written to without consent, and nobody twice: each message is recorded before it is sent, and what may or may not have gone out is listed as uncertain and never repeated by itself (exit 7).",
    es: "recado send <nombre> es lo mismo, si el nombre no es el de otra clase de mensaje. No se escribe a nadie sin su consentimiento ni dos veces: cada mensaje se registra antes de enviarse, y lo que pudo haber salido o no queda como incierto y no se repite solo (termina con 7).",
  },
  input: sendInput,
  changes: true,
  examples: [
    'recado send pedido_enviado --to +12025550101 -p nombre=Ana -p pedido=1042 --opted-in "web form"',
    "recado send hello_world --to +12025550101 --dry-run",
    "recado send template ofertas --to +12025550101 --components cards.json --idempotency-key F-77 --json",
    "recado send factura_pendiente --to +12025550101 -p nombre=Ana -p factura=F-77 --idempotency-key F-77 --wait delivered --json",
  ],
  load: () => import("./send.ts"),
});

export const send = group({
  name: "send",
  summary: {
    en: "send a template, or answer somebody who wrote",
    es: "enviar una plantilla, o responder a quien escribió",
  },
  details: {
    en: "A template goes to whoever agreed to it, at any time: recado send <template>. Everything else is an answer: it goes to people who wrote in the last 24 hours.",
    es: "Una plantilla va a quien la aceptó, en cualquier momento: recado send <plantilla>. Todo lo demás es una respuesta: va a quien escribió en las últimas 24 horas.",
  },
  commands: [template, ...plainKinds, ...interactiveKinds, anyContent],
  default: "template",
});
