import { invalidParameter } from "../errors.ts";
import { variablesOf } from "../template-plan.ts";
import { isObject, type Json, lengthOf, refuseUnknown } from "./check.ts";
import { fieldMissing, rules, templateFault, tooLong } from "./template-faults.ts";

const namedVariable = /^[a-z][a-z0-9_]*$/;
const anyVariable = /\{\{[^{}]*\}\}/;
const adjacent = /\}\}\s*\{\{/;

/** A string member of a component. */
export function componentText(component: Json, key: string, path: string, max: number): string {
  const value = component[key];
  if (value === undefined || value === null || value === "") throw fieldMissing(`${path}.${key}`);
  if (typeof value !== "string") throw invalidParameter(`${path}.${key} must be a string.`);
  if (lengthOf(value) > max) throw tooLong(`${path}.${key}`, max);
  return value;
}

/** The variables of a header or body, checked for their names, order and places. */
export function checkVariables(text: string, named: boolean, what: string, formatRule: number): string[] {
  const variables = variablesOf(text);
  if (text.replaceAll(/\{\{[^{}]*\}\}/g, "").match(/\{\{|\}\}/) !== null) {
    throw templateFault(
      formatRule,
      `${what} format is incorrect`,
      `${what} has braces that do not belong to a variable.`,
    );
  }
  const inOrder = variables.filter((name, index) => variables.indexOf(name) === index);
  for (const [index, name] of inOrder.entries()) {
    if (named ? namedVariable.test(name) : name === String(index + 1)) continue;
    const rule = named
      ? "Named variables have lower-case letters, digits and underscores, and begin with a letter."
      : "Positional variables are {{1}}, {{2}} and so on, without gaps.";
    throw templateFault(formatRule, `${what} format is incorrect`, `{{${name}}} is not valid here. ${rule}`);
  }
  if (inOrder.length !== variables.length) {
    throw templateFault(formatRule, `${what} format is incorrect`, `${what} uses a variable twice.`);
  }
  const trimmed = text.trim();
  if (/^\{\{[^{}]*\}\}/.test(trimmed) || /\{\{[^{}]*\}\}$/.test(trimmed)) {
    throw templateFault(
      rules.variableAtEdge,
      "Variables at the start or end",
      `${what} cannot begin or end with a variable.`,
    );
  }
  if (adjacent.test(text))
    throw templateFault(formatRule, `${what} format is incorrect`, `${what} has variables without words between them.`);
  return variables;
}

export function refuseVariables(text: string, path: string): void {
  if (anyVariable.test(text)) throw invalidParameter(`${path} cannot have variables.`);
}

/** Checks that each variable has its sample: `plainKey` for positional ones, `namedKey` for named ones. */
export function checkSamples(
  component: Json,
  variables: readonly string[],
  named: boolean,
  keys: { readonly positional: string; readonly named: string; readonly nested: boolean },
  path: string,
): void {
  const example = component["example"];
  if (example !== undefined && !isObject(example)) throw invalidParameter(`${path}.example must be an object.`);
  if (variables.length === 0) return;
  if (example === undefined) throw fieldMissing(`${path}.example`);
  refuseUnknown(example, new Set([keys.positional, keys.named]), `${path}.example`);
  const samples = named ? namedSamples(example[keys.named]) : positionalSamples(example[keys.positional], keys.nested);
  if (samples === undefined) throw fieldMissing(`${path}.example.${named ? keys.named : keys.positional}`);
  const names = named ? samples : samples.map((_, index) => String(index + 1));
  if (names.length !== variables.length || !variables.every((variable) => names.includes(variable))) {
    throw fieldMissing(`A sample for each variable in ${path}.example`);
  }
}

function positionalSamples(value: unknown, nested: boolean): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  // Meta wraps the samples of a body once more; a single flat list is taken too.
  const row: unknown = nested && Array.isArray(value[0]) ? value[0] : value;
  return Array.isArray(row) && row.every((sample) => typeof sample === "string" && sample !== "")
    ? row.map(String)
    : undefined;
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
