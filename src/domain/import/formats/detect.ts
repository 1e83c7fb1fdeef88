import type { ListFormat } from "../list.ts";
import { utf16Of } from "./decode.ts";
import { isZip } from "./signature.ts";

/** How much of a file's beginning is looked at, in bytes. */
export const formatSampleBytes = 64 * 1024;

/** The beginning of a file as text, as well as it goes: whatever its encoding, the signs of a format are in plain letters. */
function textOf(start: Uint8Array): string {
  return new TextDecoder(utf16Of(start) ?? "utf-8").decode(start).trimStart();
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

/** One object after the other, or one document of which the first line is a part. */
function isNdjson(text: string, fileName: string): boolean {
  const [first = "", second] = text.split(/[\r\n]+\s*/, 2);
  if (second === undefined || second === "") return /\.(?:ndjson|jsonl)$/i.test(fileName);
  return second.startsWith("{") || isJson(first);
}

/** What the bytes say a file is, or undefined where they are text of no special kind. */
export function formatOfBytes(start: Uint8Array, fileName: string): ListFormat | undefined {
  if (isZip(start)) return "xlsx";
  const text = textOf(start);
  if (/^BEGIN[ \t]*:[ \t]*VCARD/i.test(text)) return "vcard";
  // A header may begin with a bracket ("[Phone]", "{{name}}"); what follows it in JSON cannot follow there.
  if (/^\[\s*(?:[{[\]]|$)/.test(text)) return "json";
  if (/^\{\s*(?:"|\}|$)/.test(text)) return isNdjson(text, fileName) ? "ndjson" : "json";
  return undefined;
}

const byName: readonly (readonly [ending: RegExp, format: ListFormat])[] = [
  [/\.(?:vcf|vcard)$/i, "vcard"],
  [/\.json$/i, "json"],
  [/\.(?:ndjson|jsonl)$/i, "ndjson"],
];

/** What a file of text is by its name. A workbook is none: text that is called `.xlsx` or `.xls` is CSV by a wrong name. */
export function formatOfName(fileName: string): ListFormat {
  return byName.find(([ending]) => ending.test(fileName))?.[1] ?? "csv";
}

/** Whether a file can be of the format that somebody named; both kinds of JSON may begin with an object. */
export function mayBe(format: ListFormat, start: Uint8Array, fileName: string): boolean {
  const found = formatOfBytes(start, fileName) ?? "csv";
  if (format === found) return true;
  const kinds: readonly ListFormat[] = ["json", "ndjson"];
  return kinds.includes(format) && kinds.includes(found) && textOf(start).startsWith("{");
}
