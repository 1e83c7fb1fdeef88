import { parseMicros, type Micros } from "../../../core/money.ts";

/** Which sign stands before the decimals. */
export type DecimalSign = "." | ",";

/** What a cell of figures says: a number as it is written, nothing, or something that is no number. */
export type NumberText = { readonly digits: string } | "absent" | "negative" | "wrong";

/** Signs and names of money, before or after an amount. */
const money = /^(?:[A-Z]{3}|[A-Z]{0,2}\$[A-Z]{0,2}|€|£|₹|Rp\.?|S\/\.?|RM)$/;

const dash = /^[-–—]+$/;

/** Meta's words for "there is none" are `n/a`, `--` and nothing at all. */
export function isAbsent(cell: string): boolean {
  const text = cell.trim();
  return text === "" || /^n\.?\/?a\.?$/i.test(text) || dash.test(text);
}

/** A cell without the sign of its currency and without spaces between groups of digits. */
export function numberText(cell: string): NumberText {
  if (isAbsent(cell)) return "absent";
  const match = /^([^\d.,()-]*)\s*([-−(]?)\s*([^\d.,()-]*)\s*(\d[\d.,\s'’]*)(\)?)\s*([^\d]*)$/u.exec(cell.trim());
  if (match === null) return "wrong";
  const [, one = "", minus = "", two = "", digits = "", , after = ""] = match;
  if ([one, two, after].some((sign) => sign.trim() !== "" && !money.test(sign.trim()))) return "wrong";
  if (minus !== "") return "negative";
  return { digits: digits.replace(/[\s'’]/g, "") };
}

/** What the writing of one number shows of its decimal sign: `,` in `0,0707`, `.` in `1,234.5`; `either` for `1,234`. */
export function signShown(digits: string): DecimalSign | "either" | "none" | "wrong" {
  const signs = digits.replace(/\d/g, "");
  if (signs === "") return "none";
  const last = signs.at(-1) === "," ? "," : ".";
  const other = last === "," ? "." : ",";
  const grouped = (sign: string): RegExp => new RegExp(String.raw`^[1-9]\d{0,2}(?:[${sign}]\d{3})+$`);
  if (signs.includes(other)) {
    const [whole = "", ...rest] = digits.split(last);
    return rest.length === 1 && grouped(other).test(whole) ? last : "wrong";
  }
  if (signs.length > 1) return grouped(last).test(digits) ? other : "wrong";
  if (grouped(last).test(digits)) return "either";
  return /^\d+[.,]\d+$/.test(digits) ? last : "wrong";
}

/** A number by the decimal sign of its file; undefined when it is none, or has more than six decimals. */
export function amountOf(digits: string, sign: DecimalSign): Micros | undefined {
  const shown = signShown(digits);
  if (shown === "wrong" || (shown !== "either" && shown !== "none" && shown !== sign)) return undefined;
  const plain = digits.replaceAll(sign === "." ? "," : ".", "").replace(",", ".");
  return parseMicros(plain);
}

/** A count of messages with its thousands separated in whatever way; undefined when it is none. */
export function countOf(cell: string): number | undefined {
  const text = cell.trim().replace(/\s/g, "");
  if (!/^(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:['’]\d{3})+)$/.test(text)) return undefined;
  const count = Number(text.replace(/\D/g, ""));
  return Number.isSafeInteger(count) ? count : undefined;
}

/** A discount in whole percent: `-5%`, and `-0.05` as a workbook keeps it; 0 where there is none, undefined for what is no such thing. */
export function percentOf(cell: string): number | undefined {
  if (isAbsent(cell)) return 0;
  const match = /^[-−+]?(\d{1,3}(?:[.,]\d+)?)\s*(%?)$/.exec(cell.trim());
  if (match === null) return undefined;
  const value = Number((match[1] ?? "").replace(",", "."));
  const percent = match[2] === "%" || value >= 1 ? value : Math.round(value * 10_000) / 100;
  return Number.isInteger(percent) && percent <= 100 ? percent : undefined;
}
