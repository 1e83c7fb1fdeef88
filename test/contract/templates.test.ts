import { describe, expect, test } from "vitest";
import type {
  WirePositionalSamples,
  WireTemplateCreate,
  WireTemplateUpsert,
  WireUtilityComponent,
} from "../../src/graph/wire/templates.ts";
import { collect, contractWorld, everythingWasUsed, refusal, type ContractWorld } from "./book.ts";

const invoice: WireTemplateCreate = {
  name: "factura",
  language: "es",
  category: "UTILITY",
  components: [
    { type: "BODY", text: "Hola {{1}}, su factura {{2}} está lista.", example: { body_text: [["Ana", "F-77"]] } },
  ],
};
const newText = "Hola {{1}}, ya puede ver la factura {{2}}.";
const edited: WireUtilityComponent<WirePositionalSamples>[] = [
  { type: "BODY", text: newText, example: { body_text: [["Ana", "F-77"]] } },
];

const make = ({ simulator, graph }: ContractWorld, body: WireTemplateCreate = invoice) =>
  graph.templates.create(simulator.wabaId, body);
const names = async ({ simulator, graph }: ContractWorld, ...filter: Parameters<typeof graph.templates.list>[1][]) =>
  (await collect(graph.templates.list(simulator.wabaId, filter[0]))).map(({ name }) => name);

describe("a template", () => {
  test("is handed in, reviewed, and read by the fields that are asked for", async () => {
    const world = await contractWorld();
    const { templates } = world.graph;
    const made = await make(world);
    expect(made).toEqual({ id: expect.any(String) as string, status: "PENDING", category: "UTILITY" });
    await world.simulator.advance("2s");
    expect(await templates.get(made.id)).toMatchObject({
      ...invoice,
      id: made.id,
      status: "APPROVED",
      parameter_format: "POSITIONAL",
      quality_score: { score: "UNKNOWN" },
    });
    expect(await templates.get(made.id, { fields: ["status", "category"] })).toEqual({
      id: made.id,
      status: "APPROVED",
      category: "UTILITY",
    });
    expect(await refusal(templates.get(made.id, { fields: ["colour" as "status"] }))).toMatchObject({
      graphCode: 100,
      message: expect.stringContaining("nonexisting field (colour)") as string,
    });
    expect(await refusal(templates.get("100200300"))).toMatchObject({ graphCode: 100, subcode: 33 });
  });

  test("is not taken again with the same name and language", async () => {
    const world = await contractWorld();
    await make(world);
    const error = await refusal(make(world));
    expect(error).toMatchObject({ graphCode: 100, subcode: 2_388_024, exit: 4 });
    expect(error.details).toBeTruthy();
  });

  test("is not made twice when the answer is lost", async () => {
    const world = await contractWorld();
    const fault = world.simulator.fault({ on: "message_templates", kind: "reset-after-accept" });
    await expect(make(world)).rejects.toMatchObject({ sent: "maybe" });
    expect(fault.hits).toBe(1);
    world.simulator.clearFaults();
    expect(await names(world, { name: "factura" })).toEqual(["factura"]);
  });

  test("can be changed once a day", async () => {
    const world = await contractWorld();
    const { templates } = world.graph;
    const { id } = await make(world);
    expect(await refusal(templates.edit(id, { components: edited }))).toMatchObject({ subcode: 2_388_039 });
    await world.simulator.advance("2s");
    expect(await templates.edit(id, { components: edited })).toMatchObject({ success: true });
    expect(await templates.get(id, { fields: ["status"] })).toMatchObject({ status: "PENDING" });
    await world.simulator.advance("2s");
    expect(await templates.get(id)).toMatchObject({ status: "APPROVED", components: [{ text: newText }] });
    expect(await refusal(templates.edit(id, { components: edited }))).toMatchObject({ subcode: 2_388_039 });
    expect(await refusal(templates.edit(id, { category: "MARKETING" }))).toMatchObject({ graphCode: 100 });
    await world.simulator.advance("24h");
    expect(await templates.edit(id, { components: edited })).toMatchObject({ success: true });
  });

  test("paused by pacing can be let go again, one paused for quality cannot", async () => {
    const world = await contractWorld();
    const { templates } = world.graph;
    const { id } = await make(world);
    await world.simulator.advance("2s");
    expect(await templates.unpause(id)).toMatchObject({ success: false, reason: expect.any(String) as string });
    world.simulator.setTemplateQuality(id, "RED");
    expect(await templates.get(id, { fields: ["status"] })).toMatchObject({ status: "PAUSED" });
    expect(await templates.unpause(id)).toMatchObject({ success: false });
    await world.simulator.advance("4h");
    expect(await templates.get(id, { fields: ["status"] })).toMatchObject({ status: "APPROVED" });
    world.simulator.setTemplateStatus(id, { status: "PAUSED" });
    expect(await templates.unpause(id)).toMatchObject({ success: true });
    expect(await templates.get(id, { fields: ["status"] })).toMatchObject({ status: "APPROVED" });
  });
});

