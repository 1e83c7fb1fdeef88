import { describe, expect, test } from "vitest";
import { content } from "../../src/graph/build/content.ts";
import { templatePreviewsPath } from "../../src/graph/wire/templates.ts";
import { offer } from "../simulator/helpers.ts";
import { collect, contractWorld, everythingWasUsed, refusal } from "./book.ts";

const otherAccount = "998877665544332";

describe("the library", () => {
  test("is read page by page, also through an account, and one of it is approved at once", async () => {
    const { simulator, graph } = await contractWorld();
    const all = await collect(graph.templates.library({ pageSize: 7 }));
    expect(all.length).toBeGreaterThan(7);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    const spanish = await collect(graph.templates.library({ language: "es", wabaId: simulator.wabaId }));
    expect(spanish.map(({ language }) => language)).toEqual(spanish.map(() => "es"));
    const found = await collect(graph.templates.library({ topic: "ORDER_MANAGEMENT", usecase: "ORDER_CONFIRMATION" }));
    const chosen = found.find(({ language }) => language === "en");
    expect(chosen).toBeDefined();
    const made = await graph.templates.create(simulator.wabaId, {
      name: "our_order",
      language: "en",
      category: "UTILITY",
      library_template_name: chosen?.name ?? "",
      library_template_button_inputs: (chosen?.buttons ?? []).map(() => ({
        type: "URL",
        url: { base_url: "https://shop.example/orders/{{1}}", url_suffix_example: "https://shop.example/orders/77" },
      })),
    });
    expect(made).toMatchObject({ status: "APPROVED", category: "UTILITY" });
  });

  test("has no template of another name", async () => {
    const { simulator, graph } = await contractWorld();
    expect(await collect(graph.templates.library({ search: "no such words" }))).toEqual([]);
    const wrong = graph.templates.create(simulator.wabaId, {
      name: "ours",
      language: "en",
      category: "UTILITY",
      library_template_name: "no_such_template",
    });
    expect(await refusal(wrong)).toMatchObject({ graphCode: 100 });
  });
});

test("previews show Meta's words in each language; an unknown one is refused", async () => {
  const { simulator, graph } = await contractWorld();
  const request = { languages: ["en_US", "es_MX"], securityRecommendation: true, expirationMinutes: 5 };
  const shown = await graph.templates.previews(simulator.wabaId, request);
  expect(shown.map(({ language }) => language)).toEqual(["en_US", "es_MX"]);
  expect(shown[1]).toMatchObject({ body: expect.stringContaining("{{1}}") as string });
  expect(shown[0]?.footer).toContain("5");
  await expect(graph.templates.previews(simulator.wabaId, { languages: ["xx"] })).rejects.toMatchObject({
    code: "template.invalid",
  });
  const asked = { category: "AUTHENTICATION", languages: "xx" };
  const path = templatePreviewsPath(simulator.wabaId);
  const raw = graph.request({ method: "GET", path, query: asked, repeatable: true, read: (answer) => answer });
  expect(await refusal(raw)).toMatchObject({ graphCode: 100 });
});

test("two templates of a thousand sends each are compared; with fewer it is refused", async () => {
  const { simulator, graph } = await contractWorld();
  simulator.limits({ mps: null, pair: null, portfolio: null });
  const [first, second] = [offer, { ...offer, name: "winter_offer" }];
  const ids = [simulator.template(first).id, simulator.template(second).id];
  const [one = "", other = ""] = ids;
  const request = { with: other, days: 7, end: Math.floor(simulator.now() / 1_000) } as const;
  expect(await refusal(graph.templates.compare(one, request))).toMatchObject({ graphCode: 100 });
  const sends = [first, second].flatMap(({ name }) =>
    Array.from({ length: 1_000 }, () => content.template({ name, language: "en_US" })),
  );
  const send = async (): Promise<void> => {
    for (let said = sends.pop(); said !== undefined; said = sends.pop()) {
      const body = { messaging_product: "whatsapp", to: "+12025550111", ...said } as const;
      await graph.messages.send(simulator.phoneNumberId, body);
    }
  };
  await Promise.all(Array.from({ length: 20 }, send));
  simulator.setTemplateQuality(one, "YELLOW", { SPAM: 12 });
  const { data } = await graph.templates.compare(one, request);
  expect(data).toMatchObject([
    { metric: "BLOCK_RATE", order_by_relative_metric: [other, one] },
    { metric: "MESSAGE_SENDS", number_values: ids.map((key) => ({ key, value: 1_000 })) },
    { metric: "TOP_BLOCK_REASON", string_values: [{ key: one, value: "SPAM" }, { key: other }] },
  ]);
});

describe("migration", () => {
  test("copies what is approved, and says what it left and why", async () => {
    const { simulator, graph } = await contractWorld();
    const there = (name: string, status: string) =>
      simulator.template({ ...offer, name, status, waba_id: otherAccount });
    const [good, paused] = [there("good", "APPROVED").id, there("paused", "PAUSED").id];
    const asked = { sourceWabaId: otherAccount, templateIds: [good, paused] };
    const answer = await graph.templates.migrate(simulator.wabaId, asked);
    expect(answer.migrated_templates).toEqual([good]);
    expect(Object.keys(answer.failed_templates ?? {})).toEqual([paused]);
    expect(await collect(graph.templates.list(simulator.wabaId, { name: "good" }))).toHaveLength(1);
    const again = await graph.templates.migrate(simulator.wabaId, { sourceWabaId: otherAccount, count: 500 });
    expect(again.migrated_templates).toEqual([]);
  });

  test("from an account that is not of this business is refused", async () => {
    const { simulator, graph } = await contractWorld();
    const asked = graph.templates.migrate(simulator.wabaId, { sourceWabaId: "100200300" });
    expect(await refusal(asked)).toMatchObject({ graphCode: 100, subcode: 33 });
  });
});

test("what is archived cannot be sent, and comes back; what cannot be archived is listed", async () => {
  const { simulator, graph } = await contractWorld();
  const { id } = simulator.template(offer);
  expect(await graph.templates.archive(simulator.wabaId, [id, "100200300"])).toEqual({
    archived_templates: [id],
    failed_templates: { "100200300": expect.any(String) as string },
  });
  const body = {
    messaging_product: "whatsapp",
    to: "+12025550111",
    ...content.template({ name: offer.name, language: offer.language }),
  } as const;
  expect(await refusal(graph.messages.send(simulator.phoneNumberId, body))).toMatchObject({ graphCode: 132_001 });
  expect(await graph.templates.unarchive(simulator.wabaId, [id])).toMatchObject({ unarchived_templates: [id] });
  await graph.messages.send(simulator.phoneNumberId, body);
  const twice = await graph.templates.unarchive(simulator.wabaId, [id]);
  expect(twice).toMatchObject({ unarchived_templates: [], failed_templates: { [id]: expect.any(String) as string } });
});

everythingWasUsed();
