import type { Context } from "../cli/context.ts";
import { UsageError } from "../core/errors.ts";
import { parsePhone, type ParsedPhone } from "../core/phone.ts";
import { maskPhone } from "../core/redact.ts";

/** A number of the command line, read with the profile's country; UsageError names the option. */
async function parsePhoneOption(given: string, option: string, context: Context): Promise<ParsedPhone> {
  const { country } = await context.settings();
  const parsed = parsePhone(given, { country });
  if (parsed.ok) return parsed;
  const shown = maskPhone(given);
  throw new UsageError({
    code: parsed.code,
    text: {
      en: `${option} "${shown}": ${parsed.text.en}`,
      es: `${option} "${shown}": ${parsed.text.es}`,
    },
    hint: { en: "Write it as +<country code><number>.", es: "Escríbalo así: +<código de país><número>." },
    data: { option },
  });
}

export async function readPhone(given: string, option: string, context: Context): Promise<string> {
  return (await parsePhoneOption(given, option, context)).e164;
}
