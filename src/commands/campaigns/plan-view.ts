import type { Context } from "../../cli/context.ts";
import { line, pairs, table, verbatim, view, type Block, type Cell, type View } from "../../cli/view.ts";
import { refOf } from "../../core/ids.ts";
import { joinTexts, same, type Text } from "../../core/text.ts";
import { exclusionReasons } from "../../domain/campaigns/exclusions.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import { exclusionList } from "../../domain/campaigns/plan/refusals.ts";
import type { LanguageCount } from "../../domain/campaigns/spec.ts";
import { useJson } from "../../domain/costs/budget.ts";
import { planBudget } from "./plan-budget.ts";
import { planCostBlocks } from "./plan-cost.ts";
import { planJson } from "./plan-json.ts";
import { mainPairs } from "./plan-pairs.ts";
import { campaignStateWords } from "./shown-state.ts";

/** How the campaign is typed in a command. */
function typedName({ id, name }: Pick<Plan, "id" | "name">): string {
  if (/^[\p{L}\p{N}._-]+$/u.test(name)) return name;
  return id === undefined || name !== "" ? `"${name}"` : refOf("cam", id);
}

/** The plan as a person reads it, and as scripts do; measured by the month's budget, where there is one. */
export async function planView(given: Plan, context: Context): Promise<View> {
  const budget = await planBudget(given, context);
  const plan = budget === undefined ? given : { ...given, warnings: [...given.warnings, ...budget.warnings] };
  return view({
    data: { ...planJson(plan, context.language), budget: budget === undefined ? null : useJson(budget.use) },
    blocks: [
      line(heading(plan), "strong"),
      pairs(...mainPairs(plan, budget?.use)),
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
  return {
    en: `Campaign "${name}" (${refOf("cam", id)}): ${word.en}`,
    es: `Campaña "${name}" (${refOf("cam", id)}): ${word.es}`,
  };
}

function exclusionBlocks(plan: Plan): Block[] {
  const list = exclusionList(plan.spec.counts.excluded);
  if (list.length === 0) return [];
  const total = list.reduce((sum, [, count]) => sum + count, 0);
  const step = `recado campaigns recipients ${typedName(plan)} --state excluded`;
  return [
    table(
      [
        { header: { en: "Left out", es: "Quedan fuera" } },
        { header: { en: "People", es: "Personas" }, align: "right" },
      ],
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
