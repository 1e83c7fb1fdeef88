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
const remove = (query: string) => graph(sim, "DELETE", `/${sim.wabaId}/message_templates?${query}`);
const read = async (id: string, fields: string): Promise<unknown> =>
  (await graph(sim, "GET", `/${id}?fields=${fields}`)).body;
const status = async (id: string): Promise<unknown> => at(await read(id, "status"), "status");
const subcode = (answer: { body: unknown }): unknown => at(answer.body, "error", "error_subcode");
const events = (): unknown[] =>
  receiver.values("message_template_status_update").map((value) => {
    const title = at(value, "other_info", "title");
    return title === undefined ? at(value, "event") : [at(value, "event"), title];
  });
const sendOffer = () => send(sim, template(offer.name, offer.language));

describe("quality", () => {
  test("that is red pauses for 3 hours, then for 6, and disables the third time", async () => {
    const { id } = sim.template(offer);
    sim.setTemplateQuality(id, "RED");
    expect(code(await sendOffer())).toBe(132015);
    await sim.advance("2h");
    expect(await status(id)).toBe("PAUSED");
    await sim.advance("1h");
    expect(await status(id)).toBe("APPROVED");
    expect((await sendOffer()).status).toBe(200);

    sim.setTemplateQuality(id, "RED");
    await sim.advance("5h");
    expect(await status(id)).toBe("PAUSED");
    await sim.advance("1h");
    expect(await status(id)).toBe("APPROVED");

    sim.setTemplateQuality(id, "RED");
    expect(code(await sendOffer())).toBe(132016);
    await sim.advance("30d");
    expect(await status(id)).toBe("DISABLED");
    expect(events()).toEqual([
      ["PAUSED", "FIRST_PAUSE"],
      ["APPROVED", "UNPAUSE"],
      ["PAUSED", "SECOND_PAUSE"],
      ["APPROVED", "UNPAUSE"],
      ["DISABLED", "DISABLED"],
    ]);
  });

  test("is reported when it changes, and shown with its date", async () => {
    const { id } = sim.template(offer);
    expect((await control(sim, "POST", `templates/${id}/quality`, { score: "yellow" })).status).toBe(200);
    sim.setTemplateQuality(id, "YELLOW");
    await sim.settled();
    expect(receiver.values("message_template_quality_update")).toEqual([
      {
        previous_quality_score: "UNKNOWN",
        new_quality_score: "YELLOW",
        message_template_id: Number(id),
        message_template_name: "autumn_offer",
        message_template_language: "en_US",
      },
    ]);
    expect(await read(id, "quality_score")).toEqual({ id, quality_score: { score: "YELLOW", date: 1_795_176_000 } });
    expect((await control(sim, "POST", `templates/${id}/quality`, { score: "BLUE" })).status).toBe(400);
    expect((await control(sim, "POST", "templates/1/quality", { score: "RED" })).status).toBe(404);
  });

  test("a disabling carries its date", async () => {
    const { id } = sim.template(offer);
    sim.setTemplateStatus(id, { status: "DISABLED" });
    await sim.settled();
    expect(receiver.values("message_template_status_update")).toMatchObject([
      { event: "DISABLED", disable_info: { disable_date: 1_795_176_000 } },
    ]);
  });

  test("messages on their way arrive although the template was paused", async () => {
    const { id } = sim.template(offer);
    await sendOffer();
    sim.setTemplateQuality(id, "RED");
    await sim.advance("1m");
    expect(sim.messages({ template: offer.name })).toMatchObject([{ status: "read" }]);
  });

  test("a pause for quality ends by itself only", async () => {
    const { id } = sim.template(offer);
    sim.setTemplateQuality(id, "RED");
    expect((await graph(sim, "POST", `/${id}/unpause`)).body).toEqual({
      success: false,
      reason: expect.stringContaining("quality"),
    });
    expect(await status(id)).toBe("PAUSED");
  });
});

