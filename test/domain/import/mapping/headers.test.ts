import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../../../src/core/errors.ts";
import { mapColumns, parseMap } from "../../../../src/domain/import/mapping/headers.ts";

function fieldsOf(header: readonly string[], map: readonly string[] = []): string[] {
  return mapColumns(header, { map: parseMap(map) }, "list.csv").all.map((column) => column.field);
}

function refusal(header: readonly string[], map: readonly string[] = []): InputError {
  try {
    mapColumns(header, { map: parseMap(map) }, "list.csv");
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("it was mapped");
}

describe("columns", () => {
  it("two that may be the phone are named, with how to choose", () => {
    const error = refusal(["Nombre", "Teléfono", "WhatsApp"]);
    expect(error.code).toBe("import.two_phone_columns");
    expect(error.text.en).toContain('"Teléfono", "WhatsApp"');
    expect(error.hint?.en).toBe('choose one: --map "phone=Teléfono"');
    expect(fieldsOf(["Nombre", "Teléfono", "WhatsApp"], ["phone=whatsapp"])).toEqual(["name", "custom", "phone"]);
  });

  it("two of one consent are not chosen between: a no in either would be lost", () => {
    expect(refusal(["Teléfono", "Acepta avisos", "Acepta notificaciones"]).code).toBe("import.two_consent_columns");
  });

  it("no phone: the headers are listed", () => {
    const error = refusal(["Nombre", "Correo"]);
    expect(error.code).toBe("import.no_phone_column");
    expect(error.text.es).toContain('"Nombre", "Correo"');
    expect(error.data).toMatchObject({ headers: ["Nombre", "Correo"] });
  });

  it("no header row: it is said so, without repeating the person", () => {
    const error = refusal(["Ana Ejemplo", "600 000 012"]);
    expect(error.code).toBe("import.no_phone_column");
    expect(JSON.stringify([error.text, error.hint, error.data])).not.toMatch(/Ana|600/);
  });

  it("a mapping overrides what is guessed, keeps a column as it is, or leaves it out", () => {
    const header = ["Contacto", "Nombre", "Fono X", "Publicidad", "Notas"];
    expect(fieldsOf(header, ["phone=Fono X", "name=Nombre", "custom=Publicidad", "ignore=Notas"])).toEqual([
      "custom",
      "name",
      "phone",
      "custom",
      "ignore",
    ]);
  });

  it("a mapping that names a missing column or an unknown field is refused", () => {
    expect(refusal(["Teléfono"], ["name=Cliente"]).code).toBe("import.no_such_column");
    expect(() => parseMap(["fono=Teléfono"])).toThrow(UsageError);
    expect(() => parseMap(["phone"])).toThrow(UsageError);
    expect(() => parseMap(["custom:=Ciudad"])).toThrow(UsageError);
  });

  it("a missing column is named with those that are there", () => {
    const error = refusal(["Teléfono", "Nombre"], ["custom:city=Ciudad"]);
    expect(error.text.en).toBe('list.csv has no column "Ciudad" (asked for as custom:city).');
    expect(error.hint?.es).toBe('sus columnas son "Teléfono", "Nombre"');
    const nameless = refusal(["Ana Ejemplo", "600 000 012"], ["phone=Celular"]);
    expect(JSON.stringify([nameless.text, nameless.hint, nameless.data])).not.toMatch(/Ana|600/);
  });

  it("a field of one's own gets the name that a person gives it", () => {
    const { custom } = mapColumns(
      ["Teléfono", "Ciudad", "Plan = tipo"],
      { map: parseMap(["custom:city=Ciudad", "custom:plan=Plan = tipo"]) },
      "list.csv",
    );
    expect(custom.map(({ key, header }) => [key, header])).toEqual([
      ["city", "Ciudad"],
      ["plan", "Plan = tipo"],
    ]);
  });

  it("headers are other people's text: what they hide does not become the name of a field", () => {
    const { custom } = mapColumns(
      ["Teléfono", "\u001b[31mCiu\u202edad\u0007\n y  país", "x".repeat(300)],
      { map: [] },
      "list.csv",
    );
    expect(custom.map(({ key }) => key)).toEqual(["Ciudad ⏎ y país", "x".repeat(100)]);
    expect(refusal(["\u001b[2JNombre"]).text.en).toContain('"Nombre"');
  });

  it("a thousand columns do not make a thousand words of an error", () => {
    const error = refusal(Array.from({ length: 1000 }, (_, place) => `c${place}`));
    expect(error.text.en.length).toBeLessThan(500);
  });

  it("several phones that a person chose are looked at row by row", () => {
    const { phones } = mapColumns(["Fijo", "Celular"], { map: parseMap(["phone=Fijo", "phone=Celular"]) }, "list.csv");
    expect(phones.map(({ header, kind }) => [header, kind])).toEqual([
      ["Fijo", "fixed"],
      ["Celular", "mobile"],
    ]);
  });

  it("who chooses the column of faxes means it", () => {
    const { phones } = mapColumns(["Nombre", "Fax"], { map: parseMap(["phone=Fax"]) }, "list.csv");
    expect(phones).toEqual([{ place: 1, header: "Fax", labelPlace: undefined, kind: "other" }]);
  });

  it("people may be known by their user id alone", () => {
    const columns = mapColumns(["Nombre", "BSUID"], { map: [] }, "list.csv");
    expect(columns.phones).toEqual([]);
    expect(columns.of.get("user_id")?.header).toBe("BSUID");
  });

  it("what is typed goes before what was saved", () => {
    const mappingFile = {
      columns: [
        { field: "phone" as const, header: "Casa" },
        { field: "ignore" as const, header: "Nota" },
      ],
    };
    const header = ["Casa", "Móvil", "Nota", "Teléfono"];
    const saved = mapColumns(header, { map: [], mappingFile }, "list.csv");
    expect(saved.all.map(({ field }) => field)).toEqual(["phone", "custom", "ignore", "custom"]);
    const typed = mapColumns(header, { map: parseMap(["phone=Móvil"]), mappingFile }, "list.csv");
    expect(typed.all.map(({ field }) => field)).toEqual(["custom", "phone", "ignore", "custom"]);
  });

  it("equal headers and blank ones keep their columns apart", () => {
    const { custom } = mapColumns(["Teléfono", "Nota", "Nota", ""], { map: [] }, "list.csv");
    expect(custom.map((column) => column.key)).toEqual(["Nota", "Nota'", "column 4"]);
  });

  it("what a file of rejects adds does not come back as data", () => {
    expect(fieldsOf(["Teléfono", "row", "reason"])).toEqual(["phone", "ignore", "ignore"]);
  });
});
