import { GraphFault } from "../errors.ts";
import { shown } from "../validate/check.ts";
import type { Parameters } from "./parameters.ts";

/** A field with parameters: `analytics.start(1).end(2)`. */
interface ExpandedField {
  readonly name: string;
  readonly parameters: Parameters;
}

/** Takes a list of fields apart at the commas that are in no brackets. */
export function splitFields(fields: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let begun = 0;
  for (let place = 0; place < fields.length; place++) {
    const sign = fields[place] ?? "";
    if ("([{".includes(sign)) depth++;
    else if (")]}".includes(sign)) depth--;
    else if (sign === "," && depth === 0) {
      parts.push(fields.slice(begun, place));
      begun = place + 1;
    }
  }
  return [...parts, fields.slice(begun)].map((part) => part.trim()).filter((part) => part !== "");
}

/** Reads a field and what stands behind it in dots and brackets. */
export function readField(field: string): ExpandedField {
  const name = /^\w+/.exec(field)?.[0] ?? "";
  const given = new Map<string, string>();
  let rest = field.slice(name.length);
  while (rest !== "") {
    const [part, parameter = "", value = ""] = /^\s*\.\s*(\w+)\s*\(([^()]*)\)\s*/.exec(rest) ?? [];
    if (part === undefined || given.has(parameter)) {
      throw new GraphFault(100, { message: `(#100) Syntax error in the fields near "${shown(rest.slice(0, 40))}"` });
    }
    given.set(parameter, value);
    rest = rest.slice(part.length);
  }
  return { name, parameters: { given, anyCase: false } };
}
