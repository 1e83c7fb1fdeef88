import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import {
  at,
  bodyParameters,
  code,
  details,
  graph,
  hello,
  offer,
  orderShipped,
  person,
  send,
  template,
  text,
} from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator();
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const payload = (index: number, value: string): unknown => ({
  type: "button",
  sub_type: "quick_reply",
  index: String(index),
  parameters: [{ type: "payload", payload: value }],
});

/** Templates with every kind of thing to fill in. */
function insertTemplates(): void {
  sim.template(orderShipped);
  sim.template({
    name: "parcel_ready",
    language: "en_US",
    category: "UTILITY",
    parameter_format: "NAMED",
    components: [
      { type: "HEADER", format: "DOCUMENT", example: { header_handle: ["4::sample"] } },
      {
        type: "BODY",
        text: "Hello {{first_name}}, parcel {{parcel_no}} is waiting.",
        example: {
          body_text_named_params: [
            { param_name: "first_name", example: "Rui" },
            { param_name: "parcel_no", example: "PX-204" },
          ],
        },
      },
      {
        type: "BUTTONS",
        buttons: [
          {
            type: "URL",
            text: "Track",
            url: "https://post.example/t/{{1}}",
            example: ["https://post.example/t/PX-204"],
          },
          { type: "QUICK_REPLY", text: "Stop updates" },
        ],
      },
    ],
  });
  sim.template({ ...offer, name: "paused_offer", status: "PAUSED" });
  sim.template({ ...offer, name: "disabled_offer", status: "DISABLED" });
  sim.template({ ...offer, name: "new_offer", status: "PENDING" });
  sim.template({
    name: "login_code",
    language: "en_US",
    category: "AUTHENTICATION",
    components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
  });
  sim.template({
    name: "coupon",
    language: "en_US",
    category: "MARKETING",
    components: [
      { type: "HEADER", format: "TEXT", text: "For {{1}} today", example: { header_text: ["Ana"] } },
      { type: "BODY", text: "Use the code." },
      { type: "BUTTONS", buttons: [{ type: "COPY_CODE", example: "SAVE10" }] },
    ],
  });
}

describe("the common body", () => {
  test.each<[string, Record<string, unknown>, number, string | undefined]>([
    ["an unknown member", { ...text("Hi"), subject: "x" }, 100, 'Unexpected key "subject".'],
    [
      "an unknown member of the content",
      { to: person, type: "text", text: { body: "Hi", bold: true } },
      100,
      'Unexpected key "bold" on param "text".',
    ],
    ["another type's content", { ...text("Hi"), image: { id: "1" } }, 100, 'Unexpected key "image".'],
    ["an unknown member of the context", { ...text("Hi"), context: { id: "x" } }, 100, undefined],
    ["no recipient", { type: "text", text: { body: "Hi" } }, 100, undefined],
    ["a recipient that is no number", text("Hi", "ana@example.com"), 131009, undefined],
    ["a recipient that is too short", text("Hi", "+12"), 131009, undefined],
    ["the sender as recipient", text("Hi", "+15550100200"), 131021, undefined],
    ["no content", { to: person, type: "text" }, 131008, "The parameter text is required."],
    ["no text", { to: person, type: "text", text: {} }, 131008, "The parameter text['body'] is required."],
    ["an empty text", text(""), 131009, undefined],
    ["a text that is no string", { to: person, type: "text", text: { body: 7 } }, 131009, undefined],
    ["a text of 4,097 characters", text("x".repeat(4_097)), 131009, undefined],
    ["a preview_url that is no boolean", { to: person, text: { body: "Hi", preview_url: "yes" } }, 131009, undefined],
    [
      "callback data of 513 characters",
      { ...text("Hi"), biz_opaque_callback_data: "x".repeat(513) },
      131009,
      undefined,
    ],
    ["an unknown type", { to: person, type: "hologram", hologram: {} }, 131051, undefined],
    ["a type named like a method of every object", { to: person, type: "constructor" }, 131051, undefined],
    [
      "media with id and link",
      { to: person, type: "image", image: { id: "1", link: "https://img.example/a.jpg" } },
      100,
      undefined,
    ],
    ["media with neither", { to: person, type: "image", image: {} }, 100, undefined],
    ["a link that is no address", { to: person, type: "image", image: { link: "a.jpg" } }, 131009, undefined],
    ["an unknown media id", { to: person, type: "image", image: { id: "42" } }, 131009, undefined],
    [
      "a caption of 1,025 characters",
      { to: person, type: "image", image: { link: "https://img.example/a.jpg", caption: "x".repeat(1_025) } },
      131009,
      undefined,
    ],
    [
      "a caption on audio",
      { to: person, type: "audio", audio: { link: "https://img.example/a.ogg", caption: "x" } },
      100,
      undefined,
    ],
  ])("%s is refused", async (_, body, expected, sentence) => {
    const answer = await send(sim, body);
    expect([code(answer), sentence === undefined ? undefined : details(answer)]).toEqual([expected, sentence]);
    expect(sim.count()).toBe(0);
  });

  test("messaging_product must be there", async () => {
    const answer = await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, text("Hi"));
    expect([answer.status, code(answer)]).toEqual([400, 100]);
    expect(at(answer.body, "error", "message")).toBe("(#100) The parameter messaging_product is required.");
  });

  test.each(["{", '"text"', "[]"])("the body %j is refused", async (body) => {
    expect(code(await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, body))).toBe(100);
  });

  test.each(["+1 (202) 555-0111", "12025550111", "1-202-555-0111"])("the number %s is understood", async (to) => {
    const answer = await send(sim, text("Hi", to));
    expect(at(answer.body, "contacts", 0)).toEqual({ input: to, wa_id: "12025550111" });
  });

  test.each<[string, Record<string, unknown>]>([
    ["4,096 emojis", text("🎈".repeat(4_096))],
    [
      "a form of the common members",
      { ...text("Hi"), recipient_type: "individual", context: { message_id: "wamid.x" } },
    ],
    ["an image by link", { to: person, type: "image", image: { link: "https://img.example/a.jpg", caption: "Mug" } }],
    [
      "a document",
      { to: person, type: "document", document: { link: "https://img.example/a.pdf", filename: "a.pdf" } },
    ],
    ["a voice message", { to: person, type: "audio", audio: { link: "https://img.example/a.ogg", voice: true } }],
    ["a video", { to: person, type: "video", video: { link: "https://img.example/a.mp4" } }],
    ["a sticker", { to: person, type: "sticker", sticker: { link: "https://img.example/a.webp" } }],
  ])("%s is accepted", async (_, body) => {
    expect((await send(sim, body)).status).toBe(200);
  });
});

