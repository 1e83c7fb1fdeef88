import { PolicyError } from "../../../core/errors.ts";
import { moneyText, type Money } from "../../../core/money.ts";
import { joinTexts, type Text } from "../../../core/text.ts";
import type { Purpose } from "../../../storage/rows.ts";
import type { UnknownRate } from "../../costs/report.ts";
import { exclusionReasons, type ExclusionCounts, type ExclusionReason } from "../exclusions.ts";

const reasons = Object.keys(exclusionReasons) as readonly ExclusionReason[];

/** Reasons and how many, the most first. */
export function exclusionList(excluded: ExclusionCounts): readonly (readonly [ExclusionReason, number])[] {
  return reasons
    .flatMap((reason) => (excluded[reason] === undefined ? [] : [[reason, excluded[reason]] as const]))
    .toSorted(([, one], [, other]) => other - one);
}

/** @param purposes what the texts are for: who gets any of them must have agreed to all */
function recordConsent(purposes: readonly Purpose[]): Text {
  const list = purposes.join(",");
  return {
    en: `If they agreed, import the list with its proof: recado contacts import <file> --consent-source "<where>" --consent-purpose ${list}`,
    es: `Si dieron su consentimiento, importe la lista con su prueba: recado contacts import <archivo> --consent-source "<dónde>" --consent-purpose ${list}`,
  };
}

const nextSteps: Partial<Record<ExclusionReason, Text>> = {
  "opted-out": {
    en: "Leave it so: only they can change it. See: recado contacts show <phone>",
    es: "Respételo: solo esas personas pueden cambiarlo. Consulte: recado contacts show <teléfono>",
  },
  frequency: {
    en: "Wait, or allow more: recado profiles edit --marketing-limit 2/7d",
    es: "Espere, o permita más: recado profiles edit --marketing-limit 2/7d",
  },
  "missing-parameter": {
    en: 'Say what stands in for it: --default name="customer", or --param name="{{name|customer}}"',
    es: 'Indique qué va en su lugar: --default nombre="cliente", o --param nombre="{{nombre|cliente}}"',
  },
  invalid: {
    en: "Say which country the numbers are of: --country PE; or name their column: --phone-column <header>",
    es: "Indique de qué país son los números: --country PE; o cuál es su columna: --phone-column <encabezado>",
  },
};

/**
 * Nobody of a list may be written to: there is nothing to make a campaign of.
 *
 * @param purposes of the texts that were to be sent
 */
export function nobodyLeft(listed: number, excluded: ExclusionCounts, purposes: readonly Purpose[]): PolicyError {
  const list = exclusionList(excluded);
  const [first] = list;
  if (first === undefined || listed === 0) {
    return new PolicyError({
      code: "campaigns.nobody_left",
      text: {
        en: "Nobody is in this list: no campaign was created.",
        es: "No hay nadie en esta lista: no se creó ninguna campaña.",
      },
      hint: {
        en: "See who there is: recado contacts list, recado segments list",
        es: "Vea quiénes hay: recado contacts list, recado segments list",
      },
      data: { listed, excluded },
    });
  }
  const why = joinTexts(
    list.map(([reason, count]) => ({
      en: `${exclusionReasons[reason].en}: ${count}`,
      es: `${exclusionReasons[reason].es}: ${count}`,
    })),
    ", ",
  );
  return new PolicyError({
    code: "campaigns.nobody_left",
    text: {
      en: `Of the ${listed} in this list nobody can be written to (${why.en}). No campaign was created.`,
      es: `De los ${listed} de esta lista no se puede escribir a nadie (${why.es}). No se creó ninguna campaña.`,
    },
    hint:
      first[0] === "no-consent"
        ? recordConsent(purposes)
        : (nextSteps[first[0]] ?? {
            en: "Correct the list, and repeat the command.",
            es: "Corrija la lista y repita el comando.",
          }),
    data: { listed, excluded },
  });
}

/** A ceiling that could not be kept, since nobody knows what some of the messages cost. */
export function unknownCost(ceiling: Money, unknown: readonly UnknownRate[]): PolicyError {
  const names = [...new Set(unknown.flatMap(({ market }) => market ?? []))].join(", ");
  const most = moneyText(ceiling);
  return new PolicyError({
    code: "campaigns.unknown_rate",
    text: {
      en: `A ceiling of ${most.en} cannot be kept: no rate is known for ${names}. No campaign was created.`,
      es: `No se puede respetar un tope de ${most.es}: se desconoce la tarifa de ${names}. No se creó ninguna campaña.`,
    },
    hint: {
      en: "Leave --max-cost out, or leave those people out of the list (--country).",
      es: "Omita --max-cost, o deje a esas personas fuera de la lista (--country).",
    },
    data: { option: "--max-cost", unknownRates: unknown },
  });
}
