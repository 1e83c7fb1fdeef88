import type { Text } from "../../../core/text.ts";
import { whole } from "../../pages/figures.ts";

export const pageWords = {
  business: { en: "Business", es: "Empresa" },
  profile: { en: "Profile", es: "Perfil" },
  account: { en: "WhatsApp account", es: "Cuenta de WhatsApp" },
  overTime: { en: "Spend over time", es: "Gasto en el tiempo" },
  byDay: { en: "The bars are days.", es: "Cada barra es un día." },
  byMonth: { en: "The bars are months.", es: "Cada barra es un mes." },
  numbers: { en: "The numbers", es: "Las cifras" },
  day: { en: "Day", es: "Día" },
  month: { en: "Month", es: "Mes" },
  byCategory: { en: "By category", es: "Por categoría" },
  byMarket: { en: "By market", es: "Por mercado" },
  others: { en: "all others", es: "todos los demás" },
  freeOrNot: { en: "Free and charged", es: "Sin cargo y con cargo" },
  parts: { en: "The bars are parts of all messages.", es: "Las barras son partes de todos los mensajes." },
  withoutFree: {
    en: "Without free windows, answers and entry points",
    es: "Sin ventanas, respuestas ni entradas gratuitas",
  },
  listPrice: { en: "All of it at list price", es: "Todo a tarifa de lista" },
  costs: { en: "What it costs", es: "Lo que cuesta" },
  leftOut: { en: "Messages left out, rate unknown", es: "Mensajes fuera, sin tarifa conocida" },
  tiers: { en: "Volume tiers", es: "Descuentos por volumen" },
  tiersHow: {
    en: "Charged messages of the month, over all numbers that recado knows. What other programs send counts at Meta too, and is missing here.",
    es: "Mensajes con cargo del mes, en todos los números que recado conoce. En Meta cuenta también lo que envían otros programas, y aquí falta.",
  },
  soFar: { en: "This month", es: "Este mes" },
  rateNow: { en: "Price of the next", es: "Precio del próximo" },
  nextAfter: { en: "Cheaper after", es: "Más barato tras" },
  nextRate: { en: "Then", es: "Después" },
  more: { en: "more", es: "más" },
  lastTier: { en: "lowest price", es: "precio mínimo" },
  noTable: { en: "tiers not known", es: "descuentos desconocidos" },
  templates: { en: "Dearest templates", es: "Plantillas que más cuestan" },
  campaigns: { en: "Dearest campaigns", es: "Campañas que más cuestan" },
  labels: { en: "By label", es: "Por etiqueta" },
  numbersOf: { en: "By number", es: "Por número" },
  none: { en: "none", es: "ninguna" },
  freeForm: { en: "free-form messages", es: "mensajes libres" },
  noCampaign: { en: "outside of campaigns", es: "fuera de campañas" },
  noLabel: { en: "without a label", es: "sin etiqueta" },
  rates: { en: "How the rates are known", es: "De dónde se conocen las tarifas" },
  source: { en: "Source", es: "Fuente" },
  advice: { en: "What the figures say", es: "Lo que dicen las cifras" },
  planned: { en: "Campaigns that still have to send", es: "Campañas que aún deben enviar" },
  plannedHow: {
    en: "Estimates, beside everything else on this page.",
    es: "Estimaciones, aparte de todo lo demás en esta página.",
  },
  state: { en: "State", es: "Estado" },
  budget: { en: "Budget of the month", es: "Presupuesto del mes" },
  notes: { en: "How this is counted", es: "Cómo se cuenta" },
  empty: { en: "No messages in this time.", es: "No hay mensajes en este tiempo." },
} as const satisfies Readonly<Record<string, Text>>;

/** Under the amount, where so many messages are not in it. */
export function withoutUnpriced(messages: number): Text {
  const count = whole(messages);
  return {
    en: `Spent, without ${count.en} ${messages === 1 ? "message" : "messages"} of unknown rate`,
    es: `Gasto, sin ${count.es} ${messages === 1 ? "mensaje" : "mensajes"} de tarifa desconocida`,
  };
}

/** How everything on the page is counted. */
export const countingNotes: readonly Text[] = [
  {
    en: "A message counts on the day on which it was delivered; one that is still on its way, on the day on which Meta took it. Failed messages cost nothing and are not here.",
    es: "Un mensaje cuenta el día en que se entregó; si aún va en camino, el día en que Meta lo aceptó. Los fallidos no cuestan y no están aquí.",
  },
  {
    en: "~ marks an amount of which Meta has not confirmed a part. Amounts for each are divided exactly and rounded once, to a millionth.",
    es: "~ indica un importe del que Meta aún no confirma una parte. Los importes por unidad se dividen con exactitud y se redondean una sola vez, a la millonésima.",
  },
  {
    en: "Messages from customers are all that they wrote in this time, answers or not. People can switch read receipts off, so more was read than is told.",
    es: "Los mensajes de clientes son todos los que escribieron en este tiempo, sean respuestas o no. Se puede desactivar la confirmación de lectura, así que se leyó más de lo que se indica.",
  },
];
