import type { Text } from "../../core/text.ts";

export interface ControlCall {
  readonly call: string;
  readonly text: Text;
}

/** The control calls that people use most, under `/_simulator/`. */
export const controlCalls: readonly ControlCall[] = [
  {
    call: "GET messages?to=&template=&status=",
    text: { en: "what was sent, with its statuses", es: "lo enviado, con sus estados" },
  },
  {
    call: "GET wait?to=&status=&timeout=5000",
    text: { en: "wait for such a message (408 if none comes)", es: "esperar un mensaje así (408 si no llega)" },
  },
  {
    call: 'POST inbound {"from","text"}',
    text: {
      en: "a customer writes; the 24-hour window opens",
      es: "escribe un cliente; se abre la ventana de 24 horas",
    },
  },
  {
    call: 'POST customers/{phone} {"optOut","blocked"…}',
    text: { en: "change a person", es: "cambiar a una persona" },
  },
  {
    call: "POST templates",
    text: { en: "insert a template, approved at once", es: "insertar una plantilla, aprobada al instante" },
  },
  {
    call: 'POST templates/{id}/status {"status"}',
    text: { en: "approve, reject, pause or disable it", es: "aprobarla, rechazarla, pausarla o desactivarla" },
  },
  {
    call: 'POST clock {"advance":"25h"}',
    text: { en: "move the virtual clock", es: "adelantar el reloj virtual" },
  },
  {
    call: 'POST faults {"on":"messages","kind":"timeout"}',
    text: { en: "make requests fail", es: "hacer que fallen las solicitudes" },
  },
  {
    call: 'POST webhook {"url"}',
    text: { en: "where to send webhooks", es: "adónde enviar los webhooks" },
  },
  { call: "POST reset", text: { en: "back to the beginning", es: "volver al principio" } },
];
