import { describe, expect, test } from "vitest";
import type { BusinessChanges } from "../../src/simulator/people/business.ts";
import type { CustomerChanges } from "../../src/simulator/people/customer-control.ts";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, graph, hello, offer, person, send, template, text, wamid } from "./helpers.ts";

const now = "2026-11-20T12:00:00Z";
const still = { now, clock: "manual" } as const;
const phone = "12025550111";
const marketing = (to: string = person): Record<string, unknown> => template("autumn_offer", "en_US", undefined, to);

const block = (sim: Simulator): Promise<unknown> => {
  sim.inbound({ from: phone, text: "Hello" });
  return graph(sim, "POST", `/${sim.phoneNumberId}/block_users`, {
    messaging_product: "whatsapp",
    block_users: [{ user: phone }],
  });
};

interface Case {
  readonly business?: BusinessChanges;
  readonly customer?: CustomerChanges;
  readonly before?: (sim: Simulator) => unknown;
  readonly body: Record<string, unknown>;
}

describe("an accepted message fails by webhook", () => {
  test.each<[number, string, Case]>([
    [130403, "to somebody whom the business has blocked", { before: block, body: text("Hi") }],
    [130472, "with marketing to somebody in an experiment", { customer: { inExperiment: true }, body: marketing() }],
    [
      130497,
      "to a country where the business is restricted",
      { business: { restrictedCountries: ["US"] }, body: hello() },
    ],
    [131026, "to somebody who is not on WhatsApp", { customer: { onWhatsApp: false }, body: hello() }],
    [131026, "to somebody who has blocked the business", { customer: { blocked: true }, body: hello() }],
    [131037, "without an approved display name", { business: { displayName: false }, body: hello() }],
    [131042, "without a way to pay", { business: { payment: false }, body: hello() }],
    [131047, "outside the window", { body: text("Hi") }],
    [131048, "over the limit of people a day", { before: (sim) => sim.limits({ portfolio: 1 }), body: hello() }],
    [131049, "with marketing to the United States", { business: { usMarketing: false }, body: marketing() }],
    [131050, "with marketing to somebody who opted out", { customer: { optOut: true }, body: marketing() }],
    [
      137000,
      "when the person's identity is another one",
      { customer: { identityHash: "new" }, body: { ...hello(), recipient_identity_key_hash: "old" } },
    ],
  ])("%i %s", async (expected, _, { business = {}, customer = {}, before, body }) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    sim.template(offer);
    if (before !== undefined) await before(sim);
    if (expected === 131048) await send(sim, hello("+12025550112"));
    sim.business(business);
    sim.customer(phone, customer);
    const answer = await send(sim, body);
    expect(answer.status).toBe(200);
    await sim.advance("1m");
    const failed = receiver.statuses.find((status) => at(status, "id") === wamid(answer));
    expect(failed).toMatchObject({
      status: "failed",
      errors: [{ code: expected, title: expect.any(String), error_data: { details: expect.any(String) } }],
    });
    expect(failed).not.toHaveProperty("pricing");
  });

  test("what is free goes out also without a way to pay", async () => {
    await using sim = await startSimulator(still);
    sim.business({ payment: false });
    sim.inbound({ from: phone, text: "Hello" });
    await send(sim, text("Hi"));
    await sim.advance("1m");
    expect(sim.messages()[0]?.status).toBe("read");
  });

  test("the reason that is noticed first is the one that is told", async () => {
    await using sim = await startSimulator(still);
    sim.template(offer);
    sim.customer(phone, { onWhatsApp: false, optOut: true });
    await send(sim, marketing());
    await sim.advance("1m");
    expect(sim.messages()[0]?.errors?.[0]?.code).toBe(131026);
  });
});

test("a closed window is refused at once where the business is set to that", async () => {
  await using sim = await startSimulator(still);
  expect((await control(sim, "POST", "business", { window: "sync" })).body).toMatchObject({ window: "sync" });
  expect(code(await send(sim, text("Hi")))).toBe(131047);
  expect(sim.count()).toBe(0);
  expect((await send(sim, hello())).status).toBe(200);
});

test("an unknown setting of the business is refused by name", async () => {
  await using sim = await startSimulator(still);
  const answer = await control(sim, "POST", "business", { windows: "sync" });
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer.body)).toContain("windows");
});

describe("the marketing cap", () => {
  const outcomes = (sim: Simulator): unknown[] =>
    sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status);

  test("counts each person's messages of the last hours", async () => {
    await using sim = await startSimulator({
      ...still,
      world: { business: { marketingCap: { messages: 2, hours: 24 } } },
    });
    sim.template(offer);
    const sendAt = async (wait: string, to?: string): Promise<void> => {
      await sim.advance(wait);
      await send(sim, marketing(to));
      await sim.advance("1m");
    };
    await sendAt("0s");
    await sendAt("12h");
    await sendAt("1h");
    await sendAt("1m", "+12025550112");
    await sendAt("11h");
    expect(outcomes(sim)).toEqual(["read", "read", 131049, "read", "read"]);
  });

  test("leaves other categories alone and can be lifted", async () => {
    await using sim = await startSimulator({
      ...still,
      world: { business: { marketingCap: { messages: 1, hours: 24 } } },
    });
    sim.template(offer);
    await send(sim, marketing());
    await send(sim, hello());
    await send(sim, marketing());
    sim.business({ marketingCap: null });
    await send(sim, marketing());
    await sim.advance("1m");
    expect(outcomes(sim)).toEqual(["read", "read", 131049, "read"]);
  });
});
