import { crc32, deflateRawSync } from "node:zlib";
import { openWorkbook } from "../../../../src/domain/import/formats/workbook.ts";
import type { ListFile, OpenListOptions } from "../../../../src/domain/import/list.ts";
import { fileOf } from "./csv-files.ts";

/** A file for a zip, and what its directory says of it where that is not the truth. */
export interface ZipPart {
  readonly content: string | Uint8Array;
  readonly stored?: boolean;
  /** The same, deflated before: a large one takes a second each time. */
  readonly packed?: Uint8Array;
  readonly encrypted?: boolean;
  readonly claimedSize?: number;
  readonly claimedCrc?: number;
}

export type ZipParts = Readonly<Record<string, string | ZipPart>>;

/** @param large writes sizes and places in 64 bits, as programs do that do not know how much will come */
export function zip(parts: ZipParts, large = false): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(parts)) {
    const part: ZipPart = typeof given === "string" ? { content: given } : given;
    const content = typeof part.content === "string" ? Buffer.from(part.content) : part.content;
    const packed = part.stored === true ? Buffer.from(content) : Buffer.from(part.packed ?? deflateRawSync(content));
    const size = part.claimedSize ?? content.length;
    const extra = Buffer.alloc(large ? 28 : 0);
    if (large) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      extra.writeBigUInt64LE(BigInt(size), 4);
      extra.writeBigUInt64LE(BigInt(packed.length), 12);
      extra.writeBigUInt64LE(BigInt(offset), 20);
    }
    // What both headers have in common, from the version on.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(large ? 45 : 20, 0);
    common.writeUInt16LE(part.encrypted === true ? 1 : 0, 2);
    common.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    common.writeUInt32LE(part.claimedCrc ?? crc32(content), 10);
    common.writeUInt32LE(large ? 0xffffffff : packed.length, 14);
    common.writeUInt32LE(large ? 0xffffffff : size, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    common.writeUInt16LE(extra.length, 24);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(large ? 0xffffffff : offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), common, rest, Buffer.from(name), extra);
    bodies.push(local);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(large ? 0xffffffff : offset, 16);
  if (!large) return Buffer.concat([...bodies, entries, end]);
  const record = Buffer.alloc(56);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(BigInt(entries.length), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(offset + entries.length), 8);
  return Buffer.concat([...bodies, entries, record, locator, end]);
}

interface WorkbookOptions {
  /** Name and XML of every sheet; or only the inside of the one sheet's `sheetData`. */
  readonly sheets?: Readonly<Record<string, string>>;
  readonly rows?: string;
  /** Attributes of a sheet beside its name. */
  readonly states?: Readonly<Record<string, string>>;
  readonly strings?: string;
  /** Number formats of the styles 1, 2, …: a number or a code. */
  readonly formats?: readonly (number | string)[];
  readonly since1904?: boolean;
  readonly more?: ZipParts;
}

export const sheetXml = (rows: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/><sheetData>${rows}</sheetData></worksheet>`;

const relations = (targets: readonly (readonly [string, string])[]): string =>
  `<Relationships>${targets
    .map(
      ([type, target], place) =>
        `<Relationship Id="rId${place + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join("")}</Relationships>`;

/** The parts of a workbook as Excel names them. */
export function workbookParts(options: WorkbookOptions): ZipParts {
  const sheets = Object.entries(options.sheets ?? { Hoja1: sheetXml(options.rows ?? "") });
  const formats = options.formats ?? [];
  const tabs = sheets.map(
    ([name], place) =>
      `<sheet name="${name}" sheetId="${place + 1}" r:id="rId${place + 1}"${options.states?.[name] ?? ""}/>`,
  );
  return {
    "[Content_Types].xml": "<Types/>",
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `<workbook><workbookPr${options.since1904 === true ? ' date1904="1"' : ""}/><sheets>${tabs.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...sheets.map((_, place) => ["worksheet", `worksheets/sheet${place + 1}.xml`] as const),
      ["sharedStrings", "sharedStrings.xml"],
      ["styles", "/xl/styles.xml"],
    ]),
    "xl/sharedStrings.xml": `<sst>${options.strings ?? ""}</sst>`,
    "xl/styles.xml": `<styleSheet><numFmts>${formats
      .map(
        (format, place) =>
          `<numFmt numFmtId="${164 + place}" formatCode="${typeof format === "string" ? format : "@"}"/>`,
      )
      .join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((format, place) => `<xf numFmtId="${typeof format === "number" ? format : 164 + place}"/>`)
      .join("")}</cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map(([, xml], place) => [`xl/worksheets/sheet${place + 1}.xml`, xml])),
    ...options.more,
  };
}

export async function openZip(parts: ZipParts, options: OpenListOptions = {}): Promise<ListFile> {
  return openWorkbook(fileOf(zip(parts), "clientes.xlsx"), options);
}

/** All rows of a list: where they are, and their cells. */
export async function seenRows(list: ListFile): Promise<(readonly [number, ...string[]])[]> {
  const all: (readonly [number, ...string[]])[] = [];
  for await (const piece of list.rows()) for (const { row, cells } of piece) all.push([row, ...cells]);
  return all;
}

/** The cell of the only row below a header. */
export async function cellOf(cell: string, options: Omit<WorkbookOptions, "rows"> = {}): Promise<string | undefined> {
  const header = '<row r="1"><c r="A1" t="str"><v>x</v></c><c r="B1" t="str"><v>y</v></c></row>';
  const rows = `${header}<row r="2"><c r="A2" t="str"><v>x</v></c>${cell}</row>`;
  const [row] = await seenRows(await openZip(workbookParts({ ...options, rows })));
  return row?.[2];
}
