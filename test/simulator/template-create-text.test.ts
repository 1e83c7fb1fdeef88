import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, graph } from "./helpers.ts";
import {
  address,
  atEdge,
  bare,
  type Body,
  body,
  buttons,
  create,
  crowded,
  footer,
  handle,
  header,
  heading,
  marketing,
  missing,
  picture,
  plain,
  product,
  type Refusal,
  says,
  taken,
  together,
  told,
  tooLong,
  utility,
  wrongBody,
  wrongFooter,
} from "./template-helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const named = (text: string, ...samples: [string, string][]): Body => ({
  ...utility({
    type: "BODY",
    text,
    example: { body_text_named_params: samples.map(([param_name, example]) => ({ param_name, example })) },
  }),
  parameter_format: "NAMED",
});
const required = (key: string): RegExp => new RegExp(`The parameter ${key} is required`);

describe("the members beside the components", () => {
  test.each(["name", "language", "category", "components"])("%s is required", async (key) => {
    const answer = await create(sim, { ...utility(plain), [key]: undefined });
    expect(at(answer.body, "error", "message")).toMatch(required(key));
  });

  test.each<[string, Body, Body, string]>([
    ["a name", { name: "x".repeat(512) }, { name: "x".repeat(513) }, "Param name"],
    ["the signs of a name", { name: "order_2_go" }, { name: "order-2" }, "Param name"],
    ["capitals in a name", { name: "order" }, { name: "Order" }, "Param name"],
    ["a language", { language: "zh_HK" }, { language: "zh_XX" }, "Param language must be one of {af, sq"],
    ["a category", { category: "marketing" }, { category: "NEWS" }, "Param category must be one of {AUTHENTICATION"],
    ["a parameter format", { parameter_format: "named" }, { parameter_format: "LOOSE" }, "Param parameter_format"],
    ["members", { allow_category_change: true }, { colour: "red" }, 'Unexpected key "colour"'],
    ["the least time to live", { message_send_ttl_seconds: 30 }, { message_send_ttl_seconds: 29 }, "from 30 to 43200"],
    ["the most", { message_send_ttl_seconds: 43_200 }, { message_send_ttl_seconds: 43_201 }, "from 30 to 43200"],
    ["a month to live", { message_send_ttl_seconds: -1 }, { message_send_ttl_seconds: -2 }, "from 30 to 43200"],
    ["whole seconds", { message_send_ttl_seconds: 60 }, { message_send_ttl_seconds: 60.5 }, "must be an integer"],
    ["a sub-category", { sub_category: "ORDER_STATUS" }, { sub_category: 7 }, "Param sub_category"],
    ["a form", { display_format: "ORDER_DETAILS" }, { display_format: [] }, "Param display_format"],
    [
      "the opt-out of link tracking",
      { cta_url_link_tracking_opted_out: true },
      { cta_url_link_tracking_opted_out: "yes" },
      "must be a boolean",
    ],
    [
      "the primary device",
      { is_primary_device_delivery_only: true },
      { is_primary_device_delivery_only: 1 },
      "must be a boolean",
    ],
    ["a bid", { bid_spec: { bid_amount: 1 } }, { bid_spec: 1 }, "must be an object"],
    [
      "creative features",
      { degrees_of_freedom_spec: { creative_features_spec: { text_formatting: { enroll_status: "OPT_IN" } } } },
      { degrees_of_freedom_spec: { creative_features_spec: { text_formatting: { enroll_status: "MAYBE" } } } },
      "enroll_status must be one of {OPT_IN, OPT_OUT}",
    ],
  ])("%s: the last good one is taken, the first bad one refused", async (_, good, bad, details) => {
    expect((await create(sim, { ...utility(plain), ...good })).status).toBe(200);
    expect(told(await create(sim, { ...utility(plain), name: "other", ...bad }))).toMatchObject(says(details));
  });

  test.each([
    [43_200, 200],
    [43_199, 400],
    [2_592_000, 200],
    [2_592_001, 400],
    [-1, 400],
  ])("marketing messages may live for 43,200 to 2,592,000 seconds: %i answers %i", async (seconds, status) => {
    const given = { ...marketing(plain), message_send_ttl_seconds: seconds };
    expect((await create(sim, given)).status).toBe(status);
  });

  test("all 111 languages are known", async () => {
    const refused = await create(sim, { ...utility(plain), language: "xx" });
    const names = /\{([^}]*)\}/.exec(String(at(refused.body, "error", "error_data", "details")))?.[1];
    expect(names?.split(", ")).toHaveLength(111);
  });
});

