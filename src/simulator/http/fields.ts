import { GraphFault } from "../errors.ts";

/** A Graph node: all of its fields, and those it shows when it is not asked for any. */
export interface NodeType {
  /** As Graph names it in its refusals. */
  readonly name: string;
  readonly defaults: readonly string[];
}

/** The health of a node that can send. */
export const health = (entity_type: string, id: string): Record<string, unknown> => ({
  can_send_message: "AVAILABLE",
  entities: [{ entity_type, id, can_send_message: "AVAILABLE" }],
});

/** Splits `fields`, leaving out what stands in braces or behind a dot: sub-selections return the whole member. */
function requested(fields: string): string[] {
  return fields
    .replaceAll(/\{[^{}]*\}|\.[a-z_]+\([^()]*\)/g, "")
    .split(",")
    .map((field) => field.trim())
    .filter((field) => field !== "");
}

/**
 * The node with the fields asked for, or with its default ones; the id always comes along.
 * `object` lists every field of the type: one that is known but empty is `undefined` and left out.
 */
export function selectFields(
  type: NodeType,
  object: Readonly<Record<string, unknown>>,
  fields: string | null,
): Record<string, unknown> {
  const names = fields === null || fields.trim() === "" ? type.defaults : requested(fields);
  const selected: Record<string, unknown> = {};
  for (const name of [...names, "id"]) {
    if (!Object.hasOwn(object, name)) {
      throw new GraphFault(100, {
        message: `(#100) Tried accessing nonexisting field (${name}) on node type (${type.name})`,
      });
    }
    if (object[name] !== undefined) selected[name] = object[name];
  }
  return selected;
}
