import { PolicyError } from "../../core/errors.ts";
import { formatMoney, type Money } from "../../core/money.ts";
import type { Queryable } from "../../storage/database.ts";
import { costTaken } from "../../storage/repos/cost-taken.ts";
import type { Gate } from "./gates.ts";

function ceilingReached(ceiling: Money, taken: number): PolicyError {
  const spent = formatMoney({ micros: taken, currency: ceiling.currency });
  return new PolicyError({
    code: "policy.budget",
    text: {
      en: `The ceiling of ${formatMoney(ceiling)} is reached: what went out costs about ${spent}.`,
      es: `Se alcanzó el tope de ${formatMoney(ceiling)}: lo enviado cuesta unos ${spent}.`,
    },
    hint: {
      en: "To go on, raise it: recado campaigns resume <name> --max-cost <amount>",
      es: "Para continuar, súbalo: recado campaigns resume <nombre> --max-cost <monto>",
    },
    data: { ceiling: ceiling.micros, taken, currency: ceiling.currency },
  });
}

function unknownPrice(): PolicyError {
  return new PolicyError({
    code: "policy.price_unknown",
    text: {
      en: "What the next message costs is not known, so the ceiling could not be kept.",
      es: "No se conoce el costo del próximo mensaje, así que no se podría respetar el tope.",
    },
    hint: {
      en: "Go on without a ceiling, or plan the campaign without the people of that market.",
      es: "Continúe sin tope o planifique la campaña sin las personas de ese mercado.",
    },
  });
}

/**
 * Keeps a campaign under its ceiling: what Meta settled, what was taken at its estimate, and what is under way. A message whose price
 * is not known does not pass.
 */
export async function costGate(db: Queryable, campaignId: number, ceiling: Money): Promise<Gate> {
  let taken = await costTaken(db, campaignId);
  return {
    take: ({ estimate_micros: price }) => {
      if (price === null) return { stop: unknownPrice() };
      if (taken + price > ceiling.micros) return { stop: ceilingReached(ceiling, taken) };
      taken += price;
      return undefined;
    },
    giveBack: ({ estimate_micros: price }) => {
      taken -= price ?? 0;
    },
  };
}
