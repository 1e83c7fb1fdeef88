import { expect, it } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, code, connect, graph, hello, person, send, text, wamid } from "./helpers.ts";

it("keeps worlds apart that are used at the same time: messages, clocks, tokens and webhooks", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  await using other = await sim.openWorld({ clock: "manual" });
  await using receiver = await connect(other);

  expect(other.accessToken).not.toBe(sim.accessToken);
  const here = await send(sim, hello());
  const there = await send(other, hello());
  expect([here.status, there.status]).toEqual([200, 200]);
  expect(wamid(there)).not.toBe(wamid(here));

  await other.advance("1m");
  expect(other.messages().map(({ status }) => status)).toEqual(["read"]);
  expect(sim.messages().map(({ status }) => status)).toEqual(["accepted"]);
  expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
  expect(other.now() - sim.now()).toBeGreaterThan(50_000);
});

it("does not let a token reach the objects of another world", async () => {
  await using sim = await startSimulator();
  await using other = await sim.openWorld();
  const answer = await graph(sim, "POST", `/${other.phoneNumberId}/messages`, {
    messaging_product: "whatsapp",
    ...hello(),
  });
  expect([answer.status, code(answer), at(answer.body, "error", "error_subcode")]).toEqual([400, 100, 33]);
});

it("gives each world its own limits and faults", async () => {
  await using sim = await startSimulator();
  await using other = await sim.openWorld();
  other.limits({ mps: 1 });
  other.fault({ on: "media", kind: "graph-error", code: 131016 });
  for (let n = 0; n < 3; n++) expect((await send(sim, hello())).status).toBe(200);
  await send(other, hello());
  expect(code(await send(other, hello()))).toBe(130429);
  expect(sim.faults()).toEqual([]);
});

it("forgets a world that is closed, and its token with it", async () => {
  await using sim = await startSimulator();
  const other = await sim.openWorld({ seed: "passing" });
  expect((await send(other, hello())).status).toBe(200);
  await other.close();
  expect(code(await send(other, hello()))).toBe(190);
  await using again = await sim.openWorld({ seed: "passing" });
  expect(again.accessToken).toBe(other.accessToken);
  expect(again.messages()).toEqual([]);
});

it("refuses a second world with the same seed, and says what to change", async () => {
  await using sim = await startSimulator({ seed: "one" });
  await expect(sim.openWorld({ seed: "one" })).rejects.toThrow('There is a world with the seed "one" already.');
});

it("opens, lists, uses and closes worlds over HTTP", async () => {
  await using sim = await startSimulator();
  const call = async (method: string, path: string, body?: unknown, token?: string): Promise<[number, unknown]> => {
    const answer = await fetch(`${sim.url}/_simulator/${path}`, {
      method,
      ...(token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const content = await answer.text();
    return [answer.status, content === "" ? undefined : JSON.parse(content)];
  };

  const [status, made] = await call("POST", "worlds", {
    seed: "ci-7",
    world: { currency: "EUR", customers: { [person]: { onWhatsApp: false } } },
  });
  expect(status).toBe(201);
  const token = String(at(made, "accessToken"));
  const waba = String(at(made, "wabaId"));
  const [, list] = await call("GET", "worlds");
  expect(at(list, "data", 1, "wabaId")).toBe(waba);

  // A control call means the world of its token, or of ?world=.
  await call("POST", "inbound", { from: person, text: "Hola" }, token);
  const account = await fetch(`${sim.graphUrl}/v25.0/${waba}?fields=currency`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(await account.json()).toMatchObject({ currency: "EUR" });
  const [, faults] = await call("POST", `faults?world=${waba}`, { on: "messages", kind: "slow" });
  expect(faults).toMatchObject({ id: "fault_1" });
  expect(await call("GET", "faults")).toEqual([200, { data: [] }]);

  expect(await call("GET", "clock?world=nobody")).toMatchObject([404, { error: { code: "simulator.no_world" } }]);
  expect((await call("POST", "worlds", { seed: "ci-7" }))[0]).toBe(409);
  expect((await call("DELETE", `worlds/${waba}`))[0]).toBe(204);
  expect((await call("DELETE", `worlds/${waba}`))[0]).toBe(404);
  expect((await call("DELETE", `worlds/${sim.wabaId}`))[0]).toBe(404);
});

it.each([{ templates: [{}] }, { now: "9999999" }, { maxMessages: 5 }])(
  "says what is wrong with the world %j",
  async (world) => {
    await using sim = await startSimulator();
    const answer = await fetch(`${sim.url}/_simulator/worlds`, { method: "POST", body: JSON.stringify({ world }) });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { code: "simulator.bad_world" } }]);
  },
);

it("ends all of them with the simulator", async () => {
  const sim = await startSimulator({ clock: "manual" });
  const other = await sim.openWorld({ clock: "manual" });
  const waiting = other.wait({ to: person, status: "sent" }, { timeout: 60_000 }).catch((error: unknown) => error);
  await send(other, text("Hola"));
  await sim.close();
  expect(await waiting).toMatchObject({ code: "simulator.no_message" });
});
