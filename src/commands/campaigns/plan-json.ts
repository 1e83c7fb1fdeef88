import { isoTime } from "../../core/clock.ts";
import { refOf } from "../../core/ids.ts";
import { moneyJson } from "../../core/money.ts";
import type { Language } from "../../core/text.ts";
import type { ForecastSums } from "../../domain/costs/forecast.ts";
import { forecastJson } from "../../domain/costs/forecast-json.ts";
import { totalOf } from "../../domain/costs/forecast-lines.ts";
import { exclusionReasons } from "../../domain/campaigns/exclusions.ts";
import type { Plan } from "../../domain/campaigns/plan/plan.ts";
import { writeQuietHours } from "../../domain/campaigns/when/quiet-hours.ts";

/** Scripts find every reason, also with none. */
const noExclusions = Object.fromEntries(Object.keys(exclusionReasons).map((reason) => [reason, 0]));

const time = (ms: number | undefined): string | null => (ms === undefined ? null : isoTime(ms));

/** What the forecast came to when it was frozen. */
export function frozenForecast({ spec }: Pick<Plan, "spec">): ForecastSums {
  const lines = [...(spec.figures?.lines ?? [])];
  const total = totalOf(spec.figures?.currency ?? "USD", lines);
  return { lines: () => lines, total: () => total };
}

/** What scripts rely on; amounts are decimal strings, instants ISO 8601 in UTC. */
export function planJson(plan: Plan, language: Language): Record<string, unknown> {
  const { id, name, state, spec, remaining, outlook, samples, warnings, differences } = plan;
  const { counts, figures, maxCost, quietHours, rate } = spec;
  const { limits, fits, days, newPeople, startsAt, finishesAt, perSecond } = outlook;
  return {
    id: id === undefined ? null : refOf("cam", id),
    name,
    state,
    recipients: counts.recipients,
    excluded: { ...noExclusions, ...counts.excluded },
    estimate: forecastJson(frozenForecast(plan)),
    limit: { tier: limits.tier ?? null, used: limits.used, fits, perDay: limits.perDay ?? null, days, newPeople },
    finishesAt: remaining === 0 ? null : time(finishesAt),
    warnings: warnings.map(({ code, text }) => ({ code, text: text[language] })),
    remaining,
    startsAt: isoTime(startsAt),
    scheduledFor: time(spec.startsAt),
    plannedAt: isoTime(spec.plannedAt),
    timeZone: spec.timeZone,
    quietHours: quietHours === undefined ? null : writeQuietHours(quietHours),
    rate: { asked: rate ?? null, perSecond: perSecond ?? null },
    maxCost: maxCost === undefined ? null : moneyJson(maxCost),
    language: spec.language,
    fallbackLanguage: spec.fallbackLanguage ?? null,
    languages: figures?.languages ?? [],
    variants: spec.variants.map(({ name: variant, template, params }) => ({ variant, template, params })),
    missingParameters: figures?.missing ?? {},
    samples: samples.map(({ to, variant, language: code, text }) => ({
      to,
      variant,
      language: code,
      rendered: text[language],
    })),
    templateChanges: differences.map(({ template, language: code, fields, diff }) => ({
      template,
      language: code,
      fields,
      diff: diff.map(({ sign, text }) => `${sign} ${text}`),
    })),
  };
}
