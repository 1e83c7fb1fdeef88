import { cleanText } from "../../../core/terminal.ts";

/** Half of a character without its other half, which no database keeps. */
const halves = /\p{Surrogate}/gu;

/** What Meta refuses in a value: line ends, tabs, more than four spaces in a row (its error 132007). */
const refused = /\s*[\t\n\v\f\r\u0085\u2028\u2029]\s*| {5,}/g;

/** Nearly every value: letters, digits and signs, single spaces between them. */
const plain = /^[\p{L}\p{N}.,:;/@()+'"!?¡¿$€%&#_-]+(?: [\p{L}\p{N}.,:;/@()+'"!?¡¿$€%&#_-]+)*$/u;

/**
 * A value with a single space where Meta would refuse a line end, a tab or many spaces, and without control characters, marks of
 * direction, and space at its ends: no word of it is lost.
 */
export function tidyValue(value: string): string {
  if (value === "" || plain.test(value)) return value;
  return cleanText(value).replace(halves, "\ufffd").replace(refused, " ").trim();
}
