import { stringify } from "yaml";
import { describe, expect, it } from "vitest";
import { demoTemplates } from "../../../src/commands/demo/templates.ts";
import { InputError } from "../../../src/core/errors.ts";
import { readTemplateFile } from "../../../src/domain/templates/file.ts";

const body = { type: "BODY", text: "Hola {{1}}, gracias.", example: { body_text: [["Ana"]] } };
const base = { name: "gracias", language: "es", category: "UTILITY", components: [body] };

async function refusal(value: unknown, name = "gracias.json"): Promise<InputError> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const error: unknown = await readTemplateFile(text, name).catch((reason: unknown) => reason);
  if (error instanceof InputError) return error;
  throw new Error("nothing was refused");
}

describe("readTemplateFile reads", () => {
  it.each(demoTemplates.map((template) => [template.name, template] as const))(
    "%s as JSON and YAML",
    async (_, template) => {
      await expect(readTemplateFile(JSON.stringify(template), "a.json")).resolves.toEqual(template);
      await expect(readTemplateFile(stringify(template), "a.yaml")).resolves.toEqual(template);
      await expect(readTemplateFile(stringify(template), "a.txt")).resolves.toEqual(template);
    },
  );

  it("Meta's words in any case, comments, and a byte order mark", async () => {
    const text = `\uFEFF# gracias
name: gracias
language: es_MX
category: utility
components:
  - type: body
    text: ¡Gracias!
  - type: buttons
    buttons:
      - { type: quick_reply, text: De nada }
`;
    await expect(readTemplateFile(text, "gracias.yml")).resolves.toEqual({
      name: "gracias",
      language: "es_MX",
      category: "UTILITY",
      components: [
        { type: "BODY", text: "¡Gracias!" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "De nada" }] },
      ],
    });
  });

  it("an authentication template, whose text is Meta's", async () => {
    const template = {
      name: "codigo",
      language: "es",
      category: "AUTHENTICATION",
      components: [
        { type: "BODY", add_security_recommendation: true },
        { type: "FOOTER", code_expiration_minutes: 10 },
        { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
      ],
    };
    await expect(readTemplateFile(JSON.stringify(template), "a.json")).resolves.toEqual(template);
  });
});

