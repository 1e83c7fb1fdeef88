import { UsageError } from "../../core/errors.ts";

/** An id of a file, as uploads and webhooks give it: digits. UsageError for anything else, before a byte leaves. */
export function readMediaId(given: string): string {
  const id = given.trim();
  if (/^\d{1,40}$/.test(id)) return id;
  throw new UsageError({
    code: "usage.bad_value",
    text: {
      en: `"${given}" is no id of a file: those have digits only.`,
      es: `"${given}" no es el id de un archivo: solo llevan cifras.`,
    },
    hint: {
      en: "For example: recado media get 1037543291543636. An upload prints its id: recado media upload <file>",
      es: "Por ejemplo: recado media get 1037543291543636. Al subir un archivo se muestra su id: recado media upload <archivo>",
    },
    data: { argument: "id" },
  });
}
