import { GraphFault, invalidParameter } from "../errors.ts";
import type { Json } from "../validate/check.ts";

const notArray = (name: string): GraphFault =>
  new GraphFault(100, { message: `(#100) Param ${name} must be an array.` });

/** A parameter with several values: one, several with commas, or a JSON array. Undefined where it is missing. */
export function valuesOf(query: URLSearchParams, name: string): string[] | undefined {
  const text = query.get(name);
  if (text === null || text === "") return undefined;
  if (!text.startsWith("[")) return text.split(",");
  try {
    const values: unknown = JSON.parse(text);
    if (Array.isArray(values)) return values.map(String);
  } catch {
    // Refused below.
  }
  throw notArray(name);
}

/** Ids in a body, as an array or as its JSON text in a form. Undefined where they are missing. */
export function idsOf(body: Json, name: string, most: number): string[] | undefined {
  const given = body[name];
  if (given === undefined) return undefined;
  const list: unknown = typeof given === "string" ? valuesOf(new URLSearchParams({ [name]: given }), name) : given;
  if (!Array.isArray(list) || !list.every((id) => typeof id === "string" || typeof id === "number")) {
    throw notArray(name);
  }
  if (list.length === 0) throw invalidParameter(`Param ${name} must have at least one id.`);
  if (list.length > most) throw invalidParameter(`Param ${name} must have at most ${most} ids.`);
  return [...new Set(list.map(String))];
}
