import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, offer, orderShipped, send, template } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const create = (body: unknown) => graph(sim, "POST", `/${sim.wabaId}/message_templates`, body);
const list = (query = "") => graph(sim, "GET", `/${sim.wabaId}/message_templates${query}`);
const remove = (query: string) => graph(sim, "DELETE", `/${sim.wabaId}/message_templates?${query}`);

const body = (text: string, ...samples: string[]): unknown => ({
  type: "BODY",
  text,
  ...(samples.length === 0 ? {} : { example: { body_text: [samples] } }),
});
const plain = body("Your order is on its way.");
const withComponents = (...components: unknown[]): Record<string, unknown> => ({ ...orderShipped, components });
const withButtons = (...buttons: unknown[]): Record<string, unknown> =>
  withComponents(plain, { type: "BUTTONS", buttons });
const reply = (text: string): unknown => ({ type: "QUICK_REPLY", text });
const address = (url: string, example?: string[]): unknown => ({
  type: "URL",
  text: "Open",
  url,
  ...(example === undefined ? {} : { example }),
});

describe("creation", () => {
  test.each<[string, unknown, number | undefined]>([
    ["no name", { ...orderShipped, name: undefined }, undefined],
    ["a name with capitals", { ...orderShipped, name: "Order" }, undefined],
    ["a name of 513 characters", { ...orderShipped, name: "x".repeat(513) }, undefined],
    ["an unknown language", { ...orderShipped, language: "es_XX" }, undefined],
    ["an unknown category", { ...orderShipped, category: "NEWS" }, undefined],
    ["an unknown member", { ...orderShipped, colour: "red" }, undefined],
    ["an unknown parameter format", { ...orderShipped, parameter_format: "LOOSE" }, undefined],
    ["no components", { ...orderShipped, components: [] }, undefined],
    ["no body", withComponents({ type: "FOOTER", text: "Shop" }), 2388043],
    ["two bodies", withComponents(plain, plain), undefined],
    ["an unknown component", withComponents(plain, { type: "TAIL" }), undefined],
    ["an unknown member of a component", withComponents({ type: "BODY", text: "Hi there", bold: true }), undefined],
    ["a body of 1,025 characters", withComponents(body("x".repeat(1_025))), 2388040],
    ["a body that begins with a variable", withComponents(body("{{1}} is on its way.", "PX")), 2388299],
    ["a body that ends with a variable", withComponents(body("On its way: {{1}}", "PX")), 2388299],
    ["variables side by side", withComponents(body("Your order {{1}} {{2}} is on its way.", "a", "b")), 2388072],
    ["a gap in the numbers", withComponents(body("Hi {{1}}, order {{3}} is here.", "a", "b")), 2388072],
    ["numbers out of order", withComponents(body("Hi {{2}}, order {{1}} is here.", "a", "b")), 2388072],
    ["a name among the numbers", withComponents(body("Hi {{name}}, it is here.", "a")), 2388072],
    ["a brace left open", withComponents(body("Hi {{1, it is here.", "a")), 2388072],
    ["three line breaks", withComponents(body("Hi\n\n\nthere")), 2388072],
    ["hardly any words", withComponents(body("a {{1}} b {{2}} - {{3}} .", "1", "2", "3")), 2388293],
    ["no sample", withComponents(body("Hi {{1}}, it is here.")), 2388043],
    ["one sample of two", withComponents(body("Hi {{1}}, order {{2}} is here.", "a")), 2388043],
    [
      "a header of 61 characters",
      withComponents(plain, { type: "HEADER", format: "TEXT", text: "x".repeat(61) }),
      2388040,
    ],
    ["a header with a line break", withComponents(plain, { type: "HEADER", format: "TEXT", text: "a\nb" }), 2388047],
    ["a header with an emoji", withComponents(plain, { type: "HEADER", format: "TEXT", text: "Hi 🎈 there" }), 2388047],
    [
      "a header with two variables",
      withComponents(plain, {
        type: "HEADER",
        format: "TEXT",
        text: "a {{1}} b {{2}} c",
        example: { header_text: ["1", "2"] },
      }),
      2388047,
    ],
    ["a picture without a sample", withComponents(plain, { type: "HEADER", format: "IMAGE" }), 2388043],
    ["an unknown header", withComponents(plain, { type: "HEADER", format: "SOUND" }), undefined],
    ["a footer with a variable", withComponents(plain, { type: "FOOTER", text: "For {{1}} only" }), 2388073],
    ["a footer of 61 characters", withComponents(plain, { type: "FOOTER", text: "x".repeat(61) }), 2388040],
    ["eleven buttons", withButtons(...Array.from({ length: 11 }, (_, index) => reply(`B${index}`))), undefined],
    ["a button text of 26 characters", withButtons(reply("x".repeat(26))), 2388040],
    ["quick replies apart", withButtons(reply("a"), address("https://shop.example"), reply("b")), undefined],
    [
      "three addresses",
      withButtons(address("https://a.example"), address("https://b.example"), address("https://c.example")),
      undefined,
    ],
    [
      "two phone numbers",
      withButtons(
        { type: "PHONE_NUMBER", text: "a", phone_number: "+12025550101" },
        { type: "PHONE_NUMBER", text: "b", phone_number: "+12025550102" },
      ),
      undefined,
    ],
    [
      "an address with a variable inside",
      withButtons(address("https://a.example/{{1}}/x", ["https://a.example/1/x"])),
      undefined,
    ],
    ["an address without a sample", withButtons(address("https://a.example/{{1}}")), 2388043],
    ["an address that is none", withButtons(address("shop")), undefined],
    ["a code of 21 characters", withButtons({ type: "COPY_CODE", example: "x".repeat(21) }), 2388040],
    ["an unknown button", withButtons({ type: "LEVER", text: "a" }), undefined],
    ["an expiry for a shipping notice", { ...orderShipped, message_send_ttl_seconds: 43_201 }, undefined],
    ["own words in a one-time-password template", { ...orderShipped, category: "AUTHENTICATION" }, undefined],
  ])("%s is refused", async (_, given, subcode) => {
    const answer = await create(given);
    expect([answer.status, code(answer)]).toEqual([400, 100]);
    expect(at(answer.body, "error", "error_subcode")).toBe(subcode);
  });

  test.each<[string, unknown]>([
    ["positional variables", orderShipped],
    [
      "small letters for categories and types",
      { ...withComponents({ type: "body", text: "Hi there" }), category: "utility" },
    ],
    [
      "everything at once",
      withComponents(
        { type: "HEADER", format: "LOCATION" },
        plain,
        { type: "FOOTER", text: "Shop" },
        {
          type: "BUTTONS",
          buttons: [
            reply("a"),
            reply("b"),
            address("https://a.example/{{1}}", ["https://a.example/1"]),
            { type: "COPY_CODE", example: "SAVE10" },
          ],
        },
      ),
    ],
    [
      "a one-time password",
      {
        name: "login",
        language: "es",
        category: "AUTHENTICATION",
        components: [
          { type: "BODY", add_security_recommendation: true },
          { type: "FOOTER", code_expiration_minutes: 10 },
          { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
        ],
      },
    ],
  ])("%s are accepted", async (_, given) => {
    const answer = await create(given);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^\d{15}$/),
      status: "PENDING",
      category: expect.stringMatching(/^[A-Z]+$/),
    });
  });

  test("a name is taken once in each language", async () => {
    expect((await create(orderShipped)).status).toBe(200);
    expect(at((await create(orderShipped)).body, "error", "error_subcode")).toBe(2388024);
    expect((await create({ ...orderShipped, language: "es" })).status).toBe(200);
  });

  test("one-time-password templates read back with Meta's words", async () => {
    const id = at(
      (
        await create({
          name: "login",
          language: "es",
          category: "AUTHENTICATION",
          components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "copy_code" }] }],
        })
      ).body,
      "id",
    );
    const answer = await graph(sim, "GET", `/${String(id)}`);
    expect(answer.body).toMatchObject({
      components: [
        { type: "BODY", text: "*{{1}}* es su código de verificación." },
        { type: "BUTTONS", buttons: [{ type: "URL", url: expect.stringContaining("otp{{1}}") }] },
      ],
    });
  });
});

