import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, graph } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const call = (sim: Simulator, method: string, edge = "username", body?: unknown) =>
  graph(sim, method, `/${sim.phoneNumberId}/${edge}`, body);

describe("the business's user name", () => {
  test("is taken, read and given back, and each is told by webhook", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    expect((await call(sim, "GET")).body).toEqual({ status: "none" });
    expect((await call(sim, "POST", "username", { username: "Example.Shop" })).body).toEqual({ status: "approved" });
    expect((await call(sim, "GET")).body).toEqual({ username: "example.shop", status: "approved" });
    expect((await call(sim, "DELETE")).body).toEqual({ success: true });
    await sim.settled();
    expect(receiver.values("business_username_updates")).toEqual([
      { display_phone_number: "15550100200", username: "example.shop", status: "approved" },
      { display_phone_number: "15550100200", status: "deleted" },
    ]);
  });

  test("is only reserved while the display name is not approved", async () => {
    await using sim = await startSimulator({ ...still, world: { business: { displayName: false } } });
    expect((await call(sim, "POST", "username", { username: "shop" })).body).toEqual({ status: "reserved" });
  });

  test.each([
    ["ab", 131009],
    ["x".repeat(36), 131009],
    ["12345", 131009],
    [".shop", 131009],
    ["shop.", 131009],
    ["my..shop", 131009],
    ["www.shop", 131009],
    ["shop.com", 131009],
    ["my shop", 131009],
    ["ana.shop", 147001],
    [undefined, 131008],
  ])("cannot be %s: %i", async (username, expected) => {
    await using sim = await startSimulator(still);
    sim.customer("12025550111", { username: "ana.shop" });
    expect(code(await call(sim, "POST", "username", { username }))).toBe(expected);
  });

  test("is suggested from the display name", async () => {
    await using sim = await startSimulator(still);
    const names = at((await call(sim, "GET", "username_suggestions")).body, "data", 0, "username_suggestions");
    expect(names).toContain("simulatorshop");
  });
});

test("somebody taken out of the contact book no longer shows the number", async () => {
  await using sim = await startSimulator(still);
  const { bsuid } = sim.customer("12025550111", { username: "ana.shop", contactBook: true });
  const edge = (id: string): string => `contact_book?messaging_product=whatsapp&bsuid=${id}`;
  expect((await call(sim, "DELETE", edge(bsuid))).body).toEqual({
    messaging_product: "whatsapp",
    success: true,
    deleted: true,
  });
  expect(at((await call(sim, "DELETE", edge(bsuid))).body, "deleted")).toBe(false);
  expect(code(await call(sim, "DELETE", edge("US.ENT.1")))).toBe(131009);
  expect(sim.describeCustomer("12025550111").phoneShown).toBe(false);
});
