import { request } from "node:http";
import { describe, expect, test } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, control, hello, offer, person, send, template, text, wamid } from "./helpers.ts";

const now = "2026-11-20T12:00:00.000Z";

describe("messages", () => {
  test("are listed with what was sent and what became of it", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    const id = wamid(await send(sim, { ...hello(), biz_opaque_callback_data: "msg_1" }));
    await sim.advance("1s");
    const seconds = String(Date.parse(now) / 1_000);
    expect((await control(sim, "GET", "messages")).body).toEqual({
      data: [
        {
          id,
          from: "15550100200",
          to: "12025550111",
          type: "template",
          template: "hello_world",
          text: expect.stringContaining("Welcome"),
          payload: { messaging_product: "whatsapp", ...hello(), biz_opaque_callback_data: "msg_1" },
          status: "read",
          statuses: ["accepted", "sent", "delivered", "read"].map((status) => ({ status, timestamp: seconds })),
          pricing: expect.objectContaining({ category: "utility" }),
          biz_opaque_callback_data: "msg_1",
          timestamp: seconds,
        },
      ],
    });
  });

  test("are filtered, counted and paged", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    sim.template(offer);
    await send(sim, hello("+12025550101"));
    await send(sim, text("Hi", "+12025550101"));
    await send(sim, template("autumn_offer", "en_US", undefined, "+12025550102"));
    await sim.advance("1s");
    const count = async (query: string): Promise<unknown> =>
      at((await control(sim, "GET", `messages/count?${query}`)).body, "count");
    expect(await count("")).toBe(3);
    expect(await count(`to=${encodeURIComponent("+1 202 555 0101")}`)).toBe(2);
    expect(await count("template=autumn_offer")).toBe(1);
    expect(await count("type=text")).toBe(1);
    expect(await count("status=failed")).toBe(1);
    expect(await count("status=sent")).toBe(0);
    const page = await control(sim, "GET", "messages?limit=2");
    expect(at(page.body, "data")).toHaveLength(2);
    const rest = await control(
      sim,
      "GET",
      `messages?limit=2&after=${String(at(page.body, "paging", "cursors", "after"))}`,
    );
    expect(at(rest.body, "data")).toHaveLength(1);
    expect(rest.body).not.toHaveProperty("paging");
  });

  test("the oldest go when there are too many", async () => {
    await using sim = await startSimulator({ keep: { messages: 2 } });
    for (const body of ["one", "two", "three"]) await send(sim, text(body));
    expect(sim.messages().map((message) => message.text)).toEqual(["two", "three"]);
  });
});

describe("wait", () => {
  test("answers at once when it has happened, and later when it happens", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    const later = control(sim, "GET", `wait?to=${encodeURIComponent(person)}&status=delivered`);
    const id = wamid(await send(sim, hello()));
    await sim.advance("1s");
    expect((await later).body).toMatchObject({ id });
    expect((await control(sim, "GET", "wait?status=sent&template=hello_world")).body).toMatchObject({
      id,
      status: "read",
    });
  });

  test("answers 408 when it does not", async () => {
    await using sim = await startSimulator();
    const answer = await control(sim, "GET", "wait?type=text&timeout=10");
    expect(answer).toMatchObject({
      status: 408,
      body: { error: { code: "simulator.no_message", text: { es: expect.any(String) } } },
    });
  });

  test("ends when the simulator closes", async () => {
    const sim = await startSimulator();
    const waiting = sim.wait({}, { timeout: 600_000 });
    await sim.close();
    await expect(waiting).rejects.toThrow("No such message");
  });
});

describe("the clock", () => {
  test("is read, moved on and set", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    expect((await control(sim, "GET", "clock")).body).toEqual({ now });
    expect((await control(sim, "POST", "clock", { advance: "25h" })).body).toEqual({ now: "2026-11-21T13:00:00.000Z" });
    expect((await control(sim, "POST", "clock", { set: "2027-01-01T00:00:00Z" })).body).toEqual({
      now: "2027-01-01T00:00:00.000Z",
    });
    for (const wrong of [{}, { advance: "soon" }, { set: "later" }, { forward: "1h" }]) {
      expect((await control(sim, "POST", "clock", wrong)).status).toBe(400);
    }
  });

  test("does not go back, and says where it stands", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    const { status, body } = await control(sim, "POST", "clock", { set: "2026-11-20T11:59:59Z" });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(now);
    expect((await control(sim, "POST", "clock", { set: now })).status).toBe(200);
    expect((await control(sim, "GET", "clock")).body).toEqual({ now });
  });

  test("runs on in real time from where it was put", async () => {
    await using sim = await startSimulator({ now });
    await sim.advance("25h");
    await sim.clock.sleep(2);
    const time = sim.now() - Date.parse(now) - 25 * 3_600_000;
    expect(time).toBeGreaterThanOrEqual(2);
    expect(time).toBeLessThan(60_000);
  });

  test("25 hours with a hundred messages take less than five seconds", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    sim.limits({ mps: null, pair: null });
    await using receiver = await connect(sim);
    for (let index = 0; index < 100; index++) await send(sim, hello());
    const before = performance.now();
    await sim.advance("25h");
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(receiver.statuses).toHaveLength(300);
  });
});