describe("bodies", () => {
  const ten = "Look 🎈🎈🎈🎈🎈👍🏽👨‍👩‍👧🇲🇽❤️⭐ here";
  test.each<[string, Body]>([
    ["1,024 characters", body("x".repeat(1_024))],
    ["ten emojis, joined and coloured ones counted once", body(ten)],
    ["two line breaks and four spaces", body("Hello\n\nthere    you")],
    ["a variable for each word", body("a {{1}} b", "x")],
    ["spaces inside the braces", body("Hello {{ 1 }} there", "x")],
    ["samples in one flat list", { ...body("Hello {{1}} there"), example: { body_text: ["x"] } }],
    ["samples where nothing varies", { ...plain, example: {} }],
  ])("%s are accepted", async (_, given) => {
    expect((await create(sim, utility(given))).status).toBe(200);
  });

  test.each<[string, Body, Refusal]>([
    ["1,025 characters", body("x".repeat(1_025)), tooLong],
    ["an empty text", body(""), missing],
    ["a text that is none", { type: "BODY", text: 7 }, says("must be a string")],
    ["eleven emojis", body(`${ten} ⭐`), wrongBody],
    ["three line breaks", body("Hello\n\n\nthere"), wrongBody],
    ["a tab", body("Hello\tthere"), wrongBody],
    ["five spaces", body("Hello     there"), wrongBody],
    ["a variable at the start", body("{{1}} is here", "x"), atEdge],
    ["a variable at the end", body("Here is {{1}}", "x"), atEdge],
    ["a variable before a last space", body("Here is {{1}} ", "x"), atEdge],
    ["variables side by side", body("Here {{1}} {{2}} is", "x", "y"), wrongBody],
    ["a gap in the numbers", body("a {{1}} b {{3}} c", "x", "y"), wrongBody],
    ["a start at two", body("a {{2}} b", "x"), wrongBody],
    ["a start at zero", body("a {{0}} b", "x"), wrongBody],
    ["numbers out of order", body("a {{2}} b {{1}} c", "x", "y"), wrongBody],
    ["a number twice", body("a {{1}} b {{1}} c", "x"), wrongBody],
    ["a name", body("a {{name}} b", "x"), wrongBody],
    ["#", body("a {{#1}} b", "x"), wrongBody],
    ["$", body("a {{$1}} b", "x"), wrongBody],
    ["%", body("a {{1%}} b", "x"), wrongBody],
    ["nothing between the braces", body("a {{}} b", "x"), wrongBody],
    ["open braces", body("a {{1 b", "x"), wrongBody],
    ["more variables than words", body("a {{1}} - {{2}} b {{3}} .", "x", "y", "z"), crowded],
    ["no samples", body("a {{1}} b"), missing],
    ["too few samples", body("a {{1}} b {{2}} c", "x"), missing],
    ["too many samples", body("a {{1}} b", "x", "y"), missing],
    ["an empty sample", body("a {{1}} b", ""), missing],
    ["a sample that is no text", { ...body("a {{1}} b"), example: { body_text: [[1]] } }, missing],
    ["samples of a header", { ...body("a {{1}} b"), example: { header_text: ["x"] } }, says("Unexpected key")],
    ["an unknown member", { ...plain, bold: true }, says('Unexpected key "bold"')],
  ])("%s is refused", async (_, given, refusal) => {
    expect(told(await create(sim, utility(given)))).toMatchObject(refusal);
  });

  test.each<[string, Body]>([
    ["names", named("Hi {{first_name}} and {{last_name}} there", ["first_name", "Ana"], ["last_name", "Paz"])],
    ["samples in any order", named("Hi {{a}} and {{b}} there", ["b", "2"], ["a", "1"])],
    ["digits in names", named("Hi {{line2}} there", ["line2", "x"])],
  ])("named variables: %s are accepted", async (_, given) => {
    expect((await create(sim, given)).status).toBe(200);
  });

  test.each<[string, Body, Refusal]>([
    ["a number", named("Hi {{1}} there", ["1", "x"]), wrongBody],
    ["capitals", named("Hi {{Name}} there", ["Name", "x"]), wrongBody],
    ["a name twice", named("Hi {{a}} and {{a}} there", ["a", "x"]), wrongBody],
    ["a sample of another name", named("Hi {{a}} there", ["b", "x"]), missing],
    ["no samples", named("Hi {{a}} there"), missing],
    ["positional samples", { ...named("Hi {{a}} there"), components: [body("Hi {{a}} there", "x")] }, missing],
  ])("named variables: %s is refused", async (_, given, refusal) => {
    expect(told(await create(sim, given))).toMatchObject(refusal);
  });

  test("exactly one body is needed", async () => {
    expect(told(await create(sim, utility(footer("Shop"))))).toMatchObject(missing);
    expect(told(await create(sim, utility(plain, plain)))).toMatchObject(says("more than one BODY"));
    expect(told(await create(sim, utility()))).toMatchObject(says("Param components must be an array"));
    expect(told(await create(sim, utility(plain, { type: "TAIL" })))).toMatchObject(
      says("must be one of {HEADER, BODY"),
    );
  });
});

