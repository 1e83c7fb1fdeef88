import { describe, expect, it } from "vitest";
import { compileParams } from "../../../../src/domain/campaigns/params/compile.ts";
import { completeParams } from "../../../../src/domain/campaigns/params/complete.ts";
import { fillTemplate } from "../../../../src/domain/campaigns/params/fill.ts";
import type { AppError } from "../../../../src/core/errors.ts";
import { code, greeting, invoice, shipped, template } from "../../templates/samples.ts";
import { person } from "./people.ts";

const none = { columns: [], fields: [] };
const english = template([{ type: "BODY", text: "Hello {{customer}}, order {{pedido}} is on its way." }], {
  name: "pedido_enviado",
  language: "en",
});

/** The error of a call. */
function refusal(call: () => unknown): AppError {
  try {
    call();
  } catch (error) {
    return error as AppError;
  }
  throw new Error("nothing was refused");
}

describe("the parameters of a template", () => {
  it("go without saying where a field has the name of the variable", () => {
    const known = { columns: ["Pedido", "Nombre"], fields: [] };
    expect(completeParams([shipped], { params: { "button.1": "{{pedido}}" } }, known)).toEqual({
      pedido: "{{pedido}}",
      nombre: "{{nombre}}",
      "button.1": "{{pedido}}",
    });
  });

  it("are wanted for every language that may be sent", () => {
    const params = { pedido: "{{pedido}}", "button.1": "x" };
    const known = { columns: ["pedido"], fields: [] };
    const { code: why, hint } = refusal(() => completeParams([shipped, english], { params }, known));
    expect(why).toBe("template.missing_value");
    expect(hint?.en).toContain('--param customer="{{field}}"');
    expect(hint?.es).toContain('--param customer="{{campo}}"');
    expect(completeParams([shipped, english], { params, defaults: { customer: "{{you}}" } }, known)).toMatchObject({
      nombre: "{{nombre}}",
      customer: "\\{{you}}",
    });
  });

  it.each([
    ["a variable that is not there", { params: { nombe: "Ana", 1: "x", 2: "y", 3: "z" } }, "template.unknown_value"],
    ["a default for no variable", { params: {}, defaults: { fecha: "hoy" } }, "template.unknown_value"],
    ["words that are blank", { params: { 1: " ", 2: "y", 3: "z" } }, "template.empty_value"],
    ["a placeholder that is not closed", { params: { 1: "{{name", 2: "y", 3: "z" } }, "campaign.bad_expression"],
    ["nothing at all", { params: {} }, "template.missing_value"],
    ["a file that has no place", { params: {}, header: { source: { id: "1" } } }, "template.wrong_header"],
  ])("are refused for everybody at once: %s", (_, asked, expected) => {
    expect(refusal(() => completeParams([greeting], asked, none))).toMatchObject({ code: expected, exit: 2 });
  });

  it("refuse fixed words that Meta would refuse, and parts that values cannot fill", () => {
    const spaces = { params: { nombre: "x", pedido: "x", "button.1": "a b" } };
    expect(refusal(() => completeParams([shipped], spaces, none)).code).toBe("template.bad_characters");
    const carousel = template([
      { type: "BODY", text: "Hola" },
      { type: "CAROUSEL", cards: [] },
    ]);
    expect(refusal(() => completeParams([carousel], { params: {} }, none)).code).toBe("template.unsupported");
  });

  it("name the option of a header's file", () => {
    const { hint } = refusal(() => completeParams([invoice], { params: { 1: "{{name}}" } }, none));
    expect(hint?.en).toContain("--header-media");
    const given = { params: { 1: "{{name}}" }, header: { source: { id: "77" }, filename: "factura.pdf" } };
    expect(completeParams([invoice], given, none)).toEqual({ 1: "{{name}}" });
  });
});

describe("a template with one person's values", () => {
  const read = compileParams(
    { nombre: "{{first_name}}", pedido: "{{pedido}}", "button.1": "{{pedido}}", customer: "{{name}}" },
    { columns: ["pedido"], fields: [] },
  );

  it("is what Meta is sent, without the values of other languages", () => {
    const values = read(person({ cells: { pedido: "A-1\n" } }));
    expect(fillTemplate(english, values)).toMatchObject({
      ok: true,
      tidied: ["pedido"],
      send: {
        name: "pedido_enviado",
        language: { code: "en" },
        components: [
          {
            type: "body",
            parameters: [
              { parameter_name: "customer", text: "Ana María Ejemplo" },
              { parameter_name: "pedido", text: "A-1" },
            ],
          },
        ],
      },
    });
    expect(fillTemplate(shipped, values)).toMatchObject({ ok: true, values: { named: { nombre: "Ana" } } });
  });

  it.each([
    ["a blank cell", person({ cells: { pedido: " " } }), "missing-parameter", '("pedido" está vacío)'],
    ["a space in an address", person({ cells: { pedido: "A 1" } }), "bad-parameter", "espacios"],
    ["a text that is too long", person({ cells: { pedido: "1".repeat(70) } }), "bad-parameter", "60"],
  ])("is none, with the reason: %s", (_, who, reason, said) => {
    const detail = { es: expect.stringContaining(said) as string };
    expect(fillTemplate(shipped, read(who))).toMatchObject({ ok: false, reason, detail });
  });

  it("misses nothing that only another language has", () => {
    const blank = read(person({ name: "", cells: { pedido: "A-1" } }));
    const onlyOrder = template([{ type: "BODY", text: "Order {{pedido}}." }]);
    expect(fillTemplate(onlyOrder, blank)).toMatchObject({ ok: true });
    expect(fillTemplate(english, blank)).toMatchObject({ ok: false, reason: "missing-parameter" });
  });

  it("has the header's file only where the version takes one", () => {
    const header = { source: { id: "77" }, filename: "factura.pdf" };
    const values = compileParams({ 1: "{{name}}" }, none)(person());
    const document = { type: "document", document: { id: "77", filename: "factura.pdf" } };
    expect(fillTemplate(invoice, values, header)).toMatchObject({
      ok: true,
      send: { components: [{ type: "header", parameters: [document] }, { type: "body" }] },
    });
    expect(fillTemplate(code, compileParams({ 1: "123456" }, none)(person()), header)).toMatchObject({ ok: true });
  });
});
