import type { Cell } from "../../cli/view.ts";
import { moneyText } from "../../core/money.ts";
import { same, type Text } from "../../core/text.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import { formatLocal, formatSpan } from "../../domain/campaigns/when/describe.ts";
import { writeQuietHours } from "../../domain/campaigns/when/quiet-hours.ts";
import type { BudgetUse } from "../../domain/costs/budget.ts";
import { budgetCell } from "./plan-budget.ts";
import { estimateCell } from "./plan-cost.ts";

function templateText({ spec }: Plan): string {
  const [first] = spec.variants;
  if (spec.variants.length < 2) return first?.template ?? "";
  return spec.variants.map(({ name, template }) => `${name}: ${template}`).join(", ");
}

function limitCell({ remaining, outlook }: Plan): Cell {
  const { limits, fits, days, newPeople } = outlook;
  const { perDay, used, tier } = limits;
  if (perDay === undefined) {
    return {
      text:
        tier === "TIER_UNLIMITED"
          ? { en: "no limit", es: "sin límite" }
          : { en: "Meta states none", es: "Meta no indica ninguno" },
    };
  }
  const after: Text = fits
    ? { en: "it fits", es: "cabe" }
    : { en: `spreads over ${days} days`, es: `se reparte en ${days} días` };
  const again = remaining - newPeople;
  const counted: Text =
    again <= 0 ? same("") : { en: ` (${again} of them reached already)`, es: ` (${again} de ellas ya contactadas)` };
  return {
    text: {
      en: `${perDay} people in 24 hours, ${used} reached as far as recado knows, ${remaining} to come${counted.en}: ${after.en}`,
      es: `${perDay} personas en 24 horas, ${used} ya contactadas hasta donde recado sabe, ${remaining} por contactar${counted.es}: ${after.es}`,
    },
    ...(fits ? {} : { tone: "warn" as const }),
  };
}

function startText({ spec, outlook }: Plan): Text {
  const { startsAt, timeZone } = spec;
  if (startsAt !== undefined && startsAt === outlook.startsAt) return same(formatLocal(startsAt, timeZone));
  return {
    en: `when it is started (times in ${timeZone})`,
    es: `cuando se inicie (horas de ${timeZone})`,
  };
}

function finishText({ spec, outlook }: Plan): Text {
  const { finishesAt, startsAt } = outlook;
  if (finishesAt === undefined) return { en: "in more than a year", es: "en más de un año" };
  const span = formatSpan(Math.max(1_000, finishesAt - startsAt));
  const at = formatLocal(finishesAt, spec.timeZone);
  const isNow = spec.startsAt === undefined || spec.startsAt !== startsAt;
  return {
    en: isNow ? `${at} if it is started now (${span.en})` : `${at} (${span.en})`,
    es: isNow ? `${at} si se inicia ahora (${span.es})` : `${at} (${span.es})`,
  };
}

/** What there is to know of a plan, a line each. @param budget of the month in which it begins */
export function mainPairs(plan: Plan, budget: BudgetUse | undefined): (readonly [Text, Cell])[] {
  const { spec, outlook } = plan;
  const { counts, quietHours, maxCost } = spec;
  const { perSecond } = outlook;
  const ceiling = maxCost && moneyText(maxCost);
  return [
    [{ en: "Template", es: "Plantilla" }, templateText(plan)],
    [
      { en: "Recipients", es: "Destinatarios" },
      { text: String(counts.recipients), tone: "strong" },
    ],
    [{ en: "Cost", es: "Costo" }, estimateCell(plan)],
    ...(ceiling === undefined
      ? []
      : [
          [
            { en: "Ceiling", es: "Tope" },
            { text: { en: `${ceiling.en}, then it pauses`, es: `${ceiling.es}; luego se pausa` } },
          ] as const,
        ]),
    ...(budget === undefined ? [] : [[{ en: "Budget", es: "Presupuesto" }, budgetCell(budget)] as const]),
    [{ en: "Meta's limit", es: "Límite de Meta" }, limitCell(plan)],
    ...(plan.remaining === 0
      ? []
      : [
          [{ en: "Starts", es: "Empieza" }, { text: startText(plan) }] as const,
          [{ en: "Finishes", es: "Termina" }, { text: finishText(plan) }] as const,
        ]),
    [
      { en: "Rate", es: "Velocidad" },
      {
        text:
          perSecond === undefined
            ? { en: "no limit (made for the simulator)", es: "sin límite (hecha para el simulador)" }
            : { en: `${rounded(perSecond)} messages a second`, es: `${rounded(perSecond)} mensajes por segundo` },
      },
    ],
    ...(quietHours === undefined
      ? []
      : [[{ en: "Quiet hours", es: "Horas de silencio" }, writeQuietHours(quietHours)] as const]),
  ];
}

function rounded(rate: number): string {
  return String(Number(rate.toFixed(2)));
}
