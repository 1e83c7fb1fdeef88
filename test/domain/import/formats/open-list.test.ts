import { readdirSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { StorageError } from "../../../../src/core/errors.ts";
import { openList } from "../../../../src/domain/import/formats/open-list.ts";
import { refuseOtherFormats } from "../../../../src/domain/import/formats/signature.ts";
import { spoolInput } from "../../../../src/domain/import/formats/spool.ts";
import { fileOf, refusalOf, rowsOf } from "./csv-files.ts";

const phone = "+12025550101";
const card = `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nTEL;TYPE=CELL:${phone}\r\nEND:VCARD\r\n`;

describe("a list is opened by what is in it", () => {
  it.each([
    ["csv", "list.csv", `name;phone\nAna;${phone}\n`],
    ["csv", "list.xls", `name\tphone\nAna\t${phone}\n`],
    ["csv", "stdin", `name,phone\r\nAna,${phone}`],
    ["vcard", "list.txt", card],
    ["json", "list", JSON.stringify([{ name: "Ana", phone }])],
    ["json", "list.json", JSON.stringify({ contacts: [{ name: "Ana", phone }] }, null, 2)],
    ["ndjson", "stdin", `{"name":"Ana","phone":"${phone}"}\n{"name":"Eva"}\n`],
    ["ndjson", "list.jsonl", `{"name":"Ana","phone":"${phone}"}\n`],
  ])("as %s, called %s", async (format, name, content) => {
    const list = await openList(fileOf(content, name), {});
    const [first] = await rowsOf(list);
    expect([list.format, list.fileName]).toEqual([format, name]);
    expect(first?.cells).toContain(phone);
  });

  it("as a workbook, whatever its name", async () => {
    const bytes = await writeXlsxFile([[{ value: "phone" }], [{ value: phone }]]).toBuffer();
    const list = await openList(fileOf(bytes, "list.csv"), {});
    expect(list.format).toBe("xlsx");
    expect((await rowsOf(list))[0]?.cells).toEqual([phone]);
  });

  it.each([
    ["json", `name;phone\nAna;${phone}\n`, "list.csv is not JSON: it is CSV or other text."],
    ["csv", card, "list.csv is not CSV: it is a vCard file."],
    ["csv", `[{"phone":"${phone}"}]`, "list.csv is not CSV: it is JSON."],
    ["xlsx", "phone\n", "list.csv is not an Excel workbook (.xlsx): it is CSV or other text."],
  ] as const)("and not as %s where it is none", async (format, content, words) => {
    const error = await refusalOf(openList(fileOf(content), { format }));
    expect([error.code, error.text.en]).toEqual(["import.format", words]);
  });
});

const oldOffice = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const noise = (length: number): Buffer => Buffer.alloc(length, 0x9a);

describe("what is no list is refused by name, with what to do", () => {
  it.each([
    ["nothing", [], "import.empty", "empty"],
    ["an old workbook", [...oldOffice, ...noise(100)], "import.format", ".xls"],
    ["a PDF", [...Buffer.from("%PDF-1.7")], "import.format", "a PDF"],
    ["gzip", [0x1f, 0x8b, 8], "import.format", "gzip"],
    ["7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "import.format", "7z"],
    ["a PNG", [0x89, ...Buffer.from("PNG\r\n")], "import.format", "a picture"],
    ["a JPEG", [0xff, 0xd8, 0xff, 0xe0], "import.format", "a picture"],
    ["a photo of an iPhone", [0, 0, 0, 24, ...Buffer.from("ftypheic")], "import.format", "a picture"],
    ["a database", [...Buffer.from("SQLite format 3\0")], "import.format", "a database"],
    ["RTF, which begins like JSON", [...Buffer.from("{\\rtf1\\ansi")], "import.format", "RTF"],
    ["a table of a web page", [...Buffer.from("\ufeff\n<TABLE border=1>")], "import.format", "a web page"],
    ["XML", [...Buffer.from('<?xml version="1.0"?><Workbook>')], "import.format", "an XML file"],
  ])("%s", async (_, bytes, code, words) => {
    const error = await refusalOf(openList(fileOf(Uint8Array.from(bytes), "list.xlsx"), {}));
    expect([error.code, error.exit, error.data]).toEqual([code, 2, { file: "list.xlsx" }]);
    expect(error.text.en).toContain(words);
    expect(error.hint?.es).toBeTruthy();
  });

  it.each(["GIFT;phone\n", "PDF;phone\n", "II*;phone\n", "BZh;phone\n", "<name>;<phone>\n", "RIFF;WEBP\n"])(
    "but not %j, which only looks like it",
    async (header) => {
      expect((await openList(fileOf(`${header}Ana;${phone}\n`), {})).rowCount).toBe(1);
    },
  );

  it.each([1, 31, 64, 100_000])("a workbook with a password, read %i bytes at a time", async (chunkBytes) => {
    const bytes = Buffer.concat([
      Buffer.from(oldOffice),
      noise(1_000),
      Buffer.from("EncryptedPackage", "utf16le"),
      noise(500),
    ]);
    const error = await refusalOf(refuseOtherFormats(bytes.subarray(0, 600), fileOf(bytes, "list.xlsx"), chunkBytes));
    expect([error.code, error.text.en]).toEqual(["import.encrypted", "list.xlsx is protected by a password."]);
    expect(error.hint?.en).toContain("File > Info > Protect");
  });
});

describe("standard input", () => {
  async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield await Promise.resolve(Buffer.from(text));
  }
  /** What others may do with a file; Windows has no such thing. */
  const ownerOnly = process.platform === "win32" ? 0 : 0o077;
  const folderOf = (): string => dirname(fileOf("").path);
  const leftOver = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes("stdin"));

  it("is kept where only its owner can read it, until it is discarded", async () => {
    const folder = folderOf();
    const spooled = await spoolInput(pieces("name;phone\nA", `na;${phone}\n`), folder);
    expect(await readFile(spooled.path, "utf8")).toBe(`name;phone\nAna;${phone}\n`);
    expect((await stat(spooled.path)).mode & ownerOnly).toBe(0);
    expect((await openList({ path: spooled.path, name: "stdin" }, {})).rowCount).toBe(1);
    await spooled.discard();
    await spooled.discard();
    expect(leftOver(folder)).toEqual([]);
  });

  it("that is too large, or breaks off, leaves nothing behind", async () => {
    const folder = folderOf();
    const error = await refusalOf(spoolInput(pieces("12345", "67890", "1"), folder, 10));
    expect(error.code).toBe("import.too_large");
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* pieces("name;phone\n");
      throw new Error("the other program ended");
    }
    await expect(spoolInput(broken(), folder)).rejects.toThrow("the other program ended");
    expect(leftOver(folder)).toEqual([]);
  });

  it("is told when it cannot be kept", async () => {
    const error: unknown = await spoolInput(pieces("x"), `${folderOf()}/none`).catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(StorageError);
    expect(error).toMatchObject({ code: "output.unwritable", exit: 1 });
  });
});
