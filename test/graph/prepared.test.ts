import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import type { GraphUsage } from "../../src/graph/usage.ts";
import {
  accepted,
  clientFor,
  graphErrorBody,
  instantClock,
  json,
  recipient,
  rejection,
  startServer,
  textMessage,
  token,
  type Handler,
} from "./server.ts";

const userId = "US.90817263544536271819";
const prepared = {
  to: recipient,
  body: '{"messaging_product":"whatsapp","to":"+12025550143","type":"text", "text":{}}',
};

test("a prepared message leaves as it is, unchecked", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server, { userAgent: "recado/9.9.9 (+node)" });
  const answer = await graph.messages.sendPrepared("123", prepared);
  expect(answer.messages[0]?.id).toBe("wamid.TEST1");
  const [request] = server.requests;
  expect(String(request?.body)).toBe(prepared.body);
  expect(request?.url.pathname).toBe("/v25.0/123/messages");
  expect(request?.headers).toMatchObject({
    authorization: `Bearer ${token}`,
    accept: "application/json",
    "content-type": "application/json",
    "user-agent": "recado/9.9.9 (+node)",
  });
});

test("a bad number id is refused before a byte leaves", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server);
  expect(await rejection(graph.messages.sendPrepared("1/2", prepared))).toMatchObject({ code: "graph.bad_id" });
  expect(server.requests).toHaveLength(0);
});

test.each<[string, Handler, object]>([
  ["breaks the connection", ({ socket }) => socket.destroy(), { code: "network.reset", sent: "maybe" }],
  ["never answers", () => {}, { code: "network.timeout", sent: "maybe" }],
  ["answers with a page", (_, response) => response.end("<html>"), { code: "network.bad_answer", sent: "maybe" }],
  ["refuses", (_, response) => json(response, graphErrorBody(131_026, "no"), 400), { graphCode: 131_026 }],
])("a server that %s: the prepared message is sent once", async (_, handler, expected) => {
  await using server = await startServer(handler);
  await using graph = clientFor(server, { timeoutMs: 60 });
  expect(await rejection(graph.messages.sendPrepared("123", prepared))).toMatchObject(expected);
  expect(server.requests).toHaveLength(1);
});

test("Meta's passing refusal of a prepared message is tried again", async () => {
  await using server = await startServer((_, response) =>
    server.requests.length === 1 ? json(response, graphErrorBody(130_429), 400) : json(response, accepted),
  );
  const clock = instantClock();
  await using graph = clientFor(server, { clock });
  expect((await graph.messages.sendPrepared("123", prepared)).messages).toHaveLength(1);
  expect(server.requests.map((request) => String(request.body))).toEqual([prepared.body, prepared.body]);
  expect(clock.slept).toHaveLength(1);
});

test.each([recipient, recipient.slice(1), userId])("a refusal does not show %s", async (to) => {
  await using server = await startServer((_, response) =>
    json(response, graphErrorBody(131_009, `Nobody at ${to}, for ${token}`), 400),
  );
  await using graph = clientFor(server);
  const error = await rejection(graph.messages.sendPrepared("123", { ...prepared, to }));
  const shown = JSON.stringify([String(error), error]);
  expect(shown).toContain("Nobody at");
  expect(shown).not.toContain(to.replace("+", ""));
  expect(shown).not.toContain(token);
});

test("an answer in many pieces is put together, letters cut in two included", async () => {
  const bytes = Buffer.from(JSON.stringify({ ...accepted, messages: [{ id: "wamid.ñandú" }] }));
  await using server = await startServer((_, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const write = (from: number): void => {
      if (from >= bytes.length) response.end();
      else response.write(bytes.subarray(from, from + 7), () => setImmediate(write, from + 7));
    };
    write(0);
  });
  await using graph = clientFor(server);
  expect((await graph.messages.sendPrepared("123", prepared)).messages[0]?.id).toBe("wamid.ñandú");
});

test("a byte order mark before the answer does no harm", async () => {
  await using server = await startServer((_, response) => response.end(`\uFEFF${JSON.stringify(accepted)}`));
  await using graph = clientFor(server);
  expect((await graph.messages.sendPrepared("123", prepared)).messages).toHaveLength(1);
});

const usage = (percent: number) => ({ "x-app-usage": JSON.stringify({ call_count: percent }) });

test("a call is told its own usage beside the client, refused calls too", async () => {
  await using server = await startServer(({ url }, response) => {
    if (url.pathname.includes("/2/")) json(response, graphErrorBody(100), 400, usage(20));
    else json(response, accepted, 200, usage(10));
  });
  const all: GraphUsage[] = [];
  const mine: GraphUsage[] = [];
  await using graph = clientFor(server, { onUsage: (seen) => all.push(seen) });
  await graph.messages.send("1", textMessage);
  const options = { onUsage: (seen: GraphUsage) => void mine.push(seen) };
  await rejection(graph.messages.sendPrepared("2", prepared, options));
  expect(all.map(({ app }) => app?.callCount)).toEqual([10, 20]);
  expect(mine.map(({ app }) => app?.callCount)).toEqual([20]);
});

test("usage that stays the same is not read again, and is forgotten when it is no longer told", async () => {
  const told = [10, 10, undefined, 10, 11];
  await using server = await startServer((_, response) => {
    const percent = told[server.requests.length - 1];
    json(response, accepted, 200, percent === undefined ? {} : usage(percent));
  });
  await using graph = clientFor(server);
  const seen: GraphUsage[] = [];
  const options = { onUsage: (now: GraphUsage) => void seen.push(now) };
  for (const _ of told) await graph.messages.sendPrepared("1", prepared, options);
  expect(seen.map(({ app }) => app?.callCount)).toEqual([10, 10, 10, 11]);
  expect(seen[1]).toBe(seen[0]);
});

test("many under one signal that fires: each one says whether it may have gone out, and no listener stays", async () => {
  const stop = new AbortController();
  await using server = await startServer(() => {
    if (server.requests.length === 2) stop.abort(new Error("stopped"));
  });
  await using graph = clientFor(server, { connections: 2 });
  const outcomes = await Promise.all(
    Array.from({ length: 6 }, async () =>
      rejection(graph.messages.sendPrepared("123", prepared, { signal: stop.signal })),
    ),
  );
  expect(outcomes.filter((error) => error === stop.signal.reason)).toHaveLength(4);
  expect(outcomes.filter((error) => error instanceof Error && "sent" in error && error.sent === "maybe")).toHaveLength(
    2,
  );
  expect(server.requests).toHaveLength(2);
  expect(getEventListeners(stop.signal, "abort")).toEqual([]);
});
