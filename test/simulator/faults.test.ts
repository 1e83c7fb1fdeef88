import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, connect, control, details, graph, hello, person, send } from "./helpers.ts";

const attempt = async (sim: Simulator, to?: string): Promise<string | number> => {
  try {
    return (await send(sim, hello(to))).status;
  } catch {
    return "broken";
  }
};

test.each<[Record<string, unknown>, number | string, number]>([
  [{ kind: "graph-error", code: 131016 }, 500, 0],
  [{ kind: "graph-error", code: 130429 }, 400, 0],
  [{ kind: "reset-before" }, "broken", 0],
  [{ kind: "reset-after-accept" }, "broken", 1],
  [{ kind: "half-body" }, "broken", 1],
])("%j answers %s and leaves %d messages", async (fault, outcome, messages) => {
  await using sim = await startSimulator();
  await control(sim, "POST", "faults", { on: "messages", times: 1, ...fault });
  expect(await attempt(sim)).toBe(outcome);
  expect(sim.count()).toBe(messages);
  expect(await attempt(sim)).toBe(200);
});

test("after reset-after-accept the webhooks follow", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  await using receiver = await connect(sim);
  sim.fault({ on: "messages", kind: "reset-after-accept" });
  expect(await attempt(sim)).toBe("broken");
  await sim.advance("1s");
  expect(receiver.statusNames).toEqual(["sent", "delivered", "read"]);
});

test("a refused message is still refused under a fault that answers", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "reset-after-accept" });
  expect((await send(sim, { to: "+12025550111", type: "text", text: {} })).status).toBe(400);
});

test("http answers what is not Graph's", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "http", status: 502 });
  const answer = await fetch(`${sim.graphUrl}/v25.0/${sim.phoneNumberId}/messages`, { method: "POST", body: "{}" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([502, "text/html; charset=utf-8"]);
  expect(await answer.text()).toContain("<h1>");
});

test("timeout never answers", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "timeout" });
  const asked = new Promise<string>((resolve) => {
    const call = request(`${sim.graphUrl}/v25.0/${sim.phoneNumberId}/messages`, { method: "POST", timeout: 50 });
    call.on("response", () => resolve("answered"));
    call.on("timeout", () => {
      call.destroy();
      resolve("timed out");
    });
    call.on("error", () => undefined);
    call.end("{}");
  });
  expect(await asked).toBe("timed out");
  expect(sim.count()).toBe(0);
});

test("slow answers when the clock has moved on", async () => {
  await using sim = await startSimulator({ clock: "manual" });
  sim.fault({ on: "messages", kind: "slow", ms: 60_000 });
  let answered = false;
  const call = send(sim, hello()).then((answer) => {
    answered = true;
    return answer.status;
  });
  await sim.wait();
  expect(answered).toBe(false);
  await sim.advance("1m");
  expect(await call).toBe(200);
});

test("every third call, to one person, on one kind of call", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "graph-error", code: 131000, every: 3 });
  expect(
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => attempt(sim))).then((all) => all.filter((status) => status === 500)),
  ).toHaveLength(2);
  sim.clearFaults();
  sim.fault({ on: "messages", kind: "graph-error", to: "+1 202 555 0112" });
  expect([await attempt(sim, "+12025550112"), await attempt(sim, "+12025550113")]).toEqual([500, 200]);
  sim.clearFaults();
  sim.fault({ on: "message_templates", kind: "graph-error", code: 4, details: "Slow down." });
  const answer = await graph(sim, "GET", `/${sim.wabaId}/message_templates`);
  expect([code(answer), details(answer), at(answer.body, "error", "is_transient")]).toEqual([4, "Slow down.", true]);
  expect(await attempt(sim)).toBe(200);
});

test("faults are listed, taken away one by one or together, and refused when misspelt", async () => {
  await using sim = await startSimulator();
  const first = await control(sim, "POST", "faults", { on: "messages", kind: "slow", ms: 1 });
  await control(sim, "POST", "faults", { on: "*", kind: "http", status: 500, times: 2 });
  expect(first.status).toBe(201);
  expect((await control(sim, "GET", "faults")).body).toMatchObject({
    data: [
      { kind: "slow", hits: 0 },
      { kind: "http", times: 2 },
    ],
  });
  expect((await control(sim, "DELETE", `faults/${String(at(first.body, "id"))}`)).status).toBe(204);
  expect((await control(sim, "GET", "faults")).body).toMatchObject({ data: [{ kind: "http" }] });
  await control(sim, "DELETE", "faults");
  expect((await control(sim, "GET", "faults")).body).toEqual({ data: [] });
  for (const wrong of [
    { on: "messages", kind: "explode" },
    { kind: "slow" },
    { on: "messages", kind: "slow", time: 1 },
  ]) {
    expect((await control(sim, "POST", "faults", wrong)).status).toBe(400);
  }
});

test.each(["messages", "message_templates", "templates", "debug_token", "phone_numbers", "*"])(
  "a fault can be set on %s",
  async (name) => {
    await using sim = await startSimulator();
    expect((await control(sim, "POST", "faults", { on: name, kind: "http" })).status).toBeLessThan(300);
  },
);

test.each(["foo", "message", "", "{waba_id}"])("a fault on %j would never strike: it is refused", async (name) => {
  await using sim = await startSimulator();
  const { status, body } = await control(sim, "POST", "faults", { on: name, kind: "http" });
  expect(status).toBe(400);
  expect(JSON.stringify(body)).toMatch(/\*, .*media, .*message_templates, .*messages, /);
  expect(sim.faults()).toEqual([]);
});

describe("a fault on downloads", () => {
  const address = async (sim: Simulator): Promise<string> => {
    const form = new FormData();
    form.set("messaging_product", "whatsapp");
    form.set("file", new Blob(["a photo"], { type: "image/png" }), "a.png");
    const headers = { Authorization: `Bearer ${sim.accessToken}` };
    const url = `${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`;
    const { id } = (await (await fetch(url, { method: "POST", headers, body: form })).json()) as { id: string };
    return String(at((await graph(sim, "GET", `/${id}`)).body, "url"));
  };
  const download = (sim: Simulator, url: string) =>
    fetch(url, { headers: { Authorization: `Bearer ${sim.accessToken}` } });

  test.each(["download", "media", "*"])("set on %s answers 503, once", async (on) => {
    await using sim = await startSimulator();
    const url = await address(sim);
    sim.fault({ on, kind: "http", status: 503, times: 1 });
    expect((await download(sim, url)).status).toBe(503);
    expect(await (await download(sim, url)).text()).toBe("a photo");
  });

  test("breaks off in the middle of the file", async () => {
    await using sim = await startSimulator();
    const url = await address(sim);
    sim.fault({ on: "download", kind: "half-body" });
    const answer = await download(sim, url);
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, "7"]);
    await expect(answer.text()).rejects.toThrow("terminated");
  });
});

test("a fault that comes after acceptance is not used up by a call that is refused", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "reset-after-accept", times: 1 });
  expect(code(await send(sim, { to: person, type: "text", text: {} }))).toBe(131008);
  await expect(send(sim, hello())).rejects.toThrow("fetch failed");
  expect(sim.count()).toBe(1);
});

test("a call with a token that nobody knows uses up no fault", async () => {
  await using sim = await startSimulator();
  sim.fault({ on: "messages", kind: "http", status: 502, times: 1 });
  const stranger = await graph(sim, "POST", `/${sim.phoneNumberId}/messages`, hello(), {
    Authorization: "Bearer EAAother",
  });
  expect(code(stranger)).toBe(190);
  expect(sim.faults()).toHaveLength(1);
});