describe("review", () => {
  test("approves after a second, by webhook, and only then may the template be sent", async () => {
    await using receiver = await connect(sim);
    const id = String(at((await create(offer)).body, "id"));
    expect(code(await send(sim, template(offer.name, offer.language)))).toBe(132001);
    await sim.advance("1s");
    expect(receiver.values("message_template_status_update")).toEqual([
      {
        event: "APPROVED",
        message_template_id: Number(id),
        message_template_name: "autumn_offer",
        message_template_language: "en_US",
        reason: "NONE",
        message_template_category: "MARKETING",
      },
    ]);
    expect((await send(sim, template(offer.name, offer.language))).status).toBe(200);
  });

  test("is left to a control call when it is manual", async () => {
    await using manual = await startSimulator({ templateReview: "manual", clock: "manual" });
    const id = String(at((await graph(manual, "POST", `/${manual.wabaId}/message_templates`, offer)).body, "id"));
    await manual.advance("30d");
    expect((await graph(manual, "GET", `/${id}?fields=status`)).body).toEqual({ id, status: "PENDING" });
    expect(
      (await control(manual, "POST", `templates/${id}/status`, { status: "REJECTED", reason: "PROMOTIONAL" })).status,
    ).toBe(200);
    expect((await graph(manual, "GET", `/${id}?fields=status,rejected_reason`)).body).toEqual({
      id,
      status: "REJECTED",
      rejected_reason: "PROMOTIONAL",
    });
  });

  test("a rejection that came first stands", async () => {
    const id = String(at((await create(offer)).body, "id"));
    sim.setTemplateStatus(id, { status: "REJECTED" });
    await sim.advance("1h");
    expect((await graph(sim, "GET", `/${id}?fields=status`)).body).toMatchObject({ status: "REJECTED" });
  });

  test("an unknown status or template is refused", async () => {
    const { id } = sim.template(offer);
    expect((await control(sim, "POST", `templates/${id}/status`, { status: "GREAT" })).status).toBe(400);
    expect((await control(sim, "POST", "templates/1/status", { status: "APPROVED" })).status).toBe(404);
    expect((await control(sim, "POST", "templates", { ...offer, name: "Bad Name" })).status).toBe(400);
  });
});

