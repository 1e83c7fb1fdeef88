import { InputError } from "../../core/errors.ts";
import type { Text } from "../../core/text.ts";

/** How other kinds of file begin, and what people call them. */
const signatures: readonly { readonly start: readonly number[]; readonly name: Text }[] = [
  {
    start: [0x50, 0x4b, 0x03, 0x04],
    name: { en: "an Excel workbook or another zipped file", es: "un libro de Excel u otro archivo comprimido" },
  },
  {
    start: [0xd0, 0xcf, 0x11, 0xe0],
    name: { en: "an old Excel workbook (.xls)", es: "un libro de Excel antiguo (.xls)" },
  },
  { start: [0x25, 0x50, 0x44, 0x46], name: { en: "a PDF", es: "un PDF" } },
  { start: [0x1f, 0x8b], name: { en: "a compressed file (gzip)", es: "un archivo comprimido (gzip)" } },
  { start: [0x89, 0x50, 0x4e, 0x47], name: { en: "a picture (PNG)", es: "una imagen (PNG)" } },
  { start: [0xff, 0xd8, 0xff], name: { en: "a picture (JPEG)", es: "una imagen (JPEG)" } },
];

/** @throws InputError `import.empty` or `import.format`, naming what the file is instead of CSV */
export function refuseOtherFormats(bytes: Uint8Array, fileName: string): void {
  if (bytes.length === 0) throw emptyFile(fileName);
  const found = signatures.find(({ start }) => start.every((byte, place) => bytes[place] === byte));
  if (!found) return;
  throw new InputError({
    code: "import.format",
    text: {
      en: `${fileName} is not CSV: it is ${found.name.en}.`,
      es: `${fileName} no es CSV: es ${found.name.es}.`,
    },
    hint: {
      en: "open it, save the list as CSV UTF-8, and import that file",
      es: "ábralo, guarde la lista como CSV UTF-8 e importe ese archivo",
    },
    data: { file: fileName },
  });
}

export function emptyFile(fileName: string): InputError {
  return new InputError({
    code: "import.empty",
    text: { en: `${fileName} is empty.`, es: `${fileName} está vacío.` },
    hint: {
      en: "export the list again: the first row holds the column names, one of them the phone",
      es: "exporte de nuevo la lista: la primera fila lleva los nombres de las columnas, entre ellas la del teléfono",
    },
    data: { file: fileName },
  });
}