const image = { type: "HEADER", format: "IMAGE", example: { header_handle: ["4::aW1hZ2U="] } };
const taps = { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Lo quiero" }] };
const card = { components: [image, { type: "BODY", text: "Una taza" }, taps] };
const carousel = (...cards: object[]): object => ({
  name: "ofertas",
  language: "es",
  category: "MARKETING",
  components: [body, { type: "CAROUSEL", cards }],
});
const shop = { type: "BUTTONS", buttons: [{ type: "URL", text: "Ver", url: "https://shop.example/" }] };
const offer = { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Termina pronto", has_expiration: true } };

describe("templates of more than text", () => {
  it.each([
    ["a carousel", carousel(card, card)],
    ["an offer", { ...base, category: "MARKETING", components: [image, offer, { type: "BODY", text: "Hoy" }, shop] }],
    [
      "a flow",
      {
        ...base,
        components: [body, { type: "BUTTONS", buttons: [{ type: "FLOW", text: "Reservar", flow_id: "88" }] }],
      },
    ],
    [
      "a catalog",
      { ...base, components: [body, { type: "BUTTONS", buttons: [{ type: "CATALOG", text: "View catalog" }] }] },
    ],
    ["a request to call", { ...base, components: [body, { type: "CALL_PERMISSION_REQUEST" }] }],
  ])("%s is read as it is", async (_, template) => {
    await expect(readTemplateFile(JSON.stringify(template), "a.json")).resolves.toEqual(template);
  });

  it.each([
    ["one card", carousel(card), "components[1].cards"],
    ["cards that differ", carousel(card, { components: [image, taps] }), "components[1].cards[1]"],
    [
      "a card without a picture",
      carousel({ components: [taps] }, { components: [taps] }),
      "components[1].cards[0].components",
    ],
    ["a carousel in a notice", { ...carousel(card, card), category: "UTILITY" }, "components[1]"],
    [
      "an offer with a footer",
      {
        ...base,
        category: "MARKETING",
        components: [image, offer, { type: "BODY", text: "Hoy" }, { type: "FOOTER", text: "x" }],
      },
      "components[3]",
    ],
    [
      "an offer that says too much",
      {
        ...base,
        category: "MARKETING",
        components: [image, { ...offer, limited_time_offer: { text: "x".repeat(17) } }, { type: "BODY", text: "Hoy" }],
      },
      "components[1].limited_time_offer.text",
    ],
  ])("%s is refused with its place", async (_, template, path) => {
    const error = await refusal(template);
    const { problems } = error.data as { problems: { path: string }[] };
    expect(problems.map((one) => one.path)).toContain(path);
  });
});

describe("readTemplateFile tells the place of", () => {
  it.each([
    ["a comma too many in JSON", '{\n  "name": "a",\n}', "a.json", 3],
    ["JSON that broke off", '{\n  "name": "a"', "a.json", 2],
    ["YAML with a wrong indentation", "name: a\nlanguage: es\n  category: x\n", "a.yaml", 2],
    ["YAML with an open quotation mark", 'name: "a\nlanguage: es\n', "a.yaml", 3],
  ])("%s", async (_, text, name, line) => {
    const error = await refusal(text, name);
    expect(error).toMatchObject({ code: "template.unreadable_file", exit: 2, data: { file: name, line } });
    expect(error.text.es).toContain(`${name}, línea ${line}, columna `);
  });

  it("a YAML file that repeats itself without end", async () => {
    const bomb = `a: &a [x,x]\nb: &b [${"*a,".repeat(30)}x]\nc: [${"*b,".repeat(30)}x]\n`;
    expect((await refusal(bomb, "a.yaml")).code).toBe("template.unreadable_file");
  });
});

describe("readTemplateFile names the field and the rule:", () => {
  const one = (component: object) => ({ ...base, components: [component] });
  const beside = (component: object) => ({ ...base, components: [body, component] });
  const buttons = (...list: object[]) => beside({ type: "BUTTONS", buttons: list });
  const link = { type: "URL", text: "Ver", url: "https://a.example" };
  const reply = { type: "QUICK_REPLY", text: "Sí" };
  const named = { ...base, parameter_format: "NAMED" };

  it.each<[string, unknown, string, RegExp]>([
    ["an empty file", null, "", /must be an object/],
    ["a list", [], "", /must be an object/],
    ["no name", { ...base, name: undefined }, "name", /is missing/],
    ["a misspelt field", { ...base, categoria: "x" }, "categoria", /did you mean category/],
    ["a name with capitals", { ...base, name: "Gracias" }, "name", /small letters/],
    [
      "an unknown category",
      { ...base, category: "PROMO" },
      "category",
      /must be one of AUTHENTICATION, MARKETING, UTILITY/,
    ],
    ["an unknown language", { ...base, language: "es_mx" }, "language", /did you mean es_MX/],
    ["a number as text", one({ type: "BODY", text: 5 }), "components[0].text", /must be text/],
    [
      "an unknown component",
      beside({ type: "POEM" }),
      "components[1].type",
      /must be one of HEADER, BODY, FOOTER, BUTTONS/,
    ],
    ["an unknown button", buttons({ type: "SHARE" }), "components[1].buttons[0].type", /must be one of QUICK_REPLY/],
    ["a button without a label", buttons({ type: "QUICK_REPLY" }), "components[1].buttons[0].text", /is missing/],
    ["no body", one({ type: "FOOTER", text: "x" }), "components", /no BODY/],
    ["two bodies", beside(body), "components[1]", /second BODY/],
    ["a body without text", one({ type: "BODY" }), "components[0].text", /is missing/],
    [
      "a long body",
      one({ type: "BODY", text: "x".repeat(1025) }),
      "components[0].text",
      /1025 characters; at most 1024/,
    ],
    [
      "a variable at the start",
      one({ type: "BODY", text: "{{1}}, hola.", example: body.example }),
      "components[0].text",
      /begins or ends/,
    ],
    [
      "a variable at the end",
      one({ type: "BODY", text: "Hola {{1}}", example: body.example }),
      "components[0].text",
      /begins or ends/,
    ],
    [
      "neighbouring variables",
      one({ type: "BODY", text: "Hola {{1}} {{2}}.", example: { body_text: [["a", "b"]] } }),
      "components[0].text",
      /without words between/,
    ],
    [
      "a gap in the numbers",
      one({ type: "BODY", text: "Hola {{2}}.", example: body.example }),
      "components[0].text",
      /must number its variables \{\{1\}\}/,
    ],
    [
      "names without NAMED",
      one({ type: "BODY", text: "Hola {{nombre}}." }),
      "components[0].text",
      /add parameter_format: NAMED/,
    ],
    ["numbers with NAMED", { ...named, components: [body] }, "components[0].text", /does not begin with a digit/],
    [
      "capitals in a name",
      { ...named, components: [{ type: "BODY", text: "Hola {{Nombre}}." }] },
      "components[0].text",
      /small letters/,
    ],
    [
      "a brace too few",
      one({ type: "BODY", text: "Hola {{1}, gracias." }),
      "components[0].text",
      /do not belong together/,
    ],
    ["no sample", one({ type: "BODY", text: "Hola {{1}}." }), "components[0].example.body_text", /must have 1 sample,/],
    [
      "too many samples",
      one({ type: "BODY", text: "Hola {{1}}.", example: { body_text: [["a", "b"]] } }),
      "components[0].example.body_text",
      /has 2/,
    ],
    [
      "no sample for a name",
      { ...named, components: [{ type: "BODY", text: "Hola {{nombre}}." }] },
      "components[0].example.body_text_named_params",
      /no sample for \{\{nombre\}\}/,
    ],
    [
      "a sample for nothing",
      {
        ...named,
        components: [
          {
            type: "BODY",
            text: "Hola {{a}}.",
            example: {
              body_text_named_params: [
                { param_name: "a", example: "x" },
                { param_name: "b", example: "x" },
              ],
            },
          },
        ],
      },
      "components[0].example.body_text_named_params",
      /sample for \{\{b\}\}/,
    ],
    [
      "a long header",
      beside({ type: "HEADER", format: "TEXT", text: "x".repeat(61) }),
      "components[1].text",
      /at most 60/,
    ],
    [
      "two variables in a header",
      beside({ type: "HEADER", format: "TEXT", text: "a {{1}} b {{2}} c", example: { header_text: ["a", "b"] } }),
      "components[1].text",
      /one variable/,
    ],
    [
      "a header of two lines",
      beside({ type: "HEADER", format: "TEXT", text: "a\nb" }),
      "components[1].text",
      /one line/,
    ],
    [
      "an image without a sample",
      beside({ type: "HEADER", format: "IMAGE" }),
      "components[1].example.header_handle",
      /sample file/,
    ],
    [
      "text beside an image",
      beside({ type: "HEADER", format: "LOCATION", text: "x" }),
      "components[1].text",
      /does not go with/,
    ],
    [
      "a footer with a variable",
      beside({ type: "FOOTER", text: "a {{1}} b" }),
      "components[1].text",
      /cannot have variables/,
    ],
    ["a long footer", beside({ type: "FOOTER", text: "x".repeat(61) }), "components[1].text", /at most 60/],
    ["a long label", buttons({ ...reply, text: "x".repeat(26) }), "components[1].buttons[0].text", /at most 25/],
    ["scattered replies", buttons(reply, link, reply), "components[1].buttons", /together/],
    ["three links", buttons(link, link, link), "components[1].buttons", /more than 2 of type URL/],
    [
      "eleven buttons",
      buttons(...Array.from({ length: 11 }, () => reply)),
      "components[1].buttons",
      /11 entries; at most 10/,
    ],
    [
      "a variable inside an address",
      buttons({ ...link, url: "https://a.example/{{1}}/x", example: ["https://a.example/1/x"] }),
      "components[1].buttons[0].url",
      /only at its end/,
    ],
    [
      "an address without a sample",
      buttons({ ...link, url: "https://a.example/{{1}}" }),
      "components[1].buttons[0].example",
      /one whole address/,
    ],
    ["an address that is none", buttons({ ...link, url: "a.example" }), "components[1].buttons[0].url", /https:/],
    ["a code without a sample", buttons({ type: "COPY_CODE" }), "components[1].buttons[0].example", /sample code/],
    [
      "OTP outside authentication",
      buttons({ type: "OTP", otp_type: "ONE_TAP" }),
      "components[1].buttons[0].type",
      /AUTHENTICATION only/,
    ],
    ["one's own text in authentication", { ...base, category: "AUTHENTICATION" }, "components[0].text", /left out/],
    [
      "a lifetime out of range",
      { ...base, message_send_ttl_seconds: 5 },
      "message_send_ttl_seconds",
      /within 30 and 43200/,
    ],
    ["half a second", { ...base, message_send_ttl_seconds: 30.5 }, "message_send_ttl_seconds", /whole number/],
  ])("%s", async (_, value, path, message) => {
    const error = await refusal(value);
    expect(error).toMatchObject({ code: "template.bad_file", exit: 2 });
    expect(error.data?.["problems"]).toContainEqual({ path, message: expect.stringMatching(message) });
    expect(error.text.es).toContain("gracias.json no es una plantilla que Meta aceptaría:");
  });

  it("several at once, line by line, in both languages", async () => {
    const error = await refusal({ ...base, name: "A", components: [{ type: "BODY", text: "Hola {{1}}" }] });
    expect(error.text.es.split("\n")).toEqual([
      "gracias.json no es una plantilla que Meta aceptaría:",
      "  name solo puede llevar letras minúsculas sin acentos, cifras y _",
      "  components[0].text empieza o termina con una variable: Meta exige texto (o al menos un punto) alrededor",
      "  components[0].example.body_text debe tener 1 ejemplo, uno por variable, y tiene 0",
    ]);
    expect(error.text.en.split("\n")).toHaveLength(4);
  });

  it("that are of different kinds: unknown fields, a wrong kind, broken rules", async () => {
    const error = await refusal({
      name: "Gracias",
      language: "es",
      category: "PROMO",
      autor: "Ana",
      tema: "x",
      components: [
        { ...body, color: "red", text: "Hola {{1}}" },
        { type: "FOOTER", text: 5 },
      ],
    });
    expect(error.text.en.split("\n").slice(1)).toEqual([
      "  autor is not a member that Meta knows here",
      "  tema is not a member that Meta knows here",
      "  name may only have small letters without accents, digits and _",
      "  category must be one of AUTHENTICATION, MARKETING, UTILITY",
      "  components[0].color is not a member that Meta knows here",
      "  components[0].text begins or ends with a variable: Meta wants words (or at least a full stop) around it",
      "  components[1].text must be text (in quotation marks, if it looks like a number)",
    ]);
  });

  it("at most ten of many", async () => {
    const error = await refusal({ ...base, components: Array.from({ length: 15 }, () => ({ type: "X" })) });
    expect(error.text.es.split("\n").at(-1)).toBe("  y 6 más");
  });

  it("something nested without end, without falling over", async () => {
    expect((await refusal(`{"components":${"[".repeat(5000)}${"]".repeat(5000)}}`)).code).toBe("template.bad_file");
  });
});
