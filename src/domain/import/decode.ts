import { InputError } from "../../core/errors.ts";
import { refuseOtherFormats } from "./signature.ts";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export interface Decoded {
  readonly text: string;
  readonly encoding: Encoding;
}

/** How many bytes tell whether a file without a mark is UTF-16. */
const sampleSize = 4096;

// What Windows-1252 puts where Latin-1 has control characters (0x80 to 0x9f). Written out because TextDecoder("windows-1252")
// of several Node versions decodes Latin-1 instead, and would turn a € into nothing.
const windowsOnly = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeWindows(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin.replace(/[\u0080-\u009f]/g, (control) => windowsOnly[control.charCodeAt(0) - 0x80] ?? control);
}

function decodeExactly(bytes: Uint8Array, encoding: "utf-8" | "utf-16le" | "utf-16be"): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** UTF-16 by its mark or, without one, by zeros in every other byte, as Western text has them. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const sample = bytes.subarray(0, sampleSize);
  if (sample.length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (const [place, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (place % 2 === 0) even++;
    else odd++;
  }
  const half = sample.length / 2;
  if (odd > half * 0.5 && even < half * 0.05) return "utf-16le";
  if (even > half * 0.5 && odd < half * 0.05) return "utf-16be";
  return undefined;
}

function notText(fileName: string): InputError {
  return new InputError({
    code: "import.binary",
    text: {
      en: `${fileName} is not a text file: there are zero bytes in it.`,
      es: `${fileName} no es un archivo de texto: contiene bytes nulos.`,
    },
    hint: {
      en: "open the list in a spreadsheet and save it as CSV UTF-8",
      es: "abra la lista en una hoja de cálculo y guárdela como CSV UTF-8",
    },
    data: { file: fileName },
  });
}

/**
 * The text of a CSV file as spreadsheets write it: UTF-8 (with or without a mark), UTF-16, and otherwise Windows-1252,
 * of which every byte means something.
 *
 * @throws InputError `import.empty`, `import.format` (a workbook, a PDF…), `import.binary`, `import.encoding`
 */
export function decodeText(bytes: Uint8Array, fileName: string): Decoded {
  refuseOtherFormats(bytes, fileName);
  const utf16 = utf16Of(bytes);
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const exact = decodeExactly(bytes, utf16 ?? "utf-8");
  if (exact === undefined && (utf16 !== undefined || marked)) {
    throw new InputError({
      code: "import.encoding",
      text: {
        en: `${fileName} says that it is ${utf16 ?? "utf-8"}, and is damaged.`,
        es: `${fileName} dice que es ${utf16 ?? "utf-8"} y está dañado.`,
      },
      hint: { en: "save it again as CSV UTF-8", es: "guárdelo de nuevo como CSV UTF-8" },
      data: { file: fileName },
    });
  }
  const text = exact ?? decodeWindows(bytes);
  if (text.includes("\u0000")) throw notText(fileName);
  return { text, encoding: exact === undefined ? "windows-1252" : (utf16 ?? "utf-8") };
}
