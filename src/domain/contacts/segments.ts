import { InputError } from "../../core/errors.ts";
import { nearest } from "../../core/nearest.ts";
import type { Queryable } from "../../storage/database.ts";
import type { ContactFilter } from "../../storage/repos/contact-lists.ts";
import { listSegments, saveSegment, type SegmentRow } from "../../storage/repos/segments.ts";
import { isRecord } from "../webhooks/foreign-json.ts";

/** A filter that was given a name. Instants are milliseconds. */
export interface Segment {
  readonly name: string;
  readonly filter: ContactFilter;
  readonly createdAt: number;
  readonly updatedAt: number;
}

function toSegment({ name, filter, created_at, updated_at }: SegmentRow): Segment {
  const read: unknown = JSON.parse(filter);
  return { name, filter: isRecord(read) ? read : {}, createdAt: created_at, updatedAt: updated_at };
}

export async function allSegments(db: Queryable): Promise<Segment[]> {
  return (await listSegments(db)).map(toSegment);
}

/** Undefined when there is none of this name, in any case of letters. */
export async function findSegment(db: Queryable, name: string): Promise<Segment | undefined> {
  const all = await allSegments(db);
  return all.find((one) => one.name === name) ?? all.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** @throws InputError `segments.not_found`, with the nearest names */
export async function requireSegment(db: Queryable, name: string): Promise<Segment> {
  const found = await findSegment(db, name);
  if (found !== undefined) return found;
  const near = nearest(
    name,
    (await allSegments(db)).map((one) => one.name),
  );
  const list = near.join(", ");
  throw new InputError({
    code: "segments.not_found",
    text: { en: `There is no segment "${name}".`, es: `No existe el segmento "${name}".` },
    hint:
      near.length === 0
        ? { en: "List them with: recado segments list", es: "Consúltelos con: recado segments list" }
        : { en: `Did you mean ${list}?`, es: `¿Quiso decir ${list}?` },
    data: { near },
  });
}

/** Stores the filter as it is now, in the place of one of the same name in any case of letters. Answers the name it has. */
export async function storeSegment(
  db: Queryable,
  segment: { readonly name: string; readonly filter: ContactFilter; readonly now: number },
): Promise<string> {
  const { filter, now } = segment;
  const name = (await findSegment(db, segment.name))?.name ?? segment.name;
  await saveSegment(db, { name, filter: JSON.stringify(filter), created_at: now, updated_at: now });
  return name;
}