describe("the list", () => {
  const names = (answer: { body: unknown }): unknown[] =>
    (at(answer.body, "data") as unknown[]).map((item) => at(item, "name"));

  test("begins with the sample of every account", async () => {
    expect((await list()).body).toEqual({
      data: [
        {
          id: expect.any(String),
          name: "hello_world",
          language: "en_US",
          status: "APPROVED",
          category: "UTILITY",
          parameter_format: "POSITIONAL",
          components: expect.any(Array),
        },
      ],
      paging: { cursors: { before: expect.any(String), after: expect.any(String) } },
    });
  });

  test("is filtered", async () => {
    sim.template(orderShipped);
    sim.template({ ...offer, status: "PAUSED" });
    expect(names(await list("?name=order_shipped"))).toEqual(["order_shipped"]);
    expect(names(await list("?status=PAUSED"))).toEqual(["autumn_offer"]);
    expect(names(await list("?status=PAUSED,APPROVED&category=UTILITY"))).toEqual(["hello_world", "order_shipped"]);
    expect(names(await list("?language=es_MX"))).toEqual(["order_shipped"]);
    expect(names(await list("?name_or_content=cheaper"))).toEqual(["autumn_offer"]);
    expect(names(await list("?name=nothing"))).toEqual([]);
  });

  test("shows the fields asked for, and refuses unknown ones", async () => {
    expect((await list("?fields=name,quality_score")).body).toMatchObject({
      data: [{ id: expect.any(String), name: "hello_world", quality_score: { score: "UNKNOWN" } }],
    });
    const answer = await list("?fields=name,colour");
    expect(code(answer)).toBe(100);
    expect(at(answer.body, "error", "message")).toContain("nonexisting field (colour)");
  });

  test("is paged by cursors both ways, and a link leads on", async () => {
    for (let index = 0; index < 6; index++) sim.template({ ...offer, name: `offer_${index}` });
    const first = await list("?limit=3&fields=name");
    expect(names(first)).toEqual(["hello_world", "offer_0", "offer_1"]);
    const next = await fetch(String(at(first.body, "paging", "next")), {
      headers: { Authorization: `Bearer ${sim.accessToken}` },
    });
    const second = { body: await next.json() };
    expect(names(second)).toEqual(["offer_2", "offer_3", "offer_4"]);
    const third = await list(`?limit=3&after=${String(at(second.body, "paging", "cursors", "after"))}`);
    expect(names(third)).toEqual(["offer_5"]);
    expect(at(third.body, "paging", "next")).toBeUndefined();
    const back = await list(`?limit=2&before=${String(at(second.body, "paging", "cursors", "before"))}`);
    expect(names(back)).toEqual(["offer_0", "offer_1"]);
  });

  test("shows 25 at once unless told otherwise", async () => {
    for (let index = 0; index < 30; index++) sim.template({ ...offer, name: `offer_${index}` });
    expect(names(await list())).toHaveLength(25);
    expect(code(await list("?limit=0"))).toBe(100);
  });

  test("a bad or stale cursor answers 131059", async () => {
    expect(code(await list("?after=nonsense"))).toBe(131059);
    sim.template(offer);
    const cursor = String(at((await list()).body, "paging", "cursors", "after"));
    await remove("name=autumn_offer");
    expect(code(await list(`?after=${cursor}`))).toBe(131059);
  });
});