describe("deleted", () => {
  test("by name in every language, and the name is taken for 30 days", async () => {
    const world = await contractWorld();
    const { graph, simulator } = world;
    await make(world);
    await make(world, { ...invoice, language: "es_MX" });
    await simulator.advance("2s");
    expect(await graph.templates.delete(simulator.wabaId, { name: "factura" })).toEqual({ success: true });
    expect(await names(world, { name: "factura" })).toEqual([]);
    expect(await refusal(make(world))).toMatchObject({ subcode: 2_388_023 });
    await simulator.advance("31d");
    await make(world);
  });

  test("one language, and several by their ids", async () => {
    const world = await contractWorld();
    const { graph, simulator } = world;
    const spanish = await make(world);
    await make(world, { ...invoice, language: "es_MX" });
    const other = await make(world, { ...invoice, name: "aviso" });
    await graph.templates.delete(simulator.wabaId, { name: "factura", id: spanish.id });
    const left = await collect(graph.templates.list(simulator.wabaId, { name: "factura" }));
    expect(left).toMatchObject([{ language: "es_MX" }]);
    const ids = [other.id, left[0]?.id ?? ""];
    expect(await graph.templates.delete(simulator.wabaId, { ids })).toEqual({ success: true });
    expect(await names(world)).toEqual(["hello_world"]);
    expect(await refusal(graph.templates.delete(simulator.wabaId, { ids }))).toMatchObject({ graphCode: 100 });
    expect(await refusal(graph.templates.delete(simulator.wabaId, { name: "factura" }))).toMatchObject({
      graphCode: 100,
    });
  });
});

describe("the list", () => {
  const many = async (): Promise<ContractWorld> => {
    const world = await contractWorld();
    for (let index = 0; index < 23; index++) world.simulator.template({ ...invoice, name: `aviso_${index}` });
    return world;
  };

  test("comes page by page, each template once", async () => {
    const world = await many();
    const listed = await names(world, { pageSize: 5 });
    expect(listed).toHaveLength(24);
    expect(new Set(listed).size).toBe(24);
    expect(await names(world, { pageSize: 5, limit: 7 })).toEqual(listed.slice(0, 7));
  });

  test("is filtered", async () => {
    const world = await many();
    world.simulator.template({ ...invoice, name: "rechazada", status: "REJECTED" });
    expect(await names(world, { status: "REJECTED" })).toEqual(["rechazada"]);
    expect(await names(world, { language: "en_US" })).toEqual(["hello_world"]);
    expect(await names(world, { category: "MARKETING" })).toEqual([]);
    expect(await names(world, { nameOrContent: "trying it" })).toEqual(["hello_world"]);
    expect(await names(world, { qualityScore: "RED" })).toEqual([]);
    expect(await names(world, { source: "AUTO_GENERATED" })).toEqual([]);
  });

  test("that changes while it is read says so: begin again", async () => {
    const world = await many();
    const { graph, simulator } = world;
    const reading = graph.templates.list(simulator.wabaId, { pageSize: 5 });
    const seen: string[] = [];
    const read = async (): Promise<void> => {
      for await (const { name } of reading) {
        seen.push(name);
        if (seen.length === 5) await graph.templates.delete(simulator.wabaId, { name });
      }
    };
    expect(await refusal(read())).toMatchObject({
      graphCode: 131_059,
      code: expect.stringMatching(/cursor/) as string,
    });
    expect(seen).toHaveLength(5);
  });

  test("is summed up", async () => {
    const { graph, simulator } = await many();
    expect(await graph.templates.summary(simulator.wabaId)).toMatchObject({
      total_count: 24,
      message_template_count: 24,
      message_template_limit: 6_000,
    });
  });

  test("is read again where its answer breaks off, and waits out a limit no longer than it is told to", async () => {
    const world = await many();
    const fault = world.simulator.fault({ on: "message_templates", kind: "half-body", times: 2 });
    expect(await names(world)).toHaveLength(24);
    expect(fault.hits).toBe(2);
    world.simulator.limits({ management: 1 });
    expect(await refusal(names(world))).toMatchObject({ graphCode: 80_007, kind: "throttle", exit: 5 });
  });
});

describe("an authentication template in many languages", () => {
  const login: WireTemplateUpsert = {
    name: "login",
    category: "AUTHENTICATION",
    languages: ["en_US", "es"],
    components: [
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 5 },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
    ],
  };

  test("is made, and changed in place", async () => {
    const { simulator, graph } = await contractWorld();
    const made = await graph.templates.upsert(simulator.wabaId, login);
    expect(made.data).toMatchObject([{ language: "en_US" }, { language: "es" }]);
    await simulator.advance("2s");
    const again = await graph.templates.upsert(simulator.wabaId, { ...login, languages: ["es", "pt_BR"] });
    expect(again.data).toMatchObject([{ id: made.data[1]?.id, status: "APPROVED" }, { status: "PENDING" }]);
  });

  test("is refused by the client in a language that does not exist", async () => {
    const { simulator, graph } = await contractWorld();
    const wrong = graph.templates.upsert(simulator.wabaId, { ...login, languages: ["xx"] });
    await expect(wrong).rejects.toMatchObject({ code: "template.invalid", data: { path: "languages[0]" } });
  });
});

everythingWasUsed();
