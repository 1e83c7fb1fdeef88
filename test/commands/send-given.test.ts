import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado } from "../helpers/run.ts";
import { shop, to } from "./shop.ts";

const png = Buffer.from("\u0089PNG\r\n\u001a\n, a mug", "latin1");
const jpeg = Buffer.from("\u00ff\u00d8\u00ff\u00e0, a mug", "latin1");
const opus = Buffer.from(`OggS${"\0".repeat(24)}OpusHead`, "latin1");

async function uploaded(home: string, name: string, content: Buffer | string): Promise<string> {
  writeFileSync(join(home, name), content);
  const { stdout } = await runRecado(["media", "upload", name, "--json"], { home });
  return (JSON.parse(stdout) as { media: { id: string } }).media.id;
}

describe("a file that was uploaded before", () => {
  it("is sent by the id that recado media upload answered", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const id = await uploaded(home, "mug.png", png);
    expect(await runRecado(["send", "image", id, "--to", to, "--json"], { home })).toMatchObject({ code: 0 });
    expect(sim.messages()).toMatchObject([{ type: "image", payload: { image: { id } } }]);
  });

  it("stands above buttons as the kind that it has at Meta, and the key knows the message without asking again", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const id = await uploaded(home, "menu.pdf", "%PDF-1.4");
    const line = ["send", "buttons", "¿Reserva?", "--button", "Sí", "--media", id, "--to", to];
    const keyed = [...line, "--idempotency-key", "K", "--json"];
    expect(await runRecado(keyed, { home })).toMatchObject({ code: 0, stderr: "" });
    expect(sim.messages()).toMatchObject([
      { payload: { interactive: { header: { type: "document", document: { id } } } } },
    ]);
    await runRecado(["media", "delete", id, "--yes"], { home });
    expect(await runRecado(keyed, { home })).toMatchObject({ code: 0, stderr: "" });
    expect(sim.count()).toBe(1);
  });

  it("does not stand above buttons where it is an audio", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const id = await uploaded(home, "hello.ogg", opus);
    const line = ["send", "buttons", "¿?", "--button", "Sí", "--media", id, "--to", to, "--json"];
    expect(errorOf(await runRecado(line, { home })).code).toBe("media.wrong_kind");
    expect(sim.count()).toBe(0);
  });

  it("stands in the header of a template", async () => {
    const { sim, home } = await shop();
    sim.template({
      name: "label",
      language: "es",
      category: "UTILITY",
      components: [
        { type: "HEADER", format: "IMAGE", example: { header_handle: ["4:aGFuZGxl"] } },
        { type: "BODY", text: "Su etiqueta está lista." },
      ],
      status: "APPROVED",
    });
    const id = await uploaded(home, "mug.png", png);
    const line = ["send", "label", "--header", id, "--to", to, "--opted-in", "web", "--json"];
    expect(await runRecado(line, { home })).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.stringify(sim.messages()[0]?.payload)).toContain(`"image":{"id":"${id}"}`);
  });

  it("is not taken for one where a file has that name", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    writeFileSync(join(home, "2026"), "a text");
    const result = await runRecado(["send", "image", "2026", "--to", to, "--json"], { home });
    expect(errorOf(result).code).toBe("media.unknown_type");
  });
});

