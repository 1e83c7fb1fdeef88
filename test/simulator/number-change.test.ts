import { describe, expect, test } from "vitest";
import type { Simulator } from "../../src/testing.ts";
import { startSimulator } from "../../src/testing.ts";
import { at, code, connect, graph, hello, send, text } from "./helpers.ts";

const still = { now: "2026-11-20T12:00:00Z", clock: "manual" } as const;
const old = "12025550111";
const fresh = "12025550112";

const outcomes = (sim: Simulator): unknown[] => sim.messages().map(({ errors, status }) => errors?.[0]?.code ?? status);

/** Says the same of a person as long as it is the same. */
const shownId = (sim: Simulator, phone: string): string => sim.describeCustomer(phone).bsuid;

describe("with another phone number", () => {
  test.each([
    ["name", { name: "Ana" }],
    ["username", { username: "ana.shop" }],
    ["optOut", { optOut: true }],
    ["blocked", { blocked: true }],
    ["readReceipts", { readReceipts: false }],
    ["online", { online: false }],
    ["chatOpen", { chatOpen: true }],
    ["inExperiment", { inExperiment: true }],
    ["contactBook", { contactBook: true }],
    ["delay", { delay: 300_000 }],
  ])("%s moves along and leaves the old number", async (_, changes) => {
    await using sim = await startSimulator(still);
    sim.customer(old, changes);
    sim.customer(old, { newPhone: fresh });
    expect(sim.describeCustomer(fresh)).toMatchObject({ ...changes, onWhatsApp: true });
    const left = sim.describeCustomer(old);
    expect(left).toMatchObject({ onWhatsApp: false, windows: [], freeEntries: [] });
    expect(left).not.toMatchObject(changes);
  });

  test("windows and what is free after an ad move along, also where the ad is not answered yet", async () => {
    await using sim = await startSimulator(still);
    sim.inbound({ from: old, text: "I saw your ad", referral: true });
    sim.customer(old, { newPhone: fresh });
    await send(sim, text("Hi", fresh));
    expect(sim.messages()[0]?.pricing?.type).toBe("free_entry_point");
    sim.customer(fresh, { newPhone: "12025550113" });
    await sim.advance("71h");
    await send(sim, hello("12025550113"));
    await send(sim, hello(fresh));
    await sim.advance("1m");
    expect(sim.messages().map(({ pricing }) => pricing?.type)).toEqual([
      "free_entry_point",
      "free_entry_point",
      undefined,
    ]);
  });

  test("what the former holder of the new number had is gone", async () => {
    await using sim = await startSimulator(still);
    sim.inbound({ from: fresh, text: "Hello" });
    sim.customer(fresh, { username: "ben.shop", optOut: true });
    const before = shownId(sim, fresh);
    sim.customer(old, { newPhone: fresh });
    const after = sim.describeCustomer(fresh);
    expect(after).toMatchObject({ optOut: false, windows: [] });
    expect(after).not.toHaveProperty("username");
    expect(after.bsuid).not.toBe(before);
    // Whoever had that id cannot be reached any longer, and the new holder is not taken for them.
    expect(code(await send(sim, { ...hello(), to: undefined, recipient: before }))).toBe(131009);
    await send(sim, { ...hello(), to: undefined, recipient: after.bsuid });
    expect(sim.messages().at(-1)).toMatchObject({ to: fresh });
  });

  test("each change brings another user id, also the way back, and the last one leads to the person", async () => {
    await using sim = await startSimulator({ ...still, world: { business: { parentUserIds: true } } });
    const seen = [sim.describeCustomer(old)];
    for (const [from, to] of [
      [old, fresh],
      [fresh, old],
      [old, fresh],
    ] as const) {
      sim.customer(from, { newPhone: to });
      seen.push(sim.describeCustomer(to));
    }
    expect(new Set(seen.map(({ bsuid }) => bsuid)).size).toBe(4);
    expect(new Set(seen.map(({ parentBsuid }) => parentBsuid)).size).toBe(4);
    for (const id of [seen[3]?.bsuid, seen[3]?.parentBsuid]) {
      expect(sim.describeCustomer(id ?? "")).toMatchObject({ phone: fresh, onWhatsApp: true });
    }
  });

  test("ids and a hash given by hand are replaced; the old hash no longer fits", async () => {
    await using sim = await startSimulator(still);
    sim.customer(old, { bsuid: "US.Ana1", parentBsuid: "US.ENT.Ana1", identityHash: "before" });
    sim.customer(old, { newPhone: fresh });
    const now = sim.describeCustomer(fresh);
    expect(now.bsuid).toMatch(/^US\.\d{20}$/);
    expect(now.parentBsuid).toMatch(/^US\.ENT\.\d{20}$/);
    expect(now.identityHash).toMatch(/^\w{24}$/);
    await send(sim, { ...hello(fresh), recipient_identity_key_hash: "before" });
    await send(sim, { ...hello(fresh), recipient_identity_key_hash: now.identityHash });
    // The old id is still known as somebody's who cannot be reached.
    await send(sim, { ...hello(), to: undefined, recipient: "US.Ana1" });
    await sim.advance("1m");
    expect(outcomes(sim)).toEqual([137000, "read", 131026]);
  });

  test("what else is changed in the same call is about the person as they are then", async () => {
    await using sim = await startSimulator(still);
    sim.customer(old, { newPhone: fresh, bsuid: "US.New1", name: "Ana María", identityHash: "after" });
    expect(sim.describeCustomer(fresh)).toMatchObject({
      bsuid: "US.New1",
      name: "Ana María",
      identityHash: "after",
    });
    expect(shownId(sim, old)).not.toBe("US.New1");
  });

  test("what waited for the old number is lost", async () => {
    await using sim = await startSimulator(still);
    sim.customer(old, { online: false });
    await send(sim, hello(old));
    await sim.advance("1m");
    sim.customer(old, { newPhone: fresh });
    sim.customer(old, { onWhatsApp: true, online: true });
    sim.customer(fresh, { online: true });
    await sim.advance("1m");
    expect(outcomes(sim)).toEqual(["sent"]);
  });

  test.each([
    ["the number was in use", { hidden: false }, true],
    ["the number was hidden", { hidden: true }, false],
  ])("whose number is shown stays so: %s", async (_, { hidden }, shown) => {
    await using sim = await startSimulator(still);
    await using receiver = await connect(sim);
    if (!hidden) await send(sim, hello(old));
    sim.customer(old, { username: "ana.shop" });
    sim.customer(old, { newPhone: fresh });
    sim.inbound({ from: fresh, text: "My new number" });
    await sim.settled();
    const message = at(receiver.values("messages").at(-1), "messages", 0);
    expect(at(message, "from")).toBe(shown ? fresh : undefined);
  });
});

