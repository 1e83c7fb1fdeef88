import type { WireList, WireSuccess } from "./wire/common.ts";

/** Checks of what Meta answered: the members that the rest of recado relies on, no more, since Meta adds and drops others. */

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function hasText<Key extends string>(value: unknown, key: Key): value is Record<Key, string> {
  return isRecord(value) && typeof value[key] === "string" && value[key] !== "";
}

export function isSuccess(value: unknown): value is WireSuccess {
  return isRecord(value) && typeof value["success"] === "boolean";
}

export function isListOf<Item>(isItem: (value: unknown) => value is Item): (value: unknown) => value is WireList<Item> {
  return (value): value is WireList<Item> =>
    isRecord(value) && Array.isArray(value["data"]) && value["data"].every((item) => isItem(item));
}
