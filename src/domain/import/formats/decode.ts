export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Bytes in pieces become text in pieces; a character that is split between two of them comes with the second. */
export interface Decoder {
  /** @throws TypeError for bytes that this encoding cannot have */
  write(bytes: Uint8Array): string;
  /** @throws TypeError when the last character is not whole */
  end(): string;
}

/** How many bytes tell whether a file without a mark is UTF-16. */
export const encodingSampleBytes = 4096;

// What Windows-1252 puts where Latin-1 has control characters (0x80 to 0x9f). Written out because TextDecoder("windows-1252")
// of several Node versions decodes Latin-1 instead, and would turn a € into nothing.
const windowsOnly = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

function decodeWindows(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return latin.replace(/[\u0080-\u009f]/g, (control) => windowsOnly[control.charCodeAt(0) - 0x80] ?? control);
}

/** Windows-1252 stands for Latin-1 too: where both have letters, they have the same ones. */
export function decoderFor(encoding: Encoding): Decoder {
  if (encoding === "windows-1252") return { write: decodeWindows, end: () => "" };
  const decoder = new TextDecoder(encoding, { fatal: true });
  return {
    write: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  };
}

/** UTF-16 by its mark or, without one, by zeros in every other byte, as Western text has them. */
export function utf16Of(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  const sample = start.subarray(0, encodingSampleBytes);
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

export const hasUtf8Mark = (start: Uint8Array): boolean => start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
