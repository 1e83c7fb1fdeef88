import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../../src/core/errors.ts";
import { guessField } from "../../../src/domain/import/fields.ts";
import type { ImportField } from "../../../src/domain/import/fields.ts";
import { mapColumns, parseMap } from "../../../src/domain/import/headers.ts";

describe("a header says what its column holds", () => {
  it.each<[ImportField, string[]]>([
    [
      "phone",
      [
        "Teléfono",
        "TELEFONO",
        "telefono_movil",
        "Celular",
        "Móvil",
        "Nº de celular",
        "Número de WhatsApp",
        "Tlf.",
        "Telemóvel",
        "Telefone",
        "Telefone celular",
        "Número do cliente WhatsApp",
        "Phone",
        "Phone number",
        "Mobile Phone",
        "WhatsApp",
        "Phone 1 - Value",
        "phone_number",
      ],
    ],
    ["name", ["Nombre", "Nombre completo", "Nombre y apellidos", "Cliente", "Nome", "Name", "Full name"]],
    ["first_name", ["First Name", "Nombres", "Given name", "Primeiro nome"]],
    ["last_name", ["Apellidos", "Apellido", "Sobrenome", "Last name", "Surname"]],
    ["country", ["País", "Pais", "Country", "Country Code", "Prefijo", "Código de país", "DDI"]],
    ["language", ["Idioma", "Language", "Lang"]],
    [
      "consent",
      [
        "Acepta",
        "Consentimiento",
        "Consentimento",
        "Opt-in",
        "optin",
        "Autoriza",
        "Acepta mensajes",
        "Acepta WhatsApp?",
      ],
    ],
    ["consent_notices", ["Acepta avisos", "Autoriza notificaciones", "Aceita receber avisos", "Opt-in notifications"]],
    ["consent_marketing", ["Acepta ofertas", "Publicidad", "Acepta publicidad", "Opt-in marketing", "Aceita ofertas"]],
    ["consent_authentication", ["Acepta códigos", "Opt-in OTP"]],
    [
      "opt_out",
      [
        "Baja",
        "Dado de baja",
        "baja_whatsapp",
        "opt_out",
        "Opted out",
        "Unsubscribed",
        "No contactar",
        "Descadastrado",
      ],
    ],
    [
      "consent_date",
      ["Fecha de aceptación", "Fecha consentimiento", "Data do consentimento", "Consent date", "Opt-in date"],
    ],
    ["consent_source", ["Origen del consentimiento", "Consent source", "Opt-in source", "Canal de aceptación"]],
    ["consent_purpose", ["Finalidad", "Finalidade", "Consent purpose", "Finalidad del consentimiento"]],
    [
      "custom",
      [
        "Email",
        "Ciudad",
        "Pedido",
        "Teléfono fijo",
        "Fax",
        "Acepta tarjeta",
        "Fecha de alta",
        "Fecha de baja",
        "Motivo de baja",
        "Fecha",
        "",
        "Phone 1 - Type",
        "Teléfono 2",
      ],
    ],
  ])("%s", (field, headers) => {
    expect(headers.map((header) => [header, guessField(header)])).toEqual(headers.map((header) => [header, field]));
  });
});

function fieldsOf(header: readonly string[], map: readonly string[] = []): string[] {
  return mapColumns(header, parseMap(map), "list.csv").all.map((column) => column.field);
}

function refusal(header: readonly string[], map: readonly string[] = []): InputError {
  try {
    mapColumns(header, parseMap(map), "list.csv");
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
  });

  it("equal headers and blank ones keep their columns apart", () => {
    const { custom } = mapColumns(["Teléfono", "Nota", "Nota", ""], [], "list.csv");
    expect(custom.map((column) => column.key)).toEqual(["Nota", "Nota'", "column 4"]);
  });

  it("what a file of rejects adds does not come back as data", () => {
    expect(fieldsOf(["Teléfono", "row", "reason"])).toEqual(["phone", "ignore", "ignore"]);
  });
});
