import { assumed, reported, type Weakness } from "./entry.ts";

/** Where the checks of what may be sent are weaker than Meta's page. */
export const sendingFidelity: readonly Weakness[] = [
  assumed(
    "missing members answer 131008, wrong values 131009, unknown ones 100",
    "los miembros que faltan responden 131008, los valores incorrectos 131009 y los desconocidos 100",
  ),
  assumed(
    "the sentences in details, as far as Meta's are not known",
    "las frases de details, donde no se conocen las de Meta",
  ),
  reported(
    "contacts: up to 257, and one more part of the name beside formatted_name",
    "contactos: hasta 257, y una parte más del nombre junto a formatted_name",
  ),
  assumed(
    "texts for which Meta names no limit may be as long as one likes; blanks count as text",
    "los textos sin límite conocido pueden tener cualquier largo; los espacios cuentan como texto",
  ),
  reported("coordinates as strings and as numbers", "coordenadas como texto y como número"),
  reported(
    "an emoji that is not exactly one answers 131009 at once; an empty one takes back",
    "un emoji que no es exactamente uno responde 131009 al instante; uno vacío retira la reacción",
  ),
  assumed(
    "a quoted message that is not known, or older than 30 days, is left out",
    "un mensaje citado que no se conoce o tiene más de 30 días se omite",
  ),
  assumed(
    "a voice message of another type than audio/ogg fails with 131053",
    "un mensaje de voz de un tipo distinto de audio/ogg falla con 131053",
  ),
  assumed("an unknown user id answers 131009", "un identificador de usuario desconocido responde 131009"),
  assumed(
    "the wamid of a message to a user id or a group holds that id",
    "el wamid de un mensaje a un identificador de usuario o a un grupo lo contiene",
  ),
  assumed("the pair limit counts a group as one recipient", "el límite por destinatario cuenta un grupo como uno solo"),
  assumed(
    "groups: types that are not supported answer 131051; a group without members answers 131020",
    "grupos: los tipos no admitidos responden 131051; un grupo sin miembros responde 131020",
  ),
  assumed(
    "groups: templates with text, media and buttons; no carousels, products and codes",
    "grupos: plantillas con texto, archivos y botones; sin carruseles, productos ni códigos",
  ),
  assumed("a pin on an unknown message answers 131009", "fijar un mensaje desconocido responde 131009"),
  assumed(
    "any flow id or name can be sent, as draft and as published",
    "se puede enviar cualquier identificador o nombre de flow, como borrador o publicado",
  ),
  assumed(
    "catalog_id must be the account's catalog; which products it has is not looked at",
    "catalog_id debe ser el catálogo de la cuenta; no se mira qué productos tiene",
  ),
  assumed("carousels of one to ten quick replies a card", "carruseles con una a diez respuestas rápidas por tarjeta"),
  assumed(
    "address messages to other numbers than +91, or with another country than IN, answer 131009; where the business is does not matter",
    "las solicitudes de dirección a números que no son +91, o con otro país que IN, responden 131009; no importa dónde está el negocio",
  ),
  assumed(
    "calls: whether calling is switched on or already permitted is not looked at",
    "llamadas: no se mira si están activadas ni si ya hay permiso",
  ),
  assumed(
    "orders: a used reference_id answers 131009, a sum that does not add up 131009",
    "pedidos: un reference_id ya usado o una suma que no cuadra responden 131009",
  ),
  assumed(
    "orders: states only move forward; a cancelled or completed order stays so (2046)",
    "pedidos: los estados solo avanzan; uno cancelado o completado queda así (2046)",
  ),
  assumed(
    "orders: paid once an order_status says captured; payment gateways are not simulated",
    "pedidos: pagados cuando un order_status dice captured; las pasarelas de pago no se simulan",
  ),
  assumed(
    "orders: what a payment gateway takes of its own is texts; every part of a beneficiary but address_line2 is a must",
    "pedidos: lo propio de una pasarela de pago son textos; de un beneficiario todo es obligatorio, salvo address_line2",
  ),
  reported(
    "Direct Send: wrong types, times and names answer 100",
    "Direct Send: tipos, tiempos y nombres incorrectos responden 100",
  ),
  assumed(
    "Direct Send: the same content has the same generated template, of language en_US",
    "Direct Send: el mismo contenido tiene la misma plantilla generada, en el idioma en_US",
  ),
  assumed("messaging_account_id must be the WABA's id", "messaging_account_id debe ser el identificador de la WABA"),
];
