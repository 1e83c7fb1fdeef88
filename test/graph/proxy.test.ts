import { connect, type Socket } from "node:net";
import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { accepted, clientFor, json, rejection, startServer, textMessage } from "./server.ts";

/** A proxy of a few lines: notes what it is asked to connect to, then does it, or what `refuse` says. */
async function startProxy(refuse?: (socket: Socket) => void) {
  const asked: { target: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on("connect", (request, socket: Socket) => {
    asked.push({ target: request.url ?? "", authorization: request.headers["proxy-authorization"] });
    sockets.add(socket);
    socket.on("error", () => {});
    if (refuse !== undefined) {
      refuse(socket);
      return;
    }
    const [host, port] = (request.url ?? "").split(":");
    const target = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    sockets.add(target);
    target.on("error", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

afterEach(() => vi.unstubAllEnvs());

test("calls go through the proxy, with its user and password", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using proxy = await startProxy();
  await using graph = clientFor(server, {
    connections: 1,
    proxy: { http: `http://user:pass@127.0.0.1:${proxy.port}` },
  });
  await graph.messages.send("123", textMessage);
  await graph.messages.send("123", textMessage);
  expect(server.requests).toHaveLength(2);
  expect(proxy.asked).toEqual([
    { target: `127.0.0.1:${server.port}`, authorization: `Basic ${Buffer.from("user:pass").toString("base64")}` },
  ]);
});

test("hosts in noProxy are reached directly, and a proxy for https says nothing about http", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using proxy = await startProxy();
  for (const settings of [{ http: proxy.url, noProxy: "example.com, 127.0.0.1" }, { https: proxy.url }]) {
    await using graph = clientFor(server, { proxy: settings });
    await graph.messages.send("123", textMessage);
  }
  expect(proxy.asked).toEqual([]);
});

test("the environment alone does not turn a proxy on", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  await using proxy = await startProxy();
  vi.stubEnv("http_proxy", proxy.url);
  vi.stubEnv("HTTP_PROXY", proxy.url);
  await using graph = clientFor(server);
  await graph.messages.send("123", textMessage);
  expect(proxy.asked).toEqual([]);
});

test.each<[string, (socket: Socket) => void]>([
  ["asks for a password", (socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")],
  ["cannot connect", (socket) => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n")],
  ["hangs up", (socket) => socket.destroy()],
  ["never answers", () => {}],
])("a proxy that %s: not sent, and its password stays hidden", async (_, refuse) => {
  await using server = await startServer((_request, response) => json(response, accepted));
  await using proxy = await startProxy(refuse);
  await using graph = clientFor(server, {
    connectTimeoutMs: 100,
    proxy: { http: `http://user:hunter22@127.0.0.1:${proxy.port}` },
  });
  const error = await rejection(graph.messages.send("123", textMessage));
  expect(error).toMatchObject({ code: "network.proxy", sent: "no" });
  expect(String(error) + JSON.stringify(error)).not.toContain("hunter22");
  expect(proxy.asked).toHaveLength(1);
  expect(server.requests).toHaveLength(0);
});

test("no proxy at the address given: not sent", async () => {
  await using server = await startServer((_, response) => json(response, accepted));
  const { port } = await startProxy().then(async (proxy) => {
    await proxy[Symbol.asyncDispose]();
    return proxy;
  });
  await using graph = clientFor(server, { proxy: { http: `http://127.0.0.1:${port}` } });
  expect(await rejection(graph.messages.send("123", textMessage))).toMatchObject({ code: "network.proxy", sent: "no" });
  expect(server.requests).toHaveLength(0);
});
