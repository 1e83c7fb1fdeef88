// In the README, word for word (test/readme.test.ts): what a user's own test looks like.
import { expect, test } from "vitest";
import { content, createGraphClient } from "../../src/index.ts";
import { startSimulator } from "../../src/testing.ts";

test("the customer gets the notice", async () => {
  await using sim = await startSimulator();
  await using graph = createGraphClient({ accessToken: sim.accessToken, baseUrl: sim.graphUrl });
  const hello = content.template({ name: "hello_world", language: "en_US" });
  await graph.messages.send(sim.phoneNumberId, { messaging_product: "whatsapp", to: "+12025550101", ...hello });
  expect(await sim.wait({ to: "+12025550101", status: "delivered" })).toMatchObject({ template: "hello_world" });
});
