import { endsInZeros, refusePhone, type RefusedPhone } from "./phone-refusals.ts";
import { unwrapPhone } from "./phone-wrappings.ts";

/** A telephone text reduced to what counts: its ASCII digits, and whether it said that they start with a country code. */
export interface CleanPhone {
  readonly ok: true;
  readonly digits: string;
  readonly international: boolean;
}

/** Longer than any way of writing one number: the cell holds something else. */
const longestText = 150;

/** The first digit of the scripts whose digits turn up in contact lists: Arabic, Persian, Indian, Thai, full width. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10];

// Marks that show nothing and come along when a number is copied from a phone or a page.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Variation_Selector}/gu;
const scientific = /^[+-]?\d+(?:[.,]\d+)?\s*[eE]\s*[+-]?\s*\d+$/;
const extension =
  /(?:\bext(?:ensi[oó]n)?\b\.?|\bint(?:erno)?\b\.?|\banexo\b|\bramal\b|\bposte\b|[x#]|;ext=)\s*:?\s*\d{1,7}$/i;
const separators = /[;,/|\n]|:::|\s(?:o|y|e|ou|or|and)\s/i;

function asciiDigits(text: string): string {
  if (!/[^\u0000-\u007f]/.test(text)) return text;
  return text
    .replace(/\p{Nd}/gu, (digit) => {
      const point = digit.codePointAt(0) ?? 0;
      const zero = zeros.find((start) => point >= start && point < start + 10);
      return zero === undefined ? digit : String(point - zero);
    })
    .replaceAll("٫", ".");
}

function tidy(text: string): string {
  const plain = asciiDigits(text)
    .replace(invisible, "")
    // Line breaks stay: they part two numbers in one cell.
    .replace(/[^\S\n]+/g, " ")
    .replaceAll("＋", "+")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  // Spreadsheets keep a number from being read as one with a leading apostrophe, or as ="600…".
  return plain
    .replace(/^="(.*)"$/, "$1")
    .replace(/^['’`]+/, "")
    .trim()
    .replace(/^(\(?)\+(?: ?\+)+/, "$1+");
}

function looksLikeSeveral(text: string): boolean {
  const parts = text.split(separators).filter((part) => part.replace(/\D/g, "").length >= 7);
  return parts.length > 1 || /\d\D*\+\s*\d/.test(text);
}

/**
 * Whether bare digits are what is left of a number that a spreadsheet showed as 5.21555E+12, saved, and read again. From
 * twelve digits on it shows six of them at most; in a narrow column it does so with eleven, and shows three. Such a number may
 * also be somebody's, so that a + in front, which no spreadsheet puts there, is believed.
 */
function cutShort(digits: string): boolean {
  if (digits.length < 11 || !digits.endsWith("000000") || digits.startsWith("0")) return false;
  const left = digits.replace(/0+$/, "").length;
  return left <= (digits.length === 11 ? 3 : 6);
}

/**
 * The digits of a text that holds nothing but them, spaces, brackets, hyphens and points, with at most a + in front: nearly
 * every cell. Empty for any other text.
 */
function plainDigits(text: string): string {
  let digits = "";
  let start = -1;
  let points = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 48 && code <= 57) {
      if (start < 0) start = index;
      continue;
    }
    if (start >= 0) digits += text.slice(start, index);
    start = -1;
    // Space, non-breaking and narrow space, brackets, hyphen; a point, which may be a decimal one; + at the start or inside
    // a first bracket.
    if (code === 32 || code === 0xa0 || code === 0x202f || code === 40 || code === 41 || code === 45) continue;
    if (code === 46) points = true;
    else if (code !== 43 || (index !== 0 && (index !== 1 || text.charCodeAt(0) !== 40))) return "";
  }
  if (points && text.trimEnd().endsWith("0")) return "";
  return start >= 0 ? digits + text.slice(start) : digits;
}

/** Takes a telephone number out of the wrappings of other systems, of spreadsheets and of other scripts. */
export function cleanPhone(input: string): CleanPhone | RefusedPhone {
  if (input.length > longestText) return refusePhone("phone.not_a_phone");
  const plain = plainDigits(input);
  if (plain === "") return cleanAnyPhone(input);
  const international = input.charCodeAt(0) === 43 || input.charCodeAt(1) === 43;
  if (!international && cutShort(plain) && plain === input.trim()) return refusePhone("phone.scientific", endsInZeros);
  return { ok: true, digits: plain, international };
}

/** The same for every text, plain or not. */
export function cleanAnyPhone(input: string): CleanPhone | RefusedPhone {
  const tidied = tidy(input);
  if (tidied === "") return refusePhone("phone.empty");
  if (scientific.test(tidied)) return refusePhone("phone.scientific");
  const inside = unwrapPhone(tidied);
  if ("refused" in inside) return refusePhone(inside.refused);
  let { text } = inside;
  if (looksLikeSeveral(text)) return refusePhone("phone.several");
  if (extension.test(text)) return refusePhone("phone.extension");

  // A column of numbers read as decimals: 34600000012.0
  text = text.replace(/^(\+?\d{7,})[.,]0+$/, "$1");
  if (!/^\(?\+?[\d\s().,/·-]*$/.test(text)) return refusePhone("phone.not_a_phone");
  const digits = text.replace(/\D/g, "");
  if (digits === "") return refusePhone("phone.not_a_phone");
  const international = inside.international || text.includes("+");
  if (!international && cutShort(digits) && digits === text) return refusePhone("phone.scientific", endsInZeros);
  return { ok: true, digits, international };
}
