import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { control, offer, person, send, text } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());
beforeEach(() => sim.reset());

/** Calls a control call with what TypeScript would not let through, as a program in JavaScript may. */
type Name = string & keyof Simulator;
type Loose = Record<string, (...given: unknown[]) => unknown>;
const call = (name: Name, ...given: unknown[]): unknown => (sim as unknown as Loose)[name]?.(...given);

describe("what a program gives is read as strictly as over HTTP", () => {
  test.each<[Name, unknown[], string]>([
    ["customer", [person, { optedOut: true }], "optedOut"],
    ["customer", [person, { optOut: null }], "optOut"],
    ["customer", [person, null], "not valid"],
    ["customer", [person, { bsuid: "nobody" }], "bsuid"],
    ["customer", [12025550111, {}], "phone"],
    ["customer", [], "phone"],
    ["describeCustomer", [null], "phone"],
    ["inbound", [{ from: person, txt: "Hi" }], "txt"],
    ["inbound", [{ from: person, text: null }], "text"],
    ["inbound", [{ from: 1, text: "Hi" }], "from"],
    ["inbound", [], "not valid"],
    ["business", [{ marketing: 1 }], "marketing"],
    ["business", [{ window: "later" }], "window"],
    ["template", [{ ...offer, componets: [] }], "componets"],
    ["template", [{ ...offer, components: null }], "components"],
    ["template", [], "not valid"],
    ["setTemplateStatus", ["1", {}], "status"],
    ["setTemplateQuality", ["1", "PURPLE"], "score"],
    ["setTemplateQuality", ["1", "RED", { SPAM: "many" }], "SPAM"],
    ["changeTemplateCategory", ["1", "UTILITY", { later: true }], "later"],
    ["decidePacing", ["1", "wait"], "decision"],
    ["fault", [{ on: "messages", kind: "explode" }], "kind"],
    ["fault", [{ on: "messages", kind: "slow", time: 1 }], "time"],
    ["fault", [null], "not valid"],
    ["limits", [{ mps: 0 }], "mps"],
    ["limits", [{ mpss: 1 }], "mpss"],
    ["limits", [{ pair: { burst: 1 } }], "pair.seconds"],
    ["sending", [{ directSend: "maybe" }], "directSend"],
    ["token", [{ scopes: "all" }], "scopes"],
    ["emit", [{ field: "flows", values: {} }], "values"],
    ["joinGroup", ["1", undefined], "phone"],
    ["leaveGroup", ["1", 5], "phone"],
    ["withdrawJoinRequest", ["1", null], "phone"],
    ["suspendGroup", ["1", "yes"], "suspended"],
    ["redeliver", [7], "id"],
  ])("%s(%j)", (name, given, place) => {
    const before = JSON.stringify([sim.customers(), sim.business(), sim.limits(), sim.faults(), sim.templates()]);
    expect(() => call(name, ...given)).toThrow(
      expect.objectContaining({ code: "simulator.bad_input", message: expect.stringContaining(place) }),
    );
    expect(JSON.stringify([sim.customers(), sim.business(), sim.limits(), sim.faults(), sim.templates()])).toBe(before);
  });

  test.each([{ address: "x" }, { url: 5 }, { chaos: { duplicate: 2 } }, { fields: "messages" }, "http://x.example"])(
    "webhook(%j)",
    async (given) => {
      await expect(call("webhook", given)).rejects.toMatchObject({ code: "simulator.bad_input" });
    },
  );

  test("the webhook of the start", async () => {
    const webhook = { url: "http://127.0.0.1:9/", secret: "x" } as never;
    await expect(startSimulator({ webhook })).rejects.toThrow("secret: there is no such member");
  });

  test("a member that is undefined counts as left out", () => {
    expect(call("customer", person, { optOut: undefined, name: "Ana" })).toMatchObject({ optOut: false, name: "Ana" });
    expect(call("limits", { mps: undefined })).toMatchObject({ mps: 80 });
  });
});

test("a customer is shown in one way, whoever asks", async () => {
  sim.inbound({ from: person, text: "Hi" });
  const shown = sim.customer(person, { name: "Ana", delay: "5m" });
  expect(shown).toMatchObject({
    phone: "12025550111",
    name: "Ana",
    delay: 300_000,
    windows: [{ phone_number_id: sim.phoneNumberId, until: "2026-11-21T12:00:00.000Z" }],
  });
  expect((await control(sim, "POST", `customers/${person}`, {})).body).toEqual(JSON.parse(JSON.stringify(shown)));
  expect(sim.describeCustomer(person)).toEqual(shown);
});

test("what is changed in an answer does not change the world", () => {
  sim.token().scopes.length = 0;
  Object.assign(sim.customer(person), { onWhatsApp: false });
  sim.business().restrictedCountries.push("US");
  expect(sim.token().scopes).toContain("whatsapp_business_messaging");
  expect(sim.customer(person).onWhatsApp).toBe(true);
  expect(sim.business().restrictedCountries).toEqual([]);
});

describe("GET messages", () => {
  test("after an id that is unknown or no longer kept is refused: nothing is read twice", async () => {
    await using small = await startSimulator({ clock: "manual", keep: { messages: 2 } });
    for (const body of ["one", "two"]) await send(small, text(body));
    const [first] = small.messages();
    await send(small, text("three"));
    for (const after of [first?.id ?? "", "wamid.unknown", ""]) {
      const answer = await control(small, "GET", `messages?after=${encodeURIComponent(after)}`);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: "simulator.unknown_cursor" } } });
    }
  });

  test("goes on after a message that no longer matches the filter", async () => {
    for (const body of ["one", "two", "three"]) await send(sim, text(body));
    const page = await control(sim, "GET", "messages?status=accepted&limit=1");
    const { data, paging } = page.body as { data: { id: string }[]; paging: { cursors: { after: string } } };
    expect(data).toHaveLength(1);
    await sim.advance("1m");
    await send(sim, text("four"));
    const next = await control(
      sim,
      "GET",
      `messages?status=accepted&after=${encodeURIComponent(paging.cursors.after)}`,
    );
    expect(next.body).toMatchObject({ data: [{ text: "four" }] });
  });
});
