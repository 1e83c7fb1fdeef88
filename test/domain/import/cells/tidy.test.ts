import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanLine } from "../../../../src/core/terminal.ts";
import { cachedReader } from "../../../../src/domain/import/cells/cache.ts";
import { tidyCell } from "../../../../src/domain/import/cells/tidy.ts";

describe("cells", () => {
  it.each([
    ["Ana Ejemplo", "Ana Ejemplo"],
    ["  Ana \t Ejemplo ", "Ana Ejemplo"],
    ["Ana\u00a0Ejemplo", "Ana Ejemplo"],
    ["\u001b[31mAna\u001b[0m\u0007", "Ana"],
    ["\u202eanA\u200f", "anA"],
    ["Calle 1\r\nMadrid", "Calle 1 ⏎ Madrid"],
    ["👩‍👧 Ana 🇪🇸", "👩‍👧 Ana 🇪🇸"],
    ["=1+1", "=1+1"],
    ["Ana \ud800", "Ana \ufffd"],
    ["\udc00Ana\ud83d \ude00", "\ufffdAna\ufffd \ufffd"],
    ["\ud83d\ud83d\ude00", "\ufffd😀"],
    ["", ""],
    ["   ", ""],
  ])("%j is shown as %j", (cell, shown) => {
    expect(tidyCell(cell)).toBe(shown);
  });

  it("the quick look and the long one agree", () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(" ", "\t", "\u00a0", "\u200b", "\u3000", "\u001b", "\u202e"),
        fc.string({ unit: "binary", maxLength: 1 }),
        fc.constantFrom("\ud800", "\udbff", "\udc00", "\udfff", "😀"),
      ),
    });
    fc.assert(
      fc.property(text, (cell) => {
        const whole = Buffer.from(cleanLine(cell)).toString();
        expect(tidyCell(cell)).toBe(whole.replace(/\s+/g, " ").trim());
      }),
    );
  });

  it("are read once, remembered as they were, and forgotten when there are too many", () => {
    const read: string[] = [];
    const reader = cachedReader((cell) => {
      read.push(cell);
      return cell === "blank" ? undefined : cell.length;
    }, 2);
    expect(["a", "blank", "a", "blank", "bb", "a"].map(reader)).toEqual([1, undefined, 1, undefined, 2, 1]);
    expect(read).toEqual(["a", "blank", "bb", "a"]);
    const long = "x".repeat(1000);
    reader(long);
    reader(long);
    expect(read.slice(-2)).toEqual([long, long]);
  });
});
