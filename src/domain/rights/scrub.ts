import { isRecord } from "../webhooks/foreign-json.ts";
import type { Identity } from "./identity.ts";

/** Finds and takes out what is one person's in JSON that speaks of several. */
export interface Scrubber {
  /** Whether a text may speak of the person: quick, and sure when it says no. */
  mentions(text: string): boolean;
  /** The same JSON without the person's parts; the parts of others stay. A text that is no JSON is emptied. */
  scrub(json: string): string;
  /** The same JSON in the same shape: only the number and the ids are blotted out, in names and values. */
  blot(json: string): string;
  /** Only the person's parts. */
  extract(json: string): unknown[];
  /** A plain text without the person's number and ids. */
  scrubText(text: string): string;
  /** Meta's ids of messages that stood in what was taken out. */
  readonly seenWamids: ReadonlySet<string>;
}

const removed = Symbol("removed");
const wamidPattern = /wamid\.[A-Za-z0-9+/=_.-]+/g;
const blank = "•••";

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** The number however people group its digits, and ids as they are. Undefined when there is nothing to look for. */
function patternOf({ digits, userIds }: Pick<Identity, "digits" | "userIds">): RegExp | undefined {
  const numbers = digits.filter((one) => one.length >= 7).map((one) => [...one].join("[\\s().-]{0,2}"));
  const parts = [
    ...numbers.map((one) => `(?<!\\d)\\+?${one}(?!\\d)`),
    ...userIds.map((one) => `(?<![A-Za-z0-9])${escapePattern(one)}(?![A-Za-z0-9])`),
  ];
  return parts.length === 0 ? undefined : new RegExp(parts.join("|"), "g");
}

/**
 * An object that names the person in any of its own members (`from`, `wa_id`, `recipient_id`, the id of a message of theirs…) is
 * theirs as a whole; in other texts only the number and the ids are blotted out.
 */
export function scrubberFor(person: Pick<Identity, "digits" | "userIds" | "wamids">): Scrubber {
  const pattern = patternOf(person);
  const exact = new Set([...person.digits, ...person.digits.map((one) => `+${one}`), ...person.userIds]);
  const seenWamids = new Set<string>();

  const isTheirs = (value: unknown): boolean =>
    (typeof value === "string" && (exact.has(value) || person.wamids.has(value))) ||
    (typeof value === "number" && exact.has(String(value)));

  const scrubText = (text: string): string => {
    const without = pattern === undefined ? text : text.replace(pattern, blank);
    return without.replace(wamidPattern, (wamid) => (person.wamids.has(wamid) ? blank : wamid));
  };

  const note = (value: unknown): void => {
    for (const wamid of JSON.stringify(value).match(wamidPattern) ?? []) seenWamids.add(wamid);
  };

  const walk = (value: unknown, onRemoved: (part: unknown) => void): unknown => {
    if (typeof value === "string") return isTheirs(value) ? blank : scrubText(value);
    if (Array.isArray(value)) {
      return value.flatMap((item) => {
        if (isTheirs(item)) return [];
        const left = walk(item, onRemoved);
        return left === removed ? [] : [left];
      });
    }
    if (!isRecord(value)) return value;
    if (Object.values(value).some(isTheirs)) {
      onRemoved(value);
      return removed;
    }
    const kept: [string, unknown][] = [];
    for (const [key, member] of Object.entries(value)) {
      const left = walk(member, onRemoved);
      if (left !== removed) kept.push([scrubText(key), left]);
    }
    return Object.fromEntries(kept);
  };

  const parse = (json: string): unknown => {
    try {
      return JSON.parse(json) as unknown;
    } catch {
      return removed;
    }
  };

  const blotted = (value: unknown): unknown => {
    if (typeof value === "string") return isTheirs(value) ? blank : blot(value);
    if (typeof value === "number") return isTheirs(value) ? blank : value;
    if (Array.isArray(value)) return value.map(blotted);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [scrubText(key), blotted(member)]));
  };

  // A text in JSON may itself be JSON, whose numbers have no quotes around them.
  const blot = (text: string): string => {
    const value = /^\s*[[{]/.test(text) ? parse(text) : removed;
    return value === removed ? scrubText(text) : JSON.stringify(blotted(value));
  };

  return {
    blot,
    seenWamids,
    scrubText,
    mentions: (text) => {
      // Some of Meta's servers write a slash as \/.
      const plain = text.replaceAll("\\/", "/");
      if (pattern !== undefined && plain.search(pattern) >= 0) return true;
      return person.wamids.size > 0 && (plain.match(wamidPattern) ?? []).some((wamid) => person.wamids.has(wamid));
    },
    scrub: (json) => {
      const value = parse(json);
      const left = value === removed ? removed : walk(value, note);
      return left === removed ? "{}" : JSON.stringify(left);
    },
    extract: (json) => {
      const parts: unknown[] = [];
      const value = parse(json);
      if (value !== removed) walk(value, (part) => parts.push(part));
      return parts;
    },
  };
}
