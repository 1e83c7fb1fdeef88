import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { answerOf, errorOf, freshHome, recado, startRecado, until } from "../helpers/processes.ts";
import {
  orderShipped,
  recipients,
  startSimulatorProcess,
  type SimulatorProcess,
} from "../helpers/simulator-process.ts";

interface Sent {
  readonly messages: readonly { readonly to: string; readonly state: string; readonly wamid: string | null }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly idempotencyKey: string;
}

let simulator: SimulatorProcess;
beforeAll(async () => {
  simulator = await startSimulatorProcess();
});
beforeEach(async () => {
  await simulator.control("POST", "reset");
  await simulator.control("POST", "templates", orderShipped);
});

const to = recipients(20);

function sendArguments(people: readonly string[], order: string): string[] {
  const values = ["-p", "nombre=Ana", "-p", `pedido=${order}`];
  return [
    "send",
    orderShipped.name,
    ...people.flatMap((phone) => ["--to", phone]),
    ...values,
    "--opted-in",
    "web form",
  ];
}

async function timesReceived(): Promise<number[]> {
  const counts = new Map<string, number>();
  for (const { to: phone, text } of await simulator.messages()) {
    counts.set(`${phone} ${text ?? ""}`, (counts.get(`${phone} ${text ?? ""}`) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe("asked to stop in the middle", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "%s ends the calls under way, says how to go on, and exits with 130",
    async (signal) => {
      await simulator.control("POST", "faults", { on: "messages", kind: "slow", ms: 250 });
      const options = { home: freshHome(), env: simulator.env };
      const running = await startRecado([...sendArguments(to, "A-1"), "--idempotency-key", "A-1", "--json"], options);
      await until("some calls are under way", async () => (await simulator.count()) > 0);
      running.kill(signal);
      const ended = await running.ended;
      expect(ended).toMatchObject({ code: 130, signal: null });
      const error = errorOf(ended);
      expect(error).toMatchObject({ code: "send.interrupted", data: { idempotencyKey: "A-1" } });
      expect(error.hint).toContain("--idempotency-key A-1");
      const { counts, messages } = answerOf(ended) as Sent;
      expect(counts["queued"]).toBeGreaterThan(0);
      // Every call that had begun is known by its end.
      expect(counts["sending"]).toBeUndefined();
      expect(counts["uncertain"]).toBeUndefined();
      expect(messages.filter(({ wamid }) => wamid !== null)).toHaveLength(await simulator.count());

      await simulator.control("DELETE", "faults");
      const rest = await recado([...sendArguments(to, "A-1"), "--idempotency-key", "A-1", "--json"], options);
      expect(rest).toMatchObject({ code: 0, stderr: "" });
      expect(await timesReceived()).toEqual(to.map(() => 1));
    },
  );

  test("without a key of one's own, the answer gives one to go on with", async () => {
    await simulator.control("POST", "faults", { on: "messages", kind: "slow", ms: 250 });
    const options = { home: freshHome(), env: simulator.env };
    const running = await startRecado([...sendArguments(to, "A-2"), "--lang", "es"], options);
    await until("some calls are under way", async () => (await simulator.count()) > 0);
    running.kill("SIGINT");
    const { code, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).not.toContain("Error");
    const key = /repita el comando con --idempotency-key (\S+)/.exec(stderr)?.[1] ?? "";
    await simulator.control("DELETE", "faults");
    const rest = await recado([...sendArguments(to, "A-2"), "--idempotency-key", key], options);
    expect(rest.code).toBe(0);
    expect(await timesReceived()).toEqual(to.map(() => 1));
  });

  test("asked twice, it ends at once; what was under way is uncertain from then on", async () => {
    await simulator.control("POST", "faults", { on: "messages", kind: "timeout" });
    const options = { home: freshHome(), env: simulator.env };
    const send = [...sendArguments(to.slice(0, 2), "A-3"), "--idempotency-key", "A-3", "--json"];
    const running = await startRecado(send, options);
    await until("the calls are under way", async () => {
      const { data } = (await simulator.control("GET", "faults")) as { data: { hits: number }[] };
      return (data[0]?.hits ?? 0) === 2;
    });
    running.kill("SIGINT");
    running.kill("SIGINT");
    await until("a second request gets through", async () => {
      running.kill("SIGINT");
      return (await Promise.race([running.ended, Promise.resolve(undefined)])) !== undefined;
    });
    expect(await running.ended).toMatchObject({ code: null, signal: "SIGINT" });
    await simulator.control("DELETE", "faults");
    const again = await recado(send, options);
    expect(again.code).toBe(7);
    expect((answerOf(again) as Sent).counts).toEqual({ uncertain: 2 });
    expect(await simulator.count()).toBe(0);
  });

  test("the simulator and the listener end cleanly", async () => {
    const home = freshHome();
    const other = await startSimulatorProcess();
    const listener = await startRecado(["webhooks", "listen", "--port", "0", "--json"], { home, env: other.env });
    await listener.firstLine();
    listener.kill("SIGINT");
    expect(await listener.ended).toMatchObject({ code: 0, signal: null });
    other.process.kill("SIGINT");
    expect(await other.process.ended).toMatchObject({ code: 0, signal: null });
  });
});

describe("two at once on one database", () => {
  test("with the same key: every message goes out once, and both say so", async () => {
    const options = { home: freshHome(), env: simulator.env };
    const send = [...sendArguments(to, "B-1"), "--idempotency-key", "B-1", "--json"];
    const both = await Promise.all([recado(send, options), recado(send, options)]);
    for (const ended of both) {
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect((answerOf(ended) as Sent).counts).toEqual({ accepted: 20 });
    }
    expect(await timesReceived()).toEqual(to.map(() => 1));
  });

  test("with different requests: both go out whole", async () => {
    const options = { home: freshHome(), env: simulator.env };
    const both = await Promise.all(
      ["B-2", "B-3"].map(async (order) => recado([...sendArguments(to, order), "--json"], options)),
    );
    for (const ended of both) {
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect((answerOf(ended) as Sent).counts).toEqual({ accepted: 20 });
    }
    expect(await timesReceived()).toEqual([...to, ...to].map(() => 1));
  });

  test("the same key with another content is refused, and nothing goes out", async () => {
    const options = { home: freshHome(), env: simulator.env };
    const key = ["--idempotency-key", "B-4", "--json"];
    await recado([...sendArguments(to.slice(0, 1), "B-4"), ...key], options);
    const other = await recado([...sendArguments(to.slice(0, 1), "OTHER"), ...key], options);
    expect(other).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(other).code).toBe("send.key_used");
    expect(await simulator.count()).toBe(1);
  });
});
