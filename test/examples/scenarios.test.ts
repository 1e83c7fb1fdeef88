// In the README, word for word (test/readme.test.ts): tests that run at the same time and never wait for real time.
import { afterAll, beforeAll, expect, test } from "vitest";
import { content, createGraphClient, type WireSendBody } from "../../src/index.ts";
import { type SimulatedWorld, type Simulator, startSimulator } from "../../src/testing.ts";

const to = "+12025550101";
const answer: WireSendBody = { messaging_product: "whatsapp", to, ...content.text("We are, until six.") };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

async function send({ accessToken, graphUrl, phoneNumberId }: SimulatedWorld, body: WireSendBody): Promise<unknown> {
  await using graph = createGraphClient({ accessToken, baseUrl: graphUrl, maxAttempts: 1 });
  // With await, as otherwise the client would be closed before the answer is there.
  return await graph.messages.send(phoneNumberId, body);
}

test.concurrent("an answer arrives within 24 hours, and not after", async () => {
  await using world = await simulator.openWorld({ clock: "manual" });
  world.inbound({ from: to, text: "Are you open?" });
  await send(world, answer);
  await world.advance("25h");
  await send(world, answer);
  await world.advance("1s");
  const [first, second] = world.messages({ to });
  expect(first?.status).toBe("read");
  expect(second?.errors?.[0]?.code).toBe(131047);
});

test.concurrent("a connection breaks after Meta took the message", async () => {
  await using world = await simulator.openWorld();
  world.fault({ on: "messages", kind: "reset-after-accept", times: 1 });
  await expect(send(world, answer)).rejects.toMatchObject({ code: "network.reset", sent: "maybe" });
  expect(world.count({ to })).toBe(1);
});

test.concurrent("the sixth message of a second is too many", async () => {
  await using world = await simulator.openWorld({ clock: "manual" });
  world.limits({ mps: 5 });
  for (let sent = 0; sent < 5; sent++) await send(world, answer);
  await expect(send(world, answer)).rejects.toMatchObject({ graphCode: 130429 });
  await world.advance("1s");
  await send(world, answer);
});

test.concurrent("an offer does not reach who stopped offers, and a paused template reaches nobody", async () => {
  await using world = await simulator.openWorld();
  const { id } = world.template({
    name: "autumn_offer",
    language: "en",
    category: "MARKETING",
    components: [{ type: "BODY", text: "Ten percent off all mugs this week." }],
  });
  const offer: WireSendBody = {
    messaging_product: "whatsapp",
    to,
    ...content.template({ name: "autumn_offer", language: "en" }),
  };
  world.customer(to, { optOut: true });
  await send(world, offer);
  expect((await world.wait({ to, status: "failed" })).errors?.[0]?.code).toBe(131050);
  world.setTemplateStatus(id, { status: "PAUSED" });
  await expect(send(world, offer)).rejects.toMatchObject({ graphCode: 132015 });
});
