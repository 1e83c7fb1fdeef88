import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, connect, graph, hello, offer, person, type Receiver, send, template, text, wamid } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const phone = "12025550111";
const neverDelivered = "12025550161";

/** Uses up 992 of the month's thousand free service messages: 124 messages to a group of eight. */
async function useUpMost(sim: Simulator): Promise<void> {
  sim.limits({ mps: null, pair: null });
  const product = { messaging_product: "whatsapp" };
  await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, { ...product, subject: "Neighbours" });
  const to = sim.groups()[0]?.id ?? "";
  for (let member = 1; member <= 8; member++) sim.joinGroup(to, `1202555017${member}`);
  sim.inbound({ from: "12025550171", group_id: to, text: "Hello" });
  const message = { recipient_type: "group", to, type: "text", text: { body: "Hello all" } };
  await Promise.all(Array.from({ length: 124 }, () => send(sim, message)));
}

const sendTexts = async (sim: Simulator, count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let sent = 0; sent < count; sent++) ids.push(wamid(await send(sim, text("Hi"))));
  return ids;
};

/** The kinds of price that the statuses of a message told. */
const told = (receiver: Receiver, id: string | undefined): unknown[] =>
  receiver.statuses
    .filter((status) => at(status, "id") === id && at(status, "pricing") !== undefined)
    .map((status) => [at(status, "status"), at(status, "pricing", "type")]);

describe("the thousand free service messages of a month", () => {
  test("end with the thousandth, and sent and delivered of one message agree", async () => {
    await using sim = await startSimulator(still);
    await useUpMost(sim);
    sim.inbound({ from: person, text: "Hello" });
    await sendTexts(sim, 7);
    await using receiver = await connect(sim);
    const [last, first] = await sendTexts(sim, 2);
    await sim.advance("1m");
    expect(told(receiver, last)).toEqual([
      ["sent", "free_customer_service"],
      ["delivered", "free_customer_service"],
    ]);
    expect(told(receiver, first)).toEqual([
      ["sent", "regular"],
      ["delivered", "regular"],
    ]);
  });

  test("are not used up by what will never be delivered, nor by reactions and failures", async () => {
    await using sim = await startSimulator(still);
    await useUpMost(sim);
    const { id } = sim.inbound({ from: person, text: "Hello" });
    sim.inbound({ from: neverDelivered, text: "Hello" });
    for (let round = 0; round < 10; round++) {
      await send(sim, text("Hi", neverDelivered));
      await send(sim, { to: person, type: "reaction", reaction: { message_id: id, emoji: "👍" } });
      await send(sim, text("Nobody wrote", "12025550112"));
    }
    const last = (await sendTexts(sim, 9)).at(-1);
    expect(sim.messages().find((message) => message.id === last)).toMatchObject({ pricing: { billable: true } });
    expect(sim.messages().filter(({ to, pricing }) => to === phone && pricing?.billable === true)).toHaveLength(1);
  });

  test("without a way to pay, nothing goes out beyond them", async () => {
    await using sim = await startSimulator(still);
    sim.business({ payment: false });
    await useUpMost(sim);
    sim.inbound({ from: person, text: "Hello" });
    const ids = await sendTexts(sim, 9);
    await sim.advance("1m");
    const own = sim.messages().filter(({ id }) => ids.includes(id));
    expect(own.slice(-2).map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual(["read", 131042]);
  });
});

describe("the free 72 hours after an ad", () => {
  const freeUntil = (sim: Simulator): unknown[] => sim.describeCustomer(phone).freeEntries.map(({ until }) => until);

  test("do not begin with an answer that fails", async () => {
    await using sim = await startSimulator(still);
    sim.inbound({ from: phone, text: "I saw your ad", referral: true });
    sim.business({ displayName: false });
    await send(sim, text("Hi"));
    expect(freeUntil(sim)).toEqual([]);
    sim.business({ displayName: true });
    await sim.advance("2h");
    await send(sim, text("Hi"));
    expect(freeUntil(sim)).toEqual(["2026-11-23T14:00:00.000Z"]);
    await sim.advance("1m");
    expect(sim.messages().map(({ errors, pricing }) => errors?.[0]?.code ?? pricing?.type)).toEqual([
      131037,
      "free_entry_point",
    ]);
  });

  test.each([
    ["begin when it is let go", "release", ["2026-11-23T13:00:00.000Z"]],
    ["do not begin when it is dropped", "drop", []],
  ] as const)("with an answer that is held, %s", async (_, decision, expected) => {
    await using sim = await startSimulator(still);
    sim.limits({ pacing: { threshold: 0, minutes: 600 } });
    const { id } = sim.template(offer);
    sim.inbound({ from: phone, text: "I saw your ad", referral: true });
    await send(sim, template(offer.name, offer.language));
    expect(freeUntil(sim)).toEqual([]);
    await sim.advance("1h");
    sim.decidePacing(id, decision);
    expect(freeUntil(sim)).toEqual(expected);
  });

  test("make the answer itself free without a way to pay", async () => {
    await using sim = await startSimulator(still);
    sim.business({ payment: false });
    await send(sim, hello());
    sim.inbound({ from: phone, text: "I saw your ad", referral: true });
    await send(sim, hello());
    await sim.advance("1m");
    expect(sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual([131042, "read"]);
  });
});
