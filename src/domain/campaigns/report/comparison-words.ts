import type { Text } from "../../../core/text.ts";
import type { Comparison } from "./variants.ts";
import { points, reversed } from "./figures.ts";
import type { RateName } from "./rates.ts";

interface RateWords {
  readonly name: Text;
  /** What is said of the one whose rate is higher. */
  readonly more: (variant: string) => Text;
}

/** How rates are told. */
export const rateWords: Readonly<Record<RateName, RateWords>> = {
  delivery: {
    name: { en: "Delivered", es: "Entregados" },
    more: (it) => ({ en: `${it} arrived more often`, es: `${it} llegó más a menudo` }),
  },
  read: {
    name: { en: "Read", es: "Leídos" },
    more: (it) => ({ en: `${it} was read more often`, es: `${it} se leyó más a menudo` }),
  },
  reply: {
    name: { en: "Replied", es: "Respondieron" },
    more: (it) => ({ en: `${it} got more replies`, es: `${it} recibió más respuestas` }),
  },
  tap: {
    name: { en: "Tapped a button", es: "Tocaron un botón" },
    more: (it) => ({ en: `${it} got more taps on its buttons`, es: `en ${it} se tocaron más los botones` }),
  },
  optOut: {
    name: { en: "Opted out", es: "Se dieron de baja" },
    more: (it) => ({ en: `${it} made more people opt out`, es: `con ${it} se dio de baja más gente` }),
  },
};

/** One comparison as a sentence: who is ahead, by how much, and how sure that is. */
export function comparisonSentence({ rate, difference, higher }: Comparison): Text {
  const { name, more } = rateWords[rate];
  if (difference === undefined) {
    return { en: `${name.en}: nothing to compare yet.`, es: `${name.es}: aún no hay qué comparar.` };
  }
  const seen = higher === "A" ? reversed(difference) : difference;
  const [by, low, high] = [points(seen.difference), points(seen.low), points(seen.high)];
  if (higher === undefined) {
    return {
      en: `${name.en}: no difference can be told (B ${by.en} points, between ${low.en} and ${high.en}).`,
      es: `${name.es}: no se puede afirmar ninguna diferencia (B ${by.es} puntos, entre ${low.es} y ${high.es}).`,
    };
  }
  const who = more(higher);
  return {
    en: `${who.en}: ${by.en} points, between ${low.en} and ${high.en}.`,
    es: `${who.es.charAt(0).toUpperCase()}${who.es.slice(1)}: ${by.es} puntos, entre ${low.es} y ${high.es}.`,
  };
}
