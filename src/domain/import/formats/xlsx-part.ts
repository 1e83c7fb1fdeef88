import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import type { Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { decoderFor, utf16Of } from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { WorkbookFault } from "./xlsx-fault.ts";
import type { ZipEntry } from "./xlsx-zip.ts";

const megabyte = 1024 * 1024;

/**
 * How large a part may become, in bytes. Strings and small parts are kept in memory; a sheet only passes through, and a full one
 * of ten columns has some 400 MB.
 */
export const partLimits = { small: 16 * megabyte, strings: 256 * megabyte, sheet: 1024 * megabyte } as const;

/** Sheets shrink to a tenth, the emptiest to a fiftieth. What grows a hundredfold was made to fill memory. */
const ratioLimit = 100;
const chunkSize = 64 * 1024;

/** Where a part's bytes begin: after its own header, whose length the directory does not tell. */
async function dataStart(path: string, entry: ZipEntry): Promise<number> {
  await using file = await open(path, "r");
  const header = Buffer.alloc(30);
  const { bytesRead } = await file.read(header, 0, header.length, entry.offset);
  if (bytesRead < header.length || header.readUInt32LE(0) !== 0x04034b50) {
    throw new WorkbookFault("damaged", `${entry.name} is not where the directory says`);
  }
  return entry.offset + header.length + header.readUInt16LE(26) + header.readUInt16LE(28);
}

function unpacked(source: Readable, method: number): Readable {
  if (method === 0) return source;
  // Both ends are destroyed when one fails or the reader stops; the failure itself reaches the reader of the inflated side.
  return pipeline(source, createInflateRaw({ chunkSize }), () => {});
}

/**
 * The text of one part in pieces, inflated as it is asked for: never more than a piece is in memory, and what becomes larger than
 * `limit` (or far larger than it is packed) is refused by its claim, or as soon as it does whatever it claims.
 *
 * @throws WorkbookFault
 */
export async function* readPart(path: string, entry: ZipEntry, limit: number): AsyncGenerator<string, void, undefined> {
  if (entry.encrypted) throw new WorkbookFault("encrypted", `${entry.name} is encrypted`);
  const damaged = (detail: string): WorkbookFault => new WorkbookFault("damaged", `${entry.name} ${detail}`);
  if (entry.method !== 0 && entry.method !== 8) throw damaged("is packed in a way that workbooks do not use");
  const allowed = Math.min(limit, Math.max(partLimits.small, entry.packedSize * ratioLimit));
  const tooLarge = (): WorkbookFault => new WorkbookFault("too_large", `${entry.name} is larger than ${allowed} bytes`);
  if (entry.size > allowed) throw tooLarge();
  if (entry.packedSize === 0) return;

  const start = await dataStart(path, entry);
  const source = createReadStream(path, { start, end: start + entry.packedSize - 1, highWaterMark: chunkSize });
  let decoder: Decoder | undefined;
  let size = 0;
  let crc = 0;
  try {
    for await (const chunk of unpacked(source, entry.method) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > allowed) throw tooLarge();
      crc = crc32(chunk, crc);
      decoder ??= decoderFor(utf16Of(chunk) ?? "utf-8");
      yield decoder.write(chunk);
    }
    yield decoder?.end() ?? "";
  } catch (cause) {
    // What zlib and the decoder say of wrong bytes.
    const wrongBytes = cause instanceof TypeError || (cause instanceof Error && "code" in cause && isZlib(cause.code));
    throw wrongBytes ? damaged("cannot be read") : cause;
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged("is not what was packed");
}

const isZlib = (code: unknown): boolean => typeof code === "string" && code.startsWith("Z_");

/** A part that is read as a whole: lists of names and styles, never a sheet. */
export async function readSmallPart(path: string, entry: ZipEntry): Promise<string> {
  let text = "";
  for await (const piece of readPart(path, entry, partLimits.small)) text += piece;
  return text;
}
