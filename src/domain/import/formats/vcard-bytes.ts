import { isUtf8 } from "node:buffer";
import { TextDecoder } from "node:util";
import { decoderFor } from "./decode.ts";

// Cards are read as bytes, a character each: every line may have a character set of its own (2.1), and lines are folded in the
// middle of characters. Only values that are kept are decoded, here.

const windows1252 = decoderFor("windows-1252");
const windowsNames = /^(?:windows-?1252|cp-?1252|iso[-_]?8859-?1|latin-?1)$/i;
/** Names that say no more than none: what calls itself ASCII and is not, is anything. */
const plainNames = /^(?:|utf-?8|(?:us-)?ascii|ansi)$/i;

const notAscii = /[\u0080-\u00ff]/;

export interface DecodedValue {
  readonly text: string;
  /** Whether it was read as Windows-1252 though nothing said so. */
  readonly fellBack: boolean;
}

const decoders = new Map<string, TextDecoder | undefined>();

function decoderOf(charset: string): TextDecoder | undefined {
  const name = charset.toLowerCase();
  if (!decoders.has(name)) {
    let decoder: TextDecoder | undefined;
    try {
      decoder = new TextDecoder(name);
    } catch (error) {
      // A character set that nobody knows is as good as none.
      if (!(error instanceof RangeError)) throw error;
    }
    if (decoders.size < 100) decoders.set(name, decoder);
    return decoder;
  }
  return decoders.get(name);
}

/** The same text without the piece of the file that it was cut from: the engine would keep all of that in memory with it. */
function ownCopy(text: string): string {
  // Shorter ones are never kept as a view of a longer text.
  return text.length < 13 ? text : ` ${text}`.slice(1);
}

/**
 * The text of bytes, each a character: in the character set that the line names, otherwise UTF-8 where it is well formed, and
 * Windows-1252 where it is not.
 */
export function decodeBytes(bytes: string, charset: string | undefined): DecodedValue {
  const windows = charset !== undefined && windowsNames.test(charset);
  if (charset !== undefined && !windows && !plainNames.test(charset)) {
    const decoder = decoderOf(charset);
    if (decoder) return { text: decoder.decode(Buffer.from(bytes, "latin1")), fellBack: false };
  }
  if (!notAscii.test(bytes)) return { text: ownCopy(bytes), fellBack: false };
  const raw = Buffer.from(bytes, "latin1");
  if (windows) return { text: windows1252.write(raw), fellBack: false };
  if (isUtf8(raw)) return { text: raw.toString("utf8"), fellBack: false };
  return { text: windows1252.write(raw), fellBack: true };
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/**
 * Quoted-printable bytes. Soft line breaks are gone already; what is no code (`=` without two digits) stays as it is written.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7
 */
export function decodeQuotedPrintable(text: string): string {
  if (!text.includes("=")) return text;
  let out = "";
  let from = 0;
  for (let equals = text.indexOf("="); equals !== -1; equals = text.indexOf("=", equals + 1)) {
    const high = hexDigit(text.charCodeAt(equals + 1));
    const low = hexDigit(text.charCodeAt(equals + 2));
    if (high === -1 || low === -1) continue;
    out += text.slice(from, equals) + String.fromCharCode(high * 16 + low);
    from = equals + 3;
    equals += 2;
  }
  return out + text.slice(from);
}
