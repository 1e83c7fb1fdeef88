const plainInteger = /^(?:0|-?[1-9]\d{0,14})$/;
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Beyond this a spreadsheet has put zeros in the place of digits, and a number of JSON may have lost some. */
const exactLimit = 1e15;

/** A number far from 1 as `toString` writes it (`1e-7`), without its exponent. */
function withoutExponent(text: string): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text);
  if (!match) return text;
  return `${match[1]}0.${"0".repeat(Number(match[4]) - 1)}${match[2]}${match[3] ?? ""}`;
}

/**
 * A number as it is stored, in digits as a person would write it: `3.4600000012E10` → `34600000012`, `34600000012.0` →
 * `34600000012`, and what a calculation with binary fractions left (`0.30000000000000004`) at the fifteen digits that
 * spreadsheets show. What has more digits than that before its point, or is no number, stays as it is written: a phone
 * number among them has lost its end, and must be seen to have.
 */
export function plainNumber(stored: string): string {
  if (plainInteger.test(stored)) return stored;
  const value = decimal.test(stored) ? Number(stored) : Number.NaN;
  if (!(Math.abs(value) < exactLimit)) return stored;
  if (Number.isInteger(value)) return String(value + 0);
  return withoutExponent(String(Number(value.toPrecision(15))));
}
