import { invalidParameter, invalidValue, missingParameter } from "../errors.ts";

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export const keys = (...names: string[]): ReadonlySet<string> => new Set(names);

/** Refuses members that the API does not know. `path` names the object, empty at the top. */
export function refuseUnknown(object: Json, known: ReadonlySet<string>, path: string): void {
  for (const key in object) {
    if (!known.has(key)) throw invalidParameter(`Unexpected key "${key}"${path === "" ? "" : ` on param "${path}"`}.`);
  }
}

const member = (path: string, key: string): string => (path === "" ? key : `${path}['${key}']`);

/** The member, which must be there. */
export function required(object: Json, key: string, path: string): unknown {
  const value = object[key];
  if (value === undefined || value === null) throw missingParameter(`The parameter ${member(path, key)} is required.`);
  return value;
}

export function requiredObject(object: Json, key: string, path: string, known?: ReadonlySet<string>): Json {
  const value = required(object, key, path);
  if (!isObject(value)) throw invalidValue(`Param ${member(path, key)} must be an object.`);
  if (known !== undefined) refuseUnknown(value, known, member(path, key));
  return value;
}

export function requiredArray(object: Json, key: string, path: string): readonly unknown[] {
  const value = required(object, key, path);
  if (!Array.isArray(value)) throw invalidValue(`Param ${member(path, key)} must be an array.`);
  return value;
}

/** Characters as a person counts them: an emoji outside the basic plane is one. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function requiredText(object: Json, key: string, path: string, max: number): string {
  const value = required(object, key, path);
  if (typeof value !== "string") throw invalidValue(`Param ${member(path, key)} must be a string.`);
  if (value.trim() === "") throw invalidValue(`Param ${member(path, key)} must be at least 1 character long.`);
  checkLength(value, max, member(path, key));
  return value;
}

export function optionalText(object: Json, key: string, path: string, max: number): string | undefined {
  return object[key] === undefined ? undefined : requiredText(object, key, path, max);
}

export function optionalBoolean(object: Json, key: string, path: string): void {
  const value = object[key];
  if (value !== undefined && typeof value !== "boolean") {
    throw invalidValue(`Param ${member(path, key)} must be a boolean.`);
  }
}

function checkLength(text: string, max: number, name: string): void {
  // Code points are never more than code units, so counting is needed for long texts only.
  if (text.length > max && lengthOf(text) > max)
    throw invalidValue(`Param ${name} must be at most ${max} characters long.`);
}

/** An enumeration as Meta compares it, in upper case; empty for what is not a string. */
export function upperCase(value: unknown): string {
  return typeof value === "string" ? value.toUpperCase() : "";
}
