import { cachedReader } from "./cache.ts";
import { tidyCell } from "./tidy.ts";

/** Longer texts are cut, and further labels of a contact are left out: such a column holds no labels. */
const longestLabel = 64;
const mostLabels = 50;

/** What Google Contacts puts on everybody. */
const everybody: ReadonlySet<string> = new Set(["mycontacts", "* my contacts", "* mycontacts", "* other contacts"]);

// A quoted label keeps its separators: Mailchimp writes "VIP","Lima, centro".
const parts = /"([^"]*)"|[^,;|"]+/g;
/** What Google writes between values: where it stands, nothing else separates. */
const between = ":::";

function partsOf(cell: string): string[] {
  if (cell.includes(between)) return cell.split(between).map((part) => part.trim().replace(/^"([^"]*)"$/, "$1"));
  return [...cell.matchAll(parts)].map((match) => match[1] ?? match[0]);
}

function cut(label: string): string {
  if (label.length <= longestLabel) return label;
  return [...label].slice(0, longestLabel).join("").trim();
}

function labelsIn(cell: string): readonly string[] {
  const labels = new Map<string, string>();
  for (const part of partsOf(cell)) {
    const written = tidyCell(part);
    // A dash is how a cell is left blank.
    if (everybody.has(written.toLowerCase()) || !/[\p{L}\p{N}\p{S}]/u.test(written)) continue;
    // Google's own groups have a star: `* friends`.
    const label = cut(written.replace(/^\*\s+/, ""));
    const key = label.toLowerCase();
    if (label !== "" && !labels.has(key)) labels.set(key, label);
    if (labels.size === mostLabels) break;
  }
  return [...labels.values()];
}

/**
 * The labels of a cell: `vip, Lima`, `vip;Lima`, `vip | Lima`, `* myContacts ::: vip`. Equal ones but for case are one, as
 * it is first written. At most 50, of at most 64 characters each.
 */
export const readLabels = cachedReader(labelsIn);
