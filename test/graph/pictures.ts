/** The first bytes of a PNG file of that size. */
export function png(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

/** The first bytes of a JPEG file of that size, behind a preamble of `before` bytes as cameras write one. */
export function jpeg(width: number, height: number, before = 16): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(before + 24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xff_d8_ff_e1);
  view.setUint16(4, before);
  view.setUint32(before + 4, 0xff_c0_00_11);
  view.setUint16(before + 9, height);
  view.setUint16(before + 11, width);
  return bytes;
}
