/** Rules on what several members say together. */
import type { Findings } from "./problem.ts";
import { isMembers, join, own } from "./rules.ts";
import { repeats } from "./words.ts";

/** Each of these texts once; entries without one are told elsewhere. */
export function unique(entries: readonly { readonly value: unknown; readonly path: string }[], findings: Findings) {
  const seen = new Map<unknown, string>();
  for (const { value, path } of entries) {
    if (value === undefined) continue;
    const first = seen.get(value);
    if (first === undefined) seen.set(value, path);
    else findings.add(path, repeats(first));
  }
}

/** The member at the end of a chain of names, with its path: `member(button, "…[0]", "reply", "title")`. */
export function member(value: unknown, path: string, ...names: readonly string[]) {
  let at = path;
  let found = value;
  for (const name of names) {
    at = join(at, name);
    found = own(found, name);
  }
  return { value: found, path: at };
}

/** Exactly one of two members: `id` or `link`, for example. */
export function exactlyOne(value: unknown, path: string, one: string, other: string, findings: Findings): void {
  if (!isMembers(value)) return;
  const given = [one, other].filter((name) => own(value, name) !== undefined);
  if (given.length === 1) return;
  findings.add(
    path,
    given.length === 0
      ? { en: `needs ${one} or ${other}`, es: `necesita ${one} o ${other}` }
      : { en: `has both ${one} and ${other}; only one of them`, es: `tiene ${one} y ${other}; solo uno de los dos` },
  );
}
