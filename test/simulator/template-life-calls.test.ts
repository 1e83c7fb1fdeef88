import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, details, graph, hello, offer, orderShipped, send, template } from "./helpers.ts";

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
const status = async (id: string): Promise<unknown> => at((await get(`/${id}?fields=status`)).body, "status");
const day = 86_400;
const now = Date.UTC(2026, 10, 20, 12) / 1_000;

describe("the list", () => {
  beforeEach(() => {
    sim.template(orderShipped);
    sim.template({ ...offer, name: "winter_offer" });
    sim.template({ ...offer, status: "PAUSED" });
  });

  test.each([
    ["name=offer", ["winter_offer", "autumn_offer"]],
    ["name=order_shipped", ["order_shipped"]],
    ["status=paused", ["autumn_offer"]],
    ["category=%5B%22MARKETING%22%5D&status=APPROVED", ["winter_offer"]],
    ["language=es_MX,en_GB", ["order_shipped"]],
    ["name_or_content=CHEAPER", ["winter_offer", "autumn_offer"]],
    ["quality_score=UNKNOWN&name=hello", ["hello_world"]],
    ["quality_score=RED", []],
    ["source=AUTO_GENERATED", []],
  ])("?%s", async (query, expected) => {
    expect(names(await list(query))).toEqual(expected);
  });

  test("has every field of a template", async () => {
    const fields =
      "id,name,language,status,category,correct_category,previous_category,sub_category,components,parameter_format," +
      "quality_score,rejected_reason,message_send_ttl_seconds,library_template_name,cta_url_link_tracking_opted_out," +
      "degrees_of_freedom_spec,display_format,health_status,is_primary_device_delivery_only,is_sms_fallback_enabled," +
      "last_updated_time,source,bid_spec";
    const answer = await list(`name=autumn_offer&fields=${fields}`);
    expect(answer.body).toMatchObject({
      data: [
        {
          name: "autumn_offer",
          status: "PAUSED",
          quality_score: { score: "UNKNOWN" },
          rejected_reason: "NONE",
          last_updated_time: "2026-11-20T12:00:00+0000",
          health_status: { can_send_message: "BLOCKED" },
        },
      ],
    });
  });
});

describe("compare", () => {
  const compare = (id: string, other: string, start: number, end: number) =>
    get(`/${id}/compare?template_ids=[${other}]&start=${start}&end=${end}`);
  const second = { ...offer, name: "winter_offer" };
  const sendMany = async (count: number): Promise<void> => {
    sim.limits({ mps: null, pair: null, portfolio: null });
    for (let sent = 0; sent < count; sent += 50) {
      await Promise.all(
        Array.from({ length: Math.min(50, count - sent) }, async () => {
          await send(sim, template(offer.name, offer.language));
          await send(sim, template(second.name, second.language));
        }),
      );
    }
  };

  test("tells sends, blocks and reasons of two templates", async () => {
    const [first, other] = [sim.template(offer).id, sim.template(second).id];
    await sendMany(1_000);
    sim.setTemplateQuality(first, "YELLOW", { SPAM: 12, NO_SIGN_UP: 3 });
    await sim.advance("1d");
    expect((await compare(first, other, now - 6 * day, now + day)).body).toEqual({
      data: [
        { metric: "BLOCK_RATE", type: "RELATIVE", order_by_relative_metric: [other, first] },
        {
          metric: "MESSAGE_SENDS",
          type: "NUMBER_VALUES",
          number_values: [
            { key: first, value: 1_000 },
            { key: other, value: 1_000 },
          ],
        },
        {
          metric: "TOP_BLOCK_REASON",
          type: "STRING_VALUES",
          string_values: [
            { key: first, value: "SPAM" },
            { key: other, value: "UNKNOWN_BLOCK_REASON" },
          ],
        },
      ],
    });
    const before = await compare(first, other, now - 40 * day, now - 10 * day);
    expect(details(before)).toContain("was sent 0 times");
  });

  test.each([7, 30, 60, 90])("takes %s days, and says that 999 sends are too few", async (days) => {
    const [first, other] = [sim.template(offer).id, sim.template(second).id];
    await send(sim, template(offer.name, offer.language));
    const answer = await compare(first, other, now - days * day, now);
    expect(details(answer)).toContain("was sent 1 times");
  });

  test.each<[string, number, number]>([
    ["8 days", now - 8 * day, now],
    ["a second more than 7 days", now - 7 * day - 1, now],
    ["a period that runs backwards", now, now - 7 * day],
  ])("refuses %s", async (_, start, end) => {
    const [first, other] = [sim.template(offer).id, sim.template(second).id];
    expect(details(await compare(first, other, start, end))).toContain("exactly 7, 30, 60, 90 days");
  });

  test("refuses other ids, none, several and its own", async () => {
    const { id } = sim.template(offer);
    const refusals = await Promise.all(
      ["template_ids=[1]", "", "template_ids=[1,2]", `template_ids=[${id}]`].map((query) =>
        get(`/${id}/compare?start=${now - 7 * day}&end=${now}&${query}`),
      ),
    );
    expect(refusals.map(code)).toEqual([100, 100, 100, 100]);
    expect(at(refusals[0]?.body, "error", "error_subcode")).toBe(33);
  });
});

