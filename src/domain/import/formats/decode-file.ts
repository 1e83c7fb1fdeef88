import { createHash } from "node:crypto";
import { InputError } from "../../../core/errors.ts";
import type { ListInput } from "../list.ts";
import { decoderFor, encodingSampleBytes, hasUtf8Mark, utf16Of } from "./decode.ts";
import type { Decoder, Encoding } from "./decode.ts";
import { defaultChunkBytes, fileChunks, readStart, stampOf } from "./file-chunks.ts";

/** A file of text of which every byte has been looked at. */
export interface TextFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: number;
  readonly encoding: Encoding;
  /** The text in pieces, without a byte-order mark. May be called again: it starts anew. */
  texts(): AsyncGenerator<string, void, undefined>;
}

function damaged(fileName: string, encoding: Encoding): InputError {
  return new InputError({
    code: "import.encoding",
    text: {
      en: `${fileName} says that it is ${encoding}, and is damaged.`,
      es: `${fileName} dice que es ${encoding} y está dañado.`,
    },
    hint: { en: "save it again as UTF-8", es: "guárdelo de nuevo en UTF-8" },
    data: { file: fileName },
  });
}

function decodes(work: () => string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/**
 * Reads a whole file once for what only the whole tells: its hash, and its encoding. What is not UTF-8 to the last byte is
 * Windows-1252, of which every byte means something; UTF-16 is told by its beginning.
 *
 * @throws InputError `input.unreadable`, `import.changed`; `import.encoding` for a marked file that breaks its promise
 */
export async function openText(input: ListInput, chunkBytes: number = defaultChunkBytes): Promise<TextFile> {
  const stamp = await stampOf(input);
  const start = await readStart(input, encodingSampleBytes);
  const supposed = utf16Of(start) ?? "utf-8";
  const isPromised = supposed !== "utf-8" || hasUtf8Mark(start);
  const hash = createHash("sha256");
  let bytes = 0;
  let decoder: Decoder | undefined = decoderFor(supposed);
  const check = (work: (by: Decoder) => string): void => {
    const by = decoder;
    if (by === undefined || decodes(() => work(by))) return;
    if (isPromised) throw damaged(input.name, supposed);
    decoder = undefined;
  };
  for await (const chunk of fileChunks(input, stamp, chunkBytes)) {
    hash.update(chunk);
    bytes += chunk.length;
    check((by) => by.write(chunk));
  }
  check((by) => by.end());
  const encoding = decoder === undefined ? "windows-1252" : supposed;

  async function* texts(): AsyncGenerator<string, void, undefined> {
    const by = decoderFor(encoding);
    for await (const chunk of fileChunks(input, stamp, chunkBytes)) yield by.write(chunk);
    yield by.end();
  }
  return { hash: hash.digest("hex"), bytes, encoding, texts };
}
