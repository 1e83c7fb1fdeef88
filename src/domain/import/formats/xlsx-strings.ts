import { richText } from "./xlsx-text.ts";
import { xmlScanner } from "./xlsx-xml.ts";

/** The texts of a workbook, which its cells name by number. */
export interface SharedStrings {
  /** Undefined where there is none of that number. */
  get(index: number): string | undefined;
}

/** Has room for the longest text that is let through. */
const blockSize = 4 * 1024 * 1024;
const pageSize = 65_536;

/**
 * Texts kept as UTF-8 in a few large buffers: three million of them take the bytes they have and eight more each, where as many
 * strings would take several times that and be gone through by every garbage collection.
 */
function textStore(): SharedStrings & { add(text: string): void } {
  const blocks: Buffer[] = [];
  /** Of each text its block and place in it, and its length in bytes. */
  const starts: Float64Array[] = [];
  const lengths: Uint32Array[] = [];
  let used = blockSize;
  let count = 0;
  return {
    add: (text) => {
      if (used + text.length * 3 > blockSize) {
        blocks.push(Buffer.allocUnsafeSlow(blockSize));
        used = 0;
      }
      if (count % pageSize === 0) {
        starts.push(new Float64Array(pageSize));
        lengths.push(new Uint32Array(pageSize));
      }
      const written = blocks.at(-1)?.write(text, used) ?? 0;
      const page = Math.floor(count / pageSize);
      const place = count % pageSize;
      const start = starts[page];
      const length = lengths[page];
      if (start === undefined || length === undefined) return;
      start[place] = (blocks.length - 1) * blockSize + used;
      length[place] = written;
      used += written;
      count++;
    },
    get: (index) => {
      if (index >= count) return undefined;
      const start = starts[Math.floor(index / pageSize)]?.[index % pageSize];
      const length = lengths[Math.floor(index / pageSize)]?.[index % pageSize];
      if (start === undefined || length === undefined) return undefined;
      const from = start % blockSize;
      return blocks[Math.floor(start / blockSize)]?.toString("utf8", from, from + length);
    },
  };
}

/** @param pieces the part `sharedStrings.xml`; nothing where the workbook has none */
export async function readSharedStrings(pieces: AsyncIterable<string> | undefined): Promise<SharedStrings> {
  const store = textStore();
  if (pieces === undefined) return store;
  const gathered = richText();
  const scanner = xmlScanner({
    open: gathered.open,
    text: gathered.text,
    close: (name) => {
      gathered.close(name);
      if (name !== "si") return false;
      store.add(gathered.take());
      return false;
    },
  });
  for await (const piece of pieces) {
    scanner.write(piece);
    scanner.run();
  }
  scanner.end();
  return store;
}
