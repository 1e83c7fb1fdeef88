import type { Text } from "../../core/text.ts";

export interface ControlCall {
  /** The method and the path under `/_simulator/`, as `POST templates/{id}/status`. */
  readonly call: string;
  /** The query or body, as one would type it; `…` where there is more. */
  readonly input?: string;
  readonly text: Text;
}

export interface ControlGroup {
  readonly title: Text;
  readonly calls: readonly ControlCall[];
}

/** Every control call, under `/_simulator/`. */
export const controlGroups: readonly ControlGroup[] = [
  {
    title: { en: "Messages sent", es: "Mensajes enviados" },
    calls: [
      {
        call: "GET messages",
        input: "?to=&template=&type=&status=&limit=&after=",
        text: { en: "what was sent, with its statuses", es: "lo enviado, con sus estados" },
      },
      { call: "GET messages/count", input: "?to=…", text: { en: "how many", es: "cuántos" } },
      {
        call: "GET wait",
        input: "?to=&status=&timeout=5000",
        text: { en: "wait for such a message (408 if none comes)", es: "esperar un mensaje así (408 si no llega)" },
      },
    ],
  },
  {
    title: { en: "People and groups", es: "Personas y grupos" },
    calls: [
      {
        call: "POST inbound",
        input: '{"from","text"} {"from","tap"}…',
        text: {
          en: "a customer writes or taps; the 24-hour window opens",
          es: "un cliente escribe o toca un botón; se abre la ventana de 24 horas",
        },
      },
      { call: "GET customers", text: { en: "the people known so far", es: "las personas conocidas" } },
      { call: "GET customers/{phone}", text: { en: "one person", es: "una persona" } },
      {
        call: "POST customers/{phone}",
        input: '{"optOut","blocked","onWhatsApp","username"…}',
        text: { en: "change a person", es: "cambiar a una persona" },
      },
      { call: "GET groups", text: { en: "the groups", es: "los grupos" } },
      { call: "GET groups/{id}", text: { en: "a group with its members", es: "un grupo con sus miembros" } },
      {
        call: "POST groups/{id}",
        input: '{"suspended":true}',
        text: { en: "suspend a group, or let it go on", es: "suspender un grupo o reanudarlo" },
      },
      {
        call: "POST groups/{id}/join",
        input: '{"phone"}',
        text: { en: "somebody opens the invite link", es: "alguien abre el enlace de invitación" },
      },
      { call: "POST groups/{id}/leave", input: '{"phone"}', text: { en: "a member leaves", es: "un miembro sale" } },
      {
        call: "POST groups/{id}/withdraw",
        input: '{"phone"}',
        text: { en: "somebody no longer asks to join", es: "alguien retira su solicitud de ingreso" },
      },
    ],
  },
  {
    title: { en: "Templates", es: "Plantillas" },
    calls: [
      { call: "GET templates", text: { en: "the templates", es: "las plantillas" } },
      {
        call: "POST templates",
        input: '{"name","language","category","components","status"}',
        text: { en: "insert a template, approved at once", es: "insertar una plantilla, aprobada al instante" },
      },
      {
        call: "POST templates/{id}/status",
        input: '{"status","reason"}',
        text: { en: "approve, reject, pause or disable it", es: "aprobarla, rechazarla, pausarla o desactivarla" },
      },
      {
        call: "POST templates/{id}/quality",
        input: '{"score":"RED"}',
        text: {
          en: "set its quality; RED pauses it for 3 hours, then 6, then disables it",
          es: "fijar su calidad; RED la pausa 3 horas, luego 6 y después la desactiva",
        },
      },
      {
        call: "POST templates/{id}/category",
        input: '{"category","now"}',
        text: { en: "announce another category", es: "anunciar otra categoría" },
      },
      {
        call: "POST templates/{id}/pacing",
        input: '{"decision":"hold"}',
        text: {
          en: "hold its messages, release or drop them (hold, release, drop)",
          es: "retener sus mensajes, liberarlos o descartarlos (hold, release, drop)",
        },
      },
    ],
  },
  {
    title: { en: "The business", es: "El negocio" },
    calls: [
      { call: "GET business", text: { en: "what Meta holds about it", es: "lo que Meta sabe de él" } },
      {
        call: "POST business",
        input: '{"payment","displayName","timezone","costWithheld"…}',
        text: {
          en: "change it: payment, display name, countries, time zone, currency, marketing cap, groups",
          es: "cambiarlo: pago, nombre visible, países, zona horaria, moneda, tope de publicidad, grupos",
        },
      },
      {
        call: "GET tiers",
        text: { en: "what counts for the volume tiers", es: "lo que cuenta para los tramos por volumen" },
      },
      {
        call: "POST tiers",
        input: '{"market":"Spain","category":"utility","messages":99999}',
        text: {
          en: "other accounts of the business sent so many too",
          es: "otras cuentas del negocio también enviaron tantos",
        },
      },
      {
        call: "POST sending",
        input: '{"directSend","marketingOnCloudApi"}',
        text: {
          en: "allow or refuse Direct Send, and marketing on the Cloud API",
          es: "permitir o rechazar Direct Send y la publicidad en la Cloud API",
        },
      },
      {
        call: "POST token",
        input: '{"expired":true,"scopes":[…]}',
        text: { en: "let the token expire or lose permissions", es: "hacer vencer el token o quitarle permisos" },
      },
    ],
  },
  {
    title: { en: "Clock, limits and faults", es: "Reloj, límites y fallas" },
    calls: [
      { call: "GET clock", text: { en: "the virtual time", es: "la hora virtual" } },
      {
        call: "POST clock",
        input: '{"advance":"25h"} {"set"}',
        text: { en: "move the virtual clock on", es: "adelantar el reloj virtual" },
      },
      { call: "GET limits", text: { en: "Meta's limits in force", es: "los límites de Meta vigentes" } },
      {
        call: "POST limits",
        input: '{"mps","pair","portfolio","management"…}',
        text: { en: "change limits; null lifts one", es: "cambiar límites; null quita uno" },
      },
      { call: "GET faults", text: { en: "the faults in force", es: "las fallas vigentes" } },
      {
        call: "POST faults",
        input: '{"on":"messages","kind":"timeout","times","every","to","during"}',
        text: { en: "make requests fail", es: "hacer que fallen las solicitudes" },
      },
      { call: "DELETE faults", text: { en: "take all faults away", es: "quitar todas las fallas" } },
      { call: "DELETE faults/{id}", text: { en: "take one fault away", es: "quitar una falla" } },
    ],
  },
  {
    title: { en: "Webhooks", es: "Webhooks" },
    calls: [
      {
        call: "POST webhook",
        input: '{"url","fields","version","chaos"}',
        text: { en: "where to send webhooks, and how", es: "adónde enviar los webhooks, y cómo" },
      },
      { call: "GET webhook/deliveries", text: { en: "the log of deliveries", es: "el registro de entregas" } },
      {
        call: "POST webhook/redeliver",
        input: '{"id"}',
        text: {
          en: "send one delivery again, or all that failed",
          es: "reenviar una entrega, o todas las fallidas",
        },
      },
      { call: "GET emit", text: { en: "the fields that can be emitted", es: "los campos que se pueden emitir" } },
      {
        call: "POST emit",
        input: '{"field","event","value"}',
        text: { en: "emit any webhook field", es: "emitir cualquier campo de webhook" },
      },
    ],
  },
  {
    title: { en: "Worlds", es: "Mundos" },
    calls: [
      { call: "GET credentials", text: { en: "token, ids and secrets", es: "token, identificadores y secretos" } },
      { call: "GET worlds", text: { en: "the worlds on this simulator", es: "los mundos de este simulador" } },
      {
        call: "POST worlds",
        input: '{"seed","world","clock"}',
        text: {
          en: "another world, with a token of its own",
          es: "otro mundo, con su propio token",
        },
      },
      { call: "DELETE worlds/{waba}", text: { en: "close a world", es: "cerrar un mundo" } },
      { call: "GET events", text: { en: "what happens, as it happens (SSE)", es: "lo que ocurre, en vivo (SSE)" } },
      { call: "POST reset", text: { en: "back to the beginning", es: "volver al principio" } },
    ],
  },
];
