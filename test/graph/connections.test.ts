import type { ServerResponse } from "node:http";
import { Pool } from "undici";
import { expect, test } from "vitest";
import { TextExchange } from "../../src/graph/exchange.ts";
import { accepted, clientFor, json, startServer, textMessage, type TestServer } from "./server.ts";

const portsOf = (server: TestServer): Set<number | undefined> =>
  new Set(server.requests.map(({ clientPort }) => clientPort));

/** Answers nothing before so many requests are waiting, then all of them. */
function together(count: number): (response: ServerResponse) => void {
  const waiting: ServerResponse[] = [];
  return (response) => {
    waiting.push(response);
    if (waiting.length === count) for (const each of waiting.splice(0)) json(each, accepted);
  };
}

test("300 messages at once are on their way at once, and use 300 connections, not more", async () => {
  const answer = together(300);
  await using server = await startServer((_, response) => answer(response));
  await using graph = clientFor(server);
  const burst = async () =>
    Promise.all(Array.from({ length: 300 }, async () => graph.messages.send("123", textMessage)));
  await burst();
  expect(portsOf(server).size).toBe(300);
  await burst();
  expect(portsOf(server).size).toBe(300);
});

test("few messages open few connections, whatever the limit", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server);
  for (let round = 0; round < 10; round++) {
    await Promise.all([graph.messages.send("123", textMessage), graph.messages.send("123", textMessage)]);
  }
  expect(server.requests).toHaveLength(20);
  expect(portsOf(server).size).toBe(2);
});

test("a message waits for a free connection for longer than connecting may take, and is sent", async () => {
  await using server = await startServer((_, response) => {
    setTimeout(() => json(response, accepted), 120);
  });
  await using graph = clientFor(server, { connections: 1, connectTimeoutMs: 50, maxAttempts: 1 });
  const answers = await Promise.all(Array.from({ length: 3 }, async () => graph.messages.send("123", textMessage)));
  expect(answers).toHaveLength(3);
  expect(server.requests).toHaveLength(3);
  expect(portsOf(server).size).toBe(1);
});

test("messages that wait while the client closes are sent all the same", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  const graph = clientFor(server, { connections: 1 });
  const sends = Array.from({ length: 5 }, async () => graph.messages.send("123", textMessage));
  await graph.close();
  expect(await Promise.all(sends)).toHaveLength(5);
  expect(server.requests).toHaveLength(5);
});

test("an exchange that is handed to the connections a second time is not written again", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  const pool = new Pool(server.url, { connections: 1, pipelining: 1 });
  const exchange = new TextExchange(undefined);
  const request = { path: "/", method: "POST", body: "{}" } as const;
  pool.dispatch(request, exchange);
  pool.dispatch(request, exchange);
  expect(await exchange.answer).toMatchObject({ status: 200 });
  await pool.close();
  expect(server.requests).toHaveLength(1);
});
