import { PolicyError } from "../../core/errors.ts";
import { formatMicros, moneyText, type Money } from "../../core/money.ts";
import { costTaken } from "../../storage/repos/cost-taken.ts";
import type { Gate } from "./gates.ts";
import { createLooks } from "./looks.ts";
import { unknownPrice } from "./stops.ts";

function ceilingReached(ceiling: Money, taken: number): PolicyError {
  const [most, spent] = [moneyText(ceiling), moneyText({ micros: taken, currency: ceiling.currency })];
  return new PolicyError({
    code: "policy.budget",
    text: {
      en: `The ceiling of ${most.en} is reached: what went out costs about ${spent.en}.`,
      es: `Se alcanzó el tope de ${most.es}: lo enviado cuesta unos ${spent.es}.`,
    },
    hint: {
      en: "To go on, raise it: recado campaigns resume <name> --max-cost <amount>",
      es: "Para continuar, súbalo: recado campaigns resume <nombre> --max-cost <monto>",
    },
    data: { ceiling: formatMicros(ceiling.micros), taken: formatMicros(taken), currency: ceiling.currency },
  });
}

const unknown = unknownPrice(
  { en: "the ceiling", es: "el tope" },
  {
    en: "Go on without a ceiling, or plan the campaign without the people of that market.",
    es: "Continúe sin tope o planifique la campaña sin las personas de ese mercado.",
  },
);

/**
 * Keeps a campaign under its ceiling: what Meta settled, what was taken at its estimate, and what is under way. Where Meta settles more
 * than was estimated (a template that it moved to a dearer category), what is still open is taken at that rate too. A message whose
 * price is not known does not pass.
 */
export function costGate(campaignId: number, ceiling: Money): Gate {
  let taken = 0;
  let rise = 1;
  const looks = createLooks();
  const priceOf = (estimate: number): number => Math.ceil(estimate * rise);
  return {
    prepare: async (tx, now) => {
      await looks.take(now, async () => {
        const { settled, settledEstimate, open } = await costTaken(tx, campaignId);
        rise = settledEstimate > 0 ? Math.max(1, settled / settledEstimate) : 1;
        taken = settled + priceOf(open);
      });
    },
    take: ({ estimate_micros: estimate }) => {
      if (estimate === null) return { stop: unknown };
      const price = priceOf(estimate);
      if (taken + price > ceiling.micros) return { stop: ceilingReached(ceiling, taken) };
      taken += price;
      return undefined;
    },
    giveBack: ({ estimate_micros: estimate }) => {
      taken = Math.max(0, taken - priceOf(estimate ?? 0));
    },
  };
}
