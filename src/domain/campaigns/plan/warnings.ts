import { formatMoney } from "../../../core/money.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import { totalOf } from "../../costs/forecast-lines.ts";
import type { CampaignSpec } from "../spec.ts";
import { formatLocal } from "../when/describe.ts";
import type { TemplateDifference } from "./drift.ts";
import { hasOptOutButton } from "./opt-out-button.ts";
import type { Outlook } from "./outlook.ts";

/** What somebody should know before they start a campaign. It may be started all the same. */
export interface PlanWarning {
  /** A stable word. */
  readonly code: string;
  readonly text: Text;
}

export interface WarningFacts {
  readonly spec: CampaignSpec;
  readonly outlook: Outlook;
  /** Meta's word for the number's state. */
  readonly status?: string | undefined;
  /** How many of the recipients wait for another campaign too. */
  readonly elsewhere: number;
  readonly differences: readonly TemplateDifference[];
  readonly now: number;
}

const warn = (code: string, en: string, es: string): PlanWarning => ({ code, text: { en, es } });

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
      warn(
        "number-not-connected",
        `The number is ${cleanLine(status)}: only a CONNECTED number can send. See: recado doctor`,
        `El número está en ${cleanLine(status)}: solo puede enviar un número CONNECTED. Consulte: recado doctor`,
      ),
    );
  }
  if (quality === "RED") {
    found.push(
      warn(
        "number-quality",
        "Meta rates the quality of the number RED, the lowest: a campaign could cost you the number.",
        "Meta califica la calidad del número como RED, la más baja: una campaña podría costarle el número.",
      ),
    );
  } else if (quality === "YELLOW") {
    found.push(
      warn(
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
    warn(
      "unknown-rate",
      `No rate is known for ${market ?? "?"}: ${messages} messages are not in the estimate.`,
      `Se desconoce la tarifa de ${market ?? "?"}: ${messages} mensajes no están en el costo estimado.`,
    ),
  );
  if (maxCost === undefined || micros === null || micros <= maxCost.micros) return found;
  const lasts = Math.floor((counts.recipients * maxCost.micros) / knownMicros);
  const ceiling = formatMoney(maxCost);
  return [
    ...found,
    warn(
      "over-budget",
      `The estimate is above --max-cost ${ceiling}: it lasts for about ${lasts} of ${counts.recipients}, then the campaign pauses.`,
      `El costo estimado supera --max-cost ${ceiling}: alcanza para unos ${lasts} de ${counts.recipients}; luego la campaña se pausa.`,
    ),
  ];
}

function limitWarnings({ spec, outlook }: WarningFacts): PlanWarning[] {
  const { recipients } = spec.counts;
  const { limits, fits, days } = outlook;
  const { perDay, used } = limits;
  if (perDay === undefined) return [];
  if (!fits) {
    return [
      warn(
        "over-limit",
        `Meta lets this business write to ${perDay} people in 24 hours, and ${used} were reached: the campaign spreads over ${days} days.`,
        `Meta permite a esta empresa escribir a ${perDay} personas en 24 horas, y ya se llegó a ${used}: la campaña se reparte en ${days} días.`,
      ),
    ];
  }
  if (recipients + used <= 0.8 * perDay) return [];
  return [
    warn(
      "near-limit",
      `With it ${recipients + used} of ${perDay} people of Meta's limit for 24 hours are reached: little is left for others.`,
      `Con ella se llega a ${recipients + used} de las ${perDay} personas del límite de Meta en 24 horas: queda poco para otros envíos.`,
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
        warn(
          "template-quality",
          `Meta rates the quality of the template ${which} ${score}: it may pause it while the campaign runs.`,
          `Meta califica la calidad de la plantilla ${which} como ${score}: puede pausarla durante la campaña.`,
        ),
      );
    }
    if (content.category.toUpperCase() === "MARKETING" && !hasOptOutButton(content)) {
      found.push(
        warn(
          "no-opt-out",
          `The marketing template ${which} has no button to opt out: who cannot opt out blocks, and that costs quality.`,
          `La plantilla de publicidad ${which} no tiene botón para darse de baja: quien no puede hacerlo bloquea, y eso baja la calidad.`,
        ),
      );
    }
    return found;
  });
}

const leastLoudMinutes = 240;

