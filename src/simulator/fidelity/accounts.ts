import { assumed, type FidelityEntry, reported } from "./entry.ts";

/** Media, uploads, numbers, accounts, apps and tokens. */
export const accountFidelity: readonly FidelityEntry[] = [
  {
    route: "POST /{phone_number_id}/media",
    basis: "meta",
    weaker: [
      reported("wrong types and sizes answer 100", "tipos y tamaños incorrectos responden 100"),
      reported(
        "messaging_product and type may stand in the query; a type without a slash, like image, is passed over",
        "messaging_product y type pueden ir en la dirección; un type sin barra, como image, se pasa por alto",
      ),
      assumed(
        "only the types that Meta lists, also for documents",
        "solo los tipos que Meta enumera, también en los documentos",
      ),
      assumed(
        "a file is known by its declared type; what is inside is not looked at",
        "un archivo es del tipo que se declara; no se mira su contenido",
      ),
      assumed(
        "at most 512 MiB and 20,000 files are kept, the oldest go first",
        "se guardan hasta 512 MiB y 20 000 archivos; los más antiguos salen primero",
      ),
    ],
  },
  { route: "GET /{media_id}", basis: "meta" },
  { route: "DELETE /{media_id}", basis: "meta" },
  { route: "GET /{waba_id}/phone_numbers", basis: "meta" },
  {
    route: "GET /{phone_number_id}",
    basis: "meta",
    weaker: [
      assumed(
        "throughput and the limit of people are those of POST /_simulator/limits",
        "la velocidad y el límite de personas son los de POST /_simulator/limits",
      ),
    ],
  },
  {
    route: "POST /{phone_number_id}",
    basis: "meta",
    weaker: [
      assumed(
        "only webhook_configuration can be set; an empty address takes it away",
        "solo se puede fijar webhook_configuration; una dirección vacía la quita",
      ),
    ],
  },
  {
    route: "POST /{app_id}/uploads",
    basis: "meta",
    weaker: [assumed("at most 100 MiB", "hasta 100 MiB")],
  },
  { route: "GET /{upload_id}", basis: "meta" },
  {
    route: "POST /{upload_id}",
    basis: "meta",
    weaker: [
      assumed(
        "a wrong file_offset answers 100 and says the right one",
        "un file_offset incorrecto responde 100 y dice el correcto",
      ),
      assumed(
        "a piece that does not complete the file answers 500 with code 1",
        "una parte que no completa el archivo responde 500 con el código 1",
      ),
    ],
  },
  { route: "GET /{app_id}/subscriptions", basis: "meta" },
  { route: "POST /{app_id}/subscriptions", basis: "meta" },
  { route: "DELETE /{app_id}/subscriptions", basis: "meta" },
  {
    route: "GET /{waba_id}",
    basis: "meta",
    weaker: [
      assumed(
        "timezone_id is a place in the list of zones that Meta has for advertising; 0 for UTC and others that are not in it",
        "timezone_id es un lugar de la lista de zonas que Meta tiene para anuncios; 0 para UTC y otras que no están",
      ),
    ],
  },
  { route: "GET /{waba_id}/subscribed_apps", basis: "meta" },
  {
    route: "POST /{waba_id}/subscribed_apps",
    basis: "meta",
    weaker: [reported("a failed handshake answers 2200", "una verificación fallida responde 2200")],
  },
  { route: "DELETE /{waba_id}/subscribed_apps", basis: "meta" },
  { route: "GET /debug_token", basis: "meta" },
  { route: "GET /oauth/access_token", basis: "field report" },
];
