/** The same as {@link matchKey} for what is known to be digits with a country code. */
export function matchKeyOfDigits(digits: string): string {
  // 5 is what the codes of all three countries begin with: nearly every number of the world leaves here.
  if (digits.charCodeAt(0) !== 53) return digits;
  const { length } = digits;
  if (digits.startsWith("55")) {
    const oldMobile = length === 12 && digits.charAt(2) !== "0" && digits.charAt(4) >= "6";
    return oldMobile ? `${digits.slice(0, 4)}9${digits.slice(4)}` : digits;
  }
  if (length !== 13) return digits;
  if (digits.startsWith("521")) return `52${digits.slice(3)}`;
  if (digits.startsWith("549")) return `54${digits.slice(3)}`;
  return digits;
}

// Called for every row and every webhook, nearly always with `+` and digits: only the rest is worth a pattern.
function digitsOf(phone: string): string {
  const from = phone.charCodeAt(0) === 43 ? 1 : 0;
  for (let index = from; index < phone.length; index += 1) {
    const code = phone.charCodeAt(index);
    if (code < 48 || code > 57) return phone.replace(/\D+/g, "");
  }
  return phone.slice(from);
}

/**
 * A key that is equal for two spellings of one line, and for nothing else: Meta's `wa_id` often differs from the number
 * that people write, in three countries. Takes E.164 or a `wa_id` (with or without `+`) and answers digits.
 *
 * - Brazil: mobiles got a ninth digit, and many a `wa_id` lacks it. An eight-digit number that starts with 6 to 9 was
 *   always a mobile, so `+55 11 8765 4321` and `+55 11 98765 4321` are one line; landlines (2 to 5) are left alone.
 * - Mexico: until 2019 mobiles were dialled with a 1 after the 52, and old `wa_id`s keep it.
 * - Argentina: mobiles carry a 9 after the 54 from abroad, and not at home.
 *
 * The key is for finding, never for sending: the number itself is not rewritten.
 */
export function matchKey(phone: string): string {
  return matchKeyOfDigits(digitsOf(phone));
}

/**
 * The match key as a number, which a database finds and keeps more cheaply: whole, and exact in a double, because E.164 has
 * at most fifteen digits. 0 for what is no telephone number (no digits, or more than fifteen of them): nobody's line, so
 * nothing is to be looked up by it.
 */
export function lineOf(phone: string): number {
  const key = matchKey(phone);
  return key.length > 15 ? 0 : Number(key);
}
