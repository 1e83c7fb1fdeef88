import { boundedCopy, isRecord, member, textAt, type ForeignRecord } from "./foreign-json.ts";

/** Reads one member; undefined where it is not there or not of the expected kind. */
export type MemberReader<Value> = (record: ForeignRecord, key: string) => Value | undefined;

/** Reads a whole object; undefined where it lacks what it must have. */
export type RecordReader<Value> = (record: ForeignRecord) => Value | undefined;

type Readers = Readonly<Record<string, MemberReader<unknown>>>;
type Values<R extends Readers> = { -readonly [Key in keyof R]: Exclude<ReturnType<R[Key]>, undefined> };

/**
 * The reader of an object with these members: without a required one it is no such object, and an optional one that
 * cannot be read is left out. Members of other names are left out too.
 */
export function shape<Required extends Readers, Optional extends Readers>(
  required: Required,
  optional: Optional,
): RecordReader<Values<Required> & Partial<Values<Optional>>> {
  const must = Object.entries(required);
  const may = Object.entries(optional);
  return (record) => {
    const kept: Record<string, unknown> = {};
    for (const [key, read] of must) {
      const value = read(record, key);
      if (value === undefined) return undefined;
      kept[key] = value;
    }
    for (const [key, read] of may) {
      const value = read(record, key);
      if (value !== undefined) kept[key] = value;
    }
    return kept as Values<Required> & Partial<Values<Optional>>;
  };
}

export function objectAt<Value>(read: RecordReader<Value>): MemberReader<Value> {
  return (record, key) => {
    const value = member(record, key);
    return isRecord(value) ? read(value) : undefined;
  };
}

/** The items that can be read, in order; undefined where there is no list. */
export function listAt<Value>(read: RecordReader<Value>): MemberReader<Value[]> {
  return (record, key) => {
    const items = member(record, key);
    return Array.isArray(items)
      ? items.flatMap((item: unknown) => (isRecord(item) ? (read(item) ?? []) : []))
      : undefined;
  };
}

/** The same, and undefined where one of the items cannot be read: half an order is none. */
export function wholeListAt<Value>(read: RecordReader<Value>): MemberReader<Value[]> {
  const some = listAt(read);
  return (record, key) => {
    const items = some(record, key);
    const all = member(record, key);
    return Array.isArray(all) && items?.length === all.length ? items : undefined;
  };
}

/** The texts of a list, in order; none where there is no list. */
export function textsAt(record: ForeignRecord, key: string): string[] {
  const items = member(record, key);
  return Array.isArray(items) ? items.flatMap((item: unknown) => textAt({ item }, "item") ?? []) : [];
}

/** Whatever stands there, bounded in depth. */
export function anythingAt(record: ForeignRecord, key: string): unknown {
  return boundedCopy(member(record, key));
}

/** An instant as Meta writes it: Unix seconds in a text or a number. */
export function stampAt(record: ForeignRecord, key: string): number | string | undefined {
  const value = member(record, key);
  return typeof value === "number" && Number.isSafeInteger(value) ? value : textAt(record, key);
}
