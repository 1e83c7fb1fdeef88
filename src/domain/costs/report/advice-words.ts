import { moneyText, type Micros } from "../../../core/money.ts";
import { joinTexts, type Text } from "../../../core/text.ts";
import { percent, whole } from "../../pages/figures.ts";
import type { Advice } from "./advice.ts";

/** Words for codes that other layers own. */
export interface CostWords {
  readonly market: (market: string) => Text;
  readonly category: (category: string) => Text;
  readonly evidence: (evidence: string) => Text;
  readonly campaignState: (state: string) => Text;
}

/** The cent that is nearest: a forecast is no figure to a millionth. */
export function roughMoney(micros: Micros, currency: string): Text {
  return moneyText({ micros: Math.round(micros / 10_000) * 10_000, currency });
}

/** A piece of advice as one or two sentences. @param currency of its amounts */
export function adviceText(advice: Advice, currency: string, words: CostWords): Text {
  const money = (micros: Micros): Text => moneyText({ micros, currency });
  switch (advice.code) {
    case "unknown-rates": {
      const count = whole(advice.messages);
      return {
        en: `No rate is known for ${count.en} ${advice.messages === 1 ? "message" : "messages"}, so the true cost may be higher. Bring Meta's own file in: recado costs rates import <file>`,
        es: `Se desconoce la tarifa de ${count.es} ${advice.messages === 1 ? "mensaje" : "mensajes"}, así que el costo real puede ser mayor. Incorpore el archivo de Meta: recado costs rates import <archivo>`,
      };
    }
    case "unsure-rates":
      return {
        en: `${money(advice.amountMicros).en} rests on rates that nobody has confirmed. Meta's own file makes them certain: recado costs rates import <file>`,
        es: `${money(advice.amountMicros).es} se apoyan en tarifas sin confirmar. El archivo de Meta las confirma: recado costs rates import <archivo>`,
      };
    case "budget-used":
      return advice.leftMicros > 0
        ? {
            en: `${advice.percent}% of the month's budget is used; ${money(advice.leftMicros).en} is left.`,
            es: `Ya se usó el ${advice.percent} % del presupuesto del mes; quedan ${money(advice.leftMicros).es}.`,
          }
        : {
            en: "The month's budget is used up: nothing more is sent that costs something. Raise it with: recado costs budget set",
            es: "El presupuesto del mes se agotó: ya no se envía nada que tenga costo. Auméntelo con: recado costs budget set",
          };
    case "budget-short":
      return {
        en: `At this pace the month ends at about ${roughMoney(advice.forecastMicros, currency).en}, above the budget of ${money(advice.budgetMicros).en}.`,
        es: `A este ritmo, el mes terminará en unos ${roughMoney(advice.forecastMicros, currency).es}, por encima del presupuesto de ${money(advice.budgetMicros).es}.`,
      };
    case "marketing-share": {
      const share = percent({ count: advice.amountMicros, of: advice.ofMicros });
      return {
        en: `Marketing is ${share.en} of the cost. Offers pay where they are read: compare their results with recado campaigns report, and write to those who answer.`,
        es: `La publicidad es el ${share.es} del costo. Las ofertas rinden donde se leen: compare sus resultados con recado campaigns report y escriba a quienes responden.`,
      };
    }
    case "not-delivered": {
      const [count, of] = [whole(advice.messages), whole(advice.of)];
      return {
        en: `Of ${of.en} messages, ${count.en} have not been reported as delivered. Meta charges only for what arrives: those that do not cost nothing.`,
        es: `De ${of.es} mensajes, ${count.es} aún no constan como entregados. Meta solo cobra lo que llega: los que no lleguen no cuestan.`,
      };
    }
    case "windows-end":
      return {
        en: `Notices inside the 24 hours after a customer wrote were free and saved ${money(advice.savedMicros).en}. Since 1 October 2026 Meta charges them: count on that cost.`,
        es: `Los avisos dentro de las 24 horas posteriores al mensaje del cliente no tenían cargo y ahorraron ${money(advice.savedMicros).es}. Desde el 1 de octubre de 2026 Meta los cobra: cuente con ese costo.`,
      };
    case "entry-points":
      return {
        en: `Customers who came through an ad or a page button saved you ${money(advice.savedMicros).en}: for some days everything to them is free. Answer them within 24 hours.`,
        es: `Los clientes que llegaron por un anuncio o por el botón de una página le ahorraron ${money(advice.savedMicros).es}: durante unos días, todo mensaje a ellos es sin cargo. Respóndales antes de 24 horas.`,
      };
    case "answers-charged": {
      const count = whole(advice.messages);
      return {
        en: `Number ${advice.number} used up its 1,000 free answers of the month; ${count.en} more cost ${money(advice.amountMicros).en}. Fewer and longer answers cost less.`,
        es: `El número ${advice.number} agotó sus 1000 respuestas sin cargo del mes; otras ${count.es} costaron ${money(advice.amountMicros).es}. Menos respuestas y más completas cuestan menos.`,
      };
    }
    case "answers-left": {
      const count = whole(advice.left);
      return {
        en: `Number ${advice.number} has ${count.en} of its 1,000 free answers left this month.`,
        es: `Al número ${advice.number} le quedan ${count.es} de sus 1000 respuestas sin cargo de este mes.`,
      };
    }
    case "next-tier": {
      const count = whole(advice.left);
      const place = joinTexts([words.market(advice.market), words.category(advice.category)], ", ");
      const rate = money(advice.rateMicros);
      return {
        en: `${place.en}: after ${count.en} more charged messages this month, each costs ${rate.en} (${advice.discount}% less than the list price).`,
        es: `${place.es}: después de ${count.es} mensajes más con cargo este mes, cada uno cuesta ${rate.es} (${advice.discount} % menos que la tarifa de lista).`,
      };
    }
    case "replies": {
      const count = whole(advice.messages);
      const one = advice.messages === 1;
      return {
        en: `Customers wrote ${count.en} ${one ? "message" : "messages"}: ${money(advice.perReplyMicros).en} was spent for each. What they write is free, and opens 24 hours in which you may answer freely.`,
        es: `Los clientes escribieron ${count.es} ${one ? "mensaje" : "mensajes"}: se gastaron ${money(advice.perReplyMicros).es} por cada uno. Lo que ellos escriben no cuesta, y abre 24 horas para responder libremente.`,
      };
    }
    case "reconcile":
      return {
        en: `The month is over. Compare it with Meta's own figures: recado costs sync --month ${advice.month}, then recado costs reconcile --month ${advice.month}`,
        es: `El mes terminó. Compárelo con las cifras de Meta: recado costs sync --month ${advice.month} y después recado costs reconcile --month ${advice.month}`,
      };
  }
}
