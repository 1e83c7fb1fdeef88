import { nearest } from "../../core/nearest.ts";
import type { Text } from "../../core/text.ts";
import type { Findings } from "./problem.ts";
import { notOneOf, outside, tooFew, tooLong, tooMany, unknownMember, words } from "./words.ts";

/** Looks at one value and tells what is wrong with it. Never throws, and never looks deeper than it has rules. */
export type Rule = (value: unknown, path: string, findings: Findings) => void;
export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A member that the value has itself (never one of its prototype). */
export const own = (value: unknown, name: string): unknown =>
  isMembers(value) && Object.hasOwn(value, name) ? value[name] : undefined;

export const ownText = (value: unknown, name: string): string | undefined => {
  const member = own(value, name);
  return typeof member === "string" ? member : undefined;
};

export const ownList = (value: unknown, name: string): readonly unknown[] => {
  const member = own(value, name);
  return Array.isArray(member) ? (member as unknown[]) : [];
};

export const join = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

/** Characters as code points. */
export function lengthOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export interface TextLimits {
  /** In code points. */
  readonly max?: number;
  readonly least?: 0 | 1;
  readonly pattern?: RegExp;
  /** What the pattern demands. */
  readonly says?: Text;
  /** No space at either end. */
  readonly trimmed?: boolean;
}

/** Text; empty only where `least` is 0. A pattern is tried on text of allowed length only. */
export function text({ max = Infinity, least = 1, pattern, says, trimmed }: TextLimits = {}): Rule {
  return (value, path, findings) => {
    if (typeof value !== "string") return findings.add(path, words.notText);
    if (value.length < least) return findings.add(path, words.empty);
    // A character is one or two units of a string: most texts need no counting.
    const length = value.length > max ? lengthOf(value) : 0;
    if (length > max) return findings.add(path, tooLong(length, max));
    if (pattern !== undefined && says !== undefined && !pattern.test(value)) findings.add(path, says);
    if (trimmed === true && value.trim() !== value) findings.add(path, words.outerSpaces);
  };
}

export const flag: Rule = (value, path, findings) => {
  if (typeof value !== "boolean") findings.add(path, words.notFlag);
};

export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER): Rule {
  return (value, path, findings) => {
    if (!Number.isSafeInteger(value)) return findings.add(path, words.notWhole);
    if (Number(value) < least || Number(value) > most) findings.add(path, outside(least, most));
  };
}

export function oneOf(...values: readonly (string | number)[]): Rule {
  return (value, path, findings) => {
    if (!values.includes(value as string)) findings.add(path, notOneOf(values));
  };
}

/** A word of Meta's in capitals, for which it takes small letters as well; empty where it is none. */
export const capitals = (value: unknown): string =>
  typeof value === "string" && value.length <= 64 ? value.toUpperCase() : "";

/** One of Meta's words, in capitals or not. */
export function oneWord(...values: readonly string[]): Rule {
  return (value, path, findings) => {
    if (!values.includes(capitals(value))) findings.add(path, notOneOf(values));
  };
}

export const webAddress: Rule = (value, path, findings) => {
  if (typeof value !== "string") return findings.add(path, words.notText);
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) findings.add(path, words.notAddress);
};

/** A list, each of whose entries follows the rule; of too long a list only the allowed part is looked at. */
export function list(rule: Rule, least: number, most: number = Infinity): Rule {
  return (value, path, findings) => {
    if (!Array.isArray(value)) return findings.add(path, words.notList);
    if (value.length < least) findings.add(path, value.length === 0 ? words.empty : tooFew(value.length, least));
    if (value.length > most) findings.add(path, tooMany(value.length, most));
    for (let index = 0; index < Math.min(value.length, most) && !findings.full; index += 1) {
      rule(value[index], `${path}[${index}]`, findings);
    }
  };
}

/** A member that must be there. */
interface Needed {
  readonly needed: Rule;
}
export const need = (rule: Rule): Needed => ({ needed: rule });
export type Shape = Readonly<Record<string, Rule | Needed>>;

// A name that is no identifier may be anything, even what the message says: it is not repeated.
const readable = /^[A-Za-z_]\w{0,63}$/;

function unknownMembers(value: Members, known: ReadonlyMap<string, unknown>, path: string, findings: Findings): void {
  for (const name of Object.keys(value)) {
    if (known.has(name) || value[name] === undefined) continue;
    if (findings.full) return;
    if (readable.test(name)) findings.add(join(path, name), unknownMember(nearest(name, known.keys(), 1)[0]));
    else findings.add(path, words.unreadableMember);
  }
}

/**
 * An object with these members and no others. A member of the value `undefined` counts as absent, as in JSON.
 * `also` looks at what members say together; it must bear members of the wrong kind.
 */
export function shape(members: Shape, also?: (value: Members, path: string, findings: Findings) => void): Rule {
  const known = new Map(Object.entries(members));
  return (value, path, findings) => {
    if (!isMembers(value)) return findings.add(path, words.notObject);
    unknownMembers(value, known, path, findings);
    for (const [name, member] of known) {
      const given = own(value, name);
      const rule = typeof member === "function" ? member : member.needed;
      if (given !== undefined) rule(given, join(path, name), findings);
      else if (rule !== member) findings.add(join(path, name), words.missing);
    }
    also?.(value, path, findings);
  };
}

/** One of several shapes, chosen by the value of one member: `asKind` of it, where that may be spelt in several ways. */
export function byKind(
  member: string,
  kinds: Readonly<Record<string, Rule>>,
  asKind: (value: unknown) => unknown = (value) => value,
): Rule {
  const names = Object.keys(kinds);
  return (value, path, findings) => {
    if (!isMembers(value)) return findings.add(path, words.notObject);
    const given = own(value, member);
    if (given === undefined) return findings.add(join(path, member), words.missing);
    const kind = asKind(given);
    const rule = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (rule === undefined) findings.add(join(path, member), notOneOf(names));
    else rule(value, path, findings);
  };
}

/** A member that this kind of message cannot have, named so that the refusal says why. */
export const never =
  (text: Text): Rule =>
  (_value, path, findings) =>
    findings.add(path, text);