describe("templates", () => {
  beforeEach(insertTemplates);
  const named = (values: Record<string, string>): unknown => ({
    type: "body",
    parameters: Object.entries(values).map(([name, value]) => ({ type: "text", parameter_name: name, text: value })),
  });
  const label = {
    type: "header",
    parameters: [{ type: "document", document: { link: "https://post.example/a.pdf", filename: "a.pdf" } }],
  };
  const track = { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "PX-204" }] };
  const rui = named({ parcel_no: "PX-204", first_name: "Rui" });

  test.each<[string, Record<string, unknown>, number]>([
    ["an unknown name", template("nothing", "en_US"), 132001],
    ["another language", template("order_shipped", "es_ES", bodyParameters("Ana", "1")), 132001],
    ["a template in review", template("new_offer", "en_US"), 132001],
    ["a paused template", template("paused_offer", "en_US"), 132015],
    ["a disabled template", template("disabled_offer", "en_US"), 132016],
    ["no parameters", template("order_shipped", "es_MX"), 132000],
    ["one parameter of two", template("order_shipped", "es_MX", bodyParameters("Ana")), 132000],
    ["one parameter too many", template("order_shipped", "es_MX", bodyParameters("Ana", "1", "2")), 132000],
    ["a parameter where there is none", template("hello_world", "en_US", bodyParameters("Ana")), 132000],
    ["an empty parameter", template("order_shipped", "es_MX", bodyParameters("", "1")), 131008],
    ["a line break", template("order_shipped", "es_MX", bodyParameters("Ana\nLuz", "1")), 132007],
    ["a tab", template("order_shipped", "es_MX", bodyParameters("Ana\tLuz", "1")), 132007],
    ["five spaces", template("order_shipped", "es_MX", bodyParameters("Ana     Luz", "1")), 132007],
    [
      "a filled text above 32,768 characters",
      template("order_shipped", "es_MX", bodyParameters("x".repeat(32_768), "1")),
      132005,
    ],
    [
      "a name for a positional parameter",
      template("order_shipped", "es_MX", [
        {
          type: "body",
          parameters: [
            { type: "text", text: "a", parameter_name: "x" },
            { type: "text", text: "b" },
          ],
        },
      ]),
      132012,
    ],
    [
      "an image in a body",
      template("order_shipped", "es_MX", [
        {
          type: "body",
          parameters: [
            { type: "image", image: { id: "1" } },
            { type: "text", text: "b" },
          ],
        },
      ]),
      132012,
    ],
    ["an unknown component", template("order_shipped", "es_MX", [{ type: "tail", parameters: [] }]), 131009],
    ["two bodies", template("order_shipped", "es_MX", [rui, rui]), 100],
    [
      "an unknown member of the template",
      { to: person, type: "template", template: { name: "hello_world", language: { code: "en_US" }, namespace: "x" } },
      100,
    ],
    ["no language", { to: person, type: "template", template: { name: "hello_world" } }, 131008],
    [
      "named parameters without names",
      template("parcel_ready", "en_US", [label, ...(bodyParameters("Rui", "1") as unknown[]), track]),
      100,
    ],
    [
      "a misspelt name",
      template("parcel_ready", "en_US", [label, named({ first_nam: "Rui", parcel_no: "1" }), track]),
      132012,
    ],
    ["no header file", template("parcel_ready", "en_US", [rui, track]), 132012],
    [
      "an image for a document",
      template("parcel_ready", "en_US", [
        { type: "header", parameters: [{ type: "image", image: { link: "https://a.example/a.png" } }] },
        rui,
        track,
      ]),
      132012,
    ],
    ["no value for the address button", template("parcel_ready", "en_US", [label, rui]), 131008],
    ["a button that is not there", template("parcel_ready", "en_US", [label, rui, track, payload(4, "x")]), 132012],
    ["a button of another kind", template("parcel_ready", "en_US", [label, rui, payload(0, "x")]), 132012],
    ["a button index of 10", template("parcel_ready", "en_US", [label, rui, track, payload(10, "x")]), 131009],
    [
      "a payload of 257 characters",
      template("parcel_ready", "en_US", [label, rui, track, payload(1, "x".repeat(257))]),
      131009,
    ],
    [
      "a code of 16 characters",
      template("login_code", "en_US", [
        ...(bodyParameters("123") as unknown[]),
        { ...track, parameters: [{ type: "text", text: "1".repeat(16) }] },
      ]),
      131009,
    ],
    [
      "no coupon code",
      template("coupon", "en_US", [{ type: "header", parameters: [{ type: "text", text: "Ana" }] }]),
      131008,
    ],
    [
      "a header above 60 characters",
      template("coupon", "en_US", [{ type: "header", parameters: [{ type: "text", text: "x".repeat(61) }] }]),
      132005,
    ],
  ])("%s is refused", async (_, body, expected) => {
    const answer = await send(sim, body);
    expect(code(answer)).toBe(expected);
    expect(answer.status).toBe(expected === 132001 ? 404 : 400);
    expect(sim.count()).toBe(0);
  });

  test("the sentence names both numbers", async () => {
    const answer = await send(sim, template("order_shipped", "es_MX", bodyParameters("Ana")));
    expect(details(answer)).toBe(
      "body: number of localizable_params (1) does not match the expected number of params (2)",
    );
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "positional values",
      template("order_shipped", "es_MX", bodyParameters("Ana", "PX-204")),
      "Hola Ana, su pedido PX-204 va en camino.",
    ],
    [
      "named values in any order",
      template("parcel_ready", "en_US", [label, rui, track]),
      "Hello Rui, parcel PX-204 is waiting.",
    ],
    [
      "an optional payload and a number as index",
      template("parcel_ready", "en_US", [label, rui, { ...track, index: 0 }, payload(1, "STOP")]),
      "Hello Rui, parcel PX-204 is waiting.",
    ],
    [
      "a code given twice",
      template("login_code", "en_US", [
        ...(bodyParameters("123456") as unknown[]),
        { ...track, parameters: [{ type: "text", text: "123456" }] },
      ]),
      "*123456* is your verification code.",
    ],
    [
      "a currency and a date",
      template("order_shipped", "es_MX", [
        {
          type: "body",
          parameters: [
            { type: "currency", currency: { fallback_value: "$1.00", code: "USD", amount_1000: 1_000 } },
            { type: "date_time", date_time: { fallback_value: "20 de noviembre" } },
          ],
        },
      ]),
      "Hola $1.00, su pedido 20 de noviembre va en camino.",
    ],
  ])("%s are filled in", async (_, body, filled) => {
    const answer = await send(sim, body);
    expect(answer.status).toBe(200);
    expect(at(answer.body, "messages", 0, "message_status")).toBe("accepted");
    expect(sim.messages()[0]?.text).toBe(filled);
  });
});

test("the answer has Meta's shape, and the id holds the person's number", async () => {
  const answer = await send(sim, hello());
  expect(answer.headers.get("facebook-api-version")).toBe("v25.0");
  expect(answer.headers.get("x-fb-trace-id")).toMatch(/^A\w+/);
  const id = String(at(answer.body, "messages", 0, "id"));
  const bytes = Buffer.from(id.replace("wamid.", ""), "base64").toString("latin1");
  expect(bytes).toMatch(/^\u001c\u0018\u000b12025550111\u0015\u0002\0\u0011\u0018\u0012[0-9A-F]{18}\0$/);
});
