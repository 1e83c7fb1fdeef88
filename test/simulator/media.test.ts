import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../../src/testing.ts";
import { at, code, graph, person, send } from "./helpers.ts";

let sim: Simulator;
beforeAll(async () => {
  sim = await startSimulator({ clock: "manual", now: "2026-11-20T12:00:00Z" });
});
afterAll(() => sim.close());

async function upload(
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
  members: Record<string, string> = { messaging_product: "whatsapp" },
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(members)) form.append(name, value);
  form.append("file", new Blob([bytes], { type }), "file");
  const answer = await fetch(`${sim.graphUrl}/v25.0/${sim.phoneNumberId}/media`, {
    method: "POST",
    headers: { Authorization: `Bearer ${sim.accessToken}` },
    body: form,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

const picture = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const bearer = (): RequestInit => ({ headers: { Authorization: `Bearer ${sim.accessToken}` } });

test("a file is uploaded, described, fetched for five minutes, and deleted", async () => {
  const id = String(at((await upload(picture, "image/jpeg")).body, "id"));
  const { body } = await graph(sim, "GET", `/${id}?phone_number_id=${sim.phoneNumberId}`);
  expect(body).toEqual({
    messaging_product: "whatsapp",
    url: expect.stringContaining(sim.url),
    mime_type: "image/jpeg",
    sha256: createHash("sha256").update(picture).digest("hex"),
    file_size: 7,
    id,
  });
  const url = String(at(body, "url"));
  const file = await fetch(url, bearer());
  expect(file.headers.get("content-type")).toBe("image/jpeg");
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(picture);
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(url.replace("hash=", "hash=x"), bearer())).status).toBe(404);
  await sim.advance("5m");
  expect((await fetch(url, bearer())).status).toBe(404);
  expect((await fetch(String(at((await graph(sim, "GET", `/${id}`)).body, "url")), bearer())).status).toBe(200);
  expect((await graph(sim, "DELETE", `/${id}`)).body).toEqual({ success: true });
  expect(at((await graph(sim, "GET", `/${id}`)).body, "error", "error_subcode")).toBe(33);
});

test("an id is for its own number and for 30 days", async () => {
  const id = String(at((await upload(picture, "image/jpeg")).body, "id"));
  expect(code(await graph(sim, "GET", `/${id}?phone_number_id=1`))).toBe(100);
  await sim.advance("30d");
  expect(code(await graph(sim, "GET", `/${id}`))).toBe(100);
  expect(code(await send(sim, { to: person, type: "image", image: { id } }))).toBe(131009);
});

test.each<[string, number, string]>([
  ["image/gif", 10, "one of the following types"],
  ["image/jpeg", 0, "empty"],
  ["image/jpeg", 5 * 1_024 * 1_024 + 1, "at most"],
  ["image/webp", 500 * 1_024 + 1, "at most"],
  ["audio/ogg", 16 * 1_024 * 1_024 + 1, "at most"],
])("%s of %d bytes is refused", async (type, size, reason) => {
  const answer = await upload(new Uint8Array(size), type);
  expect(code(answer)).toBe(100);
  expect(at(answer.body, "error", "error_data", "details")).toContain(reason);
});

test("a PDF of 20 MB and a type given beside the file are accepted", async () => {
  expect((await upload(new Uint8Array(20 * 1_024 * 1_024).fill(1), "application/pdf")).status).toBe(200);
  const members = { messaging_product: "whatsapp", type: "audio/ogg; codecs=opus" };
  expect((await upload(picture, "application/octet-stream", members)).status).toBe(200);
});

test("messaging_product and the file are required", async () => {
  expect(code(await upload(picture, "image/jpeg", {}))).toBe(100);
  expect(code(await graph(sim, "POST", `/${sim.phoneNumberId}/media`, { messaging_product: "whatsapp" }))).toBe(100);
});

test("a picture sent as a document fails by webhook", async () => {
  sim.inbound({ from: person, text: "Hi" });
  const id = String(at((await upload(picture, "image/jpeg")).body, "id"));
  expect((await send(sim, { to: person, type: "document", document: { id } })).status).toBe(200);
  expect((await send(sim, { to: person, type: "image", image: { id } })).status).toBe(200);
  await sim.advance("1s");
  expect(sim.messages().map((message) => message.errors?.[0]?.code ?? message.status)).toEqual([131053, "read"]);
});

test("what a customer sends can be fetched", async () => {
  sim.inbound({ from: person, image: { mime_type: "image/png", data: Buffer.from(picture).toString("base64") } });
  await using other = await startSimulator({ webhook: { url: "http://127.0.0.1:9/" } });
  other.inbound({ from: person, image: { data: Buffer.from(picture).toString("base64") } });
  const payload: unknown = JSON.parse(other.deliveries()[0]?.body ?? "{}");
  const image = at(payload, "entry", 0, "changes", 0, "value", "messages", 0, "image");
  expect(at(image, "sha256")).toBe(createHash("sha256").update(picture).digest("base64"));
  expect((await graph(other, "GET", `/${String(at(image, "id"))}`)).body).toMatchObject({
    mime_type: "image/jpeg",
    file_size: 7,
  });
});
