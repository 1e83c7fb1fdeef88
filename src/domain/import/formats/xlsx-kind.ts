import { cleanLine } from "../../../core/terminal.ts";
import type { Text } from "../../../core/text.ts";
import type { ZipEntry } from "./xlsx-zip.ts";

/** What a zip is when it is no workbook, and what its owner can do. */
export interface OtherZip {
  readonly is: Text;
  readonly hint: Text;
}

const saveAsWorkbook: Text = {
  en: "open it, save the list as an Excel workbook (.xlsx) or as CSV UTF-8, and import that file",
  es: "ábralo, guarde la lista como libro de Excel (.xlsx) o como CSV UTF-8 e importe ese archivo",
};

const kinds: readonly { readonly has: RegExp; readonly is: Text; readonly hint?: Text }[] = [
  {
    has: /^xl\/workbook\.bin$/i,
    is: { en: "a binary Excel workbook (.xlsb)", es: "un libro binario de Excel (.xlsb)" },
  },
  {
    has: /^word\//i,
    is: { en: "a Word document", es: "un documento de Word" },
    hint: {
      en: "copy its table into a spreadsheet, save it as .xlsx, and import that file",
      es: "copie su tabla en una hoja de cálculo, guárdela como .xlsx e importe ese archivo",
    },
  },
  { has: /^ppt\//i, is: { en: "a PowerPoint presentation", es: "una presentación de PowerPoint" } },
  { has: /^Index\/.*\.iwa$|^Index\.zip$/i, is: { en: "an Apple Numbers file", es: "un archivo de Numbers de Apple" } },
  {
    has: /^content\.xml$/,
    is: { en: "an OpenDocument file (.ods)", es: "un archivo OpenDocument (.ods)" },
  },
];

/** Names the files in a zip that could be a list: a Google download has them a folder or two down. */
function listsIn(names: readonly string[]): string | undefined {
  const lists = names.filter((name) => /\.(?:csv|tsv|xlsx|vcf|json|ndjson|jsonl)$/i.test(name));
  if (lists.length === 0) return undefined;
  const shown = lists.slice(0, 3).map((name) => cleanLine(name).slice(0, 100));
  return `${shown.join(", ")}${lists.length > shown.length ? ", …" : ""}`;
}

/** Tells what somebody gave for a workbook, by the names of the files in it. */
export function kindOfZip(entries: ReadonlyMap<string, ZipEntry>): OtherZip {
  const names = [...entries.keys()];
  for (const { has, is, hint } of kinds) {
    if (names.some((name) => has.test(name))) return { is, hint: hint ?? saveAsWorkbook };
  }
  const lists = listsIn(names);
  return {
    is: { en: "a compressed folder (zip)", es: "una carpeta comprimida (zip)" },
    hint:
      lists === undefined
        ? { en: "unpack it and import the list in it", es: "descomprímala e importe la lista que contiene" }
        : {
            en: `unpack it and import what is in it: ${lists}`,
            es: `descomprímala e importe lo que contiene: ${lists}`,
          },
  };
}
