import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, offer, orderShipped, person, send, text, wamid } from "./helpers.ts";
import { buttons, interactive, link, list, many, reply, voiceCall } from "./send-bodies.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

type Json = Record<string, unknown>;
const utility = (body: Json, changes: Json = {}): Json => ({ ...body, category: "utility", ...changes });
const authentication = (changes: Json = {}): Json => ({
  ...text("Your code is 1234"),
  category: "authentication",
  ...changes,
});
const named = (template_name: string): Json => ({ direct_send_config: { template_name } });
const linkButton = (display_text: string): Json => ({
  type: "cta_url",
  cta_url: { display_text, url: "https://shop.example" },
});
const replies = (count: number): Json[] => many(count, (index) => reply(`r${index}`, `Reply ${index}`));
const mixed = (...list: unknown[]): Json => interactive(buttons(...list));
const x = (length: number): string => "x".repeat(length);

describe("business-initiated messages without a template", () => {
  test.each<[string, Json]>([
    ["a text of 1,024 characters", utility(text(x(1_024)))],
    ["the shortest time", utility(text("Hi"), { ttl_seconds: 30 })],
    ["the longest time", utility(text("Hi"), { ttl_seconds: 43_200 })],
    ["the longest time of a code", authentication({ ttl_seconds: 900 })],
    ["a name of 512 characters", utility(text("Hi"), named(x(512)))],
    ["a link", utility(interactive({ type: "cta_url", body: { text: "Look" }, action: link() }))],
    ["two links and eight replies", utility(mixed(linkButton("A"), linkButton("B"), ...replies(8)))],
    ["three replies", utility(mixed(...replies(3)))],
    ["links and replies in an open window", { ...mixed(linkButton("A"), ...replies(1)), category: "service" }],
    ["a call button", utility(interactive(voiceCall()))],
    ["service, which is an ordinary message", { ...text(x(4_096)), category: "service" }],
  ])("%s: accepted", async (_, body) => {
    const answer = await send(sim, body);
    expect([answer.status, code(answer)]).toEqual([200, undefined]);
  });

  test.each<[string, Json, number]>([
    ["an unknown category", { ...text("Hi"), category: "marketing" }, 100],
    ["a category that is no text", { ...text("Hi"), category: ["utility"] }, 100],
    ["a text of 1,025 characters", utility(text(x(1_025))), 100],
    ["a preview", utility({ to: person, type: "text", text: { body: "Hi", preview_url: false } }), 100],
    ["29 seconds", utility(text("Hi"), { ttl_seconds: 29 }), 100],
    ["43,201 seconds", utility(text("Hi"), { ttl_seconds: 43_201 }), 100],
    ["901 seconds for a code", authentication({ ttl_seconds: 901 }), 100],
    ["a time that is a text", utility(text("Hi"), { ttl_seconds: "60" }), 100],
    ["a time without category", { ...text("Hi"), ttl_seconds: 60 }, 100],
    ["a name without category", { ...text("Hi"), ...named("a") }, 100],
    ["a name for a code", authentication(named("a")), 100],
    ["a name in upper case", utility(text("Hi"), named("Parcel")), 100],
    ["a name of 513 characters", utility(text("Hi"), named(x(513))), 131009],
    ["an unknown member beside the name", utility(text("Hi"), { direct_send_config: { name: "x" } }), 100],
    ["a picture", utility({ to: person, type: "image", image: { link: "https://img.example/a.jpg" } }), 100],
    ["a list", utility(interactive(list())), 100],
    ["a template", utility({ to: person, type: "template", template: { name: "hello_world" } }), 100],
    ["a footer under a call button", utility(interactive({ ...voiceCall(), footer: { text: "x" } })), 100],
    ["three links", utility(mixed(linkButton("A"), linkButton("B"), linkButton("C"))), 131009],
    ["a link after a reply", utility(mixed(linkButton("A"), reply("r", "R"), linkButton("B"))), 131009],
    ["eleven buttons", utility(mixed(linkButton("A"), ...replies(10))), 131009],
    ["four replies", utility(mixed(...replies(4))), 131009],
    ["a link button without category", mixed(linkButton("A")), 131009],
  ])("%s: refused", async (_, body, expected) => {
    const answer = await send(sim, body);
    expect([answer.status, code(answer)]).toEqual([400, expected]);
    expect(sim.count()).toBe(0);
  });

  test("a code goes to phone numbers only", async () => {
    const { bsuid } = sim.customer(person);
    expect(code(await send(sim, { ...authentication(), to: undefined, recipient: bsuid }))).toBe(131062);
    expect((await send(sim, { ...utility(text("Hi")), to: undefined, recipient: bsuid })).status).toBe(200);
  });

  test("arrives outside the window, charged in its category, with its template's id", async () => {
    await using receiver = await connect(sim);
    const answer = await send(sim, utility(text("Your parcel is here")));
    await sim.advance("1m");
    const [message] = sim.messages();
    expect([message?.status, message?.pricing?.category]).toEqual(["read", "utility"]);
    expect(message?.template_id).toMatch(/^\d+$/);
    expect(receiver.statuses.map((status) => at(status, "template_id"))).toEqual(
      receiver.statuses.map(() => message?.template_id),
    );
    expect(at(answer.body, "messages", 0)).toEqual({ id: wamid(answer) });
  });
});

