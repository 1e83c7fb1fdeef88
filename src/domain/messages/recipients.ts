import { InputError } from "../../core/errors.ts";
import { parsePhone, type CountryCode } from "../../core/phone.ts";
import { maskPhone } from "../../core/redact.ts";
import { joinTexts } from "../../core/text.ts";
import type { WirePersonMessage } from "../../graph/wire/messages.ts";

export interface Recipient {
  /** As it was typed. */
  readonly given: string;
  /** E.164 */
  readonly phone: string;
  /** Equal for two spellings of one line. */
  readonly line: number;
  readonly country: CountryCode;
  /** What this person gets, where it is not the same for all. */
  readonly content?: WirePersonMessage | undefined;
}

/**
 * Reads the numbers of a send, each person once (two spellings of one line are one person), in the order given.
 * Throws one InputError that names every number that cannot be read.
 */
export function readRecipients(given: readonly string[], country: CountryCode | undefined): readonly Recipient[] {
  const found = new Map<number, Recipient>();
  const wrong: { place: number; text: { en: string; es: string }; code: string }[] = [];
  for (const [place, text] of given.entries()) {
    const parsed = parsePhone(text, { country });
    if (parsed.ok) {
      const { e164: phone, line } = parsed;
      if (!found.has(line)) found.set(line, { given: text, phone, line, country: parsed.country });
      continue;
    }
    const shown = maskPhone(text);
    wrong.push({
      place,
      code: parsed.code,
      text: { en: `--to "${shown}": ${parsed.text.en}`, es: `--to "${shown}": ${parsed.text.es}` },
    });
  }
  if (wrong.length === 0) return [...found.values()];
  throw new InputError({
    code: wrong[0]?.code ?? "phone.invalid",
    text: joinTexts(
      wrong.map(({ text }) => text),
      "\n",
    ),
    hint: {
      en: "Write each as +<country code><number>. Nothing was sent.",
      es: "Escriba cada uno así: +<código de país><número>. No se envió nada.",
    },
    data: { wrong: wrong.map(({ place, code }) => ({ place, code })) },
  });
}
