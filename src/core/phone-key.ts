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
  const digits = phone.replace(/\D/g, "");
  const brazil = /^55([1-9]\d)9?([6-9]\d{7})$/.exec(digits);
  if (brazil) return `55${brazil[1]}9${brazil[2]}`;
  const mexico = /^521(\d{10})$/.exec(digits);
  if (mexico) return `52${mexico[1]}`;
  const argentina = /^549(\d{10})$/.exec(digits);
  if (argentina) return `54${argentina[1]}`;
  return digits;
}
