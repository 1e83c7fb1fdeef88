import type { Rule } from "./rules.ts";
import { isMembers } from "./rules.ts";
import { words } from "./words.ts";

// Deep enough for any form; JSON.stringify itself gives up in the thousands.
const deepest = 64;

const isLeaf = (value: unknown): boolean =>
  value === null || typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);

/** What a list or an object holds; undefined when the value is neither, and so is no JSON. */
function held(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  return isMembers(value) ? Object.values(value).filter((entry) => entry !== undefined) : undefined;
}

/**
 * Whether a value can travel as JSON. A value that refers to itself is found by its depth; one that is met on several
 * ways is looked at once for each depth, so that the time stays in proportion to its size.
 */
function isJson(root: unknown): boolean {
  let level = new Set([root]);
  for (let depth = 0; depth <= deepest && level.size > 0; depth += 1) {
    const next = new Set<unknown>();
    for (const value of level) {
      if (isLeaf(value)) continue;
      const entries = held(value);
      if (entries === undefined) return false;
      for (const entry of entries) next.add(entry);
    }
    level = next;
  }
  return level.size === 0;
}

/** An object whose members are the business's own: a flow's data, for example. */
export function freeJson(least: 0 | 1 = 0): Rule {
  return (value, path, findings) => {
    if (!isMembers(value)) return findings.add(path, words.notObject);
    if (Object.keys(value).length < least) return findings.add(path, words.empty);
    if (!isJson(value)) findings.add(path, words.notJson);
  };
}

/** An object of texts under names of the business's own. */
export const freeTexts: Rule = (value, path, findings) => {
  if (!isMembers(value)) return findings.add(path, words.notObject);
  // The names are not known to be harmless, so the whole is named.
  if (Object.values(value).some((entry) => typeof entry !== "string")) {
    findings.add(path, { en: "must hold only texts", es: "solo debe contener textos" });
  }
};
