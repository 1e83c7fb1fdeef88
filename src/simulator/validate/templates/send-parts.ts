import { invalidParameter, invalidValue } from "../../errors.ts";
import { isObject, keys, refuseUnknown, required, requiredArray, shown } from "../check.ts";
import type { PlacedComponent } from "./buttons.ts";

const textComponentKeys = keys("type", "parameters");

/** The components of a send or of a card, by type; buttons are many. */
export interface SortedComponents {
  readonly parts: Readonly<Record<string, PlacedComponent>>;
  readonly buttons: readonly PlacedComponent[];
}

/**
 * Sorts components by type.
 * @throws GraphFault 131009 for a type that does not belong here, 100 for one that is given twice
 */
export function sortComponents(
  components: readonly unknown[],
  path: string,
  known: readonly string[],
): SortedComponents {
  const parts: Record<string, PlacedComponent> = {};
  const buttons: PlacedComponent[] = [];
  for (const [index, component] of components.entries()) {
    const place = `${path}[${index}]`;
    if (!isObject(component)) throw invalidValue(`Param ${place} must be an object.`);
    const type = shown(required(component, "type", place)).toLowerCase();
    if (!known.includes(type)) throw invalidValue(`Param ${place}['type'] must be one of ${known.join(", ")}.`);
    if (type === "button") {
      buttons.push({ component, path: place });
      continue;
    }
    if (parts[type] !== undefined) throw invalidParameter(`${type} is given twice in ${path}.`);
    parts[type] = { component, path: place };
  }
  return { parts, buttons };
}

/** The parameters of a component; none when it is not there. */
export function parametersOf(part: PlacedComponent | undefined): readonly unknown[] {
  if (part === undefined) return [];
  refuseUnknown(part.component, textComponentKeys, part.path);
  return requiredArray(part.component, "parameters", part.path);
}
