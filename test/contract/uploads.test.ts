import { expect, test } from "vitest";
import type { WireTemplateCreate } from "../../src/graph/wire/templates.ts";
import { contractWorld, everythingWasUsed, refusal } from "./book.ts";
import { cutConnection } from "./cut-connection.ts";

const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
const sample = { file: bytes, filename: "muestra ñ.pdf", mimeType: "application/pdf" } as const;

const withSample = (handle: string): WireTemplateCreate => ({
  name: "factura",
  language: "es",
  category: "UTILITY",
  components: [
    { type: "HEADER", format: "DOCUMENT", example: { header_handle: [handle] } },
    { type: "BODY", text: "Su factura está lista." },
  ],
});

test("a file becomes a handle, and the handle a template's sample", async () => {
  const { simulator, graph } = await contractWorld();
  const { h } = await graph.uploads.upload(simulator.appId, sample);
  expect(h).toMatch(/^4::/);
  expect(await graph.templates.create(simulator.wabaId, withSample(h))).toMatchObject({ status: "PENDING" });
});

test("after a cut connection it goes on where it stopped", async () => {
  const { simulator, client } = await contractWorld();
  const line = await cutConnection(simulator.graphUrl, 100_000);
  const graph = client({ baseUrl: line.url });
  expect((await graph.uploads.upload(simulator.appId, sample)).h).toMatch(/^4::/);
  const [first, second, ...more] = line.offsets;
  expect([first, more]).toEqual([0, []]);
  expect(second).toBeGreaterThan(50_000);
  expect(second).toBeLessThan(bytes.length);
});

test("an answer that is lost after the last byte costs a question, not a second upload", async () => {
  const { simulator, graph } = await contractWorld();
  const content = new Blob([bytes]);
  const plan = { filename: "a.pdf", size: content.size, mimeType: "application/pdf" } as const;
  const { id } = await graph.uploads.create(simulator.appId, plan);
  simulator.fault({ on: "uploads", kind: "reset-after-accept", times: 1 });
  await expect(graph.uploads.send(id, content, 0)).rejects.toMatchObject({ sent: "maybe" });
  const { file_offset: offset } = await graph.uploads.status(id);
  expect(offset).toBe(bytes.length);
  expect((await graph.uploads.send(id, content, offset)).h).toMatch(/^4::/);
});

test("step by step", async () => {
  const { simulator, graph } = await contractWorld();
  const content = new Blob([bytes]);
  const plan = { filename: "a.png", size: content.size, mimeType: "image/png" } as const;
  const { id } = await graph.uploads.create(simulator.appId, plan);
  expect(id).toMatch(/^upload:\w+\?sig=/);
  expect((await graph.uploads.status(id)).file_offset).toBe(0);
  expect(await refusal(graph.uploads.send(id, content, 1_000))).toMatchObject({
    graphCode: 100,
    details: expect.stringContaining("must be 0") as string,
  });
  expect((await graph.uploads.send(id, content, 0)).h).toMatch(/^4::/);
});

test("refused: another app's, an upload that was never opened, and a wrong signature", async () => {
  const { simulator, graph } = await contractWorld();
  const plan = { filename: "a.png", size: 10, mimeType: "image/png" } as const;
  expect(await refusal(graph.uploads.create("100200300", plan))).toMatchObject({ graphCode: 100, subcode: 33 });
  expect(await refusal(graph.uploads.status("upload:none?sig=none"))).toMatchObject({ graphCode: 100, subcode: 33 });
  const { id } = await graph.uploads.create(simulator.appId, plan);
  const forged = `${id.split("?")[0] ?? ""}?sig=none`;
  expect(await refusal(graph.uploads.status(forged))).toMatchObject({ graphCode: 100, subcode: 33 });
});

test("refused: a file that is larger than it was said to be", async () => {
  const { simulator, graph } = await contractWorld();
  const { id } = await graph.uploads.create(simulator.appId, { filename: "a", size: 10, mimeType: "image/png" });
  expect(await refusal(graph.uploads.send(id, new Blob([bytes]), 0))).toMatchObject({ graphCode: 100 });
});

test("a token that has expired is told as such, whichever word stands before it", async () => {
  const { simulator, graph } = await contractWorld();
  const { id } = await graph.uploads.create(simulator.appId, { filename: "a", size: 10, mimeType: "image/png" });
  simulator.token({ expired: true });
  expect(await refusal(graph.uploads.status(id))).toMatchObject({ code: "graph.token_expired", exit: 3 });
});

everythingWasUsed();
