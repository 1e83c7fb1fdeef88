import { expect, it } from "vitest";
import { customKey } from "../../../../src/domain/import/mapping/map-entries.ts";

it.each([
  ["Ciudad \ud83d", "Ciudad \ufffd"],
  [`${"x".repeat(99)}😀y`, `${"x".repeat(99)}😀`],
  ["😀".repeat(101), "😀".repeat(100)],
  [`${"x".repeat(99)} y`, "x".repeat(99)],
])("a field called %j is kept as %j, without half a character", (header, key) => {
  expect(customKey(header)).toBe(key);
});