describe("generated templates", () => {
  async function generated(): Promise<unknown[]> {
    const answer = await graph(sim, "GET", `/${sim.wabaId}/message_templates?source=AUTO_GENERATED`);
    const data = at(answer.body, "data");
    return Array.isArray(data) ? data.map((template: unknown) => at(template, "name")) : [];
  }

  test("are listed, once for the same content", async () => {
    await send(sim, utility(text("Your parcel is here")));
    await send(sim, utility(text("Your parcel is here", "+12025550112")));
    await send(sim, utility(text("Your order is ready"), named("order_ready")));
    const [first, second] = sim.messages();
    expect(await generated()).toEqual([expect.stringMatching(/^auto_generated_\d+$/), "order_ready"]);
    expect(second?.template_id).toBe(first?.template_id);
  });

  test("cannot be sent as a normal one", async () => {
    await send(sim, utility(text("Hi"), named("order_ready")));
    const answer = await send(sim, {
      to: person,
      type: "template",
      template: { name: "order_ready", language: { code: "en_US" } },
    });
    expect(code(answer)).toBe(132018);
  });

  test("vanish when unused for a day", async () => {
    await send(sim, utility(text("Your parcel is here")));
    await sim.advance("25h");
    await send(sim, utility(text("Hi"), named("later")));
    expect(await generated()).toEqual(["later"]);
  });

  test("cannot have the name of a normal template: the message fails with 132021", async () => {
    sim.template(orderShipped);
    const answer = await send(sim, utility(text("Hi"), named("order_shipped")));
    expect(answer.status).toBe(200);
    await sim.advance("1m");
    expect(at(sim.messages()[0], "errors", 0, "code")).toBe(132021);
  });
});

test.each([
  ["off", 100],
  ["blocked", 139200],
  ["limited", 131064],
  ["on", undefined],
])("an account with Direct Send %s answers %s", async (directSend, expected) => {
  expect((await control(sim, "POST", "sending", { directSend })).status).toBe(200);
  expect(code(await send(sim, utility(text("Hi"))))).toBe(expected);
});

describe("marketing messages", () => {
  const market = (body: Json): ReturnType<typeof graph> =>
    graph(sim, "POST", `/${sim.phoneNumberId}/marketing_messages`, { messaging_product: "whatsapp", ...body });
  const promotion: Json = {
    to: person,
    type: "template",
    template: { name: "autumn_offer", language: { code: "en_US" } },
  };
  beforeEach(() => {
    sim.template(offer);
    sim.template(orderShipped);
  });

  test("are answered like any send, and charged as marketing_lite", async () => {
    const answer = await market({ ...promotion, product_policy: "STRICT", message_activity_sharing: true });
    expect(answer.body).toEqual({
      messaging_product: "whatsapp",
      contacts: [{ input: person, wa_id: "12025550111" }],
      messages: [{ id: wamid(answer), message_status: "accepted" }],
    });
    await sim.advance("1m");
    expect(sim.messages()[0]?.pricing?.category).toBe("marketing_lite");
  });

  test.each<[string, Json, number]>([
    ["a text", text("Hi"), 131055],
    ["a utility template", { ...promotion, template: { name: "hello_world", language: { code: "en_US" } } }, 134100],
    ["an unknown policy", { ...promotion, product_policy: "LOOSE" }, 131009],
    ["sharing that is no boolean", { ...promotion, message_activity_sharing: "yes" }, 131009],
    ["an unknown member", { ...promotion, bid_spec: {} }, 100],
    ["no product", { ...promotion, messaging_product: undefined }, 100],
  ])("%s is refused", async (_, body, expected) => {
    const answer = await market(body);
    expect([answer.status, code(answer)]).toEqual([400, expected]);
  });

  test("their two settings are unknown on /messages", async () => {
    expect(code(await send(sim, { ...promotion, product_policy: "STRICT" }))).toBe(100);
    expect(code(await send(sim, { ...promotion, message_activity_sharing: true }))).toBe(100);
  });

  test("an account can be set to send marketing templates here only", async () => {
    sim.sending({ marketingOnCloudApi: false });
    expect(code(await send(sim, promotion))).toBe(131063);
    expect((await market(promotion)).status).toBe(200);
    expect(
      (await send(sim, { ...promotion, template: { name: "hello_world", language: { code: "en_US" } } })).status,
    ).toBe(200);
  });

  test("somebody who opted out of marketing does not get them", async () => {
    sim.customer(person, { optOut: true });
    await market(promotion);
    await sim.advance("1m");
    expect(at(sim.messages()[0], "errors", 0, "code")).toBe(131050);
  });
});
