import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choosePhone } from "../../../../src/domain/import/mapping/choose-phone.ts";
import type { PhoneColumn } from "../../../../src/domain/import/mapping/columns.ts";
import { mapColumns } from "../../../../src/domain/import/mapping/headers.ts";

type Numbered = readonly (readonly [label: string, value: string])[];

/** What is chosen of numbers with labels, as Google Contacts has them. */
function choose(numbers: Numbered): string {
  const header = numbers.flatMap((_, place) => [`Phone ${place + 1} - Label`, `Phone ${place + 1} - Value`]);
  const chosen = choosePhone(numbers.flat(), mapColumns(header, { map: [] }, "contacts.csv"));
  return "refusal" in chosen ? chosen.refusal : chosen.text;
}

const [one, two, three] = ["+1 202 555 0101", "+1 202 555 0102", "+1 202 555 0103"];
const refused = "phone.several_numbers";

describe("which number of a contact", () => {
  it.each<[string, Numbered, string]>([
    ["the only one", [["Home", one]], one],
    [
      "the only one, beside blanks",
      [
        ["Mobile", " "],
        ["Home", one],
        ["", ""],
      ],
      one,
    ],
    ["none", [["Mobile", ""]], ""],
    [
      "the mobile",
      [
        ["Home", one],
        ["Mobile", two],
      ],
      two,
    ],
    [
      "the mobile, though another is preferred",
      [
        ["* Work", one],
        ["Mobile", two],
      ],
      two,
    ],
    [
      "the mobile in Spanish",
      [
        ["Casa", one],
        ["Móvil del trabajo", two],
      ],
      two,
    ],
    [
      "the mobile in Portuguese",
      [
        ["Casa", one],
        ["Celular", two],
      ],
      two,
    ],
    [
      "an iPhone",
      [
        ["Home", one],
        ["iPhone", two],
      ],
      two,
    ],
    [
      "as vCards say it",
      [
        ["work", one],
        ["CELL", two],
      ],
      two,
    ],
    [
      "WhatsApp, of two mobiles",
      [
        ["* Mobile", one],
        ["WhatsApp", two],
      ],
      two,
    ],
    [
      "the preferred of two mobiles",
      [
        ["Mobile", one],
        ["* Mobile", two],
      ],
      two,
    ],
    [
      "two mobiles",
      [
        ["Mobile", one],
        ["Celular", two],
      ],
      refused,
    ],
    [
      "two preferred mobiles",
      [
        ["* Mobile", one],
        ["* Mobile", two],
      ],
      refused,
    ],
    [
      "two landlines, one preferred",
      [
        ["* Home", one],
        ["Work", two],
      ],
      refused,
    ],
    [
      "two without a label",
      [
        ["", one],
        ["", two],
      ],
      refused,
    ],
    [
      "two on WhatsApp",
      [
        ["WhatsApp", one],
        ["WhatsApp Business", two],
        ["Mobile", three],
      ],
      refused,
    ],
    [
      "a fax never counts",
      [
        ["Work Fax", one],
        ["Home", two],
      ],
      two,
    ],
    ["nor a pager, even alone", [["Pager", one]], ""],
    [
      "the same number twice",
      [
        ["Home", "+1 202-555-0101"],
        ["Work", "+1 (202) 555 0101"],
      ],
      "+1 202-555-0101",
    ],
    [
      "the same number with 00",
      [
        ["Home", one],
        ["Work", "0012025550101"],
      ],
      one,
    ],
    [
      "the same number as mobile and as home",
      [
        ["Home", one],
        ["Mobile", one],
        ["Work", two],
      ],
      one,
    ],
    ["two in one cell", [["Mobile", `${one} ::: ${two}`]], refused],
    ["one in one cell, twice", [["Mobile", `${one} ::: ${one}`]], one],
    [
      "two in a cell at home and one mobile",
      [
        ["Home", `${one} ::: ${two}`],
        ["Mobile", three],
      ],
      three,
    ],
  ])("%s", (_, numbers, chosen) => {
    expect(choose(numbers)).toBe(chosen);
  });

  it("is said with the column that it stands in", () => {
    const columns = mapColumns(
      ["Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"],
      { map: [] },
      "",
    );
    expect(choosePhone(["Home", one, "Mobile", two], columns)).toEqual({ place: 3, text: two });
    expect(choosePhone(["Fax", one, "", two], columns)).toEqual({ place: 3, text: two });
    expect(choosePhone(["", one, "", two], columns)).toEqual({ refusal: refused, place: 1 });
    expect(choosePhone(["", "", "", ""], columns)).toEqual({ place: 1, text: "" });
  });

  it("of an ordinary list is the cell as it stands, and two in it are as many as anywhere", () => {
    const columns = mapColumns(["Nombre", "Teléfono"], { map: [] }, "list.csv");
    expect(choosePhone(["Ana", " 600 000 012 "], columns)).toEqual({ place: 1, text: " 600 000 012 " });
    expect(choosePhone(["Ana"], columns)).toEqual({ place: 1, text: "" });
    expect(choosePhone(["Ana", `${one} ::: ${two}`], columns)).toEqual({ refusal: refused, place: 1 });
  });

  it("does not exist where people are known by their user id", () => {
    expect(choosePhone(["Ana"], { phones: [] })).toEqual({ place: -1, text: "" });
  });

  it("is always one that stands there, does not depend on the order of the columns, and is never a fax", () => {
    const kinds = fc.constantFrom("mobile" as const, "fixed" as const, "fax" as const, "other" as const);
    const cell = fc.constantFrom("", one, two, three, `${one} ::: ${three}`);
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, cell), { minLength: 1, maxLength: 6 }), (numbers) => {
        const cells = numbers.map(([, text]) => text);
        const phones = numbers.map(([kind], place): PhoneColumn => ({
          place,
          header: "",
          labelPlace: undefined,
          kind,
        }));
        const chosen = choosePhone(cells, { phones });
        const turned = choosePhone(cells, { phones: phones.toReversed() });
        expect("refusal" in turned ? turned.refusal : turned.text).toBe(
          "refusal" in chosen ? chosen.refusal : chosen.text,
        );
        if ("refusal" in chosen || chosen.text === "") return;
        expect(cells[chosen.place]).toContain(chosen.text);
        expect(numbers.some(([kind, text]) => kind !== "fax" && text.includes(chosen.text))).toBe(true);
      }),
    );
  });
});
