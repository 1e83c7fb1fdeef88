import { accountFidelity } from "./accounts.ts";
import { analyticsFidelity, pricesFidelity } from "./analytics.ts";
import { assumed, type FidelityEntry, reported } from "./entry.ts";
import { generalFidelity } from "./general.ts";
import { peopleFidelity } from "./people.ts";
import { sendingFidelity } from "./sending.ts";
import { templateRulesFidelity, templateSendFidelity } from "./template-rules.ts";
import { templateFidelity } from "./templates.ts";

export type { Basis, FidelityEntry } from "./entry.ts";

/** Endpoint by endpoint, how far the simulator can be trusted. Shown by `recado help fidelity`. */
export const fidelity: readonly FidelityEntry[] = [
  ...generalFidelity,
  pricesFidelity,
  {
    route: "POST /{phone_number_id}/messages",
    basis: "meta",
    weaker: [
      reported(
        "free-form messages outside the window are accepted and fail later with 131047",
        "los mensajes libres fuera de la ventana se aceptan y fallan después con 131047",
      ),
      reported(
        "line breaks, tabs and runs of spaces in a template parameter answer 132007",
        "saltos de línea, tabulaciones y espacios seguidos en un parámetro de plantilla responden 132007",
      ),
      assumed(
        "unknown, doubled or misplaced parameter names answer 100 or 132012",
        "nombres de parámetros desconocidos, repetidos o mal ubicados responden 100 o 132012",
      ),
      assumed(
        "an unknown media id answers 131009 at once",
        "un identificador de archivo desconocido responde 131009 al instante",
      ),
      assumed(
        "links to a .invalid host fail with 131053; other links are not fetched",
        "los enlaces a un host .invalid fallan con 131053; los demás no se descargan",
      ),
      assumed(
        "marketing templates to the United States are delivered, unless the business says usMarketing: false",
        "las plantillas de publicidad a Estados Unidos se entregan, salvo que el negocio diga usMarketing: false",
      ),
      assumed(
        "wa_id is always the number as it was sent, also in Mexico and Brazil",
        "wa_id es siempre el número tal como se envió, también en México y Brasil",
      ),
      ...sendingFidelity,
      ...templateSendFidelity,
    ],
  },
  {
    route: "POST /{phone_number_id}/marketing_messages",
    basis: "meta",
    weaker: [
      assumed(
        "other messages than templates answer 131055, other categories 134100",
        "lo que no es plantilla responde 131055; otras categorías, 134100",
      ),
      assumed(
        "every template can be sent at once: 134101 and 134102 never come",
        "toda plantilla se puede enviar al instante: 134101 y 134102 nunca llegan",
      ),
    ],
  },
  ...templateFidelity,
  {
    route: "POST /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      reported("subcodes 2388023, 2388024 and 2388043", "subcódigos 2388023, 2388024 y 2388043"),
      assumed("at least one word for each variable", "al menos una palabra por cada variable"),
      ...templateRulesFidelity,
      assumed(
        "every valid template that is no duplicate is approved after a second",
        "toda plantilla válida que no sea un duplicado se aprueba al segundo",
      ),
      assumed(
        "the 101st creation in a rolling hour answers 80007",
        "la creación número 101 en una hora móvil responde 80007",
      ),
      assumed(
        "one from the library is approved at once, and reported by webhook",
        "una de la biblioteca se aprueba al instante y se informa por webhook",
      ),
    ],
  },
  ...peopleFidelity,
  ...accountFidelity,
  ...analyticsFidelity,
];