describe("reset", () => {
  test("goes back to the seed: the same calls give the same ids again", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    const run = async (): Promise<unknown[]> => {
      const inserted = sim.template(offer);
      const first = wamid(await send(sim, hello()));
      const inbound = sim.inbound({ from: person, text: "Hi" });
      await sim.advance("1s");
      return [inserted, first, inbound, sim.messages()];
    };
    const before = JSON.stringify(await run());
    sim.fault({ on: "*", kind: "http" });
    sim.limits({ mps: 1 });
    sim.token({ expired: true });
    expect((await control(sim, "POST", "reset")).status).toBe(204);
    expect([sim.count(), sim.faults(), sim.limits().mps]).toEqual([0, [], 80]);
    expect(JSON.stringify(await run())).toBe(before);
  });

  test("drops what was to come", async () => {
    await using sim = await startSimulator({ clock: "manual", now });
    await using receiver = await connect(sim);
    await send(sim, hello());
    sim.reset();
    await sim.advance("1h");
    expect([receiver.received, sim.deliveries()]).toEqual([[], []]);
  });
});

test("events tell what happens as it happens", async () => {
  await using sim = await startSimulator({ clock: "manual", now });
  const stream = await fetch(`${sim.pageUrl}events`);
  expect(stream.headers.get("content-type")).toContain("text/event-stream");
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const hear = async (word: string): Promise<void> => {
    while (!heard.includes(word)) {
      const part = await reader?.read();
      if (part === undefined || part.done) throw new Error(`ended before ${word}`);
      heard += part.value;
    }
  };
  await hear("event: clock");
  await send(sim, text("Hi"));
  await hear("event: message");
  sim.inbound({ from: person, text: "Hello" });
  await hear("event: inbound");
  await reader?.cancel();
});

test("pages of other sites cannot use the control calls", async () => {
  await using sim = await startSimulator();
  const from = (origin: string) => fetch(`${sim.pageUrl}reset`, { method: "POST", headers: { Origin: origin } });
  expect((await from("https://elsewhere.example")).status).toBe(403);
  expect((await from(sim.url)).status).toBe(204);
});

test("a foreign name for this computer asks for the token", async () => {
  await using sim = await startSimulator();
  const { port } = new URL(sim.url);
  const status = (host: string, headers: Record<string, string> = {}): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const path = "/_simulator/clock";
      const call = request({ host: "127.0.0.1", port, path, headers: { Host: host, ...headers } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      call.on("error", reject).end();
    });
  expect(await status(`rebound.example:${port}`, { Origin: `http://rebound.example:${port}` })).toBe(403);
  expect(await status(`localhost:${port}`)).toBe(200);
  expect(await status(`simulator:${port}`, { Authorization: `Bearer ${sim.accessToken}` })).toBe(200);
});

test("unknown control calls and members are refused", async () => {
  await using sim = await startSimulator();
  expect((await control(sim, "POST", "explode")).status).toBe(501);
  expect((await control(sim, "POST", `customers/${person}`, { optedOut: true })).status).toBe(400);
  expect((await control(sim, "POST", "limits", "{")).status).toBe(400);
  expect((await control(sim, "POST", `customers/${person}`, { username: "ana", delay: "5m" })).body).toMatchObject({
    phone: "12025550111",
    username: "ana",
    delay: 300_000,
  });
});

test("a customer without a number is refused, and none is kept", async () => {
  await using sim = await startSimulator();
  expect((await control(sim, "POST", "customers/abc", { optOut: true })).status).toBe(400);
  expect((await control(sim, "POST", "customers/+1 202 555 0111", { optOut: true })).status).toBe(200);
});

test("a port in use is an error", async () => {
  await using sim = await startSimulator();
  await expect(startSimulator({ port: Number(new URL(sim.url).port) })).rejects.toThrow("EADDRINUSE");
});
