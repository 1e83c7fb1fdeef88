import { getEventListeners, once } from "node:events";
import { createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { NetworkError } from "../../src/core/errors.ts";
import { GraphError } from "../../src/graph/errors.ts";
import {
  accepted,
  clientFor,
  graphErrorBody,
  instantClock,
  json,
  rejection,
  startServer,
  textMessage,
  type Handler,
} from "./server.ts";

/** Accepts connections and lets `onConnection` do with them what it likes. */
async function startTcp(onConnection: (socket: Socket) => void) {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    onConnection(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    port,
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

async function freePort(): Promise<number> {
  await using server = await startTcp(() => {});
  return server.port;
}

test("an accepted message gives its id", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server, { userAgent: "recado/9.9.9 (+node)" });
  const answer = await graph.messages.send("123", textMessage);
  expect(answer.messages[0]?.id).toBe("wamid.TEST1");
  const [request] = server.requests;
  expect(request?.method).toBe("POST");
  expect(request?.url.pathname).toBe("/v25.0/123/messages");
  expect(request?.headers["content-type"]).toBe("application/json");
  expect(request?.headers["user-agent"]).toBe("recado/9.9.9 (+node)");
  expect(JSON.parse(String(request?.body))).toEqual(textMessage);
});

test("calls one after another share a connection", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server, { connections: 1 });
  for (let count = 0; count < 5; count++) await graph.messages.send("123", textMessage);
  expect(new Set(server.requests.map((request) => request.clientPort)).size).toBe(1);
});

test("no server: the message was not sent, after all attempts", async () => {
  const clock = instantClock();
  await using graph = clientFor({ url: `http://127.0.0.1:${await freePort()}` }, { clock, maxAttempts: 3 });
  const error = await rejection(graph.messages.send("123", textMessage));
  expect(error).toMatchObject({ code: "network.refused", sent: "no", exit: 5 });
  expect(clock.slept).toEqual([250, 500]);
});

test("an unknown host name: not sent", async () => {
  await using graph = clientFor({ url: "http://graph.invalid" }, { maxAttempts: 1 });
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({
    code: "network.not_found",
    sent: "no",
  });
});

test("a server that does not speak TLS: not sent, and not tried again", async () => {
  await using server = await startTcp((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
  await using graph = clientFor({ url: `https://127.0.0.1:${server.port}` });
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({ code: "network.tls", sent: "no" });
  expect(server.sockets.size).toBe(1);
});

test.concurrent("a connection that never stands: not sent", async () => {
  await using server = await startTcp(() => {});
  await using graph = clientFor({ url: `https://127.0.0.1:${server.port}` }, { maxAttempts: 1, connectTimeoutMs: 50 });
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({
    code: "network.connect_timeout",
    sent: "no",
  });
});

test.concurrent.each<[string, Handler, string]>([
  ["destroys the connection", ({ socket }) => socket.destroy(), "network.reset"],
  ["never answers", () => {}, "network.timeout"],
  [
    "stops in the middle of the answer",
    ({ socket }, response) => {
      response.writeHead(200, { "content-length": "500" });
      response.write('{"messages":[', () => socket.destroy());
    },
    "network.reset",
  ],
  [
    "never ends the answer",
    (_, response) => {
      response.writeHead(200, { "content-length": "500" });
      response.write('{"messages":[');
    },
    "network.timeout",
  ],
  ["answers 200 with a page", (_, response) => response.end("<html>Welcome</html>"), "network.bad_answer"],
  ["answers 200 without a message id", (_, response) => json(response, { messages: [] }), "network.bad_answer"],
  ["answers 200 with nothing", (_, response) => response.end(), "network.bad_answer"],
  [
    "answers 502 with a page",
    (_, response) => response.writeHead(502).end("<html>Bad gateway</html>"),
    "network.http_error",
  ],
  ["answers 500 with nothing", (_, response) => response.writeHead(500).end(), "network.http_error"],
  ["redirects", (_, response) => response.writeHead(302, { location: "/elsewhere" }).end(), "network.http_error"],
])("a server that read the message and %s: maybe sent, exactly one request", async (_, handler, code) => {
  await using server = await startServer(handler);
  await using graph = clientFor(server, { timeoutMs: 60 });
  const error = await rejection(graph.messages.send("123", textMessage));
  expect(error).toBeInstanceOf(NetworkError);
  expect(error).toMatchObject({ code, sent: "maybe" });
  expect(server.requests).toHaveLength(1);
});

test("a kept connection that breaks under the second message: that one is maybe sent, and goes out once", async () => {
  await using server = await startServer(({ socket }, response) => {
    if (server.requests.length === 1) json(response, accepted);
    else socket.destroy();
  });
  await using graph = clientFor(server, { connections: 1 });
  await graph.messages.send("123", textMessage);
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({ sent: "maybe" });
  expect(server.requests).toHaveLength(2);
  expect(new Set(server.requests.map((request) => request.clientPort)).size).toBe(1);
});

test("many messages at once over a server that breaks half of the connections: each arrives once", async () => {
  await using server = await startServer(({ socket }, response) => {
    if (server.requests.length % 2 === 0) socket.destroy();
    else json(response, accepted);
  });
  await using graph = clientFor(server, { connections: 3 });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, async (_, index) =>
      graph.messages.send("123", { ...textMessage, biz_opaque_callback_data: `m${index}` }),
    ),
  );
  const arrived = server.requests.map((request) => JSON.parse(String(request.body)).biz_opaque_callback_data as string);
  expect(arrived).toHaveLength(40);
  expect(new Set(arrived).size).toBe(40);
  const failures: unknown[] = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
  expect(failures).toHaveLength(20);
  expect(failures).toEqual(failures.map(() => expect.objectContaining({ sent: "maybe" })));
});

