// In the README, word for word (test/readme.test.ts): what a user's own test looks like.
import { expect, test } from "vitest";
import { createGraphClient } from "../../src/index.ts";
import { startSimulator } from "../../src/testing.ts";

test("the customer gets the notice", async () => {
  await using simulator = await startSimulator();
  await using graph = createGraphClient({ accessToken: simulator.accessToken, baseUrl: simulator.graphUrl });

  const template = { name: "hello_world", language: { code: "en_US" } };
  await graph.messages.send(simulator.phoneNumberId, {
    messaging_product: "whatsapp",
    to: "+12025550101",
    type: "template",
    template,
  });

  const message = await simulator.wait({ to: "+12025550101", status: "delivered" });
  expect(message?.text).toContain("Welcome!");
});
