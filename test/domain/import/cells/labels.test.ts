import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLabels } from "../../../../src/domain/import/cells/labels.ts";

describe("labels", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["vip", ["vip"]],
    ["vip, Lima;nuevo | 2026", ["vip", "Lima", "nuevo", "2026"]],
    ["* myContacts ::: vip ::: * friends", ["vip", "friends"]],
    ["* Other Contacts", []],
    ["* myContacts ::: Lima, centro", ["Lima, centro"]],
    ['"Lima, centro" ::: vip', ["Lima, centro", "vip"]],
    ["VIP, vip,Vip", ["VIP"]],
    ['"VIP","Lima, centro"', ["VIP", "Lima, centro"]],
    ['"sin cerrar, otra', ["sin cerrar", "otra"]],
    [" , ;; ::: - ,—", []],
    ["⭐, niño, 日本", ["⭐", "niño", "日本"]],
    ["\u001b[31mrojo\u001b[0m, \u202ever", ["rojo", "ver"]],
    ["x".repeat(70), ["x".repeat(64)]],
    ["😀".repeat(70), ["😀".repeat(64)]],
  ])("%j", (cell, labels) => {
    expect(readLabels(cell)).toEqual(labels);
  });

  it("are at most fifty", () => {
    const many = Array.from({ length: 1000 }, (_, place) => `label ${place}`);
    expect(readLabels(many.join(","))).toEqual(many.slice(0, 50));
  });

  it("come back the same, whatever stands between them", () => {
    const label = fc.stringMatching(/^[a-zñ0-9][a-zñ0-9 ]{0,20}[a-zñ0-9]$/).filter((text) => !text.includes("  "));
    fc.assert(
      fc.property(
        fc.uniqueArray(label, { maxLength: 50 }),
        fc.constantFrom(" ::: ", ",", "; ", "|"),
        (labels, between) => {
          expect(readLabels(labels.join(between))).toEqual(labels);
        },
      ),
    );
  });
});
