import type { WireTemplateBody } from "../../../graph/wire/templates.ts";
import { invalidParameter } from "../../errors.ts";
import { isObject, type Json, keys, refuseUnknown, upperCase } from "../check.ts";
import type { TypedComponent } from "./auth.ts";
import { checkBodyText, componentText } from "./text.ts";

const bodyKeys = keys("type", "text", "example");

/** The components of a template or a card with their types, each type once. */
export function typedComponents(value: unknown, path: string): TypedComponent[] {
  if (!Array.isArray(value) || value.length === 0)
    throw invalidParameter(`Param ${path} must be an array with components.`);
  const seen = new Set<string>();
  return value.map((component: unknown, index) => {
    const place = `${path}[${index}]`;
    if (!isObject(component)) throw invalidParameter(`Param ${place} must be an object.`);
    const type = upperCase(component["type"]);
    if (seen.has(type)) throw invalidParameter(`Param ${path} has more than one ${type.slice(0, 60)}.`);
    seen.add(type);
    return { type, component, path: place };
  });
}

/** A body, the template's or a card's. */
export function checkBody(component: Json, path: string, named: boolean, max: number): WireTemplateBody {
  refuseUnknown(component, bodyKeys, path);
  const text = componentText(component, "text", path, max);
  const example = checkBodyText(text, component, named, path);
  return { type: "BODY", text, ...example };
}