describe("groups of somebody with another phone number", () => {
  /** A group in which people are let in by hand. */
  async function createGroup(sim: Simulator, approval: "auto_approve" | "approval_required"): Promise<string> {
    await graph(sim, "POST", `/${sim.phoneNumberId}/groups`, {
      messaging_product: "whatsapp",
      subject: "Neighbours",
      join_approval_mode: approval,
    });
    return sim.groups().at(-1)?.id ?? "";
  }

  test.each([
    ["have the new one in its place", [old, "12025550113"], [fresh, "12025550113"]],
    ["have it once, if it was there already", [old, "12025550113", fresh], ["12025550113", fresh]],
  ])("%s", async (_, joining, members) => {
    await using sim = await startSimulator(still);
    const id = await createGroup(sim, "auto_approve");
    for (const phone of joining) sim.joinGroup(id, phone);
    sim.customer(old, { newPhone: fresh });
    expect(sim.group(id).members).toEqual(members);
  });

  test.each([
    ["know the request to be let in", [old]],
    ["know one request", [old, fresh]],
  ])("%s", async (_, asking) => {
    await using sim = await startSimulator(still);
    const id = await createGroup(sim, "approval_required");
    for (const phone of asking) sim.joinGroup(id, phone);
    sim.customer(old, { newPhone: fresh });
    expect(sim.group(id).requests.map(({ phone }) => phone)).toEqual([fresh]);
  });
});
