import { assumed, type FidelityEntry, reported } from "./entry.ts";

/** What messages cost. */
export const pricesFidelity: FidelityEntry = {
  route: "prices",
  title: { en: "prices", es: "precios" },
  basis: "meta",
  weaker: [
    reported(
      "the rates and tiers of October 2026, as others wrote them down; dollars since April 2026, euros since July",
      "las tarifas y los tramos de octubre de 2026, según los anotaron otros; dólares desde abril de 2026, euros desde julio",
    ),
    assumed(
      "where a rate is not known, in other currencies too, figures come without costs; before July 2025 it is charged by the message as well",
      "donde no se conoce la tarifa, también en otras monedas, las cifras llegan sin costos; antes de julio de 2025 también se cobra por mensaje",
    ),
    assumed(
      "no tiers in euros, nor in markets that became their own in 2026: the list price",
      "sin tramos en euros ni en los mercados que se separaron en 2026: el precio de lista",
    ),
    assumed(
      "a message is priced when it arrives; sent says what is likely, with those on their way among the free thousand",
      "un mensaje se cobra al llegar; sent dice lo probable, con los que van en camino entre los mil gratis",
    ),
    reported(
      "free after an ad for 72 hours, or 168: freeEntryHours of POST /_simulator/business",
      "gratis tras un anuncio por 72 horas, o 168: freeEntryHours de POST /_simulator/business",
    ),
    assumed(
      "reactions say free_customer_service; service messages of governments and charities regular with paid_exempt since 2026-10-12, before free",
      "las reacciones dicen free_customer_service; los mensajes de atención de gobiernos y ONG, regular con paid_exempt desde 2026-10-12, antes gratis",
    ),
    assumed(
      "eligibility for authentication-international does not come by itself: authInternational of POST /_simulator/business",
      "el derecho a authentication-international no llega solo: authInternational de POST /_simulator/business",
    ),
    assumed(
      "a lower price by volume is reported once, or tierNotices times, with the next messages; other accounts count with POST /_simulator/tiers",
      "un precio menor por volumen se avisa una vez, o tierNotices veces, con los mensajes siguientes; otras cuentas cuentan con POST /_simulator/tiers",
    ),
  ],
};

const zone = assumed(
  "days and months are those of the account's zone; a point ends where the question does",
  "los días y meses son los de la zona de la cuenta; un punto termina donde termina la pregunta",
);
const refusals = assumed(
  "unknown parameters, missing ones and figures that are too old answer 100; start may be a year ago, by the calendar",
  "los parámetros desconocidos o ausentes y las cifras demasiado antiguas responden 100; start puede ser de hace un año",
);
const noZeros = assumed("times without messages have no point", "los períodos sin mensajes no tienen punto");
const days = assumed(
  "each day from start to end has a point, the last not included; the times are widened to whole days",
  "cada día de start a end tiene un punto, sin el último; las horas se amplían a días enteros",
);

/** What was counted. */
export const analyticsFidelity: readonly FidelityEntry[] = [
  {
    route: "GET /{waba_id}/pricing_analytics",
    basis: "meta",
    weaker: [
      zone,
      refusals,
      noZeros,
      assumed(
        "a tier is told only beside country and category, also 0:MAX of marketing",
        "el tramo solo se informa junto con el país y la categoría, también 0:MAX de publicidad",
      ),
      assumed(
        "cost and volume asked for together, where a partner pays: volume; a point with an unknown rate in it has no cost, and asked for costs alone it is not refused",
        "costo y cantidad pedidos juntos, cuando paga un socio: cantidad; un punto con una tarifa desconocida no tiene costo, y pedir solo el costo no se rechaza",
      ),
      assumed(
        "what is free after an ad is REFERRAL_CONVERSION; figures are exact and there at once",
        "lo gratis tras un anuncio es REFERRAL_CONVERSION; las cifras son exactas y están al instante",
      ),
    ],
  },
  {
    route: "GET /{waba_id}/conversation_analytics",
    basis: "meta",
    weaker: [
      refusals,
      assumed("always empty: nothing is charged by conversation", "siempre vacío: nada se cobra por conversación"),
    ],
  },
  {
    route: "GET /{waba_id}/analytics",
    basis: "meta",
    weaker: [
      zone,
      refusals,
      noZeros,
      reported("product types of groups with others: subcode 2388077", "tipos de grupos con otros: subcódigo 2388077"),
      assumed(
        "without product_types: templates and other messages; what comes in counts as delivered",
        "sin product_types: plantillas y otros mensajes; lo que entra cuenta como entregado",
      ),
    ],
  },
  {
    route: "GET /{waba_id}/template_analytics",
    basis: "meta",
    weaker: [
      days,
      refusals,
      assumed(
        "what was sent before it was enabled counts too; before, it answers 100",
        "lo enviado antes de activarlo también cuenta; antes responde 100",
      ),
      assumed(
        "only quick replies are tapped; reads and taps after seven days do not count, and nothing is set back to zero",
        "solo se tocan respuestas rápidas; lo leído o tocado después de siete días no cuenta, y nada vuelve a cero",
      ),
      assumed(
        "conversions and CAMPAIGN_INSIGHTS are not simulated: 501",
        "no se simulan conversiones ni CAMPAIGN_INSIGHTS: 501",
      ),
    ],
  },
  {
    route: "GET /{waba_id}/group_analytics",
    basis: "meta",
    weaker: [days, refusals, assumed("CLICKS, REPLIES and COST: 501", "CLICKS, REPLIES y COST: 501")],
  },
  {
    route: "POST /{waba_id}",
    basis: "meta",
    weaker: [
      assumed(
        "only is_enabled_for_insights can be set, and only to true",
        "solo se puede fijar is_enabled_for_insights, y solo en true",
      ),
    ],
  },
];
