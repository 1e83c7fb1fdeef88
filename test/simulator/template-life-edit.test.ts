import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, offer, orderShipped, type Receiver, send, template } from "./helpers.ts";

let sim: Simulator;
let receiver: Receiver;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(async () => {
  sim.reset();
  receiver = await connect(sim);
  return () => receiver[Symbol.asyncDispose]();
});

const create = (body: unknown) => graph(sim, "POST", `/${sim.wabaId}/message_templates`, body);
const edit = (id: string, body: unknown) => graph(sim, "POST", `/${id}`, body);
const read = async (id: string, fields: string): Promise<unknown> =>
  (await graph(sim, "GET", `/${id}?fields=${fields}`)).body;
const status = async (id: string): Promise<unknown> => at(await read(id, "status"), "status");
const subcode = (answer: { body: unknown }): unknown => at(answer.body, "error", "error_subcode");
const sendOffer = () => send(sim, template(offer.name, offer.language));
const body = (text: string): unknown[] => [{ type: "BODY", text }];

describe("an edit", () => {
  test("goes back to review, keeps the id, and reports the new words", async () => {
    const { id } = sim.template(offer);
    const answer = await edit(id, {
      components: [
        { type: "HEADER", format: "TEXT", text: "News" },
        { type: "BODY", text: "Everything is half the price." },
        { type: "FOOTER", text: "Simulator Shop" },
        { type: "BUTTONS", buttons: [{ type: "URL", text: "Open", url: "https://shop.example" }] },
      ],
    });
    expect(answer.body).toMatchObject({ success: true });
    expect(await status(id)).toBe("PENDING");
    expect(code(await sendOffer())).toBe(132001);
    await sim.advance("1s");
    expect(await status(id)).toBe("APPROVED");
    await sendOffer();
    expect(sim.messages().at(-1)).toMatchObject({ text: "Everything is half the price." });
    expect(receiver.values("message_template_components_update")).toEqual([
      {
        message_template_id: Number(id),
        message_template_name: "autumn_offer",
        message_template_language: "en_US",
        message_template_element: "Everything is half the price.",
        message_template_title: "News",
        message_template_footer: "Simulator Shop",
        message_template_buttons: [
          {
            message_template_button_type: "URL",
            message_template_button_text: "Open",
            message_template_button_url: "https://shop.example",
          },
        ],
      },
    ]);
  });

  test("of an approved template is possible once a day", async () => {
    const { id } = sim.template(offer);
    expect((await edit(id, { components: body("First words for it.") })).status).toBe(200);
    await sim.advance("23h");
    expect(subcode(await edit(id, { components: body("Second words for it.") }))).toBe(2388039);
    await sim.advance("1h");
    expect((await edit(id, { components: body("Second words for it.") })).status).toBe(200);
  });

  test("of an approved template is possible ten times in 30 days", async () => {
    const { id } = sim.template(offer);
    for (let round = 1; round <= 10; round++) {
      expect((await edit(id, { components: body(`Words number ${round} for it.`) })).status).toBe(200);
      await sim.advance("25h");
    }
    expect(subcode(await edit(id, { components: body("Once too often, I fear.") }))).toBe(2388039);
    await sim.advance("20d");
    expect((await edit(id, { components: body("Now it goes again.") })).status).toBe(200);
  });

  test.each(["REJECTED", "PAUSED"])("of a %s template has no limit, and approves it", async (before) => {
    const { id } = sim.template({ ...offer, status: before });
    for (let round = 1; round <= 3; round++) {
      expect((await edit(id, { components: body(`Words number ${round} for it.`), category: "UTILITY" })).status).toBe(
        200,
      );
      sim.setTemplateStatus(id, { status: before });
    }
    await edit(id, { components: body("Now they are right.") });
    await sim.advance("1s");
    expect(await read(id, "status,category")).toEqual({ id, status: "APPROVED", category: "UTILITY" });
  });

  test.each(["PENDING", "DISABLED", "IN_APPEAL", "LOCKED"])("of a %s template is refused", async (before) => {
    const { id } = sim.template({ ...offer, status: before });
    expect(subcode(await edit(id, { components: body("Other words for it.") }))).toBe(2388039);
  });

  test.each<[string, unknown]>([
    ["nothing", {}],
    ["another category of an approved template", { category: "UTILITY" }],
    ["another name", { name: "other" }],
    ["components that are not valid", { components: body("{{1}} begins with a variable.") }],
    ["a time to live outside its range", { message_send_ttl_seconds: 5 }],
  ])("with %s is refused and counts for nothing", async (_, given) => {
    const { id } = sim.template(offer);
    expect(code(await edit(id, given))).toBe(100);
    expect((await edit(id, { components: body("Other words for it.") })).status).toBe(200);
  });
});

describe("the account's limits", () => {
  test("a hundred creations an hour", async () => {
    const words = (index: number) => ({
      ...offer,
      name: `offer_${index}`,
      components: body(`Offer ${index} of today.`),
    });
    for (let index = 0; index < 100; index++) expect((await create(words(index))).status).toBe(200);
    const refused = await create(words(100));
    expect([refused.status, code(refused)]).toEqual([400, 80007]);
    await sim.advance("1h");
    expect((await create(words(100))).status).toBe(200);
  });

  test("a refused creation does not count, and null lifts the limit", async () => {
    sim.limits({ templatesPerHour: 1 });
    await create({ ...offer, name: "Bad Name" });
    expect((await create(offer)).status).toBe(200);
    expect(code(await create(orderShipped))).toBe(80007);
    sim.limits({ templatesPerHour: null });
    expect((await create(orderShipped)).status).toBe(200);
  });

  test("so many templates, each language counted", async () => {
    await control(sim, "POST", "limits", { templates: 2 });
    expect((await create(offer)).status).toBe(200);
    expect(subcode(await create({ ...offer, language: "es" }))).toBe(2388019);
    expect(
      (
        await graph(
          sim,
          "GET",
          `/${sim.wabaId}/message_templates?limit=1&summary=message_template_count,message_template_limit`,
        )
      ).body,
    ).toMatchObject({
      summary: { message_template_count: 2, message_template_limit: 2 },
    });
  });
});