describe("deletion", () => {
  test("by name takes all languages, and the name is blocked for 30 days", async () => {
    sim.template(offer);
    sim.template({ ...offer, language: "es" });
    expect((await remove("name=autumn_offer")).body).toEqual({ success: true });
    expect(at((await list("?name=autumn_offer")).body, "data")).toEqual([]);
    expect(at((await create(offer)).body, "error", "error_subcode")).toBe(2388023);
    await sim.advance("30d");
    expect((await create(offer)).status).toBe(200);
  });

  test("by id takes one language", async () => {
    const { id } = sim.template(offer);
    sim.template({ ...offer, language: "es" });
    expect((await remove(`hsm_id=${id}&name=autumn_offer`)).status).toBe(200);
    expect(at((await list("?name=autumn_offer")).body, "data", 0, "language")).toBe("es");
  });

  test("several by id", async () => {
    const ids = ["a_1", "a_2"].map((name) => sim.template({ ...offer, name }).id);
    expect((await remove(`hsm_ids=${encodeURIComponent(JSON.stringify(ids))}`)).status).toBe(200);
    expect(at((await list()).body, "data")).toHaveLength(1);
  });

  test.each(["", "name=nothing", "hsm_id=1&name=hello_world", "hsm_ids=%5B1%5D&name=hello_world"])(
    "?%s is refused",
    async (query) => {
      expect(code(await remove(query))).toBe(100);
    },
  );

  test("a disabled template cannot be deleted", async () => {
    sim.template({ ...offer, status: "DISABLED" });
    expect(code(await remove("name=autumn_offer"))).toBe(100);
  });
});
