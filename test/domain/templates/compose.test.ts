import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError, UsageError } from "../../../src/core/errors.ts";
import { composeTemplate } from "../../../src/domain/templates/compose.ts";
import { readParams, type TemplateValues } from "../../../src/domain/templates/values.ts";
import type { TemplateContent } from "../../../src/domain/templates/variables.ts";
import type { WireTemplateComponent } from "../../../src/graph/wire/templates.ts";
import { code, greeting, invoice, shipped, template } from "./samples.ts";

function given(
  named: Record<string, string>,
  positional: string[] = [],
  more: Partial<TemplateValues> = {},
): TemplateValues {
  return { named, positional, ...more };
}

function refusal(content: TemplateContent, values: TemplateValues): InputError {
  try {
    composeTemplate(content, values);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

const complete = { nombre: "Rosa", pedido: "A-77", "button.1": "A-77" };

describe("composeTemplate", () => {
  it("names the parameters of a template with names, in header and body, and leaves an optional payload out", () => {
    expect(composeTemplate(shipped, given(complete))).toEqual({
      name: "pedido_enviado",
      language: { code: "es_MX" },
      components: [
        { type: "header", parameters: [{ type: "text", parameter_name: "pedido", text: "A-77" }] },
        {
          type: "body",
          parameters: [
            { type: "text", parameter_name: "nombre", text: "Rosa" },
            { type: "text", parameter_name: "pedido", text: "A-77" },
          ],
        },
        { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "A-77" }] },
      ],
    });
  });

  it("sends a quick reply's payload when one is given", () => {
    const { components } = composeTemplate(shipped, given({ ...complete, "button.0": "BAJA" }));
    expect(components?.[2]).toEqual({
      type: "button",
      sub_type: "quick_reply",
      index: "0",
      parameters: [{ type: "payload", payload: "BAJA" }],
    });
  });

  it.each([
    ["bare values", given({}, ["Ana", "lunes", "10:00"])],
    ["numbered values in any order", given({ "3": "10:00", "1": "Ana", "2": "lunes" })],
    ["a mixture", given({ "2": "lunes", "3": "10:00" }, ["Ana"])],
  ])("fills a template without names from %s", (_, values) => {
    expect(composeTemplate(greeting, values).components).toEqual([
      {
        type: "body",
        parameters: [
          { type: "text", text: "Ana" },
          { type: "text", text: "lunes" },
          { type: "text", text: "10:00" },
        ],
      },
    ]);
  });

  it("omits components when the template has no variables", () => {
    const plain = template([{ type: "BODY", text: "Cerramos el lunes." }]);
    expect(composeTemplate(plain, given({}))).toEqual({ name: "pedido_enviado", language: { code: "es_MX" } });
  });

  it.each([
    [
      "an uploaded file with its name",
      given({}, ["mayo"], { header: { id: "5500" }, headerFilename: "mayo.pdf" }),
      { id: "5500", filename: "mayo.pdf" },
    ],
    ["a link by key", given({ header: "https://tienda.example/f" }, ["mayo"]), { link: "https://tienda.example/f" }],
  ])("puts the header's document: %s", (_, values, document) => {
    expect(composeTemplate(invoice, values).components?.[0]).toEqual({
      type: "header",
      parameters: [{ type: "document", document }],
    });
  });

  it("gives the code of an authentication template to body and button", () => {
    expect(composeTemplate(code, given({}, ["483920"])).components).toEqual([
      { type: "body", parameters: [{ type: "text", text: "483920" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "483920" }] },
    ]);
  });

  it("sends a coupon code and a location", () => {
    const offer = template([
      { type: "HEADER", format: "LOCATION" },
      { type: "BODY", text: "Lo esperamos." },
      { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "OTONO10" }] },
    ]);
    const values = given({ header: "19.4326, -99.1332", "header.name": "Tienda", "button.0": "OTONO25" });
    expect(composeTemplate(offer, values).components).toEqual([
      {
        type: "header",
        parameters: [{ type: "location", location: { latitude: "19.4326", longitude: "-99.1332", name: "Tienda" } }],
      },
      {
        type: "button",
        sub_type: "copy_code",
        index: "0",
        parameters: [{ type: "coupon_code", coupon_code: "OTONO25" }],
      },
    ]);
  });
});

