import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeQuotedPrintable } from "../../../../src/domain/import/formats/vcard-bytes.ts";
import { LineCutter } from "../../../../src/domain/import/formats/vcard-lines.ts";
import { cardOf, readCards, readLines } from "./vcard-files.ts";

describe("lines that are spread over several", () => {
  it.each([
    ["3.0", ["FN:Ana Mar", " ía"], "Ana María"],
    ["3.0", ["FN:Ana", "  María"], "Ana María"],
    ["4.0", ["FN:Ana", "\t María"], "Ana María"],
    ["4.0", ["F", " N:Ana", "  María"], "Ana María"],
    // 2.1 folds where a blank stands already.
    ["2.1", ["FN:Ana", " María"], "Ana María"],
    ["2.1", ["FN;QUOTED-PRINTABLE:Ana=", " Mar=C3=", "=ADa"], "Ana María"],
    ["3.0", ["FN;ENCODING=QUOTED-PRINTABLE:Ana Mar=C3=", " =ADa"], "Ana María"],
    ["2.1", ["FN;ENCODING=BASE64:QW5hIE1hcsOt", " YQ=="], "Ana María"],
    ["2.1", ["FN;ENCODING=B:QW5hIE1h", "csOtYQ=="], "Ana María"],
  ])("in %s: %j", async (version, lines, name) => {
    expect(await readLines([...lines, "TEL:+12025550101"], version)).toMatchObject({
      Name: name,
      "Phone 1 - Value": "+12025550101",
    });
  });

  it("in the middle of a character", async () => {
    const bytes = Buffer.from(cardOf(["FN:Begoña"]));
    const cut = bytes.indexOf(0xb1);
    const folded = Buffer.concat([bytes.subarray(0, cut), Buffer.from("\r\n "), bytes.subarray(cut)]);
    expect((await readCards(folded)).cards).toEqual([{ card: 1, Name: "Begoña" }]);
  });
});

describe("what nothing is read from is passed over", () => {
  const base64 = ["/9j/4AAQSkZJRgABAQAAAQABAAD", "QUJDREVGR0hJSktMTU5PUFFSU1RV", "AAAA=="];
  it.each([
    ["a photo with blanks in front", "3.0", ["PHOTO;ENCODING=b;TYPE=JPEG:", ...base64.map((line) => ` ${line}`)]],
    ["a photo without them", "2.1", ["PHOTO;JPEG;BASE64:", ...base64, ""]],
    ["a photo that begins on the line of its name", "2.1", [`PHOTO;ENCODING=BASE64;TYPE=JPEG:${base64[0]}`, "AAA="]],
    ["a label in codes", "2.1", ["LABEL;QUOTED-PRINTABLE:Calle=0D=0A=", "FN:no es un nombre=0D=0A=", "Lima"]],
    ["an agent's card inside", "2.1", ["AGENT:", "BEGIN:VCARD", "FN:Agente", "TEL:+12025550199", "END:VCARD"]],
    ["an agent's card on the line of its name", "2.1", ["AGENT:BEGIN:VCARD", "FN:Agente", "END:VCARD"]],
    ["an agent as text", "3.0", [String.raw`AGENT:BEGIN:VCARD\nFN:Agente\nEND:VCARD\n`]],
    ["a long line", "4.0", [`PHOTO:data:image/jpeg;base64,${"A".repeat(300_000)}`]],
    ["a long line in codes that goes on", "2.1", [`LABEL;QUOTED-PRINTABLE:${"A".repeat(300_000)}=`, "FN:no"]],
    ["makers' own lines", "3.0", ["X-ABShowAs:COMPANY", "X-PHONETIC FIRST NAME:Ana", "item9.X-FOO_BAR:1"]],
  ])("%s", async (_, version, lines) => {
    const list = await readCards(cardOf([...lines, "FN:Ana", ...lines, "TEL:+12025550101"], version), 1000);
    expect(list.malformed).toEqual([]);
    expect(list.cards).toEqual([
      { card: 1, Name: "Ana", "Phone 1 - Label": "other", "Phone 1 - Value": "+12025550101" },
    ]);
  });

  it("and is never held: of a photo of megabytes on one line, a few kilobytes remain", () => {
    const held: number[] = [];
    const cutter = new LineCutter({ line: (text) => held.push(text.length), wants: () => false }, 32 * 1024 * 1024);
    for (let piece = 0; piece < 200; piece++) cutter.push("A".repeat(64 * 1024));
    cutter.push("A\r\nB\r\n");
    expect(held).toEqual([1001, 1]);
  });
});

describe("characters", () => {
  it.each([
    ["that the line names", "FN;CHARSET=ISO-8859-1:Bego\u00f1a", "Begoña"],
    ["that the line names, in codes", "FN;CHARSET=windows-1252;ENCODING=QUOTED-PRINTABLE:20 =80", "20 €"],
    ["of other alphabets", "FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C0=ED=E0", "Ана"],
    ["of Japanese telephones", "FN;CHARSET=SHIFT_JIS;ENCODING=QUOTED-PRINTABLE:=89=D4=8E=71", "花子"],
    ["that nobody knows, which then are UTF-8", "FN;CHARSET=X-NONE;ENCODING=QUOTED-PRINTABLE:Bego=C3=B1a", "Begoña"],
    ["that are not what the line says", "FN;CHARSET=UTF-8:Bego\u00f1a", "Begoña"],
    ["that are called ASCII and are not", "FN;CHARSET=US-ASCII;QUOTED-PRINTABLE:Bego=C3=B1a", "Begoña"],
    ["in codes that are none", "FN;QUOTED-PRINTABLE:1=2 =ZZ =4", "1=2 =ZZ =4"],
  ])("%s", async (_, line, name) => {
    const { cards } = await readCards(Buffer.from(cardOf([line], "2.1"), "latin1"));
    expect(cards).toEqual([{ card: 1, Name: name }]);
  });

  it("that an encoder wrote as codes are read back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = Buffer.from(text, "utf8");
        const codes = [...bytes].map((byte) =>
          byte === 0x3d || byte > 0x7e ? `=${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte),
        );
        expect(Buffer.from(decodeQuotedPrintable(codes.join("")), "latin1")).toEqual(bytes);
      }),
    );
  });
});
