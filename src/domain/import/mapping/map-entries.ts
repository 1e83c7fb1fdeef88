import { UsageError } from "../../../core/errors.ts";
import { tidyCell } from "../cells/tidy.ts";
import { importFields, isImportField } from "./fields.ts";
import type { ImportField } from "./fields.ts";

/** A choice made by a person: this column holds that. */
export interface MapEntry {
  readonly field: ImportField;
  /** Of `custom` only: the name under which the contact keeps it, instead of the header. */
  readonly key?: string | undefined;
  readonly header: string;
}

/** Longer names of fields are a sentence that slipped into the header. */
const longestKey = 100;

/** The name of a field of the contact's own, made safe to show; blank when nothing is left. */
export function customKey(text: string): string {
  const key = tidyCell(text);
  // Cut between characters: half of one is none.
  return key.length <= longestKey ? key : [...key].slice(0, longestKey).join("").trim();
}

/** Reads `phone` or `custom:city`; undefined when there is no such field. */
export function readMeaning(text: string): Pick<MapEntry, "field" | "key"> | undefined {
  const trimmed = text.trim();
  if (isImportField(trimmed)) return { field: trimmed };
  const key = trimmed.startsWith("custom:") ? customKey(trimmed.slice("custom:".length)) : "";
  return key === "" ? undefined : { field: "custom", key };
}

/** What `readMeaning` reads. */
export function writeMeaning({ field, key }: Pick<MapEntry, "field" | "key">): string {
  return key === undefined ? field : `${field}:${key}`;
}

/** @throws UsageError `import.map_syntax` when an entry is not `field=Header` with a known field */
export function parseMap(entries: readonly string[]): MapEntry[] {
  return entries.map((entry) => {
    const split = entry.indexOf("=");
    const meaning = readMeaning(entry.slice(0, Math.max(split, 0)));
    const header = entry.slice(split + 1).trim();
    if (split > 0 && header !== "" && meaning !== undefined) return { ...meaning, header };
    throw new UsageError({
      code: "import.map_syntax",
      text: {
        en: `--map ${tidyCell(entry)} is not field=Header with a known field.`,
        es: `--map ${tidyCell(entry)} no tiene la forma campo=Encabezado con un campo conocido.`,
      },
      hint: {
        en: `for example --map phone=Celular or --map custom:city=Ciudad; fields: ${importFields.join(", ")}`,
        es: `por ejemplo --map phone=Celular o --map custom:city=Ciudad; campos: ${importFields.join(", ")}`,
      },
      data: { option: "--map" },
    });
  });
}