describe("review", () => {
  test("rejects what another template says already, and tells why", async () => {
    sim.template(offer);
    const id = String(at((await create({ ...offer, name: "same_offer" })).body, "id"));
    await sim.advance("1s");
    expect(await read(id, "status,rejected_reason")).toEqual({
      id,
      status: "REJECTED",
      rejected_reason: "INVALID_FORMAT",
    });
    expect(receiver.values("message_template_status_update")).toMatchObject([
      { event: "REJECTED", reason: "INVALID_FORMAT", rejection_info: { reason: expect.any(String) } },
    ]);
  });

  test("lets the first of two equal ones pass, and the same template in another language", async () => {
    const ids: string[] = [];
    for (const given of [offer, { ...offer, language: "es" }, { ...offer, name: "offer_two" }]) {
      ids.push(String(at((await create(given)).body, "id")));
    }
    await sim.advance("1s");
    expect(await Promise.all(ids.map(status))).toEqual(["APPROVED", "APPROVED", "REJECTED"]);
  });

  test("only INVALID_FORMAT comes with a recommendation", async () => {
    const { id } = sim.template({ ...offer, status: "PENDING" });
    sim.setTemplateStatus(id, { status: "REJECTED", reason: "PROMOTIONAL" });
    await sim.settled();
    const [value] = receiver.values("message_template_status_update");
    expect(value).toMatchObject({ event: "REJECTED", reason: "PROMOTIONAL" });
    expect(value).not.toHaveProperty("rejection_info");
  });

  test.each(["FLAGGED", "REINSTATED", "IN_APPEAL", "LIMIT_EXCEEDED", "LOCKED", "DELETED"])(
    "the event %s can be brought about",
    async (event) => {
      const { id } = sim.template(offer);
      expect((await control(sim, "POST", `templates/${id}/status`, { status: event })).status).toBe(200);
      await sim.settled();
      expect(events()).toEqual([event]);
    },
  );
});

describe("the category", () => {
  test("changes after a notice of 24 hours", async () => {
    const { id } = sim.template({ ...orderShipped });
    expect((await control(sim, "POST", `templates/${id}/category`, { category: "marketing" })).status).toBe(200);
    expect(await read(id, "category,correct_category")).toEqual({
      id,
      category: "UTILITY",
      correct_category: "MARKETING",
    });
    await sim.advance("24h");
    expect(await read(id, "category,previous_category,correct_category")).toEqual({
      id,
      category: "MARKETING",
      previous_category: "UTILITY",
    });
    const named = {
      message_template_id: Number(id),
      message_template_name: "order_shipped",
      message_template_language: "es_MX",
    };
    expect(receiver.values("template_category_update")).toEqual([
      { ...named, new_category: "UTILITY", correct_category: "MARKETING", category_update_timestamp: 1_795_262_400 },
      { ...named, previous_category: "UTILITY", new_category: "MARKETING" },
    ]);
  });

  test("changes at once where that is asked for", async () => {
    const { id } = sim.template(orderShipped);
    sim.changeTemplateCategory(id, "MARKETING", { now: true });
    expect(await read(id, "category")).toEqual({ id, category: "MARKETING" });
  });

  test("can be doubted without a change", async () => {
    const { id } = sim.template(orderShipped);
    sim.changeTemplateCategory(id, "MARKETING", { detected: true });
    await sim.advance("60d");
    expect(await read(id, "category")).toEqual({ id, category: "UTILITY" });
    expect(receiver.values("template_correct_category_detection")).toMatchObject([
      { category: "UTILITY", correct_category: "MARKETING" },
    ]);
  });

  test("that is unknown is refused", async () => {
    const { id } = sim.template(orderShipped);
    expect((await control(sim, "POST", `templates/${id}/category`, { category: "NEWS" })).status).toBe(400);
  });
});

describe("deletion", () => {
  test("waits for messages on their way, and the name is not free meanwhile", async () => {
    sim.customer("+12025550111", { delay: "30h" });
    const { id } = sim.template(offer);
    await sendOffer();
    expect((await remove(`name=${offer.name}`)).body).toEqual({ success: true });
    expect(await status(id)).toBe("PENDING_DELETION");
    expect(code(await sendOffer())).toBe(132001);
    expect(subcode(await create(offer))).toBe(2388023);
    await sim.advance("47h");
    expect(await status(id)).toBe("PENDING_DELETION");
    await sim.advance("1h");
    expect((await graph(sim, "GET", `/${id}`)).status).toBe(400);
    expect(events()).toEqual(["PENDING_DELETION", "DELETED"]);
    expect(sim.messages({ template: offer.name })).toMatchObject([{ status: "read" }]);
  });

  test("of a rejected template leaves its name free", async () => {
    sim.template({ ...offer, status: "REJECTED" });
    await remove(`name=${offer.name}`);
    expect((await create(offer)).status).toBe(200);
    expect(events()).toEqual(["DELETED"]);
  });

  test("of 101 at once is refused", async () => {
    const ids = Array.from({ length: 101 }, (_, index) => String(index + 1));
    expect(code(await remove(`hsm_ids=${JSON.stringify(ids)}`))).toBe(100);
  });
});
