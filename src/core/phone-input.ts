import type { PhoneRefusal } from "./phone-refusals.ts";

/** A telephone text reduced to what counts: its ASCII digits, and whether it said that they start with a country code. */
export type CleanPhone =
  | { readonly ok: true; readonly digits: string; readonly international: boolean }
  | { readonly ok: false; readonly code: PhoneRefusal };

/** Longer than any way of writing one number: the cell holds something else. */
const longestText = 120;

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
  return text.replace(/\p{Nd}/gu, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    const zero = zeros.find((start) => point >= start && point < start + 10);
    return zero === undefined ? digit : String(point - zero);
  });
}

function tidy(text: string): string {
  const plain = asciiDigits(text)
    .replace(invisible, "")
    .replace(/\s+/g, " ")
    .replaceAll("＋", "+")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .trim();
  // Spreadsheets keep a number from being read as one with a leading apostrophe, or as ="600…".
  return plain
    .replace(/^="(.*)"$/, "$1")
    .replace(/^['’`]+/, "")
    .trim();
}

function looksLikeSeveral(text: string): boolean {
  const parts = text.split(separators).filter((part) => part.replace(/\D/g, "").length >= 7);
  return parts.length > 1 || /\d\D*\+\s*\d/.test(text);
}

/** Takes a telephone number out of the wrappings of other systems, of spreadsheets and of other scripts. */
export function cleanPhone(input: string): CleanPhone {
  if (input.length > longestText) return { ok: false, code: "phone.not_a_phone" };
  let text = tidy(input);
  if (text === "") return { ok: false, code: "phone.empty" };
  if (scientific.test(text)) return { ok: false, code: "phone.scientific" };

  let international = false;
  text = text.replace(/^(?:whatsapp|tel)\s*:\s*/i, "");
  const address = /^\+?(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i.exec(text);
  const link = /^(?:https?:\/\/)?(?:wa\.me|api\.whatsapp\.com\/send\/?\?phone=)\/?(?:\+|%2b)?(\d+)$/i.exec(text);
  const wrapped = address?.[1] ?? link?.[1];
  if (wrapped !== undefined) {
    text = wrapped;
    international = true;
  }
  if (looksLikeSeveral(text)) return { ok: false, code: "phone.several" };
  if (extension.test(text)) return { ok: false, code: "phone.extension" };

  // A column of numbers read as decimals: 34600000012.0
  text = text.replace(/^(\+?\d{7,})[.,]0$/, "$1");
  if (!/^\(?\+?[\d\s().,/·-]*$/.test(text)) return { ok: false, code: "phone.not_a_phone" };
  const digits = text.replace(/\D/g, "");
  if (digits === "") return { ok: false, code: "phone.not_a_phone" };
  return { ok: true, digits, international: international || text.includes("+") };
}