describe("the archive", () => {
  const archive = (ids: unknown) => post(`/${sim.wabaId}/message_templates/archive`, { hsm_ids: ids });
  const unarchive = (ids: unknown) => post(`/${sim.wabaId}/message_templates/unarchive`, { hsm_ids: ids });

  test("takes and gives back, id by id", async () => {
    await using receiver = await connect(sim);
    const { id } = sim.template(offer);
    const { id: disabled } = sim.template({ ...orderShipped, status: "DISABLED" });
    expect((await archive([id, disabled, "1"])).body).toEqual({
      archived_templates: [id],
      failed_templates: { [disabled]: expect.stringContaining("DISABLED"), "1": expect.stringContaining("not exist") },
    });
    expect(await status(id)).toBe("ARCHIVED");
    expect(code(await send(sim, template(offer.name, offer.language)))).toBe(132001);
    expect((await archive([id])).body).toMatchObject({
      archived_templates: [],
      failed_templates: { [id]: expect.any(String) },
    });

    expect((await unarchive([id])).body).toEqual({ unarchived_templates: [id], failed_templates: {} });
    expect(await status(id)).toBe("APPROVED");
    expect((await unarchive([id])).body).toMatchObject({
      failed_templates: { [id]: expect.stringContaining("not archived") },
    });
    await sim.advance("60d");
    expect(await status(id)).toBe("APPROVED");
    expect(receiver.values("message_template_status_update").map((value) => at(value, "event"))).toEqual([
      "ARCHIVED",
      "UNARCHIVED",
    ]);
  });

  test("deletes after 28 days", async () => {
    const { id } = sim.template(offer);
    await archive([id]);
    await sim.advance("27d");
    expect(await status(id)).toBe("ARCHIVED");
    await sim.advance("1d");
    expect((await get(`/${id}`)).status).toBe(400);
  });

  test.each<[string, unknown]>([
    ["no ids", undefined],
    ["an empty list", []],
    ["101 ids", Array.from({ length: 101 }, (_, index) => String(index))],
    ["objects", [{ id: 1 }]],
  ])("refuses %s", async (_, ids) => {
    expect(code(await archive(ids))).toBe(100);
  });
});

describe("unpause", () => {
  test("ends a pause that Meta's staff made", async () => {
    const { id } = sim.template({ ...offer, status: "PAUSED" });
    expect((await post(`/${id}/unpause`, {})).body).toEqual({ success: true });
    expect(await status(id)).toBe("APPROVED");
  });

  test("says that there is no pause", async () => {
    const { id } = sim.template(offer);
    expect((await post(`/${id}/unpause`, {})).body).toEqual({ success: false, reason: "The template is not paused." });
  });
});

