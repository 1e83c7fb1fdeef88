import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Simulator } from "../../src/testing.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";
import { connectedHome, simulator } from "./accounts.ts";

const pdf = "%PDF-1.4 a small document";

async function shop(): Promise<{ sim: Simulator; home: string }> {
  const sim = await simulator();
  const { home } = await connectedHome(sim, ["--number", sim.phoneNumberId]);
  writeFileSync(join(home, "catalog.pdf"), pdf);
  return { sim, home };
}

async function uploaded(): Promise<{ sim: Simulator; home: string; id: string }> {
  const { sim, home } = await shop();
  const { stdout } = await runRecado(["media", "upload", "catalog.pdf", "--json"], { home });
  return { sim, home, id: (JSON.parse(stdout) as { media: { id: string } }).media.id };
}

/** A Graph API that knows one file, 42, and keeps its sum; without bytes its address has run out. */
async function graphWith(bytes: string | undefined): Promise<string> {
  const server = createServer((request, response) => {
    if (request.url?.startsWith("/file") !== true) {
      const sha256 = createHash("sha256").update(pdf).digest("hex");
      const url = `http://${request.headers.host ?? ""}/file`;
      const media = {
        messaging_product: "whatsapp",
        id: "42",
        url,
        mime_type: "application/pdf",
        sha256,
        file_size: 9,
      };
      response.setHeader("content-type", "application/json").end(JSON.stringify(media));
    } else if (bytes === undefined) response.writeHead(404).end();
    else response.end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("recado media", () => {
  it("uploads a file and tells what it is", async () => {
    const { home } = await shop();
    const result = await runRecado(["media", "upload", "catalog.pdf", "--json"], { home });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({
      media: {
        id: expect.stringMatching(/^\d+$/) as string,
        filename: "catalog.pdf",
        kind: "document",
        mimeType: "application/pdf",
        size: pdf.length,
      },
    });
  });

  it("uploads nothing with --dry-run", async () => {
    const { sim, home } = await shop();
    sim.fault({ on: "*", kind: "graph-error", code: 1 });
    const result = await runRecado(["media", "upload", "catalog.pdf", "--dry-run"], { home });
    expect(result.code).toBe(0);
    expect(result.stdout).toContain("would be uploaded");
  });

  it.each([
    ["clip.avi", "x", "media.unknown_type"],
    ["empty.pdf", "", "media.empty"],
    ["big.jpg", "x".repeat(5 * 1024 * 1024 + 1), "media.too_large"],
  ])("refuses %s before a byte leaves", async (name, content, code) => {
    const { home } = await shop();
    writeFileSync(join(home, name), content);
    const result = await runRecado(["media", "upload", name, "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toBe(code);
  });

  it("shows what a file is, in both languages", async () => {
    const { home, id } = await uploaded();
    const { stdout } = await runRecado(["media", "get", id, "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({
      media: { id, mimeType: "application/pdf", size: pdf.length, sha256: expect.any(String) as string },
    });
    const spanish = await runRecado(["media", "get", id, "--lang", "es"], { home });
    expect(spanish.stdout).toMatch(/Tipo +application\/pdf/);
  });

  it("shows the address that it promises, whole", async () => {
    const { sim, home, id } = await uploaded();
    const { stdout } = await runRecado(["media", "get", id], { home });
    expect(stdout).toMatch(new RegExp(`^${sim.url}/\\S+$`, "m"));
  });

  it.each(["csv", "ndjson"])("has a row for everything that it does: %s", async (output) => {
    const { sim, home } = await shop();
    const env = { RECADO_OUTPUT: output };
    const done = async (...args: string[]): Promise<string> => {
      const result = await runRecado(["media", ...args], { home, env });
      expect(result).toMatchObject({ code: 0, stderr: "" });
      return result.stdout;
    };
    expect(await done("upload", "catalog.pdf", "--dry-run")).toContain("catalog.pdf");
    const id = /\d{10,}/.exec(await done("upload", "catalog.pdf"))?.[0] ?? "";
    expect(await done("get", id)).toContain(sim.url);
    expect(await done("download", id)).toContain(`${id}.pdf`);
    expect(await done("delete", id, "--yes", "--dry-run")).toContain("true");
    expect(await done("delete", id, "--yes")).toContain(id);
    expect((await runRecado(["media", "get", id], { home })).code).toBe(4);
  });

  it.each(["abc", "12a", "../1", "wamid.HBg", ""])(
    "asks Meta nothing about %j, which is no id of a file",
    async (id) => {
      const { sim, home } = await shop();
      sim.fault({ on: "*", kind: "graph-error", code: 1 });
      for (const verb of ["get", "download", "delete"]) {
        const result = await runRecado(["media", verb, id, ...(verb === "delete" ? ["--yes"] : []), "--json"], {
          home,
        });
        expect([result.code, errorOf(result).code]).toEqual([2, "usage.bad_value"]);
      }
    },
  );

  it("says of an id that Meta does not know how long files are kept", async () => {
    const { sim, home, id } = await uploaded();
    await sim.advance("31d");
    for (const verb of ["get", "download", "delete"]) {
      const result = await runRecado(["media", verb, id, ...(verb === "delete" ? ["--yes"] : []), "--json"], { home });
      expect(result.code).toBe(4);
      const { code, hint } = errorOf(result);
      expect([code, hint]).toEqual(["graph.media_missing", expect.stringContaining("30 days") as string]);
      expect(hint).not.toContain("profile");
    }
  });

  it("deletes nothing but files", async () => {
    const { sim, home } = await shop();
    const template = sim.template({
      name: "kept",
      language: "en",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Hello" }],
    });
    for (const id of [sim.wabaId, sim.phoneNumberId, template.id]) {
      for (const verb of ["get", "download", "delete"]) {
        const result = await runRecado(["media", verb, id, ...(verb === "delete" ? ["--yes"] : []), "--json"], {
          home,
        });
        expect([result.code, errorOf(result).code]).toEqual([4, "media.not_media"]);
      }
    }
    const { stdout } = await runRecado(["templates", "list", "--json"], { home });
    expect(stdout).toContain('"kept"');
  });

  it("saves a file under its id, or where it is told to", async () => {
    const { home, id } = await uploaded();
    expect(await runRecado(["media", "download", id], { home })).toMatchObject({ code: 0 });
    expect(readFileSync(join(home, `${id}.pdf`), "utf8")).toBe(pdf);
    const to = await runRecado(["media", "download", id, "--to", "copy.pdf", "--json"], { home });
    expect(JSON.parse(to.stdout)).toMatchObject({ file: "copy.pdf", media: { id } });
    expect(readFileSync(join(home, "copy.pdf"), "utf8")).toBe(pdf);
  });

  it("replaces no file without --yes", async () => {
    const { home, id } = await uploaded();
    writeFileSync(join(home, "mine.pdf"), "mine");
    const line = ["media", "download", id, "--to", "mine.pdf", "--json"];
    const refused = await runRecado(line, { home });
    expect(refused.code).toBe(2);
    expect(errorOf(refused)).toMatchObject({ code: "output.exists", hint: expect.stringContaining("--yes") as string });
    expect(readFileSync(join(home, "mine.pdf"), "utf8")).toBe("mine");
    expect(await runRecado([...line, "--yes"], { home })).toMatchObject({ code: 0 });
    expect(readFileSync(join(home, "mine.pdf"), "utf8")).toBe(pdf);
  });

  it.each([
    ["other bytes than Meta keeps", "%PDF-1.4 another document", "media.bad_sum", 5],
    ["no bytes", undefined, "network.http_error", 5],
  ])("writes nothing when there come %s", async (_, bytes, code, exit) => {
    const graphUrl = await graphWith(bytes);
    const home = temporaryFolder();
    const env = { RECADO_ACCESS_TOKEN: "EAAtest", RECADO_GRAPH_URL: graphUrl };
    const result = await runRecado(["media", "download", "42", "--to", "receipt.pdf", "--json"], { home, env });
    expect(errorOf(result).code).toBe(code);
    expect(result.code).toBe(exit);
    expect(readdirSync(home)).toEqual([]);
  });

  it("deletes after a question, and not without an answer", async () => {
    const { home, id } = await uploaded();
    const refused = await runRecado(["media", "delete", id, "--json"], { home });
    expect(errorOf(refused)).toMatchObject({ code: "usage.missing_option", data: { option: "--yes" } });
    expect(await runRecado(["media", "get", id], { home })).toMatchObject({ code: 0 });
    expect(await runRecado(["media", "delete", id, "--yes"], { home })).toMatchObject({ code: 0 });
    expect((await runRecado(["media", "get", id], { home })).code).not.toBe(0);
    expect(existsSync(join(home, "catalog.pdf"))).toBe(true);
  });
});
