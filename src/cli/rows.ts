import type { Row, View } from "./view.ts";

/** The members of an object; undefined for lists and plain values. */
function membersOf(value: unknown): [string, unknown][] | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
}

/** `{media: {id}}` → `{"media.id"}`; lists stay as they are. */
function flat(value: unknown, path = ""): [string, unknown][] {
  const members = membersOf(value);
  if (members === undefined) return [[path || "value", value]];
  return members.flatMap(([key, member]) => flat(member, path === "" ? key : `${path}.${key}`));
}

/**
 * The rows of `--output ndjson|csv`. An answer that is no list is one row of its facts: every answer has a form that was
 * asked for, since what a command has done cannot be taken back when it comes to writing the answer.
 */
export function rowsOf({ rows, data }: View): readonly Row[] {
  if (rows !== undefined) return rows;
  return data === undefined ? [] : [Object.fromEntries(flat(data))];
}
