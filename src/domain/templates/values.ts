import { UsageError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import { maskPhone, redactText } from "../../core/redact.ts";
import { cleanLine } from "../../core/terminal.ts";
import { joinTexts, type Text } from "../../core/text.ts";
import type { WireMediaSource, WireTemplateSendComponent } from "../../graph/wire/messages.ts";
import { describeVariable } from "./describe.ts";
import { isCovered } from "./given-components.ts";
import { valueProblem, type ValueProblem } from "./value-rules.ts";
import { templateVariables, type TemplateContent, type TemplateVariable, type VariableKind } from "./variables.ts";

/**
 * Values for a template's variables.
 *
 * The keys of `named`, as in `--param key=value`:
 *
 * | Key | Fills |
 * |---|---|
 * | `nombre` | the variable `{{nombre}}`, in header and body |
 * | `1`, `2` | the body's `{{1}}`, `{{2}}` |
 * | `header` | the header's `{{1}}`; or the `https://` address of its image, video or document; or `latitude,longitude` |
 * | `header.name`, `header.address` | the words beside a location, both optional |
 * | `button.0` | of the first button: the end of its address, the code to copy, or (optional) a quick reply's payload |
 *
 * `positional` fills the variables of the body in their order, in templates of both formats.
 */
export interface TemplateValues {
  readonly named: Readonly<Record<string, string>>;
  readonly positional: readonly string[];
  /** The header's media: uploaded before (`id`) or fetched by Meta (`link`). */
  readonly header?: WireMediaSource | undefined;
  /** What a document is called on the customer's phone. */
  readonly headerFilename?: string | undefined;
  /** Parts that are given whole, in Meta's shape: their variables want no values. */
  readonly components?: readonly WireTemplateSendComponent[] | undefined;
}

const phoneLike = /\+?\d[\d ().-]{6,}\d/g;

/** Reads `key=value` pairs into the keys of `TemplateValues.named`; throws UsageError saying which pair is wrong. */
export function readParams(pairs: readonly string[]): Record<string, string> {
  const values = new Map<string, string>();
  for (const pair of pairs) {
    const equals = pair.indexOf("=");
    const key = pair.slice(0, Math.max(equals, 0)).trim();
    if (key === "") {
      // Without a name it is a bare value, and may be somebody's number.
      const shown = redactText(cleanLine(pair)).replace(phoneLike, maskPhone);
      throw new UsageError({
        code: "usage.bad_param",
        text: {
          en: `--param "${shown}" does not have the form name=value.`,
          es: `--param "${shown}" no tiene la forma nombre=valor.`,
        },
        hint: { en: "For example: --param name=Ana", es: "Por ejemplo: --param nombre=Ana" },
      });
    }
    if (values.has(key)) {
      throw new UsageError({
        code: "usage.param_twice",
        text: {
          en: `--param ${cleanLine(key)} was given twice.`,
          es: `--param ${cleanLine(key)} se indicó dos veces.`,
        },
        data: { key },
      });
    }
    values.set(key, pair.slice(equals + 1));
  }
  return Object.fromEntries(values);
}

/** Values put in their places, and everything that is wrong with them. */
export interface BoundValues {
  readonly variables: readonly TemplateVariable[];
  /** By `TemplateVariable.key`. */
  readonly values: ReadonlyMap<string, string>;
  /** Required variables without a value. */
  readonly missing: readonly TemplateVariable[];
  readonly problems: readonly ValueProblem[];
}

const mediaKinds = new Set<VariableKind>(["image", "video", "document"]);

function hasMediaHeader(variables: readonly TemplateVariable[]): boolean {
  return variables.some(({ kind }) => mediaKinds.has(kind));
}

function unknownProblem(key: string, known: readonly string[]): ValueProblem {
  const shown = cleanLine(key);
  const near = nearest(key, known).map((name) => cleanLine(name));
  const list = known.map((name) => cleanLine(name)).join(", ");
  const rest: Text =
    near.length > 0
      ? { en: `did you mean ${near.join(", ")}?`, es: `¿quiso decir ${near.join(", ")}?` }
      : list === ""
        ? { en: "it takes no values.", es: "no lleva valores." }
        : { en: `it has ${list}.`, es: `tiene ${list}.` };
  return {
    code: "template.unknown_value",
    key,
    text: {
      en: `The template has no variable "${shown}": ${rest.en}`,
      es: `La plantilla no tiene ninguna variable "${shown}": ${rest.es}`,
    },
  };
}

function positionalProblem(wanted: number, given: number): ValueProblem {
  return {
    code: "template.too_many_values",
    text: {
      en: `The body of the template takes ${wanted} value${wanted === 1 ? "" : "s"} and ${given} were given.`,
      es: `El cuerpo de la plantilla lleva ${wanted} ${wanted === 1 ? "valor" : "valores"} y se indicaron ${given}.`,
    },
  };
}

function missingProblem(missing: readonly TemplateVariable[]): ValueProblem {
  const list = joinTexts(missing.map(describeVariable), ", ");
  return {
    code: "template.missing_value",
    ...(missing[0] === undefined ? {} : { key: missing[0].key }),
    text: { en: `Missing values: ${list.en}.`, es: `Faltan valores: ${list.es}.` },
  };
}

function headerProblems(values: TemplateValues, variables: readonly TemplateVariable[]): ValueProblem[] {
  const header = variables.find((variable) => variable.key === "header" && variable.place === "header");
  if (values.header !== undefined && !hasMediaHeader(variables)) {
    return [
      {
        code: "template.wrong_header",
        key: "header",
        text: {
          en: "A file was given for the header, and the header of this template takes none.",
          es: "Se indicó un archivo para el encabezado, y el encabezado de esta plantilla no lleva ninguno.",
        },
      },
    ];
  }
  const link = values.header?.link;
  const linked = link === undefined || header === undefined ? undefined : valueProblem(header, link);
  const misnamed: ValueProblem = {
    code: "template.wrong_header",
    key: "header",
    text: {
      en: "Only a document in the header can have a file name.",
      es: "Solo un documento en el encabezado puede llevar nombre de archivo.",
    },
  };
  const named = values.headerFilename !== undefined && header?.kind !== "document";
  return [...(linked === undefined ? [] : [linked]), ...(named ? [misnamed] : [])];
}

/** Puts the values in their places. Never throws: a prompt or a preview has use for values that are not complete yet. */
export function bindValues(template: TemplateContent, given: TemplateValues): BoundValues {
  const { components = [] } = given;
  const variables = templateVariables(template).filter((variable) => !isCovered(variable, components));
  const keys = [...new Set(variables.map(({ key }) => key))];
  const extras = variables.some(({ kind }) => kind === "location") ? ["header.name", "header.address"] : [];
  const values = new Map<string, string>();
  const problems: ValueProblem[] = [];

  const twice = (key: string): void => {
    problems.push({
      code: "template.value_given_twice",
      key,
      text: { en: `"${cleanLine(key)}" was given twice.`, es: `"${cleanLine(key)}" se indicó dos veces.` },
    });
  };
  for (const [key, value] of Object.entries(given.named)) {
    if (keys.includes(key) || extras.includes(key)) values.set(key, value);
    else problems.push(unknownProblem(key, [...keys, ...extras]));
  }
  const body = variables.filter(({ place }) => place === "body");
  for (const [index, value] of given.positional.entries()) {
    const key = body[index]?.key;
    if (key === undefined) continue;
    if (values.has(key)) twice(key);
    else values.set(key, value);
  }
  if (given.positional.length > body.length) problems.push(positionalProblem(body.length, given.positional.length));
  if (given.header !== undefined && values.has("header") && hasMediaHeader(variables)) twice("header");
  problems.push(...headerProblems(given, variables));

  const missing = variables.filter(
    ({ key, kind, required }, index) =>
      required &&
      !values.has(key) &&
      !(mediaKinds.has(kind) && given.header !== undefined) &&
      variables.findIndex((other) => other.key === key) === index,
  );
  if (missing.length > 0) problems.push(missingProblem(missing));
  for (const [key, value] of values) {
    // The words beside a location are no variables of their own; they are texts all the same.
    const words = { key, place: "header", kind: "text", required: false } as const;
    const problem = valueProblem(variables.find((one) => one.key === key) ?? words, value);
    if (problem !== undefined) problems.push(problem);
  }
  return { variables, values, missing, problems };
}

/** What to type for the variables that have no value yet. */
export function missingHint(missing: readonly TemplateVariable[]): Text | undefined {
  if (missing.length === 0) return undefined;
  const options = missing.map(({ key }) => `--param ${cleanLine(key)}="…"`).join(" ");
  return { en: `Add ${options}`, es: `Agregue ${options}` };
}