describe("headers", () => {
  test.each<[string, Body]>([
    ["60 characters", utility(plain, heading("x".repeat(60)))],
    ["a variable", utility(plain, heading("For {{1}} today", "Ana"))],
    [
      "a named variable with an underscore",
      {
        ...utility(plain, {
          ...heading("For {{first_name}} today"),
          example: { header_text_named_params: [{ param_name: "first_name", example: "Ana" }] },
        }),
        parameter_format: "NAMED",
      },
    ],
    ["IMAGE", utility(plain, picture("IMAGE"))],
    ["VIDEO in small letters", utility(plain, picture("video"))],
    ["DOCUMENT", utility(plain, picture("DOCUMENT"))],
    ["GIF for marketing", marketing(plain, picture("GIF"))],
    ["LOCATION", utility(plain, bare("LOCATION"))],
    ["PRODUCT with its button", marketing(plain, bare("PRODUCT"), buttons(product))],
  ])("%s is accepted", async (_, given) => {
    expect((await create(sim, given)).status).toBe(200);
  });

  test.each<[string, Body, Refusal]>([
    ["61 characters", utility(plain, heading("x".repeat(61))), tooLong],
    ["a line break", utility(plain, heading("a\nb")), header],
    ["an emoji", utility(plain, heading("Hi 🎈 there")), header],
    ["an asterisk", utility(plain, heading("Hi *there*")), header],
    ["a tilde", utility(plain, heading("Hi ~there~")), header],
    ["two variables", utility(plain, heading("a {{1}} b {{2}} c", "x", "y")), header],
    ["a variable first", utility(plain, heading("{{1}} today", "x")), atEdge],
    ["a variable last", utility(plain, heading("Today {{1}}", "x")), atEdge],
    ["no sample", utility(plain, heading("For {{1}} today")), missing],
    ["no format", utility(plain, { type: "HEADER", text: "Hi" }), missing],
    ["an unknown format", utility(plain, bare("SOUND")), says("must be one of {TEXT, IMAGE")],
    ["a text on a picture", utility(plain, { ...picture("IMAGE"), text: "Hi" }), says("format TEXT")],
    ["a picture without a sample", utility(plain, bare("IMAGE")), missing],
    ["two handles", utility(plain, { ...bare("IMAGE"), example: { header_handle: [handle, handle] } }), missing],
    ["an empty handle", utility(plain, { ...bare("IMAGE"), example: { header_handle: [" "] } }), missing],
    ["GIF for a utility template", utility(plain, picture("GIF")), together],
    ["a sample of a place", utility(plain, picture("LOCATION")), says("has no place here")],
    ["PRODUCT without its button", marketing(plain, bare("PRODUCT")), together],
    ["two headers", utility(plain, heading("a"), heading("b")), says("more than one HEADER")],
  ])("%s is refused", async (_, given, refusal) => {
    expect(told(await create(sim, given))).toMatchObject(refusal);
  });

  test("a sample reads back as an address, and that address may be handed in again", async () => {
    const { id } = (await create(sim, utility(plain, picture("IMAGE")))).body as { id: string };
    const read = await graph(sim, "GET", `/${id}?fields=components`);
    const components = at(read.body, "components");
    expect(at(components, 1, "example", "header_handle", 0)).toMatch(/^https:\/\//);
    expect((await create(sim, { ...utility(), name: "copy", components })).status).toBe(200);
  });
});

describe("footers", () => {
  test.each<[string, Body, Refusal]>([
    ["60 characters", footer("x".repeat(60)), taken],
    ["61 characters", footer("x".repeat(61)), tooLong],
    ["a variable", footer("For {{1}} only"), wrongFooter],
    ["nothing", footer(""), missing],
    ["a button's member", { ...footer("Shop"), url: address("https://a.example") }, says("Unexpected key")],
  ])("%s", async (_, given, refusal) => {
    expect(told(await create(sim, utility(plain, given)))).toMatchObject(refusal);
  });
});