function timeWarnings({ spec, outlook, now }: WarningFacts): PlanWarning[] {
  const { startsAt, timeZone, quietHours, figures, rate } = spec;
  const found: PlanWarning[] = [];
  if (figures?.startsTwice === true && startsAt !== undefined) {
    const at = formatLocal(startsAt, timeZone);
    found.push(
      warn(
        "ambiguous-hour",
        `The clocks show ${at} twice that day: the first time is meant.`,
        `Ese día los relojes marcan dos veces ${at}: vale la primera.`,
      ),
    );
  }
  if (startsAt !== undefined && startsAt < now) {
    const at = formatLocal(startsAt, timeZone);
    found.push(warn("start-past", `It was to start at ${at}, which is past: it starts at once.`, `Debía empezar a las ${at}, que ya pasó: empieza de inmediato.`));
  }
  if (quietHours !== undefined) {
    const quiet = (quietHours.to - quietHours.from + 1_440) % 1_440;
    if (1_440 - quiet < leastLoudMinutes) {
      found.push(
        warn(
          "little-time",
          `The quiet hours leave ${1_440 - quiet} minutes a day to send.`,
          `Las horas de silencio dejan ${1_440 - quiet} minutos al día para enviar.`,
        ),
      );
    }
  }
  if (outlook.finishesAt === undefined) {
    found.push(warn("too-long", "At this pace it takes more than a year.", "A este ritmo tarda más de un año."));
  }
  if (typeof rate === "number" && rate > outlook.limits.perSecond) {
    const most = outlook.limits.perSecond;
    found.push(
      warn(
        "rate-lowered",
        `The number may send ${most} messages a second: it goes at that rate, not at ${rate}.`,
        `El número puede enviar ${most} mensajes por segundo: irá a esa velocidad, no a ${rate}.`,
      ),
    );
  }
  return found;
}

const manyMissing = 0.1;
const largeHeader = 5 * 1024 * 1024;

function listWarnings({ spec, elsewhere }: WarningFacts): PlanWarning[] {
  const { counts, figures } = spec;
  const found: PlanWarning[] = [];
  const missing = counts.excluded["missing-parameter"] ?? 0;
  if (missing >= manyMissing * (missing + counts.recipients)) {
    const which = Object.keys(figures?.missing ?? {}).map((name) => cleanLine(name));
    if (missing > 0) {
      found.push(
        warn(
          "missing-parameters",
          `${missing} are left out for want of a value (${which.join(", ")}). What stands in for it: --default ${which[0] ?? "name"}="…"`,
          `${missing} quedan fuera por falta de un valor (${which.join(", ")}). Qué va en su lugar: --default ${which[0] ?? "nombre"}="…"`,
        ),
      );
    }
  }
  if (elsewhere > 0) {
    found.push(
      warn(
        "other-campaign",
        `${elsewhere} of these people wait for a message of another campaign too. See: recado campaigns list`,
        `${elsewhere} de estas personas esperan también un mensaje de otra campaña. Consulte: recado campaigns list`,
      ),
    );
  }
  if (figures === undefined) return found;
  for (const { language, status } of figures.leftOut ?? []) {
    found.push(
      warn(
        "language-left-out",
        `The template in ${cleanLine(language)} is ${cleanLine(status)}: those people get ${spec.fallbackLanguage ?? ""}.`,
        `La plantilla en ${cleanLine(language)} está en ${cleanLine(status)}: esas personas la reciben en ${spec.fallbackLanguage ?? ""}.`,
      ),
    );
  }
  if ((figures.headerBytes ?? 0) > largeHeader) {
    const megabytes = ((figures.headerBytes ?? 0) / 1024 / 1024).toFixed(1);
    found.push(
      warn(
        "large-header",
        `The header's file has ${megabytes} MB: everybody downloads it, many with mobile data.`,
        `El archivo del encabezado pesa ${megabytes} MB: todos lo descargan, muchos con datos móviles.`,
      ),
    );
  }
  if (figures.tidied > 0) {
    found.push(
      warn(
        "tidied-values",
        `In ${figures.tidied} values line breaks or long spaces became one space: Meta takes none.`,
        `En ${figures.tidied} valores, saltos de línea o espacios largos pasaron a ser un espacio: Meta no los acepta.`,
      ),
    );
  }
  return found;
}
