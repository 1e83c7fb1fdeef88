import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileParams } from "../../../../src/domain/campaigns/params/compile.ts";
import type { KnownNames } from "../../../../src/domain/campaigns/params/fields.ts";
import { tidyValue } from "../../../../src/domain/campaigns/params/tidy-value.ts";
import { person } from "./people.ts";

const none: KnownNames = { columns: [], fields: [] };

/** What one expression comes to. */
function value(text: string, who = person(), known: Partial<KnownNames> = {}): string | undefined {
  return compileParams({ x: text }, { ...none, ...known })(who).named["x"];
}

describe("a parameter", () => {
  it.each([
    ["{{name}}", "Ana María Ejemplo"],
    ["{{Nombre}}", "Ana María Ejemplo"],
    ["Hola {{first_name|cliente}}", "Hola Ana"],
    ["{{primer_nombre}}", "Ana"],
    ["{{phone}} {{teléfono}}", "+12025550101 +12025550101"],
    ["{{language}} {{idioma}} {{country}} {{país}}", "es_MX es_MX US US"],
    ["{{username}}", "ana"],
    ["{{user_id|none}}", "none"],
    ["10 % de descuento", "10 % de descuento"],
    ["\\{{name}}", "{{name}}"],
  ])("of what every contact has: %s", (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it("takes a column of the file, then the contact's own field, then what every contact has", () => {
    const known = { columns: ["Nombre", "Cita"], fields: ["cita", "ciudad", "name"] };
    const who = person({
      cells: { nombre: "Rosa", cita: "lunes" },
      fields: { cita: "martes", ciudad: "Lugo", name: "Rosita" },
    });
    expect(value("{{nombre}} {{CITA}} {{Ciudad}} {{name}}", who, known)).toBe("Rosa lunes Lugo Rosita");
    const plain = person({ cells: { nombre: "", cita: "" }, fields: { cita: "martes" } });
    // What the file leaves blank is not filled with what was true some other day.
    expect(value("{{cita|sin cita}}, {{name}}", plain, known)).toBe("sin cita, Ana María Ejemplo");
  });

  it("takes a name from the column that an import would take it from", () => {
    const who = person({ unknown: true, told: { name: "Rosa Gil" } });
    expect(value("{{name}} {{first_name}} {{country}}", who)).toBe("Rosa Gil Rosa US");
  });

  it("greets nobody by the family name because the first name is blank in the list", () => {
    const who = person({ told: { name: "Pérez", firstName: "" } });
    expect(value("Hola {{first_name|cliente}}", who)).toBe("Hola cliente");
    expect(compileParams({ x: "{{first_name}}" }, none)(who).missing).toEqual([{ param: "x", field: "first_name" }]);
    // Who is only a contact has nothing but a whole name.
    expect(value("Hola {{first_name|cliente}}", person({ name: "Pérez" }))).toBe("Hola Pérez");
    const apart = person({ name: "Pérez", fields: { first_name: "Ana" } });
    expect(value("Hola {{first_name|cliente}}", apart, { fields: ["first_name"] })).toBe("Hola Ana");
  });

  it("tells columns apart that differ by the case of letters, or by nothing", () => {
    const known = { columns: ["Monto", "monto", "fields.Ciudad"] };
    const who = person({ cells: { "monto#1": "10", monto: "10", "monto#2": "20", "fields.ciudad": "Lugo" } });
    expect(value("{{Monto}} {{monto}} {{MONTO}} {{monto#2}} {{ciudad}}", who, known)).toBe("10 20 10 20 Lugo");
  });

  it("that is blank is missing, with the field that was", () => {
    const who = person({ name: " ", fields: { ciudad: "\u202e" } });
    const read = compileParams(
      { nombre: "{{name}}", hola: "Hola {{ciudad}}", fijo: "x", vacio: "{{name|}}" },
      { columns: [], fields: ["ciudad"] },
    );
    expect(read(who)).toEqual({
      named: { fijo: "x" },
      missing: [
        { param: "nombre", field: "name" },
        { param: "hola", field: "ciudad" },
        { param: "vacio", field: "name" },
      ],
      tidied: [],
    });
  });

  it("that is missing has its default, and a default that is blank is none", () => {
    const read = compileParams({ a: "Sra. {{name}}", b: "{{name}}" }, none, { a: "cliente", b: " ", __proto__: "no" });
    expect(read(person({ name: null }))).toMatchObject({ named: { a: "cliente" }, missing: [{ param: "b" }] });
    expect(read(person()).named).toMatchObject({ a: "Sra. Ana María Ejemplo" });
  });

  it("loses line ends, tabs and rows of spaces, which Meta refuses, and says so", () => {
    const known = { columns: ["calle"], fields: [] };
    const read = compileParams({ calle: "{{calle}}", name: "{{name}}" }, known);
    expect(read(person({ cells: { calle: "Mayor 1\r\n\t2.º     B " } }))).toEqual({
      named: { calle: "Mayor 1 2.º B", name: "Ana María Ejemplo" },
      missing: [],
      tidied: ["calle"],
    });
  });

  it("of a field that is nowhere is refused at once, with near names", () => {
    const known = { columns: ["Ciudad"], fields: ["cita"] };
    expect(() => compileParams({ lugar: "{{ciuda|Lugo}}" }, known)).toThrow(
      expect.objectContaining({
        code: "campaign.unknown_field",
        exit: 2,
        hint: expect.objectContaining({ es: "¿Quiso decir {{Ciudad}}?" }) as unknown,
      }) as Error,
    );
  });
});

describe("what people write in their cells", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom("{{", "}}", "|", "name", "\\", "\n", " ", "\u001b[31m", "\ud800") }),
  );

  it("is never read as a placeholder, and never makes a reader fail", () => {
    const read = compileParams({ x: "{{a}}", y: "<{{a|none}}>{{b|none}}" }, { columns: ["a"], fields: ["b"] });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const { named, missing } = read(person({ cells: { a }, fields: { b } }));
        expect(named["x"] ?? "").toBe(tidyValue(a));
        expect(missing.length).toBe(tidyValue(a) === "" ? 1 : 0);
        const put = (cell: string): string => (tidyValue(cell) === "" ? "none" : cell);
        expect(named["y"]).toBe(tidyValue(`<${put(a)}>${put(b)}`));
      }),
    );
  });

  it("comes to a value that Meta's rules for characters allow", () => {
    fc.assert(
      fc.property(text, (cell) => {
        const tidy = tidyValue(cell);
        expect(tidy).not.toMatch(/[\n\r\t]| {5}/);
        expect(tidy).toBe(tidyValue(tidy));
        expect(tidy).toBe(tidy.trim());
      }),
    );
  });
});