describe("migration", () => {
  const other = "600200300400500";
  const migrate = (body: unknown) => post(`/${sim.wabaId}/migrate_message_templates`, body);

  test("copies approved templates of good quality from another account", async () => {
    const { id } = sim.template({ ...offer, waba_id: other });
    const { id: paused } = sim.template({ ...offer, name: "paused_offer", status: "PAUSED", waba_id: other });
    const { id: taken } = sim.template({ ...orderShipped, waba_id: other });
    sim.template(orderShipped);
    expect(names(await list("name=offer"))).toEqual([]);
    expect((await migrate({ source_waba_id: other })).body).toEqual({
      migrated_templates: [id],
      failed_templates: {
        [paused]: expect.stringContaining("PAUSED"),
        [taken]: expect.stringContaining("name and language"),
      },
    });
    expect(names(await list("name=offer"))).toEqual(["autumn_offer"]);
    expect((await send(sim, template(offer.name, offer.language))).status).toBe(200);
  });

  test("goes by pages or by ids", async () => {
    const ids = [1, 2, 3].map((index) => sim.template({ ...offer, name: `offer_${index}`, waba_id: other }).id);
    const page = await migrate({ source_waba_id: other, page_number: 1, count: 2 });
    expect(at(page.body, "migrated_templates")).toEqual([ids[2]]);
    const chosen = await migrate({ source_waba_id: other, template_ids: [ids[0], "1"] });
    expect(chosen.body).toEqual({ migrated_templates: [ids[0]], failed_templates: { "1": expect.any(String) } });
  });

  test.each<[string, Record<string, unknown>]>([
    ["no account", {}],
    ["an account that is not known", { source_waba_id: "1" }],
    ["a count of 501", { source_waba_id: other, count: 501 }],
    ["501 ids", { source_waba_id: other, template_ids: Array.from({ length: 501 }, (_, index) => String(index)) }],
    ["a page that is none", { source_waba_id: other, page_number: -1 }],
  ])("refuses %s", async (_, body) => {
    sim.template({ ...offer, waba_id: other });
    expect(code(await migrate(body))).toBe(100);
  });
});

test("the sample of every account can be read, edited and sent again", async () => {
  const id = String(at((await list("name=hello_world")).body, "data", 0, "id"));
  expect((await post(`/${id}`, { components: [{ type: "BODY", text: "Other words for hello." }] })).status).toBe(200);
  await sim.advance("1s");
  expect((await send(sim, hello())).status).toBe(200);
  expect((await control(sim, "GET", "messages")).body).toMatchObject({ data: [{ text: "Other words for hello." }] });
});

describe("a hostile body", () => {
  const deep = JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) as unknown;
  const values: unknown[] = [null, 0, -1, true, "", "{", "[", [], [null], [[]], {}, { __proto__: 1 }, deep, "\u0000"];
  const members = [
    "name",
    "languages",
    "language",
    "category",
    "components",
    "hsm_ids",
    "source_waba_id",
    "template_ids",
    "count",
    "page_number",
    "library_template_name",
    "library_template_button_inputs",
    "library_template_body_inputs",
    "message_send_ttl_seconds",
    "parameter_format",
    "constructor",
  ];
  const good: Record<string, unknown> = {
    ...offer,
    category: "AUTHENTICATION",
    languages: ["es"],
    hsm_ids: ["1"],
    source_waba_id: "1",
    library_template_name: "order_received",
  };

  test.each([
    "message_templates",
    "message_templates/archive",
    "message_templates/unarchive",
    "migrate_message_templates",
    "upsert_message_templates",
    "edit",
    "unpause",
  ])("to %s is answered in Graph's form", async (edge) => {
    const { id } = sim.template({ ...offer, status: "REJECTED" });
    const path = edge === "edit" ? `/${id}` : edge === "unpause" ? `/${id}/unpause` : `/${sim.wabaId}/${edge}`;
    for (const member of members) {
      const answers = await Promise.all(values.map((value) => post(path, { ...good, [member]: value })));
      for (const answer of answers) {
        expect([typeof code(answer), answer.status]).toEqual(
          answer.status === 200 ? ["undefined", 200] : ["number", 400],
        );
      }
    }
  });
});
