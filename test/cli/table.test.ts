import * as fc from "fast-check";
import stringWidth from "string-width";
import { beforeAll, describe, expect, it } from "vitest";
import { layoutPairs, layoutTable, prepareWidths, wrapText, type PlainCell } from "../../src/cli/table.ts";

const cell = (text: string): PlainCell => ({ text, paint: (painted) => painted });
const cells = (...texts: readonly string[]): PlainCell[] => texts.map(cell);

const left = { align: "left", whole: false } as const;
const right = { align: "right", whole: true } as const;
const whole = { align: "left", whole: true } as const;

describe("layoutTable", () => {
  beforeAll(async () => prepareWidths("日本"));

  it("pads by what a terminal shows, not by characters", () => {
    expect(layoutTable(cells("A", "B"), [cells("日本", "x"), cells("ñandú", "y")], [left, left], undefined)).toEqual([
      "A      B",
      "日本   x",
      "ñandú  y",
    ]);
  });

  it("aligns numbers to the right", () => {
    expect(layoutTable(cells("N"), [cells("1"), cells("100")], [right], undefined)).toEqual(["  N", "  1", "100"]);
  });

  it("paints without moving anything", () => {
    const red: PlainCell = { text: "x", paint: (text) => `<${text}>` };
    expect(layoutTable(cells("AB", "C"), [[red, cell("y")]], [left, left], undefined)).toEqual(["AB  C", "<x>   y"]);
  });

  it("lets the widest text go on under itself where the terminal is narrow, and breaks no number", () => {
    const lines = layoutTable(
      cells("NAME", "TEXT", "N"),
      [cells("Ana", "a very long text that does not fit", "1234567")],
      [left, left, right],
      32,
    );
    expect(lines).toEqual([
      "NAME  TEXT                     N",
      "Ana   a very long text   1234567",
      "      that does not fit",
    ]);
  });

  it("turns rows into blocks where ids and numbers leave no room for a text", () => {
    const id = "msg_01k9xkq3v4e8n2r5t7w9y1z3b5";
    const lines = layoutTable(
      cells("ID", "PHONE", "WHY"),
      [cells(id, "+12025550101", "has not agreed to this"), cells(id, "+12025550102", "–")],
      [whole, whole, left],
      50,
    );
    expect(lines).toEqual([
      `ID     ${id}`,
      "PHONE  +12025550101",
      "WHY    has not agreed to this",
      "",
      `ID     ${id}`,
      "PHONE  +12025550102",
      "WHY    –",
    ]);
  });

  it("leaves a pipe every cell whole", () => {
    const long = "x".repeat(500);
    expect(layoutTable(cells("T"), [cells(long)], [left], undefined)[1]).toBe(long);
  });

  it("fits any terminal and loses no character", () => {
    const texts = fc.array(fc.string({ unit: "grapheme-ascii", maxLength: 40 }), { minLength: 3, maxLength: 3 });
    const solid = (text: string): string => text.replaceAll(/\s/g, "");
    fc.assert(
      fc.property(fc.array(texts, { maxLength: 8 }), fc.integer({ min: 60, max: 120 }), (rows, width) => {
        const lines = layoutTable(
          cells("A", "B", "C"),
          rows.map((row) => cells(...row)),
          [left, left, left],
          width,
        );
        for (const shown of lines) expect(stringWidth(shown)).toBeLessThanOrEqual(width);
        const count = (text: string): number => solid(text).length;
        expect(count(lines.join(""))).toBe(3 + rows.flat().reduce((sum, text) => sum + count(text), 0));
      }),
    );
  });
});

describe("layoutPairs", () => {
  const rows = [
    [cell("a"), cell("one two three four five six seven eight nine")],
    [cell("bcd"), cell("ten")],
  ] as const;

  it("is two columns, and in a narrow terminal meanings go on under themselves", () => {
    expect(layoutPairs(rows, undefined)).toEqual(["a    one two three four five six seven eight nine", "bcd  ten"]);
    expect(layoutPairs(rows, 36)).toEqual(["a    one two three four five six", "     seven eight nine", "bcd  ten"]);
  });

  it("puts meanings below their names where these leave too little room", () => {
    const long = [[cell("POST templates/{id}/status"), cell("approve, reject, pause or disable it")]] as const;
    expect(layoutPairs(long, 40)).toEqual(["POST templates/{id}/status", "    approve, reject, pause or disable it"]);
    expect(layoutPairs(long, 80)).toEqual(["POST templates/{id}/status  approve, reject, pause or disable it"]);
  });

  it("never breaks what has no spaces", () => {
    const sum = "a".repeat(64);
    expect(layoutPairs([[cell("SHA-256"), cell(sum)]], 40)).toEqual([`SHA-256  ${sum}`]);
  });
});

describe("wrapText", () => {
  it("breaks at spaces, keeps the indent, and loses no word", () => {
    expect(wrapText("  - one two three", 9)).toEqual(["  - one", "    two", "    three"]);
    expect(wrapText("    one two three", 12)).toEqual(["    one two", "    three"]);
    expect(wrapText("https://example.com/a-long-address", 10)).toEqual(["https://example.com/a-long-address"]);
    expect(wrapText("", 10)).toEqual([""]);
  });
});
