import type { InputError } from "../../../core/errors.ts";
import { JsonCursor } from "./json-cursor.ts";
import { brokenJson, noRecords, notAnObject, recordTooLong, severalLists } from "./json-errors.ts";
import { JsonFault } from "./json-fault.ts";
import type { JsonRecord } from "./json-list.ts";
import { RecordReader } from "./json-record.ts";
import { emptyFile } from "./limits.ts";

/** Where the text that should be one contact stops being JSON: a bracket that is missing there takes in what follows. */
function faultIn(cursor: JsonCursor): number | undefined {
  try {
    new RecordReader().read(cursor.rest, () => {});
    return undefined;
  } catch (cause) {
    if (cause instanceof JsonFault) return cause.at;
    throw cause;
  }
}

/** @returns why the value that begins here has no end */
function endless(cursor: JsonCursor, file: string, row: number): InputError {
  const at = row === 0 ? 0 : (faultIn(cursor) ?? 0);
  if (cursor.isTooLong && (row === 0 || at === cursor.rest.length)) return recordTooLong(file, cursor.place(), row);
  return brokenJson(file, cursor.place(at), row === 0 ? undefined : row);
}

/**
 * Cuts out the value that comes next.
 *
 * @param row of the contact that it is; 0 for what is none
 */
async function takeValue(cursor: JsonCursor, file: string, row: number): Promise<string> {
  for (;;) {
    const text = cursor.take();
    if (text !== undefined) return text;
    if (cursor.isTooLong || !(await cursor.more())) throw endless(cursor, file, row);
  }
}

async function expect(cursor: JsonCursor, character: string, file: string): Promise<void> {
  if ((await cursor.next()) !== character) throw brokenJson(file, cursor.place());
  cursor.skip();
}

/** The objects of the list that begins here. Each is handed over before the cursor moves on. */
async function* listed(cursor: JsonCursor, file: string): AsyncGenerator<JsonRecord, void, undefined> {
  await expect(cursor, "[", file);
  if ((await cursor.next()) === "]") return cursor.skip();
  for (let row = 1; ; row++) {
    const first = await cursor.next();
    if (first !== "{")
      throw first === "" || first === "]" ? brokenJson(file, cursor.place()) : notAnObject(file, cursor.place(), row);
    const text = await takeValue(cursor, file, row);
    yield { text, row, place: (at) => cursor.place(at - text.length) };
    const after = cursor.peek() ?? (await cursor.next());
    if (after === "]") return cursor.skip();
    if (after !== ",") throw brokenJson(file, cursor.place(), row);
    cursor.skip();
  }
}

/** Passes a value that is not the list of contacts, and sees that it is JSON: another program may have cut the file. */
async function passValue(cursor: JsonCursor, file: string): Promise<void> {
  const text = await takeValue(cursor, file, 0);
  try {
    JSON.parse(text);
  } catch {
    throw brokenJson(file, cursor.place(-text.length));
  }
}

/** The objects of the one list of objects among an object's members. */
async function* wrapped(cursor: JsonCursor, file: string): AsyncGenerator<JsonRecord, void, undefined> {
  const lists: string[] = [];
  await expect(cursor, "{", file);
  for (let isFirst = true; (await cursor.next()) !== "}"; isFirst = false) {
    if (!isFirst) await expect(cursor, ",", file);
    if ((await cursor.next()) !== '"') throw brokenJson(file, cursor.place());
    const key = await takeValue(cursor, file, 0);
    await expect(cursor, ":", file);
    if ((await cursor.next()) === "[" && (await cursor.beginsWithObject())) {
      lists.push(key.slice(1, -1));
      if (lists.length > 1) throw severalLists(file, lists);
      yield* listed(cursor, file);
    } else await passValue(cursor, file);
  }
  cursor.skip();
  if (lists.length === 0) throw noRecords(file);
}

/**
 * The objects that a JSON text lists: `[{…},{…}]`, or an object with one such list among its members, whatever it is called
 * (`contacts`, `data`, `results`); lists of anything else beside it do not count.
 *
 * @throws InputError `import.json_syntax` with line and column, `import.json_shape`, `import.empty`, `import.record_too_long`
 */
export async function* splitJson(
  pieces: AsyncIterable<string>,
  file: string,
): AsyncGenerator<JsonRecord, void, undefined> {
  const cursor = new JsonCursor(pieces);
  try {
    const first = await cursor.next();
    if (first === "[") yield* listed(cursor, file);
    else if (first === "{") yield* wrapped(cursor, file);
    else throw first === "" ? emptyFile(file) : brokenJson(file, cursor.place());
    if ((await cursor.next()) !== "") throw brokenJson(file, cursor.place());
  } finally {
    await cursor.close();
  }
}

/** Whether one object follows another, which is how a file of one object per line goes on. */
export async function hasObjectsInARow(pieces: AsyncIterable<string>): Promise<boolean> {
  const cursor = new JsonCursor(pieces);
  try {
    if ((await cursor.next()) !== "{") return false;
    for (;;) {
      if (cursor.take() !== undefined) return (await cursor.next()) === "{";
      if (cursor.isTooLong || !(await cursor.more())) return false;
    }
  } finally {
    await cursor.close();
  }
}
