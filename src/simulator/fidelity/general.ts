import { assumed, type FidelityEntry, reported } from "./entry.ts";

/** What is the same for every call, and what is not a call. */
export const generalFidelity: readonly FidelityEntry[] = [
  {
    route: "every call",
    title: { en: "every call", es: "todas las llamadas" },
    basis: "meta",
    weaker: [
      reported("without a token: 190 with HTTP 401", "sin token: 190 con HTTP 401"),
      reported("members that are null count as missing", "los miembros que son null cuentan como ausentes"),
      reported(
        "a message's content, and a template's components, may come as the JSON text of them",
        "el contenido de un mensaje y los componentes de una plantilla pueden venir como su texto JSON",
      ),
      reported("next and previous carry the access token", "next y previous llevan el token de acceso"),
      assumed(
        "a version after v26.0 or before v20.0 counts as v26.0, none at all as v20.0; all versions answer alike",
        "una versión posterior a v26.0 o anterior a v20.0 cuenta como v26.0, y ninguna como v20.0; todas responden igual",
      ),
      assumed(
        "bodies above 4 MiB, or nested more than 256 levels deep, answer 100",
        "los cuerpos de más de 4 MiB o con más de 256 niveles de anidación responden 100",
      ),
      assumed(
        "calls and their figures, call permissions, payment lookups, business profiles, QR codes, flows and template groups are not simulated: 501; their error codes come by a fault only",
        "no se simulan llamadas ni sus cifras, permisos de llamada, consultas de pagos, perfiles del negocio, códigos QR, flows ni grupos de plantillas: 501; sus códigos de error solo llegan con una falla",
      ),
      assumed(
        "a state file keeps the first world; those opened beside it end with the process",
        "un archivo de estado conserva el primer mundo; los que se abren junto a él terminan con el proceso",
      ),
      assumed(
        "fields with a selection in braces return the whole member",
        "los campos con una selección entre llaves devuelven el miembro entero",
      ),
      assumed(
        "usage headers come with management calls only, and count calls, not computing time",
        "las cabeceras de uso solo llegan en las llamadas de administración y cuentan llamadas, no tiempo de cálculo",
      ),
    ],
  },
  {
    route: "limits",
    title: { en: "limits", es: "límites" },
    basis: "meta",
    weaker: [
      assumed(
        "messages a second: a bucket that refills evenly; inbound messages are not counted",
        "mensajes por segundo: un cupo que se repone de forma pareja; los mensajes entrantes no cuentan",
      ),
      assumed(
        "to one person: each message beyond one in 6 seconds is a debt; with 45 of them nothing passes until it is paid off",
        "a una persona: cada mensaje de más de uno cada 6 segundos es una deuda; al llegar a 45 nada pasa hasta saldarla",
      ),
      assumed(
        "people a day: above the limit 131048 by webhook",
        "personas por día: sobre el límite, 131048 por webhook",
      ),
      assumed(
        "neither throughput nor the limit of people grows by itself: POST /_simulator/limits",
        "ni la velocidad ni el límite de personas crecen solos: POST /_simulator/limits",
      ),
      assumed(
        "management calls are counted from the first call of an hour, refused ones not",
        "las llamadas de administración se cuentan desde la primera de cada hora, sin las rechazadas",
      ),
    ],
  },
  {
    route: "webhook delivery",
    title: { en: "webhook delivery", es: "entrega de webhooks" },
    basis: "meta",
    weaker: [
      assumed(
        "one update in each delivery unless chaos.batch asks for more",
        "una novedad por entrega, salvo que chaos.batch pida más",
      ),
      assumed(
        "one delivery after the other to an address; several at once where many wait, each person's in their order",
        "una entrega tras otra a cada dirección; varias a la vez si esperan muchas, las de cada persona en su orden",
      ),
      assumed(
        "what waits is not given up; of more than 300,000 that were refused, the oldest are",
        "lo que espera no se abandona; si se rechazaron más de 300 000, se abandonan las más antiguas",
      ),
      assumed("the gaps between repetitions", "las pausas entre repeticiones"),
      assumed(
        "what is not answered with 200 is repeated, also after 202 or 204",
        "lo que no se responde con 200 se repite, también tras 202 o 204",
      ),
      reported("non-ASCII characters are escaped in lower case", "los caracteres no ASCII se escapan en minúsculas"),
    ],
  },
];
