import { GraphFault } from "../errors.ts";
import { shown } from "../validate/check.ts";

/** What a question for figures is given: in an address, or behind a field's name. */
export interface Parameters {
  readonly given: ReadonlyMap<string, string>;
  /** Addresses take words in any case, fields only in capitals. */
  readonly anyCase: boolean;
}

const refused = (sentence: string): GraphFault => new GraphFault(100, { message: `(#100) ${sentence}` });

export const badParameter = (name: string, wish: string): GraphFault => refused(`Param ${name} must be ${wish}`);

export function refuseOthers({ given }: Parameters, known: readonly string[]): void {
  for (const name of given.keys()) {
    if (!known.includes(name)) throw refused(`Unexpected parameter "${shown(name)}".`);
  }
}

/** A parameter's text, which must be there. */
export function requiredParameter({ given }: Parameters, name: string): string {
  const value = given.get(name)?.trim();
  if (value === undefined || value === "") throw refused(`The parameter ${name} is required.`);
  return value;
}

/** An instant in Unix seconds, as milliseconds. */
export function momentOf(parameters: Parameters, name: string): number {
  const value = requiredParameter(parameters, name);
  if (!/^\d{1,11}$/.test(value)) throw badParameter(name, "a UNIX timestamp in seconds");
  return Number(value) * 1_000;
}

/** One of the words. */
export function wordOf<Word extends string>(
  parameters: Parameters,
  name: string,
  words: readonly Word[],
  missing?: Word,
): Word {
  const { given } = parameters;
  if (missing !== undefined && (given.get(name) ?? "") === "") return missing;
  return known(parameters, name, unquoted(requiredParameter(parameters, name)), words);
}

function known<Word extends string>(
  { anyCase }: Parameters,
  name: string,
  value: string,
  words: readonly Word[],
): Word {
  const wanted = anyCase ? value.toUpperCase() : value;
  const word = words.find((one) => one === wanted);
  if (word !== undefined) return word;
  throw badParameter(name, `one of {${words.join(", ")}} - got "${shown(value)}".`);
}

const unquoted = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/s, "$2");

/** Several values: as JSON, with commas, or none at all, which asks for everything. */
export function listOf({ given }: Parameters, name: string): string[] {
  const text = (given.get(name) ?? "").trim();
  const inner = /^\[(.*)\]$/s.exec(text)?.[1] ?? text;
  if (inner.trim() === "") return [];
  const values = inner.split(",").map(unquoted);
  if (values.some((value) => !/^[^"'[\]{}]+$/.test(value))) throw badParameter(name, "an array.");
  return [...new Set(values)];
}

/** Several of the words. */
export function wordsOf<Word extends string>(parameters: Parameters, name: string, words: readonly Word[]): Word[] {
  return listOf(parameters, name).map((value) => known(parameters, name, value, words));
}

/** `true` or `false`; false when left out. */
export function flagOf(parameters: Parameters, name: string): boolean {
  const value = (parameters.given.get(name) ?? "false").toLowerCase();
  if (value !== "true" && value !== "false") throw badParameter(name, "true or false");
  return value === "true";
}
