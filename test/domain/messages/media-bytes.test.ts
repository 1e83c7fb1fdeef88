import { describe, expect, it } from "vitest";
import { couldBe, typeByBytes } from "../../../src/domain/messages/media-bytes.ts";

const bytes = (text: string): Buffer => Buffer.from(text, "latin1");
const page = `OggS${"\0".repeat(24)}`;

const real = [
  ["image/jpeg", "\u00ff\u00d8\u00ff\u00e0JFIF"],
  ["image/png", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR"],
  ["image/webp", "RIFF\u0010\0\0\0WEBPVP8 "],
  ["application/pdf", "%PDF-1.7\n"],
  ["application/pdf", "\u00ef\u00bb\u00bf%PDF-1.7\n"],
  ["video/mp4", "\0\0\0\u0018ftypmp42"],
  ["video/3gpp", "\0\0\0\u0018ftyp3gp4"],
  ["audio/mp4", "\0\0\0\u0018ftypM4A "],
  ["audio/mpeg", "ID3\u0004"],
  ["audio/mpeg", "\u00ff\u00fb\u0090"],
  ["audio/aac", "\u00ff\u00f1P"],
  ["audio/amr", "#!AMR\n"],
  ["audio/ogg", `${page}OpusHead`],
] as const;

describe("the beginning of a file", () => {
  it.each(real)("of the type %s fits it (%#)", (type, content) => {
    expect(couldBe(bytes(content), type)).toBe(true);
  });

  it.each([...new Set(real.map(([type]) => type))])("of a text does not fit %s", (type) => {
    expect(couldBe(bytes("this is a text and nothing else"), type)).toBe(false);
  });

  it("of an OGG that is not OPUS does not fit: WhatsApp takes no other", () => {
    expect(couldBe(bytes(`${page}\u0001vorbis`), "audio/ogg")).toBe(false);
  });

  it.each(["text/plain", "application/msword"])("says nothing about %s", (type) => {
    expect(couldBe(bytes("anything"), type)).toBe(true);
  });

  it("names another type where it is certain", () => {
    expect(typeByBytes(bytes("\u00ff\u00d8\u00ff\u00e0JFIF"))).toBe("image/jpeg");
    expect(typeByBytes(bytes("anything"))).toBeUndefined();
    expect(typeByBytes(Buffer.alloc(0))).toBeUndefined();
  });
});
