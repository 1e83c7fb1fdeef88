import { describe, expect, it } from "vitest";
import { previewText, renderTemplate } from "../../../src/domain/templates/render.ts";
import { templateVariables } from "../../../src/domain/templates/variables.ts";
import { code, greeting, invoice, shipped, template } from "./samples.ts";

describe("templateVariables", () => {
  it("lists names with samples in the order of the message", () => {
    expect(templateVariables(shipped)).toEqual([
      { key: "pedido", place: "header", kind: "text", required: true, name: "pedido" },
      { key: "nombre", place: "body", kind: "text", required: true, name: "nombre", example: "Rosa" },
      { key: "pedido", place: "body", kind: "text", required: true, name: "pedido", example: "A-1" },
      {
        key: "button.0",
        place: "button",
        kind: "payload",
        required: false,
        buttonIndex: 0,
        label: "No quiero avisos",
        example: "No quiero avisos",
      },
      {
        key: "button.1",
        place: "button",
        kind: "url-suffix",
        required: true,
        buttonIndex: 1,
        label: "Ver pedido",
        example: "A-1",
      },
    ]);
  });

  it.each([
    ["positions once each, in number order", [{ type: "BODY", text: "{{2}} {{1}} {{2}}!" }], ["1", "2"]],
    ["a header's position", [{ type: "HEADER", format: "TEXT", text: "N.º {{1}}" }], ["header"]],
    [
      "nothing in fixed text and addresses",
      [
        { type: "BODY", text: "Hola" },
        {
          type: "BUTTONS",
          buttons: [
            { type: "URL", text: "Ver", url: "https://a.example" },
            { type: "PHONE_NUMBER", text: "Llamar", phone_number: "+12025550100" },
          ],
        },
      ],
      [],
    ],
  ] satisfies [string, Parameters<typeof template>[0], string[]][])("finds %s", (_, components, keys) => {
    expect(templateVariables(template(components)).map(({ key }) => key)).toEqual(keys);
  });

  it("sees one code in an authentication template", () => {
    expect(templateVariables(code)).toEqual([{ key: "1", place: "body", kind: "code", required: true, position: 1 }]);
  });
});

describe("renderTemplate", () => {
  it("fills header, body and the button's address", () => {
    const rendered = renderTemplate(shipped, {
      named: { nombre: "Rosa {{pedido}} $&", pedido: "A-77", "button.1": "A-77" },
      positional: [],
    });
    expect(rendered).toEqual({
      header: { format: "TEXT", text: "Pedido A-77" },
      body: "Hola Rosa {{pedido}} $&, su pedido A-77 ya va en camino.",
      footer: "Tienda de ejemplo",
      buttons: [
        { type: "QUICK_REPLY", text: "No quiero avisos" },
        { type: "URL", text: "Ver pedido", url: "https://tienda.example/p/A-77" },
      ],
    });
  });

  it("leaves what is not known yet as the template has it", () => {
    expect(renderTemplate(greeting, { named: {}, positional: ["Ana"] }).body).toBe(
      "Hola Ana, nos vemos el {{2}} a las {{3}}.",
    );
  });

  it("repeats the code in the button, and knows Meta's own text", () => {
    expect(renderTemplate(code, { named: {}, positional: ["4839"] }).buttons[0]?.url).toMatch(/otp4839$/);
    const bare = template([{ type: "BODY", add_security_recommendation: true }], { category: "AUTHENTICATION" });
    expect(renderTemplate(bare, { named: {}, positional: ["4839"] }).body).toBe(
      "*4839* is your verification code. For your security, do not share this code.",
    );
  });
});

describe("previewText", () => {
  it("shows the message line by line in the reader's language", () => {
    const values = { named: {}, positional: ["mayo"], header: { id: "55" }, headerFilename: "mayo.pdf" };
    expect(previewText(renderTemplate(invoice, values))).toEqual({
      en: "[document: mayo.pdf]\nSu factura de mayo está lista.",
      es: "[documento: mayo.pdf]\nSu factura de mayo está lista.",
    });
  });

  it("does not let a value move the cursor", () => {
    const values = { named: {}, positional: ["\u001b[2JAna", "lunes", "10"] };
    expect(previewText(renderTemplate(greeting, values)).es).toBe("Hola Ana, nos vemos el lunes a las 10.");
  });
});
