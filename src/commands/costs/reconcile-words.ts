import type { Text } from "../../core/text.ts";
import type { Reason, Verdict } from "../../domain/costs/reconcile/verdict.ts";

export const verdictWords: Readonly<Record<Verdict, Text>> = {
  matched: { en: "the same", es: "coincide" },
  "missing-here": { en: "missing here", es: "falta aquí" },
  "missing-there": { en: "missing at Meta", es: "falta en Meta" },
  "price-differs": { en: "price differs", es: "otro precio" },
};

/** What a difference most likely comes from; JSON keeps the codes. */
export const reasonWords: Readonly<Record<Reason, Text>> = {
  "around-midnight": {
    en: "delivered around midnight: the day beside it has them",
    es: "entregados cerca de la medianoche: están en el día de al lado",
  },
  "authentication-international": {
    en: "one side counts them as international authentication",
    es: "un lado los cuenta como códigos internacionales",
  },
  "card-carried-over": {
    en: "this rate is not from Meta's own file: import it",
    es: "esta tarifa no viene del archivo de Meta: impórtelo",
  },
  "card-differs": { en: "Meta used another rate", es: "Meta usó otra tarifa" },
  "card-unknown": { en: "the rate is not known here", es: "aquí no se conoce la tarifa" },
  "cost-not-told": { en: "Meta does not tell this cost", es: "Meta no informa este costo" },
  "cost-withheld": {
    en: "Meta does not tell this account's costs",
    es: "Meta no informa los costos de esta cuenta",
  },
  "currency-differs": { en: "priced in another currency here", es: "aquí tiene precio en otra moneda" },
  "customer-window": {
    en: "free on one side only (the customer's 24 hours)",
    es: "gratuito solo en un lado (las 24 horas del cliente)",
  },
  estimated: {
    en: "Meta's price report has not come: it is an estimate here",
    es: "no llegó el informe de precio de Meta: aquí es una estimación",
  },
  "free-allowance": {
    en: "the month's free service messages are counted differently",
    es: "los mensajes de atención gratuitos del mes se cuentan distinto",
  },
  "free-entry-point": {
    en: "free on one side only (after an ad)",
    es: "gratuito solo en un lado (tras un anuncio)",
  },
  "not-at-meta": { en: "Meta does not count them", es: "Meta no los cuenta" },
  "number-not-here": {
    en: "from a number that sends nothing from here",
    es: "de un número que no envía nada desde aquí",
  },
  "other-category": { en: "Meta has them in another category", es: "Meta los tiene en otra categoría" },
  "reports-missing": {
    en: "sent from here; the delivery reports have not come",
    es: "enviados desde aquí; no llegaron los informes de entrega",
  },
  "sent-elsewhere": { en: "sent with another tool", es: "enviados con otra herramienta" },
  "still-counting": { en: "Meta is still counting (72 hours)", es: "Meta aún está contando (72 horas)" },
  "volume-tier": {
    en: "the volume tier is counted differently (other accounts of the portfolio count too)",
    es: "el tramo de volumen se cuenta distinto (también cuentan otras cuentas del portafolio)",
  },
};
