import { UsageError } from "../../core/errors.ts";

/** Reads JSON from the command line; the error names the option. */
export function readJsonObject(given: string, option: string): Record<string, unknown> {
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
    hint: {
      en: `Put it in single quotes, as in '{"text":"Hola"}'`,
      es: `Escríbalo entre comillas simples, como '{"text":"Hola"}'`,
    },
    data: { option },
  });
}
