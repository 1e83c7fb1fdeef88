import { assumed, type FidelityEntry, reported } from "./entry.ts";

/** The calls about templates, besides their creation. */
export const templateFidelity: readonly FidelityEntry[] = [
  {
    route: "GET /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      reported("pages of 25", "páginas de 25"),
      reported(
        "the filter name finds a part of the name; name_or_content ignores case",
        "el filtro name busca una parte del nombre; name_or_content no distingue mayúsculas",
      ),
      assumed(
        "what Direct Send generated is listed only with the filter source",
        "lo que generó Direct Send solo se ve con el filtro source",
      ),
      assumed(
        "health_status follows from the template's status only",
        "health_status depende solo del estado de la plantilla",
      ),
    ],
  },
  { route: "GET /{template_id}", basis: "meta" },
  {
    route: "POST /{template_id}",
    basis: "meta",
    weaker: [
      reported(
        "the answer has id, name and category beside success",
        "la respuesta trae id, name y category junto a success",
      ),
      assumed(
        "every edit goes through review again, and counts for an approved template",
        "toda edición pasa otra vez por revisión y cuenta en una plantilla aprobada",
      ),
      assumed(
        "another category for an approved template answers 100",
        "otra categoría para una plantilla aprobada responde 100",
      ),
      assumed(
        "message_template_components_update comes when the edit is made",
        "message_template_components_update llega al hacer la edición",
      ),
    ],
  },
  {
    route: "DELETE /{waba_id}/message_templates",
    basis: "meta",
    weaker: [
      assumed("the wording for an unknown template", "la frase para una plantilla desconocida"),
      assumed(
        "a deletion that waits for messages is tried again every day",
        "un borrado que espera mensajes se reintenta cada día",
      ),
      assumed("a webhook with the event DELETED", "un webhook con el evento DELETED"),
    ],
  },
  {
    route: "POST /{template_id}/unpause",
    basis: "meta",
    weaker: [
      assumed(
        "a pause for quality cannot be ended by hand: success is false",
        "una pausa por calidad no se puede terminar a mano: success es false",
      ),
    ],
  },
  {
    route: "GET /{template_id}/compare",
    basis: "meta",
    weaker: [
      assumed(
        "sends are counted in whole UTC days; blocks come from the control call quality",
        "los envíos se cuentan por días UTC enteros; los bloqueos vienen de la llamada de control quality",
      ),
      assumed("fewer than 1,000 sends answer 100", "con menos de 1 000 envíos responde 100"),
    ],
  },
  {
    route: "POST /{waba_id}/message_templates/archive",
    basis: "meta",
    weaker: [
      assumed(
        "only approved and rejected templates, at most 100 at once",
        "solo plantillas aprobadas y rechazadas, hasta 100 a la vez",
      ),
      reported("answered on the same host as everything else", "responde en el mismo host que todo lo demás"),
    ],
  },
  {
    route: "POST /{waba_id}/message_templates/unarchive",
    basis: "meta",
    weaker: [assumed("the template goes back to the status that it had", "la plantilla vuelve al estado que tenía")],
  },
  {
    route: "POST /{waba_id}/migrate_message_templates",
    basis: "meta",
    weaker: [
      assumed(
        "the other account holds what the control call templates put there with waba_id",
        "la otra cuenta contiene lo que la llamada de control templates puso allí con waba_id",
      ),
      assumed(
        "an account that is not known answers 100 with subcode 33",
        "una cuenta desconocida responde 100 con el subcódigo 33",
      ),
      assumed(
        "migrated_templates are the ids in the other account; pages begin with 0",
        "migrated_templates son los identificadores de la otra cuenta; las páginas empiezan en 0",
      ),
    ],
  },
  {
    route: "POST /{waba_id}/upsert_message_templates",
    basis: "meta",
    weaker: [
      assumed(
        "what is new or changed goes through review, and is PENDING until then",
        "lo nuevo o cambiado pasa por revisión y queda en PENDING hasta entonces",
      ),
    ],
  },
  {
    route: "GET /{waba_id}/message_template_previews",
    basis: "meta",
    weaker: [
      assumed(
        "words in English, Spanish and Portuguese; other languages show English",
        "textos en inglés, español y portugués; los demás idiomas muestran inglés",
      ),
    ],
  },
  {
    route: "GET /message_template_library",
    basis: "meta",
    weaker: [
      assumed(
        "a small library in words of the simulator's own",
        "una biblioteca pequeña con textos propios del simulador",
      ),
    ],
  },
  { route: "GET /{waba_id}/message_template_library", basis: "field report" },
  {
    route: "template life",
    title: { en: "template life", es: "vida de las plantillas" },
    basis: "meta",
    weaker: [
      assumed(
        "a duplicate is rejected as INVALID_FORMAT, the older of two stays",
        "un duplicado se rechaza como INVALID_FORMAT y queda el más antiguo",
      ),
      assumed(
        "the end of a pause is reported as APPROVED with the title UNPAUSE",
        "el fin de una pausa se informa como APPROVED con el título UNPAUSE",
      ),
      assumed("after a pause the quality is UNKNOWN again", "después de una pausa la calidad vuelve a UNKNOWN"),
      assumed(
        "FLAGGED and REINSTATED are events; the template can be sent",
        "FLAGGED y REINSTATED son eventos; la plantilla se puede enviar",
      ),
      assumed(
        "pacing is off unless a limit sets it, and ends with a release unless the quality is red",
        "la dosificación está apagada salvo que un límite la fije, y termina liberando los mensajes si la calidad no es roja",
      ),
    ],
  },
];
