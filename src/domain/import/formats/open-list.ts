import { InputError } from "../../../core/errors.ts";
import type { Text } from "../../../core/text.ts";
import type { ListFile, ListFormat, ListInput, OpenListOptions } from "../list.ts";
import { formatOfBytes, formatOfName, formatSampleBytes, mayBe } from "./detect.ts";
import { readStart } from "./file-chunks.ts";
import { emptyFile } from "./limits.ts";
import { refuseOtherFormats } from "./signature.ts";

type Open = (input: ListInput, options: OpenListOptions) => Promise<ListFile>;

/** Each reader is loaded when a file needs it: some bring a library with them. */
const readers: Readonly<Record<ListFormat, () => Promise<Open>>> = {
  csv: async () => (await import("./csv.ts")).openCsv,
  xlsx: async () => (await import("./workbook.ts")).openWorkbook,
  vcard: async () => (await import("./vcard.ts")).openVcards,
  json: async () => (await import("./json.ts")).openJson,
  ndjson: async () => (await import("./ndjson.ts")).openNdjson,
};

const names: Readonly<Record<ListFormat, Text>> = {
  csv: { en: "CSV", es: "CSV" },
  xlsx: { en: "an Excel workbook (.xlsx)", es: "un libro de Excel (.xlsx)" },
  vcard: { en: "a vCard file", es: "un archivo vCard" },
  json: { en: "JSON", es: "JSON" },
  ndjson: { en: "NDJSON", es: "NDJSON" },
};

function otherFormat(fileName: string, wanted: ListFormat, found: ListFormat | undefined): InputError {
  const is = found === undefined ? { en: "CSV or other text", es: "CSV u otro texto" } : names[found];
  return new InputError({
    code: "import.format",
    text: {
      en: `${fileName} is not ${names[wanted].en}: it is ${is.en}.`,
      es: `${fileName} no es ${names[wanted].es}: es ${is.es}.`,
    },
    hint: {
      en: "leave --format out: the format is told by the file itself",
      es: "no indique --format: el formato se reconoce por el propio archivo",
    },
    data: { file: fileName, format: wanted, found: found ?? null },
  });
}

/**
 * Opens a list of whatever format: told by what is in the file, then by its name; otherwise it is CSV.
 *
 * @throws InputError `input.unreadable`, `import.empty`, `import.encrypted`, `import.format` (naming what the file is), and what
 *   the reader of its format throws
 */
export async function openList(input: ListInput, options: OpenListOptions): Promise<ListFile> {
  const start = await readStart(input, formatSampleBytes);
  if (start.length === 0) throw emptyFile(input.name);
  await refuseOtherFormats(start, input);
  const found = formatOfBytes(start, input.name);
  if (options.format !== undefined && !mayBe(options.format, start, input.name)) {
    throw otherFormat(input.name, options.format, found);
  }
  const open = await readers[options.format ?? found ?? formatOfName(input.name)]();
  return open(input, options);
}
