import { moneyText, type Micros } from "../../../core/money.ts";
import { joinTexts, same, type Text } from "../../../core/text.ts";
import { whole } from "../../pages/figures.ts";
import type { CostReport, CurrencyReport } from "../report.ts";
import { roughMoney, type CostWords } from "./advice-words.ts";
import { fewestDays } from "./forecast.ts";
import type { CostGrouping, CostLine } from "./lines.ts";
import { knownMicros } from "./sums.ts";

export const costWords = {
  title: { en: "Message costs", es: "Costo de los mensajes" },
  period: { en: "Period", es: "Periodo" },
  zone: { en: "Days and months in", es: "Días y meses según" },
  madeAt: { en: "Report made", es: "Informe elaborado" },
  messages: { en: "Messages", es: "Mensajes" },
  charged: { en: "Charged", es: "Con cargo" },
  free: { en: "Free", es: "Sin cargo" },
  unpriced: { en: "Rate unknown", es: "Tarifa desconocida" },
  amount: { en: "Amount", es: "Importe" },
  total: { en: "Total", es: "Total" },
  spent: { en: "Spent", es: "Gasto" },
  confirmed: { en: "Confirmed by Meta", es: "Confirmado por Meta" },
  open: { en: "Still an estimate", es: "Aún estimado" },
  delivered: { en: "Delivered", es: "Entregados" },
  read: { en: "Read", es: "Leídos" },
  replies: { en: "Messages from customers", es: "Mensajes de clientes" },
  perDelivered: { en: "Per message delivered", es: "Por mensaje entregado" },
  perReply: { en: "Per message from a customer", es: "Por mensaje de un cliente" },
  allCharged: { en: "At list price, nothing free", es: "A tarifa de lista, sin nada gratuito" },
  saved: { en: "Saved", es: "Ahorro" },
  savedBy: {
    windows: { en: "Open windows", es: "Ventanas abiertas" },
    allowances: { en: "Free answers", es: "Respuestas sin cargo" },
    entryPoints: { en: "Ads and page buttons", es: "Anuncios y botones de páginas" },
    tiers: { en: "Volume tiers", es: "Descuentos por volumen" },
  },
  forecast: { en: "Forecast to the month's end", es: "Previsión al fin de mes" },
  planned: { en: "Still to be sent", es: "Por enviar" },
  otherCurrency: { en: "In another currency", es: "En otra moneda" },
  uncertain: { en: "Uncertain, not included", es: "Inciertos, no incluidos" },
} as const satisfies Readonly<Record<string, Text | Readonly<Record<string, Text>>>>;

export const groupingWords: Readonly<Record<CostGrouping, Text>> = {
  category: { en: "Category", es: "Categoría" },
  market: { en: "Market", es: "Mercado" },
  template: { en: "Template", es: "Plantilla" },
  campaign: { en: "Campaign", es: "Campaña" },
  label: { en: "Label", es: "Etiqueta" },
  number: { en: "Number", es: "Número" },
  day: { en: "Day", es: "Día" },
};

/** A line's name in a person's words; null where it has none. */
export function lineName({ by, value, name }: CostLine, words: CostWords): Text | null {
  if (value === null) return null;
  if (by === "category") return words.category(value);
  if (by === "market") return words.market(value);
  return same(name ?? value);
}

/** What the page and the terminal say under the figures of one currency. */
export function notesOf(report: CurrencyReport, words: CostWords): Text[] {
  const { total, currency, uncertain, unknownRates, evidence } = report;
  const found: Text[] = [];
  if (total.estimatedMicros > 0) {
    const part = moneyText({ micros: total.estimatedMicros, currency });
    found.push({
      en: `~ ${part.en} of this is an estimate: Meta has not confirmed it yet.`,
      es: `~ ${part.es} son una estimación: Meta aún no la confirma.`,
    });
  }
  if (uncertain > 0) {
    found.push({
      en: `Uncertain messages, not included: ${uncertain}.`,
      es: `Mensajes inciertos, no incluidos: ${uncertain}.`,
    });
  }
  for (const { market, category, messages } of unknownRates) {
    const place = market === null ? same("?") : words.market(market);
    const kind = category === null ? same("?") : words.category(category);
    found.push({
      en: `No rate is known for ${place.en}, ${kind.en}. Messages not included: ${messages}.`,
      es: `Se desconoce la tarifa de ${place.es}, ${kind.es}. Mensajes no incluidos: ${messages}.`,
    });
  }
  const rates = evidence.map((part) => words.evidence(part.evidence));
  if (rates.length > 0) {
    // Two codes may come to the same words.
    const joined = joinTexts([...new Map(rates.map((word) => [word.en, word])).values()], ", ");
    found.push({
      en: `Rates: ${joined.en}. What counts is Meta's invoice.`,
      es: `Tarifas: ${joined.es}. Lo que cuenta es la factura de Meta.`,
    });
  }
  return found;
}

/** How the lines stand to the whole, where that is not plain. */
export function overlapNote(by: CostGrouping, lines: readonly CostLine[]): Text | undefined {
  if (by !== "label" || lines.length === 0) return undefined;
  return {
    en: "A message with several labels counts under each: the lines may add up to more than the total.",
    es: "Un mensaje con varias etiquetas cuenta en cada una: las líneas pueden sumar más que el total.",
  };
}

/** What the month is going to cost, and how that is reckoned. Undefined for a month that is over, or a period that is none. */
export function forecastText({ running, forecast, currency, total }: CostReport): Text | undefined {
  if (!running || total.messages === 0 || knownMicros(total) === undefined) return undefined;
  if (forecast === undefined) {
    return {
      en: `Too early for a forecast: it takes ${fewestDays} whole days since the month's first message.`,
      es: `Aún es pronto para una previsión: hacen falta ${fewestDays} días completos desde el primer mensaje del mes.`,
    };
  }
  const rough = (micros: Micros): Text => roughMoney(micros, currency);
  const [low, middle, high] = [rough(forecast.low), rough(forecast.micros), rough(forecast.high)];
  return {
    en: `At the month's end about ${middle.en}, probably between ${low.en} and ${high.en}.`,
    es: `A fin de mes, unos ${middle.es}; probablemente entre ${low.es} y ${high.es}.`,
  };
}

export function forecastHow({ forecast }: CostReport): Text | undefined {
  if (forecast === undefined) return undefined;
  const days = whole(forecast.days);
  return {
    en: `Reckoned from ${days.en} whole days of this month: each day to come is like the same weekday so far (workdays or weekends while there are fewer than three). Four of five months drawn at random from these days end in the range. Campaigns that wait are not in it.`,
    es: `Calculado con ${days.es} días completos de este mes: cada día que falta se parece a los mismos días de la semana (a los laborables o a los fines de semana mientras haya menos de tres). Cuatro de cada cinco meses sorteados entre esos días terminan en ese intervalo. Las campañas pendientes no están incluidas.`,
  };
}