describe("composeTemplate refuses", () => {
  const long = "x".repeat(1025);
  it.each<[string, TemplateContent, TemplateValues, string, RegExp, RegExp]>([
    [
      "what is missing",
      shipped,
      given({ nombre: "Rosa" }),
      "template.missing_value",
      /^Missing values: pedido, button\.1/,
      /^Faltan valores: pedido, button\.1/,
    ],
    [
      "a misspelt name",
      shipped,
      given({ ...complete, nonbre: "R" }),
      "template.unknown_value",
      /did you mean nombre\?/,
      /¿quiso decir nombre\?/,
    ],
    [
      "a name in a template without names",
      greeting,
      given({ cliente: "A" }, ["1", "2", "3"]),
      "template.unknown_value",
      /it has 1, 2, 3\./,
      /tiene 1, 2, 3\./,
    ],
    [
      "any value where none is taken",
      template([{ type: "BODY", text: "Hola" }]),
      given({ a: "b" }),
      "template.unknown_value",
      /takes no values/,
      /no lleva valores/,
    ],
    [
      "too many values",
      greeting,
      given({}, ["a", "b", "c", "d"]),
      "template.too_many_values",
      /takes 3 values and 4/,
      /lleva 3 valores y se indicaron 4/,
    ],
    [
      "a value given twice",
      greeting,
      given({ "1": "x" }, ["a", "b", "c"]),
      "template.value_given_twice",
      /"1" was given twice/,
      /"1" se indicó dos veces/,
    ],
    [
      "an empty value",
      shipped,
      given({ ...complete, nombre: "  " }),
      "template.empty_value",
      /"nombre" is empty/,
      /"nombre" está vacío/,
    ],
    [
      "a line break",
      greeting,
      given({}, ["a\nb", "b", "c"]),
      "template.bad_characters",
      /line break/,
      /salto de línea/,
    ],
    ["a tab", greeting, given({}, ["a\tb", "b", "c"]), "template.bad_characters", /tab/, /tabulación/],
    [
      "five spaces in a row",
      greeting,
      given({}, ["a     b", "b", "c"]),
      "template.bad_characters",
      /four spaces/,
      /cuatro espacios/,
    ],
    [
      "a space in an address",
      shipped,
      given({ ...complete, "button.1": "A 77" }),
      "template.bad_characters",
      /spaces/,
      /espacios/,
    ],
    [
      "a filled header that is too long",
      shipped,
      given({ ...complete, pedido: "x".repeat(60) }),
      "template.value_too_long",
      /header has 67/,
      /encabezado tiene 67/,
    ],
    [
      "a filled body that is too long",
      shipped,
      given({ ...complete, nombre: long }),
      "template.value_too_long",
      /body has .* at most 1024/,
      /cuerpo tiene/,
    ],
    [
      "a code that is too long",
      code,
      given({}, ["1234567890123456"]),
      "template.value_too_long",
      /at most 15/,
      /15 como máximo/,
    ],
    [
      "no header media",
      invoice,
      given({}, ["mayo"]),
      "template.missing_value",
      /header's document/,
      /documento del encabezado/,
    ],
    [
      "media where the header takes none",
      shipped,
      given(complete, [], { header: { id: "1" } }),
      "template.wrong_header",
      /takes none/,
      /no lleva ninguno/,
    ],
    [
      "media that is no address",
      invoice,
      given({ header: "factura.pdf" }, ["mayo"]),
      "template.wrong_header",
      /https:/,
      /https:/,
    ],
    [
      "a film as an image",
      template([{ type: "HEADER", format: "IMAGE" }]),
      given({ header: "https://a.example/x.MP4?s=1" }),
      "template.wrong_header",
      /\.mp4 file/,
      /archivo \.mp4/,
    ],
    [
      "a linked film as an image",
      template([{ type: "HEADER", format: "IMAGE" }]),
      given({}, [], { header: { link: "https://a.example/x.mp4" } }),
      "template.wrong_header",
      /\.mp4 file/,
      /archivo \.mp4/,
    ],
    [
      "a file name for an image",
      template([{ type: "HEADER", format: "IMAGE" }]),
      given({}, [], { header: { id: "1" }, headerFilename: "a.png" }),
      "template.wrong_header",
      /file name/,
      /nombre de archivo/,
    ],
    [
      "a place that is none",
      template([{ type: "HEADER", format: "LOCATION" }]),
      given({ header: "91,0" }),
      "template.wrong_header",
      /latitude/,
      /latitud/,
    ],
  ])("%s", (_, content, values, expected, en, es) => {
    const error = refusal(content, values);
    expect(error.code).toBe(expected);
    expect(error.exit).toBe(2);
    expect(error.text.en).toMatch(en);
    expect(error.text.es).toMatch(es);
  });

  it("an empty word beside a location", () => {
    const place = template([{ type: "HEADER", format: "LOCATION" }]);
    expect(refusal(place, given({ header: "0,0", "header.name": " " })).code).toBe("template.empty_value");
  });

  it("accepts four spaces, and 1,024 characters beside other components, 32,768 without", () => {
    expect(composeTemplate(greeting, given({}, ["a    b", "b", "x".repeat(2000)]))).toBeDefined();
    const fits = "x".repeat(1024 - "Hola , su pedido A-77 ya va en camino.".length);
    expect(composeTemplate(shipped, given({ ...complete, nombre: fits }))).toBeDefined();
    expect(refusal(shipped, given({ ...complete, nombre: `${fits}x` })).code).toBe("template.value_too_long");
  });

  it("everything at once, with what to type, and never the values themselves", () => {
    const error = refusal(shipped, given({ nonbre: "Secreta", pedido: "" }));
    expect(error.data).toEqual({
      template: "pedido_enviado",
      language: "es_MX",
      variables: ["pedido", "nombre", "pedido", "button.0", "button.1"],
      problems: [
        { code: "template.unknown_value", key: "nonbre" },
        { code: "template.missing_value", key: "nombre" },
        { code: "template.empty_value", key: "pedido" },
      ],
    });
    expect(error.hint).toEqual({
      en: 'Add --param nombre="…" --param button.1="…"',
      es: 'Agregue --param nombre="…" --param button.1="…"',
    });
    expect(JSON.stringify([error.text, error.data])).not.toContain("Secreta");
  });

  it("parts it cannot fill", () => {
    // Meta lists components that the wire types do not.
    const listed: WireTemplateComponent[] = JSON.parse(
      '[{"type":"BODY","text":"Hola"},{"type":"CAROUSEL","cards":[]}]',
    );
    expect(refusal(template(listed), given({}))).toMatchObject({
      code: "template.unsupported",
      data: { parts: ["CAROUSEL"] },
    });
  });
});

