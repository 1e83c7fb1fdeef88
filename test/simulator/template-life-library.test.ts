import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, graph, offer, send, template } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

const get = (path: string) => graph(sim, "GET", path);
const post = (path: string, body: unknown) => graph(sim, "POST", path, body);
const list = (query: string) => get(`/${sim.wabaId}/message_templates?${query}`);
const names = (answer: { body: unknown }): unknown[] =>
  (at(answer.body, "data") as unknown[]).map((item) => at(item, "name"));

describe("upsert", () => {
  const upsert = (body: unknown) => post(`/${sim.wabaId}/upsert_message_templates`, body);
  const login = (recommends: boolean) => ({
    name: "login",
    category: "AUTHENTICATION",
    languages: ["en_US", "es"],
    components: [
      { type: "BODY", add_security_recommendation: recommends },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
    ],
  });

  test("makes a template in every language, and changes it in place", async () => {
    const made = await upsert(login(false));
    expect(made.body).toEqual({
      data: [
        { id: expect.any(String), status: "PENDING", language: "en_US" },
        { id: expect.any(String), status: "PENDING", language: "es" },
      ],
    });
    await sim.advance("1s");
    const same = await upsert(login(false));
    const id = String(at(made.body, "data", 1, "id"));
    expect(same.body).toMatchObject({ data: [{ status: "APPROVED" }, { id, status: "APPROVED", language: "es" }] });

    const changed = await upsert({ ...login(true), languages: ["es", "pt_BR"] });
    expect(changed.body).toMatchObject({
      data: [
        { id, status: "PENDING" },
        { status: "PENDING", language: "pt_BR" },
      ],
    });
    await sim.advance("1s");
    expect(at((await get(`/${id}`)).body, "components", 0, "text")).toContain("no comparta");
    expect(names(await list("name=login"))).toHaveLength(3);
  });

  const own = { type: "OTP", otp_type: "COPY_CODE", text: "Copy it" };
  test.each<[string, Record<string, unknown>]>([
    ["another category", { category: "UTILITY" }],
    ["no languages", { languages: [] }],
    ["an unknown language", { languages: ["xx_XX"] }],
    ["words of one's own", { components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [own] }] }],
    ["an unknown member", { colour: "red" }],
  ])("refuses %s, and makes nothing", async (_, changes) => {
    expect(code(await upsert({ ...login(false), ...changes }))).toBe(100);
    expect(names(await list("name=login"))).toEqual([]);
  });

  test("leaves a template of another category alone", async () => {
    sim.template({ ...offer, name: "login" });
    expect(at((await upsert(login(false))).body, "error", "error_subcode")).toBe(2388039);
  });
});

describe("previews", () => {
  const previews = (query: string) => get(`/${sim.wabaId}/message_template_previews?${query}`);

  test("show Meta's words in each language", async () => {
    const answer = await previews(
      "category=AUTHENTICATION&languages=en_US,es_MX&add_security_recommendation=true&code_expiration_minutes=5&button_types=OTP",
    );
    expect(answer.body).toEqual({
      data: [
        {
          language: "en_US",
          body: "*{{1}}* is your verification code. For your security, do not share this code.",
          footer: "This code expires in 5 minutes.",
          buttons: [{ type: "OTP", text: "Copy code", autofill_text: "Autofill" }],
        },
        {
          language: "es_MX",
          body: expect.stringContaining("código"),
          footer: expect.stringContaining("5"),
          buttons: [{ type: "OTP", text: "Copiar código", autofill_text: "Autocompletar" }],
        },
      ],
    });
  });

  test("show what is asked for only", async () => {
    const answer = await previews("category=AUTHENTICATION&languages=en_US");
    expect(answer.body).toEqual({ data: [{ language: "en_US", body: "*{{1}}* is your verification code." }] });
  });

  test.each([
    "",
    "category=UTILITY",
    "category=AUTHENTICATION&languages=xx",
    "category=AUTHENTICATION&code_expiration_minutes=91",
    "category=AUTHENTICATION&button_types=URL",
  ])("?%s is refused", async (query) => {
    expect(code(await previews(query))).toBe(100);
  });
});

