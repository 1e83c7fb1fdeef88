/** Whether the bytes at the beginning are these characters, each of them one byte. */
function says(bytes: Uint8Array, words: string, from = 0): boolean {
  return Array.from(words).every((character, place) => bytes[from + place] === character.charCodeAt(0));
}

function within(bytes: Uint8Array, words: string, most: number): boolean {
  return Buffer.from(bytes.subarray(0, most)).toString("latin1").includes(words);
}

/** The parts that a file of the MP4 family may begin with: newer ones name themselves, older ones do not. */
const isMp4 = (bytes: Uint8Array): boolean =>
  ["ftyp", "moov", "mdat", "free", "skip", "wide"].some((part) => says(bytes, part, 4));

/** Eleven bits that are set: the beginning of an MPEG audio frame, with or without its tag before it. */
const isMpegAudio = (bytes: Uint8Array): boolean =>
  says(bytes, "ID3") || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);

/** How a file of each type begins. Types that are not here have no beginning of their own. */
const beginnings: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  "image/jpeg": (bytes) => says(bytes, "\u00ff\u00d8\u00ff"),
  "image/png": (bytes) => says(bytes, "\u0089PNG\r\n\u001a\n"),
  "image/webp": (bytes) => says(bytes, "RIFF") && says(bytes, "WEBP", 8),
  // Readers allow some bytes before it.
  "application/pdf": (bytes) => within(bytes, "%PDF", 1_024),
  "video/mp4": isMp4,
  "video/3gpp": isMp4,
  "audio/mp4": isMp4,
  "audio/mpeg": isMpegAudio,
  "audio/aac": (bytes) => isMpegAudio(bytes) || says(bytes, "ADIF"),
  "audio/amr": (bytes) => says(bytes, "#!AMR"),
  // Of what the container may hold WhatsApp takes OPUS only, which names itself in the first page.
  "audio/ogg": (bytes) => says(bytes, "OggS") && within(bytes, "OpusHead", 256),
};

/** False where a file is certainly not of that type, whatever its name says: Meta would find out after accepting it. */
export function couldBe(bytes: Uint8Array, mimeType: string): boolean {
  const begins = Object.hasOwn(beginnings, mimeType) ? beginnings[mimeType] : undefined;
  return begins === undefined || begins(bytes);
}

/** The type that a file seems to be by how it begins; undefined where that says nothing, or more than one thing. */
export function typeByBytes(bytes: Uint8Array): string | undefined {
  const found = ["image/jpeg", "image/png", "image/webp", "application/pdf", "audio/ogg", "audio/amr"].filter((type) =>
    couldBe(bytes, type),
  );
  return found.length === 1 ? found[0] : undefined;
}
