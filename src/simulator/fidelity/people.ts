import { assumed, type FidelityEntry, reported } from "./entry.ts";

/** Groups, usernames and the block list. */
export const peopleFidelity: readonly FidelityEntry[] = [
  {
    route: "POST /{phone_number_id}/groups",
    basis: "meta",
    weaker: [
      assumed(
        "any number may make groups; 131214 and 131215 come by POST /_simulator/business",
        "cualquier número puede crear grupos; 131214 y 131215 se provocan con POST /_simulator/business",
      ),
      assumed("at most 10,000 groups: maxGroups of the business", "hasta 10 000 grupos: maxGroups del negocio"),
      assumed(
        "the group is there at once, its webhook follows",
        "el grupo existe al instante y su webhook llega después",
      ),
      assumed("no limit on calls: 131208 never comes", "sin límite de llamadas: 131208 nunca llega"),
    ],
  },
  { route: "GET /{phone_number_id}/groups", basis: "meta" },
  {
    route: "GET /{group_id}",
    basis: "meta",
    weaker: [assumed("which fields come without being asked for", "qué campos llegan sin pedirlos")],
  },
  {
    route: "POST /{group_id}",
    basis: "meta",
    weaker: [
      assumed(
        "a wrong picture is accepted and fails by webhook",
        "una imagen incorrecta se acepta y falla por webhook",
      ),
    ],
  },
  { route: "DELETE /{group_id}", basis: "meta" },
  { route: "GET /{group_id}/invite_link", basis: "meta" },
  { route: "POST /{group_id}/invite_link", basis: "meta" },
  { route: "GET /{group_id}/join_requests", basis: "meta" },
  {
    route: "POST /{group_id}/join_requests",
    basis: "meta",
    weaker: [
      assumed(
        "the names of the lists of a partial success, HTTP 206",
        "los nombres de las listas de un éxito parcial, HTTP 206",
      ),
      assumed(
        "everybody has accepted the terms of service: 131203 never comes",
        "todos aceptaron las condiciones del servicio: 131203 nunca llega",
      ),
    ],
  },
  {
    route: "DELETE /{group_id}/join_requests",
    basis: "meta",
    weaker: [
      assumed(
        "the names of the lists of a partial success, HTTP 206",
        "los nombres de las listas de un éxito parcial, HTTP 206",
      ),
    ],
  },
  { route: "DELETE /{group_id}/participants", basis: "meta" },
  {
    route: "GET /{phone_number_id}/username",
    basis: "meta",
    weaker: [assumed("the status none where there is no username", "el estado none cuando no hay nombre de usuario")],
  },
  {
    route: "POST /{phone_number_id}/username",
    basis: "meta",
    weaker: [
      assumed(
        "approved where the display name is; 147002 to 147004 never come",
        "se aprueba si el nombre visible lo está; 147002 a 147004 nunca llegan",
      ),
      assumed("which endings look like a domain", "qué terminaciones parecen un dominio"),
    ],
  },
  { route: "DELETE /{phone_number_id}/username", basis: "meta" },
  {
    route: "GET /{phone_number_id}/username_suggestions",
    basis: "meta",
    weaker: [assumed("what is suggested", "qué se sugiere")],
  },
  { route: "DELETE /{phone_number_id}/contact_book", basis: "meta" },
  { route: "GET /{phone_number_id}/block_users", basis: "meta" },
  {
    route: "POST /{phone_number_id}/block_users",
    basis: "meta",
    weaker: [
      assumed(
        "the code for each person who was not blocked: 131047 without a message in 24 hours",
        "el código de cada persona no bloqueada: 131047 si no escribió en 24 horas",
      ),
      assumed("at most 1,000 people at once", "hasta 1 000 personas a la vez"),
      assumed(
        "what a blocked person writes does not reach the business",
        "lo que escribe una persona bloqueada no llega al negocio",
      ),
    ],
  },
  {
    route: "DELETE /{phone_number_id}/block_users",
    basis: "meta",
    weaker: [
      reported("the list is named removed_users", "la lista se llama removed_users"),
      assumed(
        "unblocking somebody who is not blocked succeeds",
        "desbloquear a alguien que no está bloqueado funciona",
      ),
    ],
  },
  {
    route: "message statuses",
    title: { en: "message statuses", es: "estados de los mensajes" },
    basis: "meta",
    weaker: [
      assumed("the order in which reasons to fail are noticed", "el orden en que se notan los motivos de una falla"),
      assumed("sent, delivered and read after 20, 60 and 200 ms", "enviado, entregado y leído a los 20, 60 y 200 ms"),
      assumed(
        "the marketing cap: five messages in 24 hours for each person",
        "el tope de publicidad: cinco mensajes en 24 horas por persona",
      ),
      assumed(
        "a display name that is not approved fails everything with 131037",
        "un nombre visible sin aprobar hace fallar todo con 131037",
      ),
      assumed(
        "a message whose time to live runs out stays at sent, without a webhook",
        "un mensaje cuyo plazo vence queda en enviado, sin webhook",
      ),
      assumed(
        "voice messages are reported as played also where read receipts are off",
        "los mensajes de voz se informan como reproducidos aunque no haya confirmación de lectura",
      ),
      assumed(
        "a message to a group is sent once, and delivered and read by each member",
        "un mensaje a un grupo se envía una vez, y cada miembro lo recibe y lo lee",
      ),
      assumed(
        "any member's message opens the group's window; outside it 131047",
        "el mensaje de cualquier miembro abre la ventana del grupo; fuera de ella, 131047",
      ),
      assumed(
        "people in groups are not counted for the limit of people a day",
        "las personas de los grupos no cuentan para el límite diario",
      ),
      assumed(
        "the price is fixed when a message is accepted; if it will be delivered, it then takes its place among the month's thousand free service messages, in a group one for each member",
        "el precio se fija al aceptar el mensaje; si va a entregarse, ocupa entonces su lugar entre los mil mensajes de servicio gratuitos del mes, uno por cada miembro si es un grupo",
      ),
      assumed(
        "an answer that fails does not begin the free 72 hours after an ad; the next one may",
        "una respuesta que falla no inicia las 72 horas gratuitas tras un anuncio; la siguiente puede hacerlo",
      ),
      assumed(
        "what is free after an ad has the category referral_conversion",
        "lo gratuito tras un anuncio tiene la categoría referral_conversion",
      ),
    ],
  },
  {
    route: "inbound messages",
    title: { en: "inbound messages", es: "mensajes entrantes" },
    basis: "meta",
    weaker: [
      assumed(
        "reactions open the window, edits, revocations and system messages do not",
        "las reacciones abren la ventana; las ediciones, los borrados y los avisos del sistema no",
      ),
      assumed(
        "the contact book holds nobody but those who shared their number or are put there",
        "la libreta solo contiene a quienes compartieron su número o fueron agregados",
      ),
      assumed(
        "a tap on a card's quick reply in a free-form carousel answers button_reply",
        "tocar la respuesta rápida de una tarjeta en un carrusel libre produce button_reply",
      ),
      assumed(
        "with another phone number the account moves along, windows and groups included; the user ids and the identity hash are new, and what waited for the old number is lost",
        "con otro número de teléfono la cuenta se mantiene, también sus ventanas y grupos; los identificadores de usuario y el hash de identidad son nuevos, y lo que esperaba al número anterior se pierde",
      ),
      assumed(
        "who hides the number does not show it by writing; of 100,000 numbers it is remembered when they were last used",
        "quien oculta su número no lo muestra al escribir; se recuerda el último uso de 100 000 números",
      ),
    ],
  },
  {
    route: "account-level webhooks",
    title: { en: "account-level webhooks", es: "webhooks de la cuenta" },
    basis: "meta",
    weaker: [
      assumed("the roles in messaging_handovers", "los roles de messaging_handovers"),
      assumed(
        "automatic_events, business_status_update and tracking_events have no documented shape",
        "automatic_events, business_status_update y tracking_events no tienen forma documentada",
      ),
    ],
  },
];
