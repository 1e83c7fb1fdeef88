import { PolicyError } from "../../../core/errors.ts";
import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import type { GraphClient } from "../../../graph/client.ts";
import type { WireTemplate, WireTemplateCreate } from "../../../graph/wire/templates.ts";
import { planEdit, type DiffLine } from "../../templates/edit.ts";
import { assertSendable } from "../../templates/status.ts";
import type { CampaignSpec, FrozenTemplate, VariantName } from "../spec.ts";

/** How a template at Meta differs from the one that a campaign was planned with. */
export interface TemplateDifference {
  readonly variant: VariantName;
  readonly template: string;
  readonly language: string;
  /** Stable words: `deleted`, `status`, `category`, `components`, `parameter_format`, `id`. */
  readonly fields: readonly string[];
  readonly text: Text;
  /** Before and after, line by line; empty where the words are the same. */
  readonly diff: readonly DiffLine[];
  /** Of one that may not be sent by now: why, and what to do. */
  readonly refusal?: PolicyError | undefined;
}

/**
 * What has become of a campaign's templates since it was planned; empty when they are as they were. A quality that has changed is
 * no difference, but a status in which Meta sends nothing is one.
 *
 * @throws GraphError, NetworkError when Meta cannot be asked
 */
export async function templateDrift(
  spec: Pick<CampaignSpec, "wabaId" | "templates">,
  graph: Pick<GraphClient, "templates">,
  signal?: AbortSignal,
): Promise<TemplateDifference[]> {
  const found = new Map<string, WireTemplate>();
  for (const name of new Set(spec.templates.map(({ content }) => content.name))) {
    for await (const template of graph.templates.list(spec.wabaId, { name, signal })) {
      // Meta's filter also lets longer names through.
      if (template.name === name) found.set(keyOf(template), template);
    }
  }
  return spec.templates.flatMap((frozen) => differenceOf(frozen, found.get(keyOf(frozen.content))) ?? []);
}

const keyOf = ({ name, language }: Pick<WireTemplate, "name" | "language">): string => `${name}|${language}`;

/** Nobody is sent the samples; and those of files are links that Meta may write anew for every answer. */
function withoutSamples(template: WireTemplate): WireTemplate {
  return JSON.parse(
    JSON.stringify(template, (key, value: unknown) => (key === "example" ? undefined : value)),
  ) as WireTemplate;
}

function refusalOf(template: WireTemplate): PolicyError | undefined {
  try {
    assertSendable(template);
    return undefined;
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
}

function differenceOf(
  { variant, content }: FrozenTemplate,
  now: WireTemplate | undefined,
): TemplateDifference | undefined {
  const { name, language } = content;
  const which = `"${cleanLine(name)}" (${cleanLine(language)})`;
  const base = { variant, template: name, language };
  if (now === undefined) {
    const text: Text = {
      en: `The template ${which} is not in the account any more.`,
      es: `La plantilla ${which} ya no está en la cuenta.`,
    };
    return { ...base, fields: ["deleted"], text, diff: [] };
  }
  // In a status in which everything may be changed, so that the comparison is all that is asked for.
  const planned = withoutSamples({ ...content, status: "PAUSED" });
  const { fields, diff } = planEdit(planned, withoutSamples(now) as WireTemplateCreate);
  const refusal = refusalOf(now);
  const all = [...fields, ...(refusal === undefined ? [] : ["status"])];
  if (all.length === 0) return undefined;
  const moved = diff.filter(({ sign }) => sign !== " ");
  return { ...base, fields: all, text: refusal?.text ?? changedText(which, fields), diff: moved, refusal };
}

const words: Readonly<Record<string, Text>> = {
  components: { en: "its text", es: "su texto" },
  category: { en: "its category", es: "su categoría" },
  parameter_format: { en: "the kind of its variables", es: "la clase de sus variables" },
};

function changedText(which: string, fields: readonly string[]): Text {
  const known = fields.flatMap((field) => words[field] ?? []);
  const list = (language: "en" | "es"): string => known.map((word) => word[language]).join(", ");
  return {
    en: `The template ${which} has changed since the campaign was planned: ${list("en")}.`,
    es: `La plantilla ${which} cambió después de planificar la campaña: ${list("es")}.`,
  };
}