describe("the library", () => {
  test.each([
    ["language=en&topic=PAYMENTS", ["payment_received", "payment_due_soon", "unusual_payment"]],
    ["language=en&usecase=order_delay", ["order_late"]],
    ["language=en&industry=FINANCIAL_SERVICES&topic=ORDER_MANAGEMENT", ["order_cancelled"]],
    ["language=pt_BR&search=atrasar", ["order_late"]],
    ["search=no_such_thing", []],
  ])("?%s", async (query, expected) => {
    expect(names(await get(`/message_template_library?${query}`))).toEqual(expected);
    expect(names(await get(`/${sim.wabaId}/message_template_library?${query}`))).toEqual(expected);
  });

  test("is paged, and each entry shows samples and their kinds", async () => {
    const first = await get("/message_template_library?limit=2");
    expect(at(first.body, "data", 0)).toMatchObject({
      id: expect.stringMatching(/^\d+$/),
      name: "order_received",
      language: "en",
      category: "UTILITY",
      topic: "ORDER_MANAGEMENT",
      usecase: "ORDER_CONFIRMATION",
      industry: ["E_COMMERCE"],
      header: "Order received",
      body: expect.stringContaining("{{1}}"),
      body_params: ["Ana", "PX-204"],
      body_param_types: ["TEXT", "TEXT"],
      buttons: [{ type: "URL", text: "See details", url: expect.stringMatching(/^https:/) }],
    });
    const after = String(at(first.body, "paging", "cursors", "after"));
    expect(at((await get(`/message_template_library?limit=2&after=${after}`)).body, "data", 0, "language")).toBe(
      "pt_BR",
    );
  });

  const url = { type: "URL", url: { base_url: "https://shop.example/o/", url_suffix_example: "PX-204" } };
  const received = {
    name: "my_order",
    language: "es",
    category: "UTILITY",
    library_template_name: "order_received",
    library_template_button_inputs: [url],
  };
  const create = (body: unknown) => post(`/${sim.wabaId}/message_templates`, body);

  test("gives templates that are approved at once and can be sent", async () => {
    const answer = await create({
      ...received,
      library_template_button_inputs: JSON.stringify([url]),
      library_template_body_inputs: { add_contact_number: true },
    });
    expect(answer.body).toEqual({ id: expect.any(String), status: "APPROVED", category: "UTILITY" });
    const made = await get(`/${String(at(answer.body, "id"))}?fields=components,library_template_name`);
    expect(made.body).toMatchObject({
      library_template_name: "order_received",
      components: [
        { type: "HEADER", text: "Pedido recibido" },
        { type: "BODY", text: expect.stringContaining("¿Tiene preguntas?") },
        { type: "BUTTONS", buttons: [{ type: "URL", url: "https://shop.example/o/{{1}}" }] },
      ],
    });
    const parameters = (...texts: string[]) => texts.map((value) => ({ type: "text", text: value }));
    const sent = await send(
      sim,
      template("my_order", "es", [
        { type: "body", parameters: parameters("Ana", "PX-204") },
        { type: "button", sub_type: "url", index: "0", parameters: parameters("PX-204") },
      ]),
    );
    expect(sent.status).toBe(200);
  });

  test("also has a one-time password", async () => {
    const answer = await create({
      name: "my_code",
      language: "en",
      category: "AUTHENTICATION",
      library_template_name: "sign_in_code",
      library_template_body_inputs: { add_security_recommendation: true, code_expiration_minutes: 5 },
      library_template_button_inputs: [{ type: "OTP", otp_type: "COPY_CODE" }],
    });
    expect(answer.body).toMatchObject({ status: "APPROVED", category: "AUTHENTICATION" });
  });

  test.each<[string, Record<string, unknown>]>([
    ["a template that it does not have", { library_template_name: "nothing" }],
    ["a language that it does not have", { language: "de" }],
    ["another category", { category: "MARKETING" }],
    ["components of one's own", { components: offer.components }],
    ["a button too few", { library_template_button_inputs: [] }],
    ["another kind of button", { library_template_button_inputs: [{ type: "QUICK_REPLY" }] }],
    ["a button without its address", { library_template_button_inputs: [{ type: "URL" }] }],
    ["a sentence that this one does not have", { library_template_body_inputs: { add_track_package_link: true } }],
    ["inputs that are no object", { library_template_body_inputs: "yes" }],
    ["no name", { name: undefined }],
  ])("refuses %s", async (_, changes) => {
    expect(code(await create({ ...received, ...changes }))).toBe(100);
  });

  test("refuses a name that is taken", async () => {
    await create(received);
    expect(at((await create(received)).body, "error", "error_subcode")).toBe(2388024);
  });
});
