import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { contentOf, type FileSource } from "../../src/graph/file-content.ts";

const bytes = Uint8Array.of(1, 2, 3, 4);

function fileOf(content: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), "recado-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "a.png");
  writeFileSync(path, content);
  return path;
}

function shared(): Uint8Array {
  const memory = new Uint8Array(new SharedArrayBuffer(4));
  memory.set(bytes);
  return memory;
}

test.each<[string, () => FileSource]>([
  ["bytes", () => bytes],
  ["part of a buffer", () => Uint8Array.of(0, 1, 2, 3, 4, 5).subarray(1, 5)],
  ["a Buffer", () => Buffer.from(bytes)],
  ["shared memory", shared],
  ["a Blob", () => new Blob([bytes])],
  ["a Blob of another type", () => new Blob([bytes], { type: "text/plain" })],
  ["a File", () => new File([bytes], "a.png", { type: "image/png" })],
  ["a path", () => ({ path: fileOf(bytes) })],
])("a file can be given as %s", async (_what, source) => {
  const content = await contentOf(source(), "image/png");
  expect(content.type).toBe("image/png");
  expect(new Uint8Array(await content.arrayBuffer())).toEqual(bytes);
});

test("a file that is not there is refused", async () => {
  await expect(contentOf({ path: "/no/such/file" }, "image/png")).rejects.toMatchObject({
    code: "input.file_not_found",
  });
});
