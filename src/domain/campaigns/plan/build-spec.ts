import type { WireTemplate } from "../../../graph/wire/templates.ts";
import type { CampaignSpec, FrozenTemplate, VariantName } from "../spec.ts";
import type { PlanRequest } from "./draft.ts";
import type { Frozen } from "./freeze.ts";
import type { NumberLimits } from "./limits.ts";
import type { PreparedVariant } from "./variants.ts";

function frozenTemplate(variant: VariantName, template: WireTemplate): FrozenTemplate {
  const {
    id,
    name,
    language,
    category,
    status,
    components,
    parameter_format: format,
    quality_score: quality,
  } = template;
  const content: FrozenTemplate["content"] = {
    id,
    name,
    language,
    category,
    status,
    components,
    ...(format === undefined ? {} : { parameter_format: format }),
    ...(quality === undefined ? {} : { quality_score: quality }),
  };
  return { variant, content };
}

/** What is kept of a campaign that was planned. Of the templates only what somebody gets. */
export function specOf(
  request: PlanRequest,
  {
    variants,
    limits,
    frozen,
    ledgerSeq,
  }: {
    readonly variants: readonly PreparedVariant[];
    readonly limits: NumberLimits;
    readonly frozen: Frozen;
    readonly ledgerSeq: number;
  },
): CampaignSpec {
  const { wabaId, phoneNumberId, seed, source, startsAt, timeZone, quietHours, rate, maxCost, testTo, now } = request;
  const { recipients, excluded, forecast, languages, samples, missing, tidied, places } = frozen;
  const [first] = variants;
  const { tier, perDay, used, perSecond, quality } = limits;
  const usedTexts = new Set(languages.map(({ variant, language }) => `${variant}|${language}`));
  const templates = variants.flatMap(({ spec, languages: { versions } }) =>
    versions
      .filter(({ language }) => usedTexts.has(`${spec.name}|${language}`))
      .map((template) => frozenTemplate(spec.name, template)),
  );
  return {
    version: 1,
    wabaId,
    phoneNumberId,
    variants: variants.map(({ spec }) => spec),
    seed,
    language: first?.languages.language ?? "",
    fallbackLanguage: first?.languages.fallback,
    templates,
    source,
    startsAt,
    timeZone,
    quietHours,
    rate,
    maxCost,
    maxFailures: request.maxFailures,
    limit: request.limit,
    testTo,
    plannedAt: now,
    actor: request.actor,
    ledgerSeq,
    counts: { recipients, excluded },
    limits: { tier, perDay, used, perSecond, quality },
    figures: {
      currency: request.currency,
      lines: forecast.lines(),
      languages,
      samples: samples.map(({ position }) => position),
      missing,
      tidied,
      places: quietHours === undefined ? undefined : places,
      startsTwice: request.startsTwice,
      headerBytes: request.headerBytes,
      leftOut: variants.flatMap(({ languages: { leftOut } }) =>
        leftOut.map(({ language, status }) => ({ language, status })),
      ),
    },
  };
}
