import { InputError } from "../../../core/errors.ts";
import { nothingImported } from "./places.ts";

/** What is too large to be a file of rates, packed or unpacked. */
export function tooLarge(file: string, cause?: unknown): InputError {
  return new InputError({
    code: "rates.another_kind",
    text: {
      en: `${file} is larger than any file of Meta's rates.`,
      es: `${file} es más grande que cualquier archivo de tarifas de Meta.`,
    },
    hint: {
      en: `give the rates file (CSV or XLSX) that Meta's page of prices links to: ${nothingImported.en}`,
      es: `indique el archivo de tarifas (CSV o XLSX) que enlaza la página de precios de Meta: ${nothingImported.es}`,
    },
    data: { file },
    cause,
  });
}
