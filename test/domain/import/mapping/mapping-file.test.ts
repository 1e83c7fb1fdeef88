import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/errors.ts";
import { importFields } from "../../../../src/domain/import/mapping/fields.ts";
import { mapColumns, parseMap } from "../../../../src/domain/import/mapping/headers.ts";
import { mappingOf, parseMapping, writeMapping } from "../../../../src/domain/import/mapping/mapping-file.ts";

const file = (content: object): string => JSON.stringify({ recado: "mapping", version: 1, ...content });

function refusal(text: string): InputError {
  try {
    parseMapping(text, "clientes.json");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was read");
}

describe("a saved mapping", () => {
  it("is read", () => {
    const text = file({
      columns: { Celular: "phone", Ciudad: "custom:city", Notas: "ignore", Plan: "custom" },
      country: "Perú",
      consent: { source: "store form", date: "2025-03-25", purposes: ["utility", "marketing"], actor: "luz" },
    });
    expect(parseMapping(`\uFEFF${text}`, "clientes.json")).toEqual({
      columns: [
        { field: "phone", header: "Celular" },
        { field: "custom", key: "city", header: "Ciudad" },
        { field: "ignore", header: "Notas" },
        { field: "custom", header: "Plan" },
      ],
      country: "PE",
      consent: {
        source: "store form",
        date: Date.UTC(2025, 2, 25),
        purposes: ["utility", "marketing"],
        actor: "luz",
      },
    });
  });

  it("comes back as it was written", () => {
    // Names that every object has already are no columns of a mapping file.
    const notKept = /^(?:\d+|__proto__|prototype|constructor)$/;
    const header = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => !notKept.test(text));
    const entry = fc.record({ header, field: fc.constantFrom(...importFields) });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: (one) => one.header }), (columns) => {
        const mapping = { columns, country: "MX" as const, consent: { source: "form", date: Date.UTC(2025, 2, 25) } };
        expect(parseMapping(writeMapping(mapping), "x.json")).toEqual(mapping);
      }),
    );
  });

  it("of one list does the same for the next one", () => {
    const header = ["Quién", "Casa", "Móvil", "Ciudad", "Ciudad", ""];
    const first = mapColumns(
      header,
      { map: parseMap(["name=Quién", "phone=Móvil", "ignore=Casa", "custom:city=Ciudad#1"]) },
      "1.csv",
    );
    const mappingFile = parseMapping(writeMapping({ columns: mappingOf(first) }), "x.json");
    const second = mapColumns(header, { map: [], mappingFile }, "2.csv");
    expect(second.all.map(({ field, key }) => [field, key])).toEqual([
      ["name", "Quién"],
      ["ignore", "Casa"],
      ["phone", "Móvil"],
      ["custom", "city"],
      ["custom", "Ciudad"],
      ["custom", "column 6"],
    ]);
  });

  it("of a known export keeps its many telephones", () => {
    const header = ["Phone 1 - Label", "Phone 1 - Value", "Phone 2 - Label", "Phone 2 - Value"];
    const columns = mappingOf(mapColumns(header, { map: [] }, "contacts.csv"));
    const { phones } = mapColumns(header, { map: [], mappingFile: { columns } }, "contacts.csv");
    expect(phones.map(({ place, labelPlace }) => [place, labelPlace])).toEqual([
      [1, 0],
      [3, 2],
    ]);
  });

  it("that names a column that is not there is refused, with those that are", () => {
    const mappingFile = parseMapping(file({ columns: { Celular: "phone" } }), "clientes.json");
    expect(() => mapColumns(["Nombre", "Teléfono"], { map: [], mappingFile }, "list.csv")).toThrow(
      'list.csv has no column "Celular"',
    );
  });

  it.each([
    ["{", "1:2"],
    ['{\n  "recado": mapping }', "2:13"],
    [" \n [", "2:2"],
    ["[]", "recado"],
    ["null", undefined],
    [JSON.stringify({ version: 1, columns: {} }), "recado"],
    [file({}), "columns"],
    [file({ version: 2, columns: {} }), "version"],
    [file({ columns: { Celular: 1 } }), "columns.Celular"],
    [file({ columns: { Celular: "fono" } }), "columns.Celular"],
    [file({ columns: { Celular: "custom:" } }), "columns.Celular"],
    [file({ columns: {}, country: "Narnia" }), "country"],
    [file({ columns: {}, colour: "red" }), "colour"],
    [file({ columns: {}, consent: { date: "25/03/2025" } }), "consent.date"],
    [file({ columns: {}, consent: { date: "2025-02-30" } }), "consent.date"],
    [file({ columns: {}, consent: { purposes: ["offers"] } }), "consent.purposes.0"],
    [file({ columns: {}, consent: { sauce: "form" } }), "consent.sauce"],
  ])("%s is refused at %s", (text, place) => {
    const error = refusal(text);
    expect(error.code).toBe("import.bad_mapping");
    expect(error.data).toEqual({ file: "clientes.json", ...(place === undefined ? {} : { place }) });
    expect(error.text.en).toContain("clientes.json");
    expect(error.text.es).toContain(place ?? "clientes.json");
  });
});
