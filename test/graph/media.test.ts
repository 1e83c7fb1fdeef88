import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isTrustedMediaHost } from "../../src/graph/api/media.ts";
import { clientFor, graphErrorBody, json, rejection, startServer, token } from "./server.ts";

const picture = new Uint8Array([0xff, 0xd8, 0xff, 0x00, 0x0d, 0x0a, 0x2d, 0x2d]);

async function readAll(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

test.each(["bytes", "a file"])("an upload from %s is a form with the file, its name and its type", async (source) => {
  const folder = await mkdtemp(join(tmpdir(), "recado-media-"));
  try {
    const path = join(folder, "local.jpg");
    await writeFile(path, picture);
    await using server = await startServer((_, response) => json(response, { id: "m1" }));
    await using graph = clientFor(server);
    const file = source === "bytes" ? picture : { path };
    expect(await graph.media.upload("123", { file, filename: "catálogo.jpg", mimeType: "image/jpeg" })).toEqual({
      id: "m1",
    });
    const [request] = server.requests;
    expect(request?.url.pathname).toBe("/v25.0/123/media");
    const form = await new Response(new Uint8Array(request?.body ?? []), {
      headers: { "content-type": request?.headers["content-type"] ?? "" },
    }).formData();
    expect(form.get("messaging_product")).toBe("whatsapp");
    expect(form.get("type")).toBe("image/jpeg");
    const sent = form.get("file");
    if (!(sent instanceof Blob)) throw new Error("The file came as text.");
    expect(sent.type).toBe("image/jpeg");
    expect("name" in sent && sent.name).toBe("catálogo.jpg");
    expect(new Uint8Array(await sent.arrayBuffer())).toEqual(picture);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("an upload is tried again, whole, after a broken connection", async () => {
  await using server = await startServer(({ socket }, response) => {
    if (server.requests.length === 1) socket.destroy();
    else json(response, { id: "m1" });
  });
  await using graph = clientFor(server);
  await graph.media.upload("123", { file: picture, filename: "a.jpg", mimeType: "image/jpeg" });
  const [first, second] = server.requests;
  expect(second?.body.length).toBe(first?.body.length);
});

test("a file that is not there is named", async () => {
  await using server = await startServer((_, response) => json(response, { id: "m1" }));
  await using graph = clientFor(server);
  const media = { file: { path: "/nowhere/a.jpg" }, filename: "a.jpg", mimeType: "image/jpeg" };
  expect(await rejection(graph.media.upload("123", media))).toMatchObject({
    code: "input.file_not_found",
    exit: 2,
    data: { file: "/nowhere/a.jpg" },
  });
});

test("a file is found by its id, read with the token, and deleted", async () => {
  const large = Buffer.alloc(300_000, 7);
  await using server = await startServer(({ method, url }, response) => {
    if (method === "DELETE") json(response, { success: true });
    else if (url.pathname === "/bytes") response.writeHead(200, { "content-type": "image/png" }).end(large);
    else
      json(response, {
        messaging_product: "whatsapp",
        url: `${server.url}/bytes?mid=1`,
        mime_type: "image/png",
        sha256: "00",
        file_size: "300000",
        id: "m1",
      });
  });
  await using graph = clientFor(server);
  const media = await graph.media.get("m1", { phoneNumberId: "123" });
  const download = await graph.media.download(media.url);
  expect(download.mimeType).toBe("image/png");
  expect((await readAll(download.content)).equals(large)).toBe(true);
  expect(await graph.media.delete("m1")).toEqual({ success: true });
  expect(server.requests[0]?.url.search).toBe("?phone_number_id=123");
  expect(server.requests[1]?.headers.authorization).toBe(`Bearer ${token}`);
});

test("a download that breaks off is an error, not a short file", async () => {
  await using server = await startServer(({ socket }, response) => {
    response.writeHead(200, { "content-length": "1000" });
    response.write("half", () => socket.destroy());
  });
  await using graph = clientFor(server);
  const download = await graph.media.download(`${server.url}/bytes`);
  expect(await rejection(readAll(download.content))).toMatchObject({ code: "network.reset" });
});

test.each([
  [(): unknown => graphErrorBody(190), "graph.token_expired"],
  [(): unknown => ({}), "network.http_error"],
])("a file whose address is stale or closed is refused", async (body, code) => {
  await using server = await startServer((_, response) => json(response, body(), 404));
  await using graph = clientFor(server);
  expect(await rejection(graph.media.download(`${server.url}/bytes`))).toMatchObject({ code });
});

test("the token is not sent to a foreign host", async () => {
  await using foreign = await startServer((_, response) => response.end("thanks"));
  await using server = await startServer((_, response) => json(response, {}));
  await using graph = clientFor(server);
  expect(await rejection(graph.media.download(`${foreign.url}/bytes`))).toMatchObject({
    code: "graph.untrusted_media_host",
    exit: 4,
  });
  expect(await rejection(graph.media.download("no address"))).toMatchObject({ code: "graph.untrusted_media_host" });
  expect(foreign.requests).toHaveLength(0);
});

test.each([
  ["https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1", true],
  ["https://scontent.xx.fbcdn.net/v/1", true],
  ["https://graph.facebook.com/x", true],
  ["http://127.0.0.1:4010/media/1", true],
  ["http://lookaside.fbsbx.com/x", false],
  ["https://lookaside.fbsbx.com.evil.example/x", false],
  ["https://evilfacebook.com/x", false],
  ["https://fbcdn.net.example/x", false],
  ["https://lookaside.fbsbx.com:8443/x", false],
  ["https://lookaside.fbsbx.com@evil.example/x", false],
  ["http://127.0.0.1:4011/media/1", false],
])("media at %s: trusted %s", (url, trusted) => {
  expect(isTrustedMediaHost(new URL(url), new URL("http://127.0.0.1:4010"))).toBe(trusted);
});

/** The head of a WebP with an extended header, whose second flag says that it moves. */
function webp(size: number, animated: boolean): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  bytes.set(Buffer.from("RIFF\0\0\0\0WEBPVP8X\n\0\0\0", "latin1"));
  bytes[20] = animated ? 0x02 : 0;
  return bytes;
}

const kilobyte = 1_024;
const megabyte = 1_024 * kilobyte;

test.each<[string, string, Uint8Array<ArrayBuffer>, string]>([
  ["an image above 5 MB", "image/jpeg", new Uint8Array(5 * megabyte + 1), "media.too_large"],
  ["a video above 16 MB", "video/mp4", new Uint8Array(16 * megabyte + 1), "media.too_large"],
  ["an audio above 16 MB", "audio/ogg; codecs=opus", new Uint8Array(16 * megabyte + 1), "media.too_large"],
  ["a still sticker above 100 KB", "image/webp", webp(100 * kilobyte + 1, false), "media.too_large"],
  ["an animated sticker above 500 KB", "image/webp", webp(500 * kilobyte + 1, true), "media.too_large"],
  ["a document above 100 MB", "application/pdf", new Uint8Array(100 * megabyte + 1), "media.too_large"],
  ["an empty file", "image/png", new Uint8Array(), "media.empty"],
  ["a type that WhatsApp does not take", "image/gif", new Uint8Array(1), "media.bad_type"],
  ["no type at all", "", new Uint8Array(1), "media.bad_type"],
])("refused before a byte leaves: %s", async (_, mimeType, file, code) => {
  await using server = await startServer((_request, response) => json(response, { id: "m1" }));
  await using graph = clientFor(server);
  const error = await rejection(graph.media.upload("123", { file, filename: "a", mimeType }));
  expect(error).toMatchObject({ code, exit: 2 });
  expect(server.requests).toHaveLength(0);
});

test.each<[string, string, Uint8Array<ArrayBuffer>]>([
  ["an image of 5 MB", "image/jpeg", new Uint8Array(5 * megabyte)],
  ["a still sticker of 100 KB", "image/webp", webp(100 * kilobyte, false)],
  ["an animated sticker of 500 KB", "image/webp", webp(500 * kilobyte, true)],
  ["a voice message", "audio/ogg; codecs=opus", new Uint8Array(10)],
])("just right: %s", async (_, mimeType, file) => {
  await using server = await startServer((_request, response) => json(response, { id: "m1" }));
  await using graph = clientFor(server);
  expect(await graph.media.upload("123", { file, filename: "a", mimeType })).toEqual({ id: "m1" });
});

test("a file of a number without storage says how long it is kept", async () => {
  await using server = await startServer((_, response) => json(response, { id: "m1" }));
  await using graph = clientFor(server);
  const media = { file: picture, filename: "a.jpg", mimeType: "image/jpeg" };
  await graph.media.upload("123", { ...media, ttlMinutes: 120 });
  expect(String(server.requests[0]?.body)).toMatch(/name="ttl_minutes"\r\n\r\n120\r\n/);
  for (const ttlMinutes of [0, 43_201, 1.5]) {
    expect(await rejection(graph.media.upload("123", { ...media, ttlMinutes }))).toMatchObject({
      code: "media.bad_ttl",
    });
  }
  expect(server.requests).toHaveLength(1);
});
