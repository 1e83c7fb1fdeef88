import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { clientFor, json, rejection, startServer } from "./server.ts";

const piece = Buffer.alloc(64 * 1_024, 7);
const pieces = 1_000;

async function readAll(content: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of content) size += chunk.length;
  return size;
}

/** Serves 64 MB as fast as they are taken, and says how much was handed to the network. */
async function largeFile() {
  const served = { bytes: 0, broken: false };
  const server = await startServer(({ socket }, response) => {
    socket.on("close", () => (served.broken = served.bytes < pieces * piece.length));
    response.writeHead(200, { "content-length": String(pieces * piece.length) });
    served.bytes = 0;
    const more = (): void => {
      while (served.bytes < pieces * piece.length) {
        served.bytes += piece.length;
        if (!response.write(piece)) {
          response.once("drain", more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  return { server, served };
}

test("a large file comes whole, and only as fast as it is read", async () => {
  const { server, served } = await largeFile();
  await using _ = server;
  await using graph = clientFor(server);
  const { content } = await graph.media.download(`${server.url}/bytes`);
  await content.next();
  for (let turn = 0; turn < 500; turn++) await nextTurn();
  expect(served.bytes).toBeLessThan((pieces * piece.length) / 2);
  expect(await readAll(content)).toBeGreaterThan(60 * 1_024 * 1_024);
  expect(served.bytes).toBe(pieces * piece.length);
});

test("leaving the loop ends the download and its connection; the next call goes on", async () => {
  const { server, served } = await largeFile();
  await using _ = server;
  await using graph = clientFor(server, { connections: 1 });
  const { content } = await graph.media.download(`${server.url}/bytes`);
  const closed = new Promise((resolve) => server.requests[0]?.socket.on("error", () => {}).on("close", resolve));
  for await (const chunk of content) if (chunk.length > 0) break;
  await closed;
  expect(served.broken).toBe(true);
  const again = await graph.media.download(`${server.url}/bytes`);
  expect(await readAll(again.content)).toBe(pieces * piece.length);
});

test("a download that is given up in the middle ends with the reason", async () => {
  const stop = new AbortController();
  const { server } = await largeFile();
  await using _ = server;
  await using graph = clientFor(server);
  const { content } = await graph.media.download(`${server.url}/bytes`, { signal: stop.signal });
  await content.next();
  stop.abort(new Error("stopped"));
  expect(await rejection(readAll(content))).toBe(stop.signal.reason);
});

test("a download that nobody reads may break off, and the client goes on", async () => {
  await using server = await startServer(({ socket, url }, response) => {
    if (url.pathname !== "/bytes") {
      json(response, { id: "77", name: "Tienda" });
      return;
    }
    response.writeHead(200, { "content-length": "1000" });
    response.write("half", () => socket.destroy());
  });
  await using graph = clientFor(server);
  const { content } = await graph.media.download(`${server.url}/bytes`);
  expect(await graph.wabas.get("77")).toMatchObject({ id: "77" });
  expect(await rejection(readAll(content))).toMatchObject({ code: "network.reset" });
});
