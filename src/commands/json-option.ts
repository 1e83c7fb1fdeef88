import { UsageError } from "../core/errors.ts";
import type { Text } from "../core/text.ts";

const inQuotes: Text = {
  en: `Put it in single quotes, as in '{"text":"Hola"}'`,
  es: `Escríbalo entre comillas simples, como '{"text":"Hola"}'`,
};

/** Reads a JSON object from the command line; the error names the option and shows how to write it. */
export function readJsonObject(given: string, option: string, hint: Text = inQuotes): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    value = undefined;
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new UsageError({
    code: "usage.bad_value",
    text: { en: `${option} is not a JSON object.`, es: `${option} no es un objeto JSON.` },
    hint,
    data: { option },
  });
}
