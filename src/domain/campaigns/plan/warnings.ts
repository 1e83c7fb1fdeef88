import { moneyText } from "../../../core/money.ts";
import { cleanLine } from "../../../core/terminal.ts";
import { totalOf } from "../../costs/forecast-lines.ts";
import type { CampaignSpec } from "../spec.ts";
import { hasOptOutButton } from "./opt-out-button.ts";
import { listWarnings } from "./warnings-list.ts";
import { timeWarnings } from "./warnings-time.ts";
import { warning, type PlanWarning, type WarningFacts } from "./warning.ts";

/** In the order in which they matter. */
export function warningsOf(facts: WarningFacts): PlanWarning[] {
  return [
    ...facts.differences.map(({ text }) => ({ code: "template-changed", text })),
    ...numberWarnings(facts),
    ...costWarnings(facts),
    ...limitWarnings(facts),
    ...templateWarnings(facts.spec),
    ...timeWarnings(facts),
    ...listWarnings(facts),
  ];
}

function numberWarnings({ status, outlook }: WarningFacts): PlanWarning[] {
  const { quality } = outlook.limits;
  const found: PlanWarning[] = [];
  if (status !== undefined && status !== "CONNECTED") {
    found.push(
      warning(
        "number-not-connected",
        `The number is ${cleanLine(status)}: only a CONNECTED number can send. See: recado doctor`,
        `El número está en ${cleanLine(status)}: solo puede enviar un número CONNECTED. Consulte: recado doctor`,
      ),
    );
  }
  if (quality === "RED") {
    found.push(
      warning(
        "number-quality",
        "Meta rates the quality of the number RED, the lowest: a campaign could cost you the number.",
        "Meta califica la calidad del número como RED, la más baja: una campaña podría costarle el número.",
      ),
    );
  } else if (quality === "YELLOW") {
    found.push(
      warning(
        "number-quality",
        "Meta rates the quality of the number YELLOW: people have blocked or reported it. Write to fewer people.",
        "Meta califica la calidad del número como YELLOW: hubo bloqueos o denuncias. Escriba a menos personas.",
      ),
    );
  }
  return found;
}

function costWarnings({ spec }: WarningFacts): PlanWarning[] {
  const { figures, maxCost, counts } = spec;
  if (figures === undefined) return [];
  const { micros, knownMicros, unknown } = totalOf(figures.currency, figures.lines);
  const found = unknown.map(({ market, messages }) =>
    warning(
      "unknown-rate",
      `No rate is known for ${market ?? "?"}: ${messages} messages are not in the estimate.`,
      `Se desconoce la tarifa de ${market ?? "?"}: ${messages} mensajes no están en el costo estimado.`,
    ),
  );
  if (maxCost === undefined || micros === null || micros <= maxCost.micros) return found;
  const lasts = Math.floor((counts.recipients * maxCost.micros) / knownMicros);
  const ceiling = moneyText(maxCost);
  return [
    ...found,
    warning(
      "over-budget",
      `The estimate is above --max-cost ${ceiling.en}: it lasts for about ${lasts} of ${counts.recipients}, then the campaign pauses.`,
      `El costo estimado supera --max-cost ${ceiling.es}: alcanza para unos ${lasts} de ${counts.recipients}; luego la campaña se pausa.`,
    ),
  ];
}

function limitWarnings({ remaining, outlook }: WarningFacts): PlanWarning[] {
  const { limits, fits, days, newPeople } = outlook;
  const { perDay, used } = limits;
  if (perDay === undefined) return [];
  if (!fits) {
    return [
      warning(
        "over-limit",
        `Meta lets this business write to ${perDay} people in 24 hours, and ${used} were reached: the campaign spreads over ${days} days.`,
        `Meta permite a esta empresa escribir a ${perDay} personas en 24 horas, y ya se llegó a ${used}: la campaña se reparte en ${days} días.`,
      ),
    ];
  }
  if (remaining === 0 || newPeople === 0 || newPeople + used <= 0.8 * perDay) return [];
  return [
    warning(
      "near-limit",
      `With it ${newPeople + used} of ${perDay} people of Meta's limit for 24 hours are reached: little is left for others.`,
      `Con ella se llega a ${newPeople + used} de las ${perDay} personas del límite de Meta en 24 horas: queda poco para otros envíos.`,
    ),
  ];
}

function templateWarnings({ templates }: CampaignSpec): PlanWarning[] {
  return templates.flatMap(({ content }) => {
    const which = `"${cleanLine(content.name)}" (${cleanLine(content.language)})`;
    const score = content.quality_score?.score;
    const found: PlanWarning[] = [];
    if (score === "YELLOW" || score === "RED") {
      found.push(
        warning(
          "template-quality",
          `Meta rates the quality of the template ${which} ${score}: it may pause it while the campaign runs.`,
          `Meta califica la calidad de la plantilla ${which} como ${score}: puede pausarla durante la campaña.`,
        ),
      );
    }
    if (content.category.toUpperCase() === "MARKETING" && !hasOptOutButton(content)) {
      found.push(
        warning(
          "no-opt-out",
          `The marketing template ${which} has no button to opt out: who cannot opt out blocks, and that costs quality.`,
          `La plantilla de publicidad ${which} no tiene botón para darse de baja: quien no puede hacerlo bloquea, y eso baja la calidad.`,
        ),
      );
    }
    return found;
  });
}
