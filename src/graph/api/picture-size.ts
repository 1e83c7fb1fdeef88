import type { PictureSize } from "../check/groups.ts";

/** Whatever a camera writes before the size of a JPEG picture is shorter than this. */
const longestPreamble = 1_048_576;

const pngMark = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** A JPEG is a row of segments, one of which, the frame header, has the size. */
function jpegSize(bytes: DataView): PictureSize | undefined {
  let at = 2;
  while (at + 9 <= bytes.byteLength && bytes.getUint8(at) === 0xff) {
    const marker = bytes.getUint8(at + 1);
    // C0 to CF are frame headers, but for the tables C4, C8 and CC.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
    // An FF more than is needed only fills up.
    at += marker === 0xff ? 1 : 2 + bytes.getUint16(at + 2);
  }
  return undefined;
}

/** Width and height of a PNG or JPEG file, by its first bytes; undefined where it is neither. */
export async function pictureSize(file: Blob): Promise<PictureSize | undefined> {
  const bytes = new DataView(await file.slice(0, longestPreamble).arrayBuffer());
  if (bytes.byteLength >= 24 && pngMark.every((byte, index) => bytes.getUint8(index) === byte))
    return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
  return bytes.byteLength > 4 && bytes.getUint16(0) === 0xff_d8 ? jpegSize(bytes) : undefined;
}
