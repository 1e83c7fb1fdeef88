import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../../../src/core/errors.ts";
import { asConstant, constantOf, parseExpression } from "../../../../src/domain/campaigns/params/expression.ts";

function outcome(text: string): string {
  try {
    parseExpression("x", text);
    return "read";
  } catch (error) {
    return error instanceof UsageError ? error.code : String(error);
  }
}

describe("what stands after --param name=", () => {
  it.each([
    ["Ana", ["Ana"]],
    ["", []],
    ["{{name}}", [{ field: "name", fallback: undefined }]],
    ["{{ Fecha cita | pronto }}", [{ field: "Fecha cita", fallback: "pronto" }]],
    ["{{name|}}", [{ field: "name", fallback: "" }]],
    ["{{a|b|c}}", [{ field: "a", fallback: "b|c" }]],
    ["Hola {{first_name|cliente}}!", ["Hola ", { field: "first_name", fallback: "cliente" }, "!"]],
    ["\\{{name}}", ["{{name}}"]],
    ["\\\\{{x", ["\\{{x"]],
    [
      "{{a}}{{b}}",
      [
        { field: "a", fallback: undefined },
        { field: "b", fallback: undefined },
      ],
    ],
    ["{ un } }} {", ["{ un } }} {"]],
  ])("is read: %j", (text, parts) => {
    expect(parseExpression("x", text)).toEqual(parts);
  });

  it.each(["{{", "Hola {{name", "{{}}", "{{ |x}}", "{{a{{b}}"])("is refused with an example: %j", (text) => {
    expect(() => parseExpression("nombre", text)).toThrow(UsageError);
    expect(() => parseExpression("nombre", text)).toThrow("--param nombre:");
  });

  it("is read or refused, whatever it is", () => {
    const text = fc
      .array(fc.constantFrom("{{", "}}", "|", "\\", "{", "}", "a", " ", "ñ"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (one) => {
        expect(["read", "campaign.bad_expression"]).toContain(outcome(one));
      }),
    );
  });

  it("may be any fixed words", () => {
    const words = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom("{", "}", "\\", "a") }));
    fc.assert(
      fc.property(words, (one) => {
        expect(constantOf(parseExpression("x", asConstant(one)))).toBe(one);
      }),
    );
  });
});