describe("a file that WhatsApp would refuse after accepting it", () => {
  it.each([
    ["a text named .png", ["image", "fake.png"], "just words", "media.not_its_type", "fake.png is not a .png file"],
    ["a JPEG named .png", ["image", "mug.png"], jpeg, "media.not_its_type", "mug.png"],
    ["a text named .pdf", ["document", "bill.pdf"], "just words", "media.not_its_type", "bill.pdf"],
    ["an OGG without OPUS", ["audio", "a.ogg"], "OggS, vorbis", "media.not_its_type", "OPUS"],
    ["an MP3 as a voice", ["audio", "a.mp3", "--voice"], "ID3 and a song", "media.not_a_voice", ".ogg"],
    ["a picture as a document", ["document", "mug.png"], png, "media.wrong_kind", "mug.png"],
  ])("%s is refused before it is uploaded", async (_, args, content, code, words) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    writeFileSync(join(home, args[1] ?? ""), content);
    const result = await runRecado(["send", ...args, "--to", to, "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({ code, message: expect.stringContaining(words) as string });
    expect(sim.count()).toBe(0);
  });

  it.each([
    ["https://shop.example/a.mp3", 2],
    ["https://shop.example/a.ogg", 0],
    ["https://shop.example/voice?id=7", 0],
  ])("an address says whether it may be a voice: %s", async (link, code) => {
    const { home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", "audio", link, "--voice", "--to", to, "--dry-run", "--json"], { home });
    expect(result.code).toBe(code);
    expect(result.stderr.includes("media.not_a_voice")).toBe(code === 2);
  });

  it("says what it seems to be, and why a picture is no document", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    writeFileSync(join(home, "mug.png"), jpeg);
    const seems = await runRecado(["send", "image", "mug.png", "--to", to, "--json"], { home });
    expect(errorOf(seems).hint).toContain(".jpg");
    const document = await runRecado(["send", "document", "mug.png", "--to", to, "--lang", "es", "--json"], { home });
    expect(errorOf(document).hint).toContain("recado send image");
  });
});

describe("one thing said twice", () => {
  it.each([
    [["text", "Hola", "--body", "Adiós"], "<text>", "--body"],
    [["image", "a.png", "--media", "b.png"], "<file>", "--media"],
    [["reaction", "👍", "--remove", "--message", "wamid.1"], "<emoji>", "--remove"],
  ])("is a usage error: %j", async (args, argument, option) => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", ...args, "--to", to, "--json"], { home });
    expect(result.code).toBe(2);
    const error = errorOf(result);
    expect(error.code).toBe("usage.given_twice");
    expect(error.message).toContain(`${argument} and ${option}`);
    expect(sim.count()).toBe(0);
  });
});

describe("what is too long", () => {
  const long = "x".repeat(80);

  it.each([
    [["buttons", "¿?", "--button", `a=${long}`], "--button, el título (interactive.action.buttons[0].reply.title)"],
    [["list", "¿?", "--label", "Ver", "--row", `a|${long}`], "--row, el título ("],
    [["list", "¿?", "--label", "Ver", "--row", `a|b|${long}`], "--row, la descripción ("],
    [["list", "¿?", "--label", long, "--row", "a"], "--label ("],
    [["buttons", "¿?", "--button", "Sí", "--footer", long], "--footer ("],
    [["buttons", "¿?", "--button", "Sí", "--header", long], "--header ("],
    [["cta-url", "Ver", "--label", "Abrir", "--url", "shop.example"], "--url ("],
    [["location", "--latitude", "91", "--longitude", "0"], "--latitude ("],
    [["image", "https://shop.example/a.png", "--caption", "x".repeat(2_000)], "--caption ("],
    [["text", "x".repeat(5_000)], "el texto (text.body)"],
  ])("is named as it was typed: %#", async (args, words) => {
    const { home } = await shop([{ text: "Hola" }]);
    const result = await runRecado(["send", ...args, "--to", to, "--lang", "es", "--json"], { home });
    expect(result.code).toBe(2);
    expect(errorOf(result).message).toContain(words);
  });

  it("in a file is named by its place there", async () => {
    const { home } = await shop([{ text: "Hola" }]);
    const stdin = JSON.stringify({ type: "text", text: { body: "x".repeat(5_000) } });
    const result = await runRecado(["send", "content", "--file", "-", "--to", to, "--json"], { home, stdin });
    expect(errorOf(result).message).toContain(": text.body has");
  });

  it("a row or a button without an id brings back what it says", async () => {
    const { sim, home } = await shop([{ text: "Hola" }]);
    await runRecado(["send", "buttons", "¿?", "--button", "Sí", "--to", to], { home });
    await runRecado(["send", "list", "¿?", "--label", "Ver", "--row", "09:00", "--to", to], { home });
    const sent = JSON.stringify(sim.messages().map(({ payload }) => payload));
    expect(sent).toContain('{"id":"Sí","title":"Sí"}');
    expect(sent).toContain('{"id":"09:00","title":"09:00"}');
  });
});
