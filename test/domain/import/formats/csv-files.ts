import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { InputError } from "../../../../src/core/errors.ts";
import { openCsv } from "../../../../src/domain/import/formats/csv.ts";
import type { ListFile, ListInput, OpenListOptions, SourceRow } from "../../../../src/domain/import/list.ts";

const folder = mkdtempSync(join(tmpdir(), "recado-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;

/** A file on disk, called `list.csv` in messages. */
export function fileOf(content: string | Uint8Array, name = "list.csv"): ListInput {
  const path = join(folder, `${count++}`);
  writeFileSync(path, content);
  return { path, name };
}

export async function rowsOf(list: ListFile): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const piece of list.rows()) rows.push(...piece);
  return rows;
}

export interface ReadList extends ListFile {
  readonly all: readonly SourceRow[];
}

/** @param chunkBytes how much is read at a time, so that every split can be tried */
export async function readCsv(
  content: string | Uint8Array,
  chunkBytes?: number,
  options: OpenListOptions = {},
): Promise<ReadList> {
  const list = await openCsv(fileOf(content), options, chunkBytes);
  return { ...list, all: await rowsOf(list) };
}

/** The refusal of what must not be read. */
export async function refusalOf(work: Promise<unknown>): Promise<InputError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was read");
}

export function utf16(text: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return bigEndian ? bytes.swap16() : bytes;
}
