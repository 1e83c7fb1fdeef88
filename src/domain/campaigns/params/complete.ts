import { InputError, UsageError } from "../../../core/errors.ts";
import { nearest } from "../../../core/nearest.ts";
import { cleanLine } from "../../../core/terminal.ts";
import { joinTexts } from "../../../core/text.ts";
import type { Text } from "../../../core/text.ts";
import { composeTemplate } from "../../templates/compose.ts";
import { describeVariable } from "../../templates/describe.ts";
import { valueProblem } from "../../templates/value-rules.ts";
import { bindValues } from "../../templates/values.ts";
import { templateVariables } from "../../templates/variables.ts";
import type { TemplateContent, TemplateVariable } from "../../templates/variables.ts";
import { asConstant, constantOf, parseExpression } from "./expression.ts";
import { fieldReader } from "./fields.ts";
import type { KnownNames } from "./fields.ts";
import { takesMedia, valueKeys } from "./fill.ts";
import type { GivenHeader } from "./fill.ts";
import { tidyValue } from "./tidy-value.ts";

/** What a person said about the values of a campaign's template. */
export interface AskedParams {
  /** Expressions by variable (`--param`). */
  readonly params: Readonly<Record<string, string>>;
  /** Values for those to whom the expression comes to nothing (`--default`). */
  readonly defaults?: Readonly<Record<string, string>> | undefined;
  readonly header?: GivenHeader | undefined;
}

/** Parts that no values can fill are refused in the words that a single send has for them. */
function refuseUnsupported(template: TemplateContent): void {
  try {
    composeTemplate(template, { named: {}, positional: [] });
  } catch (error) {
    if (error instanceof InputError && error.code === "template.unsupported") throw error;
  }
}

function refuseHeader(templates: readonly TemplateContent[], { header, params }: AskedParams): void {
  if (header === undefined) return;
  const takers = templates.filter(takesMedia);
  const [first] = takers.length > 0 ? takers : templates;
  if (first === undefined) return;
  const named = Object.hasOwn(params, "header") ? { header: params["header"] ?? "" } : {};
  const given = { named, positional: [], header: header.source };
  const codes = ["template.wrong_header", "template.value_given_twice"];
  const problem = bindValues(first, given).problems.find(({ code }) => codes.includes(code));
  if (problem !== undefined) throw new UsageError({ code: problem.code, text: problem.text });
}

function unknownParam(option: "--param" | "--default", key: string, keys: readonly string[]): UsageError {
  const near = nearest(key, keys).map((name) => cleanLine(name));
  const list = keys.map((name) => cleanLine(name)).join(", ");
  return new UsageError({
    code: "template.unknown_value",
    text: {
      en: `${option} ${cleanLine(key)}: the template has no such variable.`,
      es: `${option} ${cleanLine(key)}: la plantilla no tiene esa variable.`,
    },
    hint:
      near.length > 0
        ? { en: `Did you mean ${near.join(", ")}?`, es: `¿Quiso decir ${near.join(", ")}?` }
        : list === ""
          ? { en: "It takes no values.", es: "No lleva valores." }
          : { en: `It has ${list}.`, es: `Tiene ${list}.` },
    data: { option, key, variables: keys },
  });
}

function optionFor({ key, kind }: TemplateVariable): Text {
  const shown = cleanLine(key);
  if (["image", "video", "document"].includes(kind)) {
    return { en: "--header-media <file or link>", es: "--header-media <archivo o enlace>" };
  }
  return { en: `--param ${shown}="{{field}}"`, es: `--param ${shown}="{{campo}}"` };
}

function missingParams(missing: readonly TemplateVariable[], known: KnownNames): UsageError {
  const list = joinTexts(missing.map(describeVariable), ", ");
  const options = joinTexts(missing.map(optionFor), " ");
  const names = [...new Set([...known.columns, ...known.fields])].slice(0, 20).map((name) => cleanLine(name));
  const fields = [...names, "name", "first_name"].join(", ");
  return new UsageError({
    code: "template.missing_value",
    text: {
      en: `Nothing says what goes into these variables of the template: ${list.en}.`,
      es: `Nada indica qué va en estas variables de la plantilla: ${list.es}.`,
    },
    hint: {
      en: `Add ${options.en} (or fixed words instead of {{field}}; fields: ${fields})`,
      es: `Agregue ${options.es} (o un texto fijo en lugar de {{campo}}; campos: ${fields})`,
    },
    data: { missing: missing.map(({ key }) => key) },
  });
}

/** What is wrong with fixed words would be wrong for everybody. */
function refuseConstants(variables: readonly TemplateVariable[], params: ReadonlyMap<string, string>): void {
  for (const variable of variables) {
    const expression = params.get(variable.key);
    const words = expression === undefined ? undefined : constantOf(parseExpression(variable.key, expression));
    const problem = words === undefined ? undefined : valueProblem(variable, tidyValue(words));
    if (problem !== undefined)
      throw new UsageError({ code: problem.code, text: problem.text, data: { key: variable.key } });
  }
}

/** A field of the very name of a variable fills it without being asked. `|` would begin what stands in for it. */
function sameField({ name }: TemplateVariable, known: KnownNames): string | undefined {
  const usable = name !== undefined && !name.includes("|") && fieldReader(name, known) !== undefined;
  return usable ? `{{${name}}}` : undefined;
}

/**
 * The expressions of a campaign, with those that go without saying: a variable `{{nombre}}` that nobody spoke of takes the field
 * "nombre", where there is one, and else its default. Everything that would be wrong for everybody is refused here.
 *
 * @param templates every version that may be sent, in all languages: each must get its values
 * @throws UsageError `template.missing_value` with what to type, `template.unknown_value`, `campaign.bad_expression`, and the code
 *   of what is wrong with fixed words or the header; InputError `template.unsupported`
 */
export function completeParams(
  templates: readonly TemplateContent[],
  asked: AskedParams,
  known: KnownNames,
): Record<string, string> {
  for (const template of templates) refuseUnsupported(template);
  refuseHeader(templates, asked);
  const variables = templates.flatMap(templateVariables);
  const keys = valueKeys(variables);
  const defaults = new Map(Object.entries(asked.defaults ?? {}).filter(([, words]) => words.trim() !== ""));
  const params = new Map(Object.entries(asked.params));
  for (const key of params.keys()) if (!keys.includes(key)) throw unknownParam("--param", key, keys);
  for (const key of defaults.keys()) if (!keys.includes(key)) throw unknownParam("--default", key, keys);

  const missing = new Map<string, TemplateVariable>();
  for (const variable of variables) {
    const { key, required, kind } = variable;
    const isGiven = asked.header !== undefined && ["image", "video", "document"].includes(kind);
    if (!required || isGiven || params.has(key)) continue;
    const fixed = defaults.get(key);
    const expression = sameField(variable, known) ?? (fixed === undefined ? undefined : asConstant(fixed));
    if (expression === undefined) missing.set(key, variable);
    else params.set(key, expression);
  }
  if (missing.size > 0) throw missingParams([...missing.values()], known);
  refuseConstants(variables, params);
  return Object.fromEntries(params);
}
