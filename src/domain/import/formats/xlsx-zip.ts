import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { WorkbookFault } from "./xlsx-fault.ts";

/** One file inside a zip, as the directory at the zip's end describes it: claims, until its bytes have been counted. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  /** 0: as it is, 8: deflated; nothing else occurs in workbooks. */
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its own header is. */
  readonly offset: number;
}

const endSize = 22;
const commentLimit = 0xffff;
const entrySize = 46;
/** A workbook has some hundred parts; a directory beyond this is made to exhaust memory. */
const directoryLimit = 16 * 1024 * 1024;

const damaged = (detail: string): WorkbookFault => new WorkbookFault("damaged", detail);

async function readExactly(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead < length) throw damaged("the file ends too early");
  return buffer;
}

interface DirectoryPlace {
  readonly offset: number;
  readonly size: number;
}

/** Where the directory lies: the last thing in a zip says so, and a zip that was cut off has no last thing. */
async function findDirectory(file: FileHandle, fileSize: number): Promise<DirectoryPlace> {
  const tailSize = Math.min(fileSize, endSize + commentLimit);
  const tail = await readExactly(file, fileSize - tailSize, tailSize);
  for (let at = tail.length - endSize; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== 0x06054b50) continue;
    const place = { size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
    const locator = at - 20;
    const large = place.offset === 0xffffffff || place.size === 0xffffffff;
    if (!large || locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return place;
    const end = await readExactly(file, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (end.readUInt32LE(0) !== 0x06064b50) throw damaged("its 64-bit directory is missing");
    return { size: Number(end.readBigUInt64LE(40)), offset: Number(end.readBigUInt64LE(48)) };
  }
  throw damaged("it has no directory");
}

/** Sizes and places beyond 32 bits stand in a field of their own, each only where the short one is full. */
function largeFields(extra: Buffer, short: { size: number; packedSize: number; offset: number }): typeof short {
  const result = { ...short };
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    for (const key of ["size", "packedSize", "offset"] as const) {
      if (short[key] !== 0xffffffff || field + 8 > extra.length) continue;
      result[key] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
  }
  return result;
}

/**
 * The files in a zip, by name. Only the directory is read.
 *
 * @throws WorkbookFault where the directory is missing, damaged, or larger than any workbook's
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function readZipDirectory(path: string): Promise<Map<string, ZipEntry>> {
  await using file = await open(path, "r");
  const { size: fileSize } = await file.stat();
  const place = await findDirectory(file, fileSize);
  if (place.size > directoryLimit) throw new WorkbookFault("too_large", "its directory is too large");
  if (place.offset + place.size > fileSize) throw damaged("its directory is not in the file");
  const directory = await readExactly(file, place.offset, place.size);
  const entries = new Map<string, ZipEntry>();
  for (let at = 0; at + entrySize <= directory.length;) {
    if (directory.readUInt32LE(at) !== 0x02014b50) throw damaged("its directory is unreadable");
    const nameEnd = at + entrySize + directory.readUInt16LE(at + 28);
    const extraEnd = nameEnd + directory.readUInt16LE(at + 30);
    // Some writers use the separator of Windows.
    const name = directory.toString("utf8", at + entrySize, nameEnd).replaceAll("\\", "/");
    const short = {
      size: directory.readUInt32LE(at + 24),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
    };
    const sizes = largeFields(directory.subarray(nameEnd, extraEnd), short);
    if (sizes.offset + sizes.packedSize > fileSize) throw damaged(`${name} is not in the file`);
    entries.set(name, {
      name,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      ...sizes,
    });
    at = extraEnd + directory.readUInt16LE(at + 32);
  }
  return entries;
}
