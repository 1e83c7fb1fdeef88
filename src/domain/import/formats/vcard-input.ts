import { TextDecoder } from "node:util";
import { InputError } from "../../../core/errors.ts";
import type { ListInput } from "../list.ts";
import { fileChunks } from "./file-chunks.ts";
import type { FileStamp } from "./file-chunks.ts";

/** Enough of the beginning to tell UTF-16. */
const markBytes = 4;

/** UTF-16 by its mark or, as every file of cards begins with a plain letter, by the zero beside it. */
function utf16Of(start: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === undefined || second === undefined || (first === 0) === (second === 0)) return undefined;
  return second === 0 ? "utf-16le" : "utf-16be";
}

function damaged(fileName: string, encoding: string): InputError {
  return new InputError({
    code: "import.encoding",
    text: {
      en: `${fileName} says that it is ${encoding}, and is damaged.`,
      es: `${fileName} dice que es ${encoding} y está dañado.`,
    },
    hint: { en: "export the contacts again", es: "exporte de nuevo los contactos" },
    data: { file: fileName },
  });
}

/** The pieces of a file, the first one long enough to tell what it is. A piece is good until the next is asked for. */
async function* chunksOf(input: ListInput, { stamp, chunkBytes }: BytesOptions): AsyncGenerator<Buffer> {
  let start: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of fileChunks(input, stamp, chunkBytes)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (start === undefined) {
      yield bytes;
      continue;
    }
    start = Buffer.concat([start, bytes]);
    if (start.length < markBytes) continue;
    yield start;
    start = undefined;
  }
  if (start !== undefined && start.length > 0) yield start;
}

export interface BytesOptions {
  /** What the file was like when it was opened. */
  readonly stamp: FileStamp;
  /** Bytes that are read at a time. */
  readonly chunkBytes: number;
  /** Called with the bytes as they stand in the file. */
  readonly onBytes?: ((bytes: Uint8Array) => void) | undefined;
  /** Called once, before anything else, when the file is UTF-16. */
  readonly onUtf16?: ((encoding: "utf-16le" | "utf-16be") => void) | undefined;
}

/**
 * A file as text in which every character is a byte; UTF-16 as the bytes of UTF-8.
 *
 * @throws InputError `import.encoding` where UTF-16 is damaged; `input.unreadable`, `import.changed`
 */
export async function* readBytes(input: ListInput, options: BytesOptions): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let first = true;
  const decode = (bytes?: Uint8Array): string => {
    if (decoder === undefined) return "";
    try {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
      return Buffer.from(text, "utf8").toString("latin1");
    } catch (error) {
      if (error instanceof TypeError) throw damaged(input.name, decoder.encoding);
      throw error;
    }
  };
  for await (const bytes of chunksOf(input, options)) {
    options.onBytes?.(bytes);
    if (first) {
      const encoding = utf16Of(bytes);
      if (encoding !== undefined) {
        decoder = new TextDecoder(encoding, { fatal: true });
        options.onUtf16?.(encoding);
      }
      first = false;
    }
    yield decoder === undefined ? bytes.toString("latin1") : decode(bytes);
  }
  if (decoder !== undefined) yield decode();
}
