import { createServer, type Server, type ServerResponse } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { startSimulator } from "../../src/testing.ts";
import { at, connect, control, graph, person, Receiver } from "./helpers.ts";

const now = "2026-11-20T12:00:00.000Z";

/** A receiver whose answers the test gives, or does not. */
class SlowReceiver implements AsyncDisposable {
  readonly texts: unknown[] = [];
  /** Called with each webhook; what it leaves open hangs. */
  answer: (response: ServerResponse) => void = () => {};
  brokenOff = 0;
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const body: unknown = JSON.parse(Buffer.concat(parts).toString("utf8"));
        this.texts.push(at(body, "entry", 0, "changes", 0, "value", "messages", 0, "text", "body"));
        response.on("close", () => {
          if (!response.writableEnded) this.brokenOff++;
        });
        this.answer(response);
      });
    });
  }

  static async start(): Promise<SlowReceiver> {
    const receiver = new SlowReceiver();
    await new Promise<void>((resolve) => {
      receiver.#server.listen(0, "127.0.0.1", resolve);
    });
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

const ok = (response: ServerResponse): void => void response.writeHead(200).end();

describe("a receiver that does not answer", () => {
  test("is forgotten by a reset: what comes after it goes out at once", { timeout: 8_000 }, async () => {
    await using receiver = await SlowReceiver.start();
    await using sim = await startSimulator({ now, clock: "manual", webhook: { url: receiver.url } });
    sim.inbound({ from: person, text: "before" });
    await vi.waitFor(() => expect(receiver.texts).toEqual(["before"]));
    sim.inbound({ from: person, text: "behind it" });
    receiver.answer = ok;
    sim.reset();
    sim.inbound({ from: person, text: "after" });
    await sim.settled();
    expect(receiver.texts).toEqual(["before", "after"]);
    expect(receiver.brokenOff).toBe(1);
    expect(sim.deliveries()).toMatchObject([{ state: "delivered", attempts: [{ status: 200 }] }]);
  });

  test("does not hold up another one of the same world", { timeout: 8_000 }, async () => {
    await using hanging = await SlowReceiver.start();
    await using account = await Receiver.start("account token");
    await using sim = await startSimulator({ now, clock: "manual", webhook: { url: hanging.url } });
    sim.inbound({ from: person, text: "to the app" });
    await graph(sim, "POST", `/${sim.wabaId}/subscribed_apps`, {
      override_callback_uri: account.url,
      verify_token: "account token",
    });
    sim.inbound({ from: person, text: "to the account" });
    await vi.waitFor(() => expect(account.values("messages")).toHaveLength(1));
    expect(sim.deliveries().map(({ state }) => state)).toEqual(["pending", "delivered"]);
    sim.reset();
  });

  test("leaves its webhooks pending when the simulator closes", async () => {
    await using receiver = await SlowReceiver.start();
    const sim = await startSimulator({ now, clock: "manual", webhook: { url: receiver.url } });
    sim.inbound({ from: person, text: "Hi" });
    await vi.waitFor(() => expect(receiver.texts).toHaveLength(1));
    await sim.close();
    await vi.waitFor(() => expect(receiver.brokenOff).toBe(1));
    expect(sim.deliveries()).toMatchObject([{ state: "pending", attempts: [] }]);
  });
});

test("a receiver may move the clock before it answers: what falls due comes after its answer", async () => {
  await using receiver = await SlowReceiver.start();
  await using sim = await startSimulator({ now, clock: "manual", webhook: { url: receiver.url } });
  const answers: unknown[] = [];
  receiver.answer = (response) => {
    receiver.answer = ok;
    void control(sim, "POST", "clock", { advance: "1h" }).then(({ body }) => {
      answers.push(body);
      ok(response);
    });
  };
  sim.inbound({ from: person, text: "first" });
  sim.inbound({ from: person, text: "second" });
  await sim.settled();
  expect(answers).toEqual([{ now: "2026-11-20T13:00:00.000Z" }]);
  expect(receiver.texts).toEqual(["first", "second"]);
  expect(sim.deliveries().map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[200], [200]]);
});

test("moving the clock waits for each webhook and its repetitions", async () => {
  await using sim = await startSimulator({ now, clock: "manual" });
  await using app = await connect(sim);
  app.answers = [500, 500, 200, 500];
  for (const text of ["one", "two", "three"]) sim.inbound({ from: person, text });
  await sim.advance("1h");
  expect(sim.deliveries().map(({ state }) => state)).toEqual(["delivered", "delivered", "delivered"]);
});

test("none that waits for its turn is given up, however short the log, and one person's come in order", async () => {
  await using sim = await startSimulator({ now, clock: "manual", keep: { deliveries: 10 } });
  await using receiver = await connect(sim);
  const sent = Array.from({ length: 1_100 }, (_, place) => `text ${place}`);
  for (const text of sent) sim.inbound({ from: person, text });
  expect(sim.deliveries()).toHaveLength(1_100);
  await sim.settled();
  expect(receiver.values("messages").map((value) => at(value, "messages", 0, "text", "body"))).toEqual(sent);
  expect(sim.deliveries().length).toBeLessThanOrEqual(10);
});

test("where many wait, several are brought at a time, and each person's come in order", async () => {
  await using receiver = await SlowReceiver.start();
  await using sim = await startSimulator({ now, clock: "manual", webhook: { url: receiver.url } });
  const open: ServerResponse[] = [];
  receiver.answer = (response) => {
    open.push(response);
  };
  const people = Array.from({ length: 20 }, (_, place) => `+120255501${String(place + 10)}`);
  for (let round = 0; round < 10; round++) {
    for (const from of people) sim.inbound({ from, text: `${from} ${round}` });
  }
  await vi.waitFor(() => expect(open.length).toBeGreaterThan(1));
  receiver.answer = ok;
  for (const response of open) ok(response);
  await sim.settled();
  for (const from of people) {
    expect(receiver.texts.filter((text) => String(text).startsWith(from))).toEqual(
      Array.from({ length: 10 }, (_, round) => `${from} ${round}`),
    );
  }
  expect(receiver.texts).toHaveLength(200);
});

describe("a redelivery of what waits for its repetition", () => {
  test("that arrives ends the repetitions", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    receiver.answers = [500, 500];
    sim.inbound({ from: person, text: "Hi" });
    await sim.advance(0);
    expect(sim.deliveries()).toMatchObject([{ state: "pending", attempts: [{ status: 500 }, { status: 500 }] }]);
    expect(sim.redeliver()).toBe(1);
    await sim.advance("8d");
    expect(receiver.received).toHaveLength(3);
    expect(sim.deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  test("that fails leaves it pending, and it is repeated at its time", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    receiver.answers = [500, 500, 500];
    sim.inbound({ from: person, text: "Hi" });
    await sim.advance(0);
    sim.redeliver();
    await sim.settled();
    expect(receiver.received).toHaveLength(3);
    expect(sim.deliveries()).toMatchObject([{ state: "pending" }]);
    await sim.advance("10s");
    expect(receiver.received).toHaveLength(4);
    expect(sim.deliveries()).toMatchObject([{ state: "delivered" }]);
  });

  test("of a delivered one sends it once more", async () => {
    await using sim = await startSimulator({ now, clock: "manual" });
    await using receiver = await connect(sim);
    sim.inbound({ from: person, text: "Hi" });
    await sim.settled();
    expect(sim.redeliver("delivery_000001")).toBe(1);
    await sim.settled();
    expect(receiver.received).toHaveLength(2);
    expect(sim.redeliver()).toBe(0);
  });
});
