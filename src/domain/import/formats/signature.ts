import { InputError } from "../../../core/errors.ts";
import type { Text } from "../../../core/text.ts";
import type { ListInput } from "../list.ts";
import { fileChunks, stampOf } from "./file-chunks.ts";

/** What a file is that holds no list, or none that can be read as it is. */
interface Foreign {
  readonly name: Text;
  readonly hint: Text;
}

const saveAsWorkbook: Text = {
  en: "open it in a spreadsheet, save it as an Excel workbook (.xlsx), and import that file",
  es: "ábralo en una hoja de cálculo, guárdelo como libro de Excel (.xlsx) e importe ese archivo",
};
const unpack: Text = {
  en: "unpack it and import the file that is inside",
  es: "descomprímalo e importe el archivo que contiene",
};
const askForTheList: Text = {
  en: "ask for the list as an Excel workbook (.xlsx) or as CSV",
  es: "pida la lista como libro de Excel (.xlsx) o en CSV",
};

const oldWorkbook: Foreign = {
  name: { en: "an old Excel workbook (.xls)", es: "un libro de Excel antiguo (.xls)" },
  hint: saveAsWorkbook,
};
const picture: Foreign = { name: { en: "a picture", es: "una imagen" }, hint: askForTheList };
const packed = (program: string): Foreign => ({
  name: { en: `a compressed file (${program})`, es: `un archivo comprimido (${program})` },
  hint: unpack,
});
/** Beginnings, as Latin-1 text. What a list could begin with by chance is not among them. */
const signatures: readonly (readonly [start: RegExp, foreign: Foreign])[] = [
  [/^%PDF-/, { name: { en: "a PDF", es: "un PDF" }, hint: askForTheList }],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8[79]a|^RIFF.{4}WEBP|^II\*\0|^MM\0\*|^.{4}ftyp(?:hei|mif|avi)/s, picture],
  [/^\x1f\x8b/, packed("gzip")],
  [/^7z\xbc\xaf\x27\x1c/, packed("7z")],
  [/^Rar!\x1a\x07/, packed("rar")],
  [/^BZh[1-9]1AY&SY/, packed("bzip2")],
  [/^\xfd7zXZ\0/, packed("xz")],
  [/^\x28\xb5\x2f\xfd/, packed("zstd")],
  [
    /^SQLite format 3\0/,
    { name: { en: "a database (SQLite)", es: "una base de datos (SQLite)" }, hint: askForTheList },
  ],
  [/^\{\\rtf/, { name: { en: "a text document (RTF)", es: "un documento de texto (RTF)" }, hint: saveAsWorkbook }],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|table|meta)\b/i,
    {
      name: { en: "a web page, whatever its name says", es: "una página web, diga lo que diga su nombre" },
      hint: saveAsWorkbook,
    },
  ],
  [/^(?:\xef\xbb\xbf)?\s*<\?xml\b/i, { name: { en: "an XML file", es: "un archivo XML" }, hint: saveAsWorkbook }],
];

function notAList(fileName: string, { name, hint }: Foreign): InputError {
  return new InputError({
    code: "import.format",
    text: {
      en: `${fileName} cannot be read as a list: it is ${name.en}.`,
      es: `${fileName} no se puede leer como lista: es ${name.es}.`,
    },
    hint,
    data: { file: fileName },
  });
}

function encrypted(fileName: string): InputError {
  return new InputError({
    code: "import.encrypted",
    text: {
      en: `${fileName} is protected by a password.`,
      es: `${fileName} está protegido con una contraseña.`,
    },
    hint: {
      en: "open it, remove the password (File > Info > Protect), save it, and import it again",
      es: "ábralo, quite la contraseña (Archivo > Información > Proteger), guárdelo e impórtelo de nuevo",
    },
    data: { file: fileName },
  });
}

const oldOffice = "\xd0\xcf\x11\xe0";
/** The stream that holds an encrypted workbook, as the file spells its name: UTF-16. */
const encryptedStream = Buffer.from("EncryptedPackage", "utf16le");

async function holds(input: ListInput, wanted: Buffer, chunkBytes?: number): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const chunk of fileChunks(input, await stampOf(input), chunkBytes)) {
    const both = Buffer.concat([before, chunk]);
    if (both.includes(wanted)) return true;
    before = both.subarray(Math.max(0, both.length - wanted.length + 1));
  }
  return false;
}

/** A zip, which a workbook is; also one with nothing in it. */
export const isZip = (start: Uint8Array): boolean =>
  start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5) && start[3] === start[2] + 1;

/**
 * Stops at what is no list, naming what it is. Zips are looked into by the reader of workbooks.
 *
 * @param start the first bytes of the file
 * @throws InputError `import.format`, `import.encrypted`
 * @see https://learn.microsoft.com/en-us/openspecs/office_file_formats/ms-offcrypto/b60c8b35-2db2-4409-8710-59d88a793f83
 */
export async function refuseOtherFormats(start: Uint8Array, input: ListInput, chunkBytes?: number): Promise<void> {
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString("latin1");
  if (text.startsWith(oldOffice)) {
    if (await holds(input, encryptedStream, chunkBytes)) throw encrypted(input.name);
    throw notAList(input.name, oldWorkbook);
  }
  const found = signatures.find(([begins]) => begins.test(text))?.[1];
  if (found) throw notAList(input.name, found);
}
