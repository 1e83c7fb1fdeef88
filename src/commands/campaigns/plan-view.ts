import type { Context } from "../../cli/context.ts";
import { line, pairs, table, verbatim, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { refOf } from "../../core/ids.ts";
import { formatMoney } from "../../core/money.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { exclusionReasons } from "../../domain/campaigns/exclusions.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import { exclusionList } from "../../domain/campaigns/plan/refusals.ts";
import type { LanguageCount } from "../../domain/campaigns/spec.ts";
import { formatLocal, formatSpan } from "../../domain/campaigns/when/describe.ts";
import { writeQuietHours } from "../../domain/campaigns/when/quiet-hours.ts";
import { planCostBlocks, estimateCell } from "./plan-cost.ts";
import { planJson } from "./plan-json.ts";
import { campaignStateWords } from "./shown-state.ts";

/** How the campaign is typed in a command. */
export function typedName({ id, name }: Pick<Plan, "id" | "name">): string {
  if (/^[\p{L}\p{N}._-]+$/u.test(name)) return name;
  return id === undefined || name !== "" ? `"${name}"` : refOf("cam", id);
}

/** The plan as a person reads it, and as scripts do. */
export function planView(plan: Plan, context: Context): View {
  return view({
    data: planJson(plan, context.language),
    blocks: [
      line(heading(plan), "strong"),
      pairs(...mainPairs(plan)),
      ...exclusionBlocks(plan),
      ...planCostBlocks(plan),
      ...languageBlocks(plan),
      ...sampleBlocks(plan, context),
      ...warningBlocks(plan),
      ...nextSteps(plan),
    ],
  });
}

function heading({ id, name, state }: Plan): Text {
  if (id === undefined) {
    return {
      en: `Campaign "${name}" would be planned like this. Nothing was stored or sent.`,
      es: `La campaña "${name}" quedaría planificada así. No se guardó ni se envió nada.`,
    };
  }
  const word = campaignStateWords[state].text;
  return { en: `Campaign "${name}" (${refOf("cam", id)}): ${word.en}`, es: `Campaña "${name}" (${refOf("cam", id)}): ${word.es}` };
}

function templateText({ spec }: Plan): string {
  const [first] = spec.variants;
  if (spec.variants.length < 2) return first?.template ?? "";
  return spec.variants.map(({ name, template }) => `${name}: ${template}`).join(", ");
}

function limitCell({ spec, outlook }: Plan): Cell {
  const { limits, fits, days } = outlook;
  const { perDay, used, tier } = limits;
  if (perDay === undefined) {
    return { text: tier === "TIER_UNLIMITED" ? { en: "no limit", es: "sin límite" } : { en: "Meta states none", es: "Meta no indica ninguno" } };
  }
  const { recipients } = spec.counts;
  const after: Text = fits
    ? { en: "it fits", es: "cabe" }
    : { en: `spreads over ${days} days`, es: `se reparte en ${days} días` };
  return {
    text: {
      en: `${perDay} people in 24 hours, ${used} reached as far as recado knows, ${recipients} to come: ${after.en}`,
      es: `${perDay} personas en 24 horas, ${used} ya contactadas hasta donde recado sabe, ${recipients} por contactar: ${after.es}`,
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

function mainPairs(plan: Plan): (readonly [Text, Cell])[] {
  const { spec, outlook } = plan;
  const { counts, quietHours, maxCost } = spec;
  const { perSecond } = outlook;
  return [
    [{ en: "Template", es: "Plantilla" }, templateText(plan)],
    [{ en: "Recipients", es: "Destinatarios" }, { text: String(counts.recipients), tone: "strong" }],
    [{ en: "Cost", es: "Costo" }, estimateCell(plan)],
    ...(maxCost === undefined
      ? []
      : [[{ en: "Ceiling", es: "Tope" }, { text: { en: `${formatMoney(maxCost)}, then it pauses`, es: `${formatMoney(maxCost)}; luego se pausa` } }] as const]),
    [{ en: "Meta's limit", es: "Límite de Meta" }, limitCell(plan)],
    [{ en: "Starts", es: "Empieza" }, { text: startText(plan) }],
    [{ en: "Finishes", es: "Termina" }, { text: finishText(plan) }],
    [
      { en: "Rate", es: "Velocidad" },
      {
        text:
          perSecond === undefined
            ? { en: "no limit", es: "sin límite" }
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

function exclusionBlocks(plan: Plan): Block[] {
  const list = exclusionList(plan.spec.counts.excluded);
  if (list.length === 0) return [];
  const total = list.reduce((sum, [, count]) => sum + count, 0);
  const step = `recado campaigns recipients ${typedName(plan)} --state excluded`;
  return [
    table(
      [{ header: { en: "Left out", es: "Quedan fuera" } }, { header: { en: "People", es: "Personas" }, align: "right" }],
      [
        ...list.map(([reason, count]) => [{ text: exclusionReasons[reason] }, count]),
        [{ text: { en: "Together", es: "En total" }, tone: "strong" as const }, total],
      ],
    ),
    ...(plan.id === undefined ? [] : [line({ en: `See them with: ${step}`, es: `Véalos con: ${step}` }, "dim")]),
  ];
}

function languageRow({ variant, language, count, fallback }: LanguageCount, isComparison: boolean): Cell[] {
  return [...(isComparison ? [variant] : []), language, count, fallback === 0 ? null : fallback];
}

function languageBlocks({ spec }: Plan): Block[] {
  const languages = spec.figures?.languages ?? [];
  const isComparison = spec.variants.length > 1;
  if (languages.length < 2 && spec.fallbackLanguage === undefined) return [];
  const { fallbackLanguage: fallback } = spec;
  return [
    table(
      [
        ...(isComparison ? [{ header: { en: "Text", es: "Texto" } }] : []),
        { header: { en: "Language", es: "Idioma" } },
        { header: { en: "People", es: "Personas" }, align: "right" as const },
        { header: { en: "For want of their own", es: "A falta del suyo" }, align: "right" as const },
      ],
      languages.map((one) => languageRow(one, isComparison)),
    ),
    ...(fallback === undefined
      ? []
      : [
          line(
            {
              en: `Whose language is another, or not known, gets ${fallback}.`,
              es: `Quien tiene otro idioma, o no se sabe cuál, recibe ${fallback}.`,
            },
            "dim",
          ),
        ]),
  ];
}

function sampleBlocks({ samples, spec }: Plan, context: Context): Block[] {
  const isComparison = spec.variants.length > 1;
  return samples.flatMap(({ to, variant, language, text }) => {
    const which = [...(isComparison ? [variant] : []), language].join(", ");
    return [
      line({ en: `To ${to ?? "?"} (${which}):`, es: `Para ${to ?? "?"} (${which}):` }, "dim"),
      verbatim(context.say(text).replace(/^/gm, "  │ ")),
    ];
  });
}

function warningBlocks({ warnings, differences }: Plan): Block[] {
  const changed = differences.flatMap(({ diff }) => diff.map(({ sign, text }) => line(`  ${sign} ${text}`, "dim")));
  return warnings.flatMap(({ code, text }, place) => [
    line(joinTexts([same("!"), text], " "), "warn"),
    ...(code === "template-changed" && warnings[place + 1]?.code !== code ? changed : []),
  ]);
}

function nextSteps(plan: Plan): Block[] {
  const { id, state, differences } = plan;
  if (id === undefined || state !== "planned") return [];
  if (differences.length > 0) {
    return [
      line({
        en: "It cannot be started like this: cancel it and create it again under another name.",
        es: "Así no se puede iniciar: cancélela y créela de nuevo con otro nombre.",
      }),
    ];
  }
  const start = `recado campaigns start ${typedName(plan)}`;
  return [line({ en: `Start it with: ${start}`, es: `Iníciela con: ${start}` })];
}
