import { invalidParameter } from "../../errors.ts";
import { variablesOf } from "../../templates/plan.ts";
import { isObject, type Json, lengthOf, refuseUnknown } from "../check.ts";
import { bodyFault, fieldMissing, rules, templateFault, tooLong } from "./faults.ts";

const namedVariable = /^[a-z_][a-z0-9_]*$/;
const anyVariable = /\{\{[^{}]*\}\}/;
const everyVariable = /\{\{[^{}]*\}\}/g;
const adjacent = /\}\}\s*\{\{/;
/** What a person sees as one picture: flags, skin tones and joined ones count once. */
const emojiPart = "(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}\\uFE0F)\\p{Emoji_Modifier}?";
const emoji = new RegExp(
  `\\p{Regional_Indicator}{2}|${emojiPart}(?:\\u200D${emojiPart})*|[0-9#*]\\uFE0F?\\u20E3`,
  "gu",
);
const maxEmojis = 10;

export const emojisIn = (text: string): number => text.match(emoji)?.length ?? 0;

/** The text without its variables. */
export const wordsOnly = (text: string): string => text.replaceAll(everyVariable, " ");

/** A string member of a component. */
export function componentText(component: Json, key: string, path: string, max: number): string {
  const value = component[key];
  const blank = typeof value === "string" && value.length <= max && value.trim() === "";
  if (value === undefined || value === null || blank) throw fieldMissing(`${path}.${key}`);
  if (typeof value !== "string") throw invalidParameter(`Param ${path}.${key} must be a string.`);
  if (value.length > max && lengthOf(value) > max) throw tooLong(`${path}.${key}`, max);
  return value;
}

/** The variables of a header or body, checked for their names, order and places. */
export function checkVariables(text: string, named: boolean, what: string, formatRule: number): string[] {
  const fault = (message: string) => templateFault(formatRule, `${what} format is incorrect`, message);
  const variables = variablesOf(text);
  if (/\{\{|\}\}/.test(text.replaceAll(everyVariable, "")))
    throw fault(`${what} has braces that do not belong to a variable.`);
  const inOrder = [...new Set(variables)];
  for (const [index, name] of inOrder.entries()) {
    if (named ? namedVariable.test(name) : name === String(index + 1)) continue;
    const rule = named
      ? "Named variables have lower-case letters, digits and underscores, and do not begin with a digit."
      : "Positional variables are {{1}}, {{2}} and so on, without gaps.";
    throw fault(`{{${name}}} is not valid here. ${rule}`);
  }
  if (inOrder.length !== variables.length) throw fault(`${what} uses a variable twice.`);
  const trimmed = text.trim();
  if (/^\{\{[^{}]*\}\}/.test(trimmed) || /\{\{[^{}]*\}\}$/.test(trimmed)) {
    throw templateFault(
      rules.variableAtEdge,
      "Variables at the start or end",
      `${what} cannot begin or end with a variable.`,
    );
  }
  if (adjacent.test(text)) throw fault(`${what} has variables without words between them.`);
  return variables;
}

export function refuseVariables(text: string, path: string): void {
  if (anyVariable.test(text)) throw invalidParameter(`${path} cannot have variables.`);
}

/** The rules on the text of a body; its samples to be kept, if there are any. */
export function checkBodyText(text: string, component: Json, named: boolean, path: string): { example?: object } {
  if (/\n{3}|\t| {5}/.test(text))
    throw bodyFault("The body has tabs, more than two line breaks or more than four spaces in a row.");
  if (emojisIn(text) > maxEmojis) throw bodyFault(`The body has more than ${maxEmojis} emojis.`);
  const variables = checkVariables(text, named, "Body", rules.bodyFormat);
  checkDensity(text, variables.length);
  const sampleKeys = { positional: "body_text", named: "body_text_named_params", nested: true };
  return checkSamples(component, variables, named, sampleKeys, path);
}

// The exact ratio is not documented; this one refuses what reports say is refused: hardly any words around the variables.
function checkDensity(text: string, variables: number): void {
  const words = wordsOnly(text)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (variables > words)
    throw templateFault(
      rules.tooManyVariables,
      "Too many variables",
      "The body has too many variables for its length.",
    );
}

/** Where the samples of a text stand. */
export interface SampleKeys {
  readonly positional: string;
  readonly named: string;
  /** Positional samples are wrapped once more. */
  readonly nested: boolean;
}

/** Checks that each variable has its sample, and returns the samples to be kept. */
export function checkSamples(
  component: Json,
  variables: readonly string[],
  named: boolean,
  keys: SampleKeys,
  path: string,
): { example?: object } {
  const { example } = component;
  if (example === undefined || example === null) {
    if (variables.length > 0) throw fieldMissing(`${path}.example`);
    return {};
  }
  if (!isObject(example)) throw invalidParameter(`Param ${path}.example must be an object.`);
  refuseUnknown(example, new Set([keys.positional, keys.named]), `${path}.example`);
  if (variables.length === 0) return {};
  const samples = named ? namedSamples(example[keys.named]) : positionalSamples(example[keys.positional], keys.nested);
  if (samples === undefined) throw fieldMissing(`${path}.example.${named ? keys.named : keys.positional}`);
  const names = named ? new Set(samples) : new Set(samples.map((_, index) => String(index + 1)));
  if (samples.length !== variables.length || !variables.every((variable) => names.has(variable)))
    throw fieldMissing(`A sample for each variable in ${path}.example`);
  return { example: { ...example } };
}

function positionalSamples(value: unknown, nested: boolean): string[] | undefined {
  // The only sample of a body may stand there without a list.
  if (nested && typeof value === "string" && value !== "") return [value];
  if (!Array.isArray(value)) return undefined;
  // Meta wraps the samples of a body once more; a single flat list is taken too.
  const row: unknown = nested && Array.isArray(value[0]) ? value[0] : value;
  if (!Array.isArray(row)) return undefined;
  const samples = row.filter((sample) => typeof sample === "string" && sample !== "") as string[];
  return samples.length === row.length ? samples : undefined;
}

function namedSamples(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.map((sample: unknown) =>
    isObject(sample) &&
    typeof sample["param_name"] === "string" &&
    typeof sample["example"] === "string" &&
    sample["example"] !== ""
      ? sample["param_name"]
      : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}
