import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { checkLibraryType } from "../../src/simulator/validate/templates/values.ts";
import { type Answer, at, code, details, graph, person, send, template } from "./helpers.ts";
import {
  bare,
  type Body,
  body,
  buttons,
  create,
  filled,
  heading,
  marketing,
  picture,
  plain,
  product,
  sendNotice,
  utility,
  values,
  words,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const insert = (template: Body, more: Body = {}): unknown => sim.template({ ...template, ...more } as never);
const two = utility(body("Dear {{1}}, order {{2}} is here.", "Ana", "7"));
const alone = utility(body("Hello {{1}} there", "x"));

/** Template, components, code of the refusal or undefined, and the text that the person reads. */
type Row = [string, Body, unknown[] | undefined, number | undefined, (string | undefined)?];

function table(rows: Row[]): void {
  test.each(rows)("%s", async (_, template, components, expected, text) => {
    insert(template);
    const answer = await sendNotice(sim, components);
    expect([code(answer), answer.status]).toEqual([expected, expected === undefined ? 200 : 400]);
    expect(sim.count()).toBe(expected === undefined ? 1 : 0);
    expect(sim.messages()[0]?.text ?? text).toBe(text ?? sim.messages()[0]?.text);
  });
}

describe("bodies", () => {
  table([
    ["values in order", two, [values("body", "Ana", "7")], undefined, "Dear Ana, order 7 is here."],
    ["capitals in a component's type", two, [values("BODY", "Ana", "7")], undefined],
    ["too few", two, [values("body", "Ana")], 132000],
    ["too many", two, [values("body", "Ana", "7", "8")], 132000],
    ["no body", two, undefined, 132000],
    ["values where nothing varies", utility(plain), [values("body", "Ana")], 132000],
    ["an empty list where nothing varies", utility(plain), [values("body")], undefined],
    ["no parameters at all", two, [{ type: "body" }], 131008],
    ["parameters that are no list", two, [{ type: "body", parameters: {} }], 131009],
    ["a parameter that is none", two, [filled("body", "Ana", "7")], 131009],
    ["a parameter without a type", two, [filled("body", { text: "Ana" }, words("7"))], 131008],
    ["a parameter without a text", two, [filled("body", { type: "text" }, words("7"))], 131008],
    ["an empty text", two, [values("body", "", "7")], 131008],
    ["a text that is none", two, [filled("body", { type: "text", text: 7 }, words("7"))], 131009],
    ["an unknown member", two, [filled("body", { ...words("Ana"), bold: true }, words("7"))], 100],
    ["a picture", two, [filled("body", { type: "image", image: { id: "1" } }, words("7"))], 132012],
    ["a type named like a method", two, [filled("body", { type: "constructor" }, words("7"))], 132012],
    [
      "a name of a positional parameter",
      two,
      [filled("body", { ...words("Ana"), parameter_name: "a" }, words("7"))],
      132012,
    ],
    ["four spaces", two, [values("body", "a    b", "7")], undefined],
    ["five spaces", two, [values("body", "a     b", "7")], 132007],
    ["a line break", two, [values("body", "a\nb", "7")], 132007],
    ["a carriage return", two, [values("body", "a\rb", "7")], 132007],
    ["a tab", two, [values("body", "a\tb", "7")], 132007],
    ["32,768 characters in all", alone, [values("body", "x".repeat(32_768 - 12))], undefined],
    ["32,769 characters", alone, [values("body", "x".repeat(32_768 - 11))], 132005],
    [
      "1,024 beside a header",
      utility(body("Hello {{1}} there", "x"), heading("Hi")),
      [values("body", "x".repeat(1_024 - 12))],
      undefined,
    ],
    [
      "1,025 beside a header",
      utility(body("Hello {{1}} there", "x"), heading("Hi")),
      [values("body", "x".repeat(1_024 - 11))],
      132005,
    ],
    ["an unknown component", two, [{ type: "tail" }], 131009],
    ["a component that is none", two, [7], 131009],
    ["components that are no list", two, {} as never, 131009],
    ["two bodies", two, [values("body", "a", "b"), values("body", "a", "b")], 100],
    ["an unknown member of a component", two, [{ ...values("body", "a", "b"), text: "x" }], 100],
  ]);

  test("the sentence of 132000 names both numbers", async () => {
    insert(two);
    expect(details(await sendNotice(sim, [values("body", "Ana")]))).toBe(
      "body: number of localizable_params (1) does not match the expected number of params (2)",
    );
  });
});

describe("currencies and dates", () => {
  const money = (more: Body = {}): unknown => ({
    type: "currency",
    currency: { fallback_value: "$10.50", code: "USD", amount_1000: 10_500, ...more },
  });
  const date = (more: Body = {}): unknown => ({
    type: "date_time",
    date_time: { fallback_value: "20 November", ...more },
  });
  const whole = {
    day_of_week: "FRIDAY",
    year: 2026,
    month: 11,
    day_of_month: 20,
    hour: 12,
    minute: 0,
    calendar: "GREGORIAN",
  };
  const row = (what: string, parameter: unknown, expected?: number, text?: string): Row => [
    what,
    alone,
    [filled("body", parameter)],
    expected,
    text,
  ];
  table([
    row("a currency shows its fallback", money(), undefined, "Hello $10.50 there"),
    row("no fallback", money({ fallback_value: undefined }), 131008),
    row("no amount", money({ amount_1000: undefined }), 131008),
    row("a code that is none", money({ code: "dollars" }), 132008),
    row("part of a thousandth", money({ amount_1000: 10.5 }), 132008),
    row("an unknown member of a currency", money({ symbol: "$" }), 100),
    row("a date shows its fallback", date(whole), undefined, "Hello 20 November there"),
    row("a date with its fallback only", date(), undefined),
    row("a weekday by number", date({ day_of_week: 7 }), undefined),
    row("an eighth weekday", date({ day_of_week: 8 }), 132008),
    row("a thirteenth month", date({ month: 13 }), 132008),
    row("a 32nd day", date({ day_of_month: 32 }), 132008),
    row("a 24th hour", date({ hour: 24 }), 132008),
    row("a 60th minute", date({ minute: 60 }), 132008),
    row("another calendar", date({ calendar: "MAYAN" }), 132008),
    row("no fallback of a date", date({ fallback_value: undefined }), 131008),
  ]);
});

describe("named parameters", () => {
  const named: Body = {
    ...utility({
      type: "BODY",
      text: "Dear {{first_name}}, order {{order_no}} is here.",
      example: {
        body_text_named_params: [
          { param_name: "first_name", example: "Ana" },
          { param_name: "order_no", example: "7" },
        ],
      },
    }),
    parameter_format: "NAMED",
  };
  const name = (parameter_name: unknown, text = "x"): unknown => ({ type: "text", parameter_name, text });
  table([
    [
      "in any order",
      named,
      [filled("body", name("order_no", "7"), name("first_name", "Ana"))],
      undefined,
      "Dear Ana, order 7 is here.",
    ],
    ["without names", named, [values("body", "Ana", "7")], 100],
    ["with an empty name", named, [filled("body", name(""), name("order_no"))], 100],
    ["with a misspelt name", named, [filled("body", name("first"), name("order_no"))], 132012],
    ["with a name twice", named, [filled("body", name("order_no"), name("order_no"))], 132012],
    ["with one missing", named, [filled("body", name("order_no"))], 132000],
  ]);
});

describe("the types of a library template's parameters", () => {
  test.each<[string, string, number | undefined]>([
    ["ADDRESS", "1 Main Street", undefined],
    ["AMOUNT", "$1,250.00", undefined],
    ["AMOUNT", "much", 132008],
    ["DATE", "20 November 2026", undefined],
    ["DATE", "??", 132008],
    ["EMAIL", "ana@example.com", undefined],
    ["EMAIL", "ana", 132008],
    ["NUMBER", "12,5", undefined],
    ["NUMBER", "twelve", 132008],
    ["PHONE_NUMBER", "+1 (202) 555-0101", undefined],
    ["PHONE_NUMBER", "call me", 132008],
    ["TEXT", "anything", undefined],
  ])("%s: %s", (type, value, expected) => {
    let refusal: unknown;
    try {
      checkLibraryType(value, type, "body['parameters'][0]['text']");
    } catch (error) {
      refusal = error;
    }
    expect(at(refusal, "code")).toBe(expected);
  });

  test("are looked at in every send", async () => {
    const made = { name: "notice", language: "en", category: "UTILITY", library_template_name: "payment_received" };
    const library = await graph(sim, "GET", "/message_template_library?name=payment_received&language=en");
    const types = at(library.body, "data", 0, "body_param_types") as string[];
    const samples = at(library.body, "data", 0, "body_params") as string[];
    expect((await create(sim, made)).body).toMatchObject({ status: "APPROVED" });
    const withValue = (type: string, text: string): Promise<Answer> =>
      send(
        sim,
        template("notice", "en", [
          values("body", ...samples.map((sample, place) => (types[place] === type ? text : sample))),
        ]),
      );
    expect((await withValue("AMOUNT", "$3.50")).status).toBe(200);
    expect(code(await withValue("AMOUNT", "a little"))).toBe(132008);
    expect(code(await withValue("NUMBER", "a few"))).toBe(132008);
  });
});

test("a group in a body becomes its invite link", async () => {
  const asked = { messaging_product: "whatsapp", subject: "Mugs" };
  expect((await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, asked)).status).toBe(200);
  const list = await graph(sim, "GET", `/${sim.phoneNumberId}/groups`);
  const group_id = String(at(list.body, "data", "groups", 0, "id"));
  const link = at((await graph(sim, "GET", `/${group_id}/invite_link`)).body, "invite_link");
  insert(alone);
  expect((await sendNotice(sim, [filled("body", { type: "group_id", group_id })])).status).toBe(200);
  expect(sim.messages()[0]?.text).toBe(`Hello ${String(link)} there`);
  expect(code(await sendNotice(sim, [filled("body", { type: "group_id", group_id: "x" })]))).toBe(131009);
});

