import { type GraphFault, invalidParameter, invalidValue, missingParameter } from "../errors.ts";

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const keys = (...names: string[]): ReadonlySet<string> => new Set(names);

/** A foreign value for a sentence: short, and never executed. */
export function shown(value: unknown): string {
  if (typeof value === "string") return value.length > 100 ? `${value.slice(0, 100)}…` : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "an array" : value === null ? "null" : typeof value;
}

/** Refuses members that the API does not know. `path` names the object, empty at the top. */
export function refuseUnknown(object: Json, known: ReadonlySet<string>, path: string): void {
  for (const key in object) {
    if (!known.has(key))
      throw invalidParameter(`Unexpected key "${shown(key)}"${path === "" ? "" : ` on param "${path}"`}.`);
  }
}

/** How Meta's sentences name a member: `text['body']`. */
export const member = (path: string, key: string): string => (path === "" ? key : `${path}['${key}']`);

/** The member, which must be there. */
export function required(object: Json, key: string, path: string): unknown {
  const value = object[key];
  if (value === undefined || value === null) throw missingParameter(`The parameter ${member(path, key)} is required.`);
  return value;
}

/** The value as an object with known members only. */
export function objectAt(value: unknown, path: string, known?: ReadonlySet<string>): Json {
  if (!isObject(value)) throw invalidValue(`Param ${path} must be an object.`);
  if (known !== undefined) refuseUnknown(value, known, path);
  return value;
}

export function requiredObject(object: Json, key: string, path: string, known?: ReadonlySet<string>): Json {
  return objectAt(required(object, key, path), member(path, key), known);
}

export function optionalObject(object: Json, key: string, path: string, known?: ReadonlySet<string>): Json | undefined {
  const value = object[key];
  return value === undefined ? undefined : objectAt(value, member(path, key), known);
}

export function requiredArray(object: Json, key: string, path: string): readonly unknown[] {
  const value = required(object, key, path);
  if (!Array.isArray(value)) throw invalidValue(`Param ${member(path, key)} must be an array.`);
  return value;
}

/**
 * An array of `min` to `max` entries; its length is looked at before any of them.
 * @param what the entries' name at the beginning of a sentence, as in `Buttons`
 */
export function countedArray(
  object: Json,
  key: string,
  path: string,
  what: string,
  min: number,
  max: number,
): readonly unknown[] {
  const list = requiredArray(object, key, path);
  if (list.length < min || list.length > max) throw countFault(what, min, max);
  return list;
}

/** An array with at least one entry. */
export function filledArray(object: Json, key: string, path: string, what: string): readonly unknown[] {
  const list = requiredArray(object, key, path);
  if (list.length === 0) throw invalidValue(`${what} count invalid. Min count: 1`);
  return list;
}

export const countFault = (what: string, min: number, max: number): GraphFault =>
  invalidValue(`${what} count invalid. Min count: ${min}, Max count: ${max}`);

/** Characters as a person counts them: an emoji outside the basic plane is one. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

// Code points are never more than code units, so counting is needed for long texts only.
const isLonger = (text: string, max: number): boolean =>
  text.length > max && (text.length > 2 * max || lengthOf(text) > max);

/** Text of up to `max` characters, named by its path: `Param text['body'] must be at most 4096 characters long.` */
export function requiredText(object: Json, key: string, path: string, max = Infinity): string {
  const value = required(object, key, path);
  if (typeof value !== "string") throw invalidValue(`Param ${member(path, key)} must be a string.`);
  if (value === "") throw invalidValue(`Param ${member(path, key)} must be at least 1 character long.`);
  if (isLonger(value, max)) throw invalidValue(`Param ${member(path, key)} must be at most ${max} characters long.`);
  return value;
}

export function optionalText(object: Json, key: string, path: string, max = Infinity): string | undefined {
  return object[key] === undefined ? undefined : requiredText(object, key, path, max);
}

/** Text that may be missing, and as well be empty: that means the same. */
export function optionalWords(object: Json, key: string, path: string, max = Infinity): string | undefined {
  return object[key] === "" ? undefined : optionalText(object, key, path, max);
}

/** Text of a part that people see, named by its role: `Button title length invalid. Min length: 1, Max length: 20` */
export function requiredLabel(object: Json, key: string, path: string, what: string, max: number): string {
  const value = required(object, key, path);
  if (typeof value !== "string") throw invalidValue(`Param ${member(path, key)} must be a string.`);
  if (value === "" || isLonger(value, max))
    throw invalidValue(`${what} length invalid. Min length: 1, Max length: ${max}`);
  return value;
}

export function optionalLabel(object: Json, key: string, path: string, what: string, max: number): string | undefined {
  return object[key] === undefined ? undefined : requiredLabel(object, key, path, what, max);
}

export function optionalBoolean(object: Json, key: string, path: string): void {
  const value = object[key];
  if (value !== undefined && typeof value !== "boolean") {
    throw invalidValue(`Param ${member(path, key)} must be a boolean.`);
  }
}

export function requiredInteger(object: Json, key: string, path: string, min: number, max: number): number {
  const value = required(object, key, path);
  if (typeof value !== "number" || !Number.isInteger(value) || value < min || value > max)
    throw invalidValue(`Param ${member(path, key)} must be an integer from ${min} to ${max}.`);
  return value;
}

/** One of the names, spelt exactly. */
export function requiredWord<Word extends string>(
  object: Json,
  key: string,
  path: string,
  words: readonly Word[],
): Word {
  const value = required(object, key, path);
  const word = words.find((name) => name === value);
  if (word === undefined)
    throw invalidValue(`Param ${member(path, key)} must be one of {${words.join(", ")}} - got "${shown(value)}".`);
  return word;
}

/** A complete http or https address. */
export function requiredAddress(object: Json, key: string, path: string): URL {
  const url = parseUrl(required(object, key, path));
  if (url === undefined) throw invalidValue(`Param ${member(path, key)} is not a valid URI.`);
  return url;
}

function parseUrl(value: unknown): URL | undefined {
  if (typeof value !== "string" || !/^https?:/i.test(value) || !URL.canParse(value)) return undefined;
  return new URL(value);
}

const deepest = 70;

/** Refuses free-form JSON that is nested deeper than anything real. */
export function refuseDeep(value: unknown, path: string, levels = deepest): void {
  if (typeof value !== "object" || value === null) return;
  if (levels === 0) throw invalidParameter(`Param ${path} is nested too deeply.`);
  for (const inner of Object.values(value)) refuseDeep(inner, path, levels - 1);
}

/** An enumeration as Meta compares it, in upper case; empty for what is not a string. */
export function upperCase(value: unknown): string {
  return typeof value === "string" ? value.toUpperCase() : "";
}
