import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clientFor, graphErrorBody, json, rejection, startServer, token, type TestServer } from "./server.ts";

const bytes = new Uint8Array(10_000).map((_, index) => index % 251);
const sample = { file: bytes, filename: "muestra ñ.pdf", mimeType: "application/pdf" } as const;
const session = "upload:MTphdHRhY2g=?sig=ARb_x-1";

/** What the server holds, and which offsets it was sent. */
interface Store {
  kept: Buffer;
  readonly offsets: number[];
}

/** A server like Meta's, whose connection breaks in the middle of the sends that `breaks` names (from 1), keeping `keeps`. */
async function uploadServer(breaks: readonly number[] = [], keeps = 4_096): Promise<TestServer & { store: Store }> {
  const store: Store = { kept: Buffer.alloc(0), offsets: [] };
  const server = await startServer(({ method, url, headers, body, socket }, response) => {
    if (url.pathname.endsWith("/uploads")) return json(response, { id: session });
    if (method === "GET") return json(response, { id: session, file_offset: store.kept.length });
    const offset = Number(headers["file_offset"]);
    store.offsets.push(offset);
    if (breaks.includes(store.offsets.length)) {
      store.kept = Buffer.concat([store.kept.subarray(0, offset), body.subarray(0, keeps)]);
      socket.destroy();
      return undefined;
    }
    store.kept = Buffer.concat([store.kept.subarray(0, offset), body]);
    return json(response, { h: "4::aGFuZGxl" });
  });
  return Object.assign(server, { store });
}

test.each(["bytes", "a file"])("an upload from %s: opened, sent, and its handle", async (source) => {
  const folder = await mkdtemp(join(tmpdir(), "recado-upload-"));
  try {
    const path = join(folder, "sample.pdf");
    await writeFile(path, bytes);
    await using server = await uploadServer();
    await using graph = clientFor(server);
    const file = source === "bytes" ? bytes : { path };
    expect(await graph.uploads.upload("77", { ...sample, file })).toEqual({ h: "4::aGFuZGxl" });
    const [opening, sending] = server.requests;
    expect(opening?.url.pathname).toBe("/v25.0/77/uploads");
    expect(Object.fromEntries(opening?.url.searchParams ?? [])).toEqual({
      file_name: "muestra ñ.pdf",
      file_length: "10000",
      file_type: "application/pdf",
    });
    expect(opening?.headers.authorization).toBe(`Bearer ${token}`);
    expect(sending?.url.pathname).toBe("/v25.0/upload:MTphdHRhY2g=");
    expect(sending?.url.searchParams.get("sig")).toBe("ARb_x-1");
    expect(sending?.headers).toMatchObject({
      authorization: `OAuth ${token}`,
      file_offset: "0",
      "content-length": "10000",
    });
    expect(server.store.kept.equals(Buffer.from(bytes))).toBe(true);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("after a break it goes on where Meta stopped", async () => {
  await using server = await uploadServer([1]);
  await using graph = clientFor(server);
  await graph.uploads.upload("77", sample);
  expect(server.store.offsets).toEqual([0, 4_096]);
  expect(server.store.kept.equals(Buffer.from(bytes))).toBe(true);
  const status = server.requests.find(({ method }) => method === "GET");
  expect(status?.headers.authorization).toBe(`OAuth ${token}`);
});

test("it goes on for as long as that moves forward, however often it breaks", async () => {
  await using server = await uploadServer([1, 2, 3, 4, 5, 6, 7, 8, 9], 1_000);
  await using graph = clientFor(server, { maxAttempts: 3 });
  await graph.uploads.upload("77", sample);
  expect(server.store.offsets).toEqual([0, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 7_000, 8_000, 9_000]);
  expect(server.store.kept.equals(Buffer.from(bytes))).toBe(true);
});

test("a break after the last byte: nothing is sent again but the question", async () => {
  await using server = await uploadServer([1], bytes.length);
  await using graph = clientFor(server);
  expect(await graph.uploads.upload("77", sample)).toEqual({ h: "4::aGFuZGxl" });
  expect(server.store.offsets).toEqual([0, bytes.length]);
  expect(server.store.kept.equals(Buffer.from(bytes))).toBe(true);
});

test("attempts that bring no new byte end it", async () => {
  await using server = await uploadServer([1, 2, 3, 4, 5, 6, 7, 8, 9], 0);
  await using graph = clientFor(server, { maxAttempts: 3 });
  expect(await rejection(graph.uploads.upload("77", sample))).toMatchObject({ code: "network.reset" });
  expect(server.store.offsets).toEqual([0, 0, 0]);
});

test("a refusal is not tried again, and says no token", async () => {
  await using server = await startServer(({ url }, response) =>
    url.pathname.endsWith("/uploads")
      ? json(response, { id: session })
      : json(response, graphErrorBody(100, `Bad session for OAuth ${token}`), 400),
  );
  await using graph = clientFor(server);
  const error = await rejection(graph.uploads.upload("77", sample));
  expect(error).toMatchObject({ graphCode: 100 });
  expect(String(error)).not.toContain(token);
  expect(server.requests).toHaveLength(2);
});

test("the steps one by one: open, send, ask", async () => {
  await using server = await uploadServer([1]);
  await using graph = clientFor(server);
  const content = new Blob([bytes]);
  const { id } = await graph.uploads.create("77", {
    filename: "a.png",
    size: content.size,
    mimeType: "image/png",
  });
  expect(await rejection(graph.uploads.send(id, content, 0))).toMatchObject({ code: "network.reset", sent: "maybe" });
  expect(server.store.offsets).toEqual([0]);
  const status = await graph.uploads.status(id);
  expect(status.file_offset).toBe(4_096);
  expect(await graph.uploads.send(id, content, status.file_offset)).toEqual({ h: "4::aGFuZGxl" });
});

test.each([
  ["an empty file", { ...sample, file: new Uint8Array() }, "media.empty"],
  ["a type that Meta does not take here", { ...sample, mimeType: "image/gif" as "image/png" }, "media.bad_type"],
  ["a file that is not there", { ...sample, file: { path: "/nowhere/a.pdf" } }, "input.file_not_found"],
])("refused before anything leaves: %s", async (_, file, code) => {
  await using server = await uploadServer();
  await using graph = clientFor(server);
  expect(await rejection(graph.uploads.upload("77", file))).toMatchObject({ code, exit: 2 });
  expect(server.requests).toHaveLength(0);
});

test.each(["upload:../1", "upload:a/b", "1234", "upload:", "upload:a#b", "upload:a?x=/../1"])(
  "%s is no upload",
  async (id) => {
    await using server = await uploadServer();
    await using graph = clientFor(server);
    expect(await rejection(graph.uploads.status(id))).toMatchObject({ code: "graph.bad_id", exit: 2 });
    expect(server.requests).toHaveLength(0);
  },
);