describe("parts of newer templates", () => {
  const words: WireTemplateComponent = { type: "BODY", text: "Hola" };
  const button = (one: object): WireTemplateComponent[] =>
    JSON.parse(JSON.stringify([words, { type: "BUTTONS", buttons: [one] }])) as WireTemplateComponent[];
  const offer: WireTemplateComponent[] = [
    words,
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Hoy", has_expiration: true } },
  ];
  const product: WireTemplateComponent[] = [{ type: "HEADER", format: "PRODUCT" }, words];
  const at = Date.UTC(2026, 11, 24, 23);

  it.each([
    [
      "an offer's end with its zone",
      offer,
      { offer: "2026-12-24T18:00:00-05:00" },
      {
        type: "limited_time_offer",
        parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms: at } }],
      },
    ],
    [
      "an offer's end in milliseconds",
      offer,
      { offer: String(at) },
      { parameters: [{ limited_time_offer: { expiration_time_ms: at } }] },
    ],
    [
      "the header's product",
      product,
      { header: "77/mug-blue" },
      {
        type: "header",
        parameters: [{ type: "product", product: { catalog_id: "77", product_retailer_id: "mug-blue" } }],
      },
    ],
    [
      "the catalog's picture",
      button({ type: "CATALOG", text: "View catalog" }),
      { "button.0": "mug-blue" },
      {
        type: "button",
        sub_type: "catalog",
        index: "0",
        parameters: [{ type: "action", action: { thumbnail_product_retailer_id: "mug-blue" } }],
      },
    ],
    [
      "a flow's token",
      button({ type: "FLOW", text: "Reservar", flow_id: "88" }),
      { "button.0": "tok-1" },
      { sub_type: "flow", parameters: [{ type: "action", action: { flow_token: "tok-1" } }] },
    ],
  ])("takes %s as a value", (_, components, values, expected) => {
    expect(composeTemplate(template(components), given(values)).components).toMatchObject([expected]);
  });

  it.each([
    ["no end of the offer", offer, {}, "template.missing_value"],
    ["an end that is no time", offer, { offer: "tomorrow" }, "template.bad_time"],
    ["an end without a zone", offer, { offer: "2026-12-24T18:00" }, "template.bad_time"],
    ["a product without its catalog", product, { header: "mug-blue" }, "template.wrong_header"],
  ])("refuses %s", (_, components, values, code) => {
    expect(refusal(template(components), given(values)).code).toBe(code);
  });

  it("takes what is given whole beside the other values, and wants none for its place", () => {
    const mpm = button({ type: "MPM", text: "View items" });
    const items = {
      type: "button" as const,
      sub_type: "mpm" as const,
      index: 0,
      parameters: [
        {
          type: "action" as const,
          action: {
            thumbnail_product_retailer_id: "a",
            sections: [{ title: "Tazas", product_items: [{ product_retailer_id: "a" }] }],
          },
        },
      ],
    };
    expect(refusal(template(mpm), given({})).code).toBe("template.unsupported");
    expect(composeTemplate(template(mpm), given({}, [], { components: [items] })).components).toEqual([items]);
    const body = { type: "body" as const, parameters: [{ type: "text" as const, text: "Rosa" }] };
    const send = composeTemplate(greeting, given({}, [], { components: [body] }));
    expect(send.components).toEqual([body]);
    expect(refusal(greeting, given({ "1": "Ana" }, [], { components: [body] })).code).toBe("template.unknown_value");
  });
});