describe("headers", () => {
  const link = { link: "https://img.example/a" };
  const media = (type: string, more: Body = {}): unknown => filled("header", { type, [type]: { ...link, ...more } });
  const place = { latitude: "19.43", longitude: -99.13, name: "Shop", address: "1 Main Street" };
  const at60 = utility(plain, heading("For {{1}} today", "x"));
  const spot = utility(plain, bare("LOCATION"));
  const image = utility(plain, picture("IMAGE"));
  const where = (more: Body): unknown => filled("header", { type: "location", location: { ...place, ...more } });
  table([
    ["60 characters", at60, [values("header", "x".repeat(50))], undefined],
    ["61 characters", at60, [values("header", "x".repeat(51))], 132005],
    ["no value", at60, undefined, 132000],
    ["a value for a fixed header", utility(plain, heading("Hi")), [values("header", "x")], 132000],
    ["a value without a header", utility(plain), [values("header", "x")], 132000],
    ["an image", image, [media("image")], undefined],
    ["a film", utility(plain, picture("VIDEO")), [media("video")], undefined],
    ["a document", utility(plain, picture("DOCUMENT")), [media("document", { filename: "a.pdf" })], undefined],
    ["a GIF", marketing(plain, picture("GIF")), [media("gif")], undefined],
    ["no image", image, undefined, 132012],
    ["an empty header", image, [filled("header")], 132012],
    ["two images", image, [filled("header", { type: "image", image: link }, { type: "image", image: link })], 132000],
    ["a film for an image", image, [media("video")], 132012],
    ["a text for an image", image, [values("header", "x")], 132012],
    ["an image for a text", at60, [media("image")], 132012],
    ["a file name on an image", image, [media("image", { filename: "a" })], 100],
    ["id and link", image, [media("image", { id: "1" })], 100],
    ["an unknown media id", image, [filled("header", { type: "image", image: { id: "1" } })], 131009],
    ["a link that is none", image, [media("image", { link: "a.jpg" })], 131009],
    ["a place", spot, [where({})], undefined],
    ["no latitude", spot, [where({ latitude: undefined })], 131008],
    ["a latitude beyond the pole", spot, [where({ latitude: 90.1 })], 131009],
    ["a longitude that is no number", spot, [where({ longitude: "west" })], 131009],
    ["no place", spot, undefined, 132012],
  ]);

  const goods = marketing(body("A mug"), bare("PRODUCT"), buttons(product));
  const item = (more: Body = {}): unknown =>
    filled("header", { type: "product", product: { product_retailer_id: "mug", catalog_id: sim.catalogId, ...more } });
  test("a product of the account's catalog", async () => {
    insert(goods);
    expect((await sendNotice(sim, [item()])).status).toBe(200);
    expect(code(await sendNotice(sim, [item({ catalog_id: "1" })]))).toBe(131009);
    expect(code(await sendNotice(sim, [item({ product_retailer_id: undefined })]))).toBe(131008);
    expect(code(await sendNotice(sim))).toBe(132012);
  });

  test("a link that cannot be reached fails later", async () => {
    insert(image);
    expect((await sendNotice(sim, [media("image", { link: "https://gone.invalid/a.png" })])).status).toBe(200);
    await sim.advance("1m");
    expect(sim.messages()[0]?.errors?.[0]?.code).toBe(131053);
  });
});

describe("the template's status", () => {
  test.each([
    ["PAUSED", 132015, 400],
    ["DISABLED", 132016, 400],
    ["PENDING", 132001, 404],
    ["REJECTED", 132001, 404],
    ["ARCHIVED", 132001, 404],
  ])("%s answers %i", async (status, expected, http) => {
    insert(utility(plain), { status });
    const answer = await sendNotice(sim);
    expect([code(answer), answer.status]).toEqual([expected, http]);
  });

  test("a template that Direct Send made cannot be sent by name", async () => {
    const text = { body: "Your parcel is here." };
    const direct = { category: "utility", direct_send_config: { template_name: "notice" } };
    expect((await send(sim, { to: person, type: "text", text, ...direct })).status).toBe(200);
    expect(code(await sendNotice(sim))).toBe(132018);
  });
});
