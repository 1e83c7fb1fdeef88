import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, graph, send, text } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const ana = "12025550111";
const ben = "12025550112";

const call = (sim: Simulator, method: "POST" | "DELETE", ...block_users: unknown[]) =>
  graph(sim, method, `/${sim.phoneNumberId}/block_users`, { messaging_product: "whatsapp", block_users });
const list = (sim: Simulator, query = "") => graph(sim, "GET", `/${sim.phoneNumberId}/block_users${query}`);

function write(sim: Simulator, ...people: string[]): void {
  for (const from of people) sim.inbound({ from, text: "Hello" });
}

describe("blocking", () => {
  test("by number and by user id takes people who wrote in the last 24 hours", async () => {
    await using sim = await startSimulator(still);
    write(sim, ana, ben);
    const { bsuid } = sim.customer(ben);
    expect(await call(sim, "POST", { user: "+1 202 555 0111" }, { user_id: bsuid })).toMatchObject({
      status: 200,
      body: {
        messaging_product: "whatsapp",
        block_users: {
          added_users: [
            { input: "+1 202 555 0111", wa_id: ana },
            { input: bsuid, user_id: bsuid },
          ],
        },
      },
    });
    expect((await list(sim)).body).toMatchObject({
      data: [
        {
          block_users: [
            { wa_id: ana, user_id: expect.any(String) },
            { wa_id: ben, user_id: bsuid },
          ],
        },
      ],
    });
  });

  test("keeps out what the person writes, until it is undone", async () => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    write(sim, ana);
    await call(sim, "POST", { user: ana });
    expect(sim.inbound({ from: ana, text: "Still there?" })).toEqual({ id: expect.any(String), blocked: true });
    await send(sim, text("Hi", ana));
    expect((await call(sim, "DELETE", { user: ana })).body).toMatchObject({
      block_users: { removed_users: [{ input: ana, wa_id: ana }] },
    });
    expect((await list(sim)).body).toEqual({ data: [] });
    write(sim, ana);
    await send(sim, text("Hi", ana));
    await sim.advance("1m");
    expect(receiver.values("messages").filter((value) => at(value, "messages") !== undefined)).toHaveLength(2);
    expect(sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status)).toEqual([130403, "read"]);
  });

  test.each<[string, unknown, number]>([
    ["has not written", { user: "12025550113" }, 131047],
    ["wrote too long ago", { user: ben }, 131047],
    ["is named by a parent id", { user_id: "US.ENT.12345" }, 131009],
    ["has an unknown user id", { user_id: "US.12345" }, 131009],
    ["has no number", { user: "nobody" }, 131009],
  ])("in part: somebody who %s", async (_, user, expected) => {
    await using sim = await startSimulator(still);
    write(sim, ben);
    await sim.advance("25h");
    write(sim, ana);
    const answer = await call(sim, "POST", { user: ana }, user);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        messaging_product: "whatsapp",
        block_users: {
          added_users: [{ input: ana, wa_id: ana }],
          failed_users: [{ errors: [{ code: expected, error_data: { details: expect.any(String) } }] }],
        },
        error: { code: 139100, error_data: { details: expect.any(String) } },
      },
    });
    expect(at(answer.body, "error", "error_data")).not.toHaveProperty("messaging_product");
    expect(at((await list(sim)).body, "data", 0, "block_users")).toHaveLength(1);
  });

  test.each<[number, unknown]>([
    [131008, {}],
    [131009, { block_users: [] }],
    [131009, { block_users: ["x"] }],
    [131008, { block_users: [{}] }],
    [100, { block_users: [{ user: ana, why: "spam" }] }],
    [100, { block_users: [{ user: ana }], reason: "spam" }],
  ])("is refused with %i for %j", async (expected, body) => {
    await using sim = await startSimulator(still);
    write(sim, ana);
    const path = `/${sim.phoneNumberId}/block_users`;
    expect(code(await graph(sim, "POST", path, { messaging_product: "whatsapp", ...(body as object) }))).toBe(expected);
    expect((await list(sim)).body).toEqual({ data: [] });
  });
});

describe("the list", () => {
  test("is paged, and a change in between says so", async () => {
    await using sim = await startSimulator(still);
    const people = ["12025550111", "12025550112", "12025550113"];
    write(sim, ...people);
    await call(sim, "POST", ...people.map((user) => ({ user })));
    const first = await list(sim, "?limit=2");
    expect(at(first.body, "data", 0, "block_users")).toHaveLength(2);
    expect(at(first.body, "paging", "next")).toContain("/block_users?");
    const after = String(at(first.body, "paging", "cursors", "after"));
    const second = await list(sim, `?limit=2&after=${after}`);
    expect(at(second.body, "data", 0, "block_users", 0, "wa_id")).toBe("12025550113");
    expect(at(second.body, "paging")).not.toHaveProperty("next");
    await call(sim, "DELETE", { user: "12025550111" });
    expect(code(await list(sim, `?limit=2&after=${after}`))).toBe(139102);
    expect(code(await list(sim, "?after=nonsense"))).toBe(131059);
    expect(code(await list(sim, "?limit=0"))).toBe(100);
  });
});
