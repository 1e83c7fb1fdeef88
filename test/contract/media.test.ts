import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { mediaUploadPath } from "../../src/graph/wire/media.ts";
import { at, connect } from "../simulator/helpers.ts";
import { collect, contractWorld, everythingWasUsed, refusal } from "./book.ts";

const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const picture = { file: bytes, filename: "casa ñ.jpg", mimeType: "image/jpeg" };

describe("a file", () => {
  test("goes up, is described, comes down and is gone", async () => {
    const { simulator, graph } = await contractWorld();
    const { id } = await graph.media.upload(simulator.phoneNumberId, picture);
    const described = await graph.media.get(id, { phoneNumberId: simulator.phoneNumberId });
    expect(described).toMatchObject({
      id,
      mime_type: "image/jpeg",
      file_size: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    const download = await graph.media.download(described.url);
    expect(download).toMatchObject({ mimeType: "image/jpeg", size: bytes.length });
    expect(Buffer.concat(await collect(download.content))).toEqual(Buffer.from(bytes));
    expect(await graph.media.delete(id)).toEqual({ success: true });
    expect(await refusal(graph.media.get(id))).toMatchObject({ graphCode: 100, subcode: 33 });
    expect(await refusal(graph.media.delete(id))).toMatchObject({ graphCode: 100, subcode: 33 });
  });

  test("that came from a person is read in the same way", async () => {
    const { simulator, graph } = await contractWorld();
    await using receiver = await connect(simulator);
    const data = Buffer.from(bytes).toString("base64");
    simulator.inbound({ from: "+12025550111", image: { mime_type: "image/jpeg", data } });
    await simulator.settled();
    const id = String(at(receiver.values("messages")[0], "messages", 0, "image", "id"));
    const { url, mime_type: type } = await graph.media.get(id, { phoneNumberId: simulator.phoneNumberId });
    expect(type).toBe("image/jpeg");
    const { content } = await graph.media.download(url);
    expect(Buffer.concat(await collect(content))).toEqual(Buffer.from(bytes));
    // Shorter than what the business itself stores.
    await simulator.advance("8d");
    expect(await refusal(graph.media.get(id))).toMatchObject({ graphCode: 100, subcode: 33 });
  });

  test("belongs to the number that has it", async () => {
    const { simulator, graph } = await contractWorld();
    const { id } = await graph.media.upload(simulator.phoneNumberId, picture);
    const elsewhere = { phoneNumberId: "100200300" };
    expect(await refusal(graph.media.get(id, elsewhere))).toMatchObject({ graphCode: 100, subcode: 33 });
    expect(await refusal(graph.media.delete(id, elsewhere))).toMatchObject({ graphCode: 100, subcode: 33 });
  });

  test("lives for 30 days, its address for five minutes", async () => {
    const { simulator, graph } = await contractWorld();
    const { id } = await graph.media.upload(simulator.phoneNumberId, picture);
    const { url } = await graph.media.get(id);
    await simulator.advance("6m");
    await expect(graph.media.download(url)).rejects.toMatchObject({ exit: expect.any(Number) as number });
    const fresh = await graph.media.get(id);
    expect(await collect((await graph.media.download(fresh.url)).content)).not.toEqual([]);
    await simulator.advance("30d");
    expect(await refusal(graph.media.get(id))).toMatchObject({ graphCode: 100, subcode: 33 });
  });

  test("is not asked for where the token must not go", async () => {
    const { graph } = await contractWorld();
    await expect(graph.media.download("https://img.example/a.jpg")).rejects.toMatchObject({
      code: "graph.untrusted_media_host",
    });
  });
});

describe("refused here and there", () => {
  test.each([
    ["a type that WhatsApp does not take", new Uint8Array([1]), "application/x-msdownload", "media.bad_type"],
    ["an empty file", new Uint8Array(), "image/png", "media.empty"],
    ["a picture of more than 5 MiB", new Uint8Array(5 * 1_048_576 + 1), "image/png", "media.too_large"],
    ["a sticker of more than 100 KiB", new Uint8Array(100 * 1_024 + 1), "image/webp", "media.too_large"],
  ])("%s", async (_, file, mimeType, code) => {
    const { simulator, graph } = await contractWorld();
    const { phoneNumberId } = simulator;
    await expect(graph.media.upload(phoneNumberId, { file, filename: "a", mimeType })).rejects.toMatchObject({ code });
    const unchecked = graph.request({
      method: "POST",
      path: mediaUploadPath(phoneNumberId),
      form: {
        fields: { messaging_product: "whatsapp", type: mimeType },
        file: { name: "file", filename: "a", content: new Blob([file], { type: mimeType }) },
      },
      repeatable: true,
      read: (answer) => answer,
    });
    expect(await refusal(unchecked)).toMatchObject({ graphCode: 100, exit: 4 });
  });

  test("a longer life than the number gives", async () => {
    const { simulator, graph } = await contractWorld();
    const kept = graph.media.upload(simulator.phoneNumberId, { ...picture, ttlMinutes: 60 });
    expect(await refusal(kept)).toMatchObject({ graphCode: 100 });
  });
});

test("an upload whose answer is lost is made again: that makes a second id, and no harm", async () => {
  const { simulator, graph } = await contractWorld();
  const fault = simulator.fault({ on: "media", kind: "half-body", times: 1 });
  const { id } = await graph.media.upload(simulator.phoneNumberId, picture);
  expect(fault.hits).toBe(1);
  expect(await graph.media.get(id)).toMatchObject({ id });
});

everythingWasUsed();
