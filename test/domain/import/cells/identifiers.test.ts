import { describe, expect, it } from "vitest";
import { readUserId, readUsername } from "../../../../src/domain/import/cells/identifiers.ts";

describe("Meta's identifiers", () => {
  it.each([
    ["US.90817263544536271819", "US.90817263544536271819"],
    [" PE.abcDEF123 ", "PE.abcDEF123"],
    ["US.ENT.90817263544536271819", "US.ENT.90817263544536271819"],
    [`US.${"9".repeat(128)}`, `US.${"9".repeat(128)}`],
    [`US.${"9".repeat(129)}`, undefined],
    ["us.9081", undefined],
    ["US.", undefined],
    ["US.12-3", undefined],
    ["1234", undefined],
    ["", undefined],
  ])("user id %s", (cell, id) => {
    expect(readUserId(cell)).toBe(id);
  });

  it.each([
    ["@Ana.Ejemplo", "ana.ejemplo"],
    ["ana_1", "ana_1"],
    ["a12", "a12"],
    ["ab", undefined],
    ["123", undefined],
    ["a".repeat(35), "a".repeat(35)],
    ["a".repeat(36), undefined],
    ["ana..ejemplo", undefined],
    [".ana", undefined],
    ["ana.", undefined],
    ["wwwana", undefined],
    ["ana ejemplo", undefined],
    ["añá", undefined],
    ["ana@example.com", undefined],
  ])("username %s", (cell, name) => {
    expect(readUsername(cell)).toBe(name);
  });
});