describe("any values", () => {
  function outcome(values: string[]): unknown {
    try {
      return composeTemplate(greeting, given({}, values)).components;
    } catch (error) {
      return error instanceof InputError ? "refused" : error;
    }
  }

  it("are sent as they are, or refused as bad input when Meta would refuse them", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("{{1}}", "$&", "__proto__", "ñ", "🎃", "a\nb", " "));
    fc.assert(
      fc.property(fc.array(text, { minLength: 3, maxLength: 3 }), (values) => {
        const refused = values.some((value) => value.trim() === "" || /[\n\r\t]| {5}/.test(value));
        const sent = [{ type: "body", parameters: values.map((value) => ({ type: "text", text: value })) }];
        expect(outcome(values)).toEqual(refused ? "refused" : sent);
      }),
    );
  });
});

describe("readParams", () => {
  it("splits at the first equals sign only", () => {
    expect(readParams(["nombre=Ana", "button.0=a=b", "2="])).toEqual({ nombre: "Ana", "button.0": "a=b", "2": "" });
  });

  it.each([
    [["Ana"], "usage.bad_param"],
    [["=Ana"], "usage.bad_param"],
    [["a=1", "a=2"], "usage.param_twice"],
  ])("refuses %j", (pairs, expected) => {
    expect(() => readParams(pairs)).toThrow(UsageError);
    expect(() => readParams(pairs)).toThrow(expect.objectContaining({ code: expected }));
  });

  it("repeats what has no name, without the digits of a phone number", () => {
    expect(() => readParams(["Ana"])).toThrow('--param "Ana" does not have the form name=value.');
    expect(() => readParams(["+1 202 555 0111"])).toThrow('--param "+1202•••••11" does not have the form name=value.');
  });
});
