import { assumed, reported, type Weakness } from "./entry.ts";

/** Where the rules on new and edited templates are weaker than Meta's page. */
export const templateRulesFidelity: readonly Weakness[] = [
  reported(
    "10 emojis, two line breaks, no tabs and four spaces in a row",
    "10 emojis, dos saltos de línea, sin tabulaciones y cuatro espacios seguidos",
  ),
  reported("digits in the names of variables", "dígitos en los nombres de las variables"),
  assumed(
    "any text that is not empty counts as a handle of a sample",
    "cualquier texto que no esté vacío vale como referencia de un ejemplo",
  ),
  assumed(
    "a sample reads back as an address that leads nowhere",
    "un ejemplo se lee después como una dirección que no lleva a ninguna parte",
  ),
  assumed(
    "wrong buttons and components that do not fit together have no subcode",
    "los botones incorrectos y los componentes incompatibles no tienen subcódigo",
  ),
  assumed(
    "labels that are Meta's may be left out, and refuse other words",
    "los rótulos propios de Meta se pueden omitir, y no admiten otras palabras",
  ),
  assumed("a GIF header is for marketing only", "un encabezado GIF es solo para publicidad"),
  assumed(
    "beside a carousel there is only a body; a product header goes with a product button",
    "junto a un carrusel solo va un cuerpo; un encabezado de producto va con un botón de producto",
  ),
  assumed(
    "the button of a product's card is the only one; other cards take buttons of any kind",
    "la tarjeta de un producto tiene un solo botón; las demás admiten botones de cualquier tipo",
  ),
  assumed(
    "flows are not known: any flow_id or flow_name is taken",
    "los flows no se conocen: se acepta cualquier flow_id o flow_name",
  ),
  assumed(
    "the members of app_deep_link and bid_spec are not checked",
    "los miembros de app_deep_link y bid_spec no se revisan",
  ),
  assumed(
    "one-time-password texts in Spanish and Portuguese; other languages have English ones",
    "los textos de códigos existen en español y portugués; los demás idiomas los tienen en inglés",
  ),
  assumed(
    "only a template in the same language counts as a duplicate",
    "solo cuenta como duplicado una plantilla en el mismo idioma",
  ),
];

/** Where the rules on what fills a template in are weaker than Meta's page. */
export const templateSendFidelity: readonly Weakness[] = [
  reported(
    "a payload of a quick reply has at most 256 characters",
    "el payload de una respuesta rápida tiene hasta 256 caracteres",
  ),
  reported(
    "a generated template that is sent by name answers 132018",
    "una plantilla generada que se envía por su nombre responde 132018",
  ),
  assumed(
    "another number of cards than was defined answers 132000, none at all 131008",
    "una cantidad de tarjetas distinta de la definida responde 132000; ninguna, 131008",
  ),
  assumed(
    "malformed currencies, dates and typed library parameters answer 132008",
    "monedas, fechas y parámetros de la biblioteca mal formados responden 132008",
  ),
  assumed(
    "a one-time password that differs between body and button answers 132012",
    "un código distinto en el cuerpo y en el botón responde 132012",
  ),
  assumed(
    "a value that is too long for its button answers 131009",
    "un valor demasiado largo para su botón responde 131009",
  ),
  assumed("the end of a limited-time offer may have passed", "el fin de una oferta limitada puede haber pasado"),
  assumed("a GIF header is taken by both APIs", "ambas API aceptan un encabezado GIF"),
  assumed(
    "products are not looked up; their catalog must be the account's",
    "los productos no se buscan; su catálogo debe ser el de la cuenta",
  ),
  assumed(
    "a group_id in a body or an address becomes the invite link",
    "un group_id en un cuerpo o una dirección se convierte en el enlace de invitación",
  ),
  assumed(
    "tap_target_configuration is taken from every account",
    "tap_target_configuration se acepta de cualquier cuenta",
  ),
];
