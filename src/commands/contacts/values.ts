import { UsageError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";
import { readPurposes } from "../../domain/import/cells/purposes.ts";
import { tidyCell } from "../../domain/import/cells/tidy.ts";
import { purposes, type Purpose } from "../../storage/rows.ts";

const longestLabel = 64;
const longestName = 64;
const longestValue = 2_000;

/** @param expected what it should have been, without a full stop */
export function badValue(option: string, value: string, expected: Text, hint?: Text): UsageError {
  return new UsageError({
    code: "usage.bad_value",
    text: { en: `${option} "${value}" is not ${expected.en}.`, es: `${option} "${value}" no es ${expected.es}.` },
    hint,
    data: { option, value },
  });
}

/** Purposes as people name them, in three languages: `marketing,utility`, `publicidad`. */
export function readPurposeOption(option: string, given: readonly string[]): readonly Purpose[] {
  const found = new Set<Purpose>();
  for (const text of given) {
    const read = readPurposes(text);
    if (read === undefined || read.length === 0) {
      throw badValue(
        option,
        text,
        { en: `among ${purposes.join(", ")}`, es: `uno de estos valores: ${purposes.join(", ")}` },
        { en: `For example: ${option} marketing,utility`, es: `Por ejemplo: ${option} publicidad,avisos` },
      );
    }
    for (const purpose of read) found.add(purpose);
  }
  return purposes.filter((purpose) => found.has(purpose));
}

/** `city=Lima` in its two parts. */
export function readAssignment(option: string, text: string): readonly [name: string, value: string] {
  const at = text.indexOf("=");
  const name = tidyCell(at < 0 ? "" : text.slice(0, at));
  const value = tidyCell(text.slice(at + 1));
  if (name !== "" && name.length <= longestName && value.length <= longestValue) return [name, value];
  throw badValue(
    option,
    text,
    { en: "a name and its value", es: "un nombre y su valor" },
    { en: `For example: ${option} city=Lima`, es: `Por ejemplo: ${option} ciudad=Lima` },
  );
}

/** A label as it is kept: one line, at most 64 characters, nothing that separates labels in a file. */
export function readLabel(option: string, text: string): string {
  const label = tidyCell(text);
  const length = Array.from(label).length;
  if (length > 0 && length <= longestLabel && !label.includes('"') && !label.includes(":::")) return label;
  throw badValue(option, text, {
    en: 'a label: 1 to 64 characters, without quotation marks and without ":::"',
    es: 'una etiqueta: de 1 a 64 caracteres, sin comillas y sin ":::"',
  });
}
