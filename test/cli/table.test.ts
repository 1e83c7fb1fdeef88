import * as fc from "fast-check";
import stringWidth from "string-width";
import { beforeAll, describe, expect, it } from "vitest";
import { layoutTable, prepareWidths, type PlainCell } from "../../src/cli/table.ts";

const cell = (text: string): PlainCell => ({ text, paint: (painted) => painted });
const cells = (...texts: readonly string[]): PlainCell[] => texts.map(cell);

describe("layoutTable", () => {
  beforeAll(async () => prepareWidths("日本"));

  it("pads by what a terminal shows, not by characters", () => {
    expect(
      layoutTable(cells("A", "B"), [cells("日本", "x"), cells("ñandú", "y")], ["left", "left"], undefined),
    ).toEqual(["A      B", "日本   x", "ñandú  y"]);
  });

  it("aligns numbers to the right", () => {
    expect(layoutTable(cells("N"), [cells("1"), cells("100")], ["right"], undefined)).toEqual(["  N", "  1", "100"]);
  });

  it("paints without moving anything", () => {
    const red: PlainCell = { text: "x", paint: (text) => `<${text}>` };
    expect(layoutTable(cells("AB", "C"), [[red, cell("y")]], ["left", "left"], undefined)).toEqual([
      "AB  C",
      "<x>   y",
    ]);
  });

  it("cuts the widest text first where the terminal is narrow, and never a number", () => {
    const [, row] = layoutTable(
      cells("NAME", "TEXT", "N"),
      [cells("Ana", "a very long text that does not fit", "1234567")],
      ["left", "left", "right"],
      32,
    );
    expect(row).toBe("Ana   a very long text…  1234567");
  });

  it("leaves a pipe every cell whole", () => {
    const long = "x".repeat(500);
    expect(layoutTable(cells("T"), [cells(long)], ["left"], undefined)[1]).toBe(long);
  });

  it("fits any terminal that has twelve places for each text", () => {
    const texts = fc.array(fc.string({ unit: "grapheme", maxLength: 40 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 8 }), fc.integer({ min: 40, max: 120 }), (rows, width) => {
        const lines = layoutTable(
          cells("A", "B", "C"),
          rows.map((row) => cells(...row)),
          ["left", "left", "left"],
          width,
        );
        expect(lines).toHaveLength(rows.length + 1);
        for (const shown of lines) expect(stringWidth(shown)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