test("a page in place of Graph's refusal: not sent, not tried again", async () => {
  await using server = await startServer((_, response) => response.writeHead(404).end("<html>Not here</html>"));
  await using graph = clientFor(server);
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({
    code: "network.http_error",
    sent: "no",
  });
  expect(server.requests).toHaveLength(1);
});

test.each([1, 2, 131000, 131016, 130429])("Graph's passing refusal %i is tried again", async (code) => {
  await using server = await startServer((_, response) =>
    server.requests.length === 1 ? json(response, graphErrorBody(code), 500) : json(response, accepted),
  );
  const clock = instantClock();
  await using graph = clientFor(server, { clock });
  expect((await graph.messages.send("123", textMessage)).messages).toHaveLength(1);
  expect(server.requests).toHaveLength(2);
  expect(clock.slept).toHaveLength(1);
});

test.each([100, 131009, 132001, 131048, 190, 999_999])("Graph's refusal %i is final", async (code) => {
  await using server = await startServer((_, response) => json(response, graphErrorBody(code, "why"), 400));
  await using graph = clientFor(server);
  const error = await rejection(graph.messages.send("123", textMessage));
  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({ graphCode: code, details: "why", traceId: "AbCdEf" });
  expect(server.requests).toHaveLength(1);
});

test("a wait longer than the client takes upon itself comes back at once", async () => {
  await using server = await startServer((_, response) =>
    json(response, graphErrorBody(130429), 429, { "retry-after": "120" }),
  );
  const clock = instantClock();
  await using graph = clientFor(server, { clock });
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({ retryAfterMs: 120_000, exit: 5 });
  expect(clock.slept).toEqual([]);
});

test("given up before the call: nothing leaves", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server);
  const reason = new Error("stopped");
  expect(await rejection(graph.messages.send("123", textMessage, { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(server.requests).toHaveLength(0);
});

test.concurrent("given up while connecting: the reason at once, and nothing leaves", async () => {
  const stop = new AbortController();
  await using server = await startTcp(() => stop.abort(new Error("stopped")));
  await using graph = clientFor({ url: `https://127.0.0.1:${server.port}` }, { connectTimeoutMs: 300 });
  expect(await rejection(graph.messages.send("123", textMessage, { signal: stop.signal }))).toBe(stop.signal.reason);
});

test("given up while waiting for the answer: maybe sent", async () => {
  const stop = new AbortController();
  await using server = await startServer(() => stop.abort(new Error("stopped")));
  await using graph = clientFor(server);
  expect(await rejection(graph.messages.send("123", textMessage, { signal: stop.signal }))).toMatchObject({
    code: "network.aborted",
    sent: "maybe",
  });
  expect(server.requests).toHaveLength(1);
});

test("a read that is given up while waiting ends with the reason", async () => {
  const stop = new AbortController();
  await using server = await startServer(() => stop.abort(new Error("stopped")));
  await using graph = clientFor(server);
  expect(await rejection(graph.wabas.get("1", { signal: stop.signal }))).toBe(stop.signal.reason);
});

test("given up during the wait before another attempt: the reason, since nothing was accepted", async () => {
  const stop = new AbortController();
  await using server = await startServer((_, response) => json(response, graphErrorBody(131016), 500));
  await using graph = clientFor(server, { onRetry: () => stop.abort(new Error("stopped")) });
  expect(await rejection(graph.messages.send("123", textMessage, { signal: stop.signal }))).toBe(stop.signal.reason);
  expect(server.requests).toHaveLength(1);
});

test("a read is tried again where a send would not be", async () => {
  await using server = await startServer(({ socket }, response) => {
    if (server.requests.length === 1) socket.destroy();
    else if (server.requests.length === 2) response.writeHead(503).end();
    else json(response, { id: "77", name: "Tienda" });
  });
  await using graph = clientFor(server);
  expect(await graph.wabas.get("77")).toEqual({ id: "77", name: "Tienda" });
  expect(server.requests).toHaveLength(3);
});

test("a Graph error that comes with HTTP 200 is a refusal all the same", async () => {
  await using server = await startServer((_, response) => json(response, graphErrorBody(131009, "no")));
  await using graph = clientFor(server);
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({ code: "graph.parameter_value" });
});

test("many messages under one signal raise no warning and leave no listener behind", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using graph = clientFor(server);
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  const { signal } = new AbortController();
  process.on("warning", note);
  await Promise.all(Array.from({ length: 100 }, async () => graph.messages.send("123", textMessage, { signal })));
  await nextTurn();
  process.off("warning", note);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
