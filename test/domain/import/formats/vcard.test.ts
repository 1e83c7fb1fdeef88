import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputError } from "../../../../src/core/errors.ts";
import type { SourceRow } from "../../../../src/domain/import/list.ts";
import { utf16, refusalOf } from "./csv-files.ts";
import { cardOf, fixture, readCards, readLines } from "./vcard-files.ts";

const names = ["iphone", "android-21", "outlook-21", "google-30", "40"];

describe("the same cards come out", () => {
  const whole = Buffer.concat(names.map((name) => fixture(`vcard-${name}.vcf`)));

  it("wherever the file is cut while it is read", async () => {
    const expected = (await readCards(whole)).cards;
    for (let size = 1; size <= 16; size++) expect((await readCards(whole, size)).cards).toEqual(expected);
  });

  it.each([
    ["\\n alone", (text: string) => text.replaceAll("\r\n", "\n")],
    ["\\r alone", (text: string) => text.replace(/\r\n|\n/g, "\r")],
    ["\\r\\r\\n, as a careless copy leaves it", (text: string) => text.replace(/\r\n|\n/g, "\r\r\n")],
    ["each of them by turns", mixedLineEnds],
  ])("with lines that end in %s", async (_, change) => {
    const text = fixture("vcard-iphone.vcf").toString() + fixture("vcard-android-21.vcf").toString();
    const expected = (await readCards(text)).cards;
    for (const size of [1, 3, 1000]) expect((await readCards(change(text), size)).cards).toEqual(expected);
  });

  it.each([
    ["utf-16le", false, "\ufeff"],
    ["utf-16be", true, "\ufeff"],
    ["utf-16le", false, ""],
    ["utf-16be", true, ""],
  ])("from %s (big end first: %s) with the mark %j", async (encoding, bigEndian, mark) => {
    const text = `${fixture("vcard-iphone.vcf").toString()}${cardOf(["FN:Ана 😀", "TEL:+12025550101"])}`;
    const expected = (await readCards(text)).cards;
    const list = await readCards(utf16(mark + text, bigEndian), 7);
    expect(list.cards).toEqual(expected);
    expect(list.encoding).toBe(encoding);
  });

  it("when they are read again, and to whoever surveys the file", async () => {
    const seen: SourceRow[] = [];
    let surveyed: readonly string[] = [];
    const survey = (header: readonly string[]) => {
      surveyed = header;
      return (rows: readonly SourceRow[]): void => void seen.push(...rows);
    };
    const list = await readCards(whole, undefined, { survey });
    const rows = [];
    for await (const piece of list.rows()) rows.push(...piece);
    expect(surveyed).toEqual(list.header);
    expect(seen).toEqual(rows);
    expect(rows).toHaveLength(list.rowCount);
  });
});

function mixedLineEnds(text: string): string {
  let count = 0;
  return text.replace(/\r\n|\n/g, () => ["\r\n", "\n", "\r"][count++ % 3] ?? "\n");
}

it("goes on in pieces of a thousand rows", async () => {
  const text = Array.from({ length: 2500 }, (_, place) => cardOf([`FN:Ana ${place}`])).join("");
  const pieces = [];
  for await (const piece of (await readCards(text)).rows()) pieces.push(piece.length);
  expect(pieces).toEqual([1000, 1000, 500]);
});
it("has the columns that the mapping knows, however few numbers there are", async () => {
  expect((await readCards(cardOf(["FN:Ana"]))).header).toEqual(
    (
      "Name,First Name,Last Name,Phone 1 - Label,Phone 1 - Value,Organization,Title,E-mail,Birthday,Address,City,Country," +
      "Language,Time Zone,Labels,Note,UID,User ID,Username"
    ).split(","),
  );
});

describe("what our own export knew of a consent", () => {
  const columns = ["consent.marketing", "consent.utility", "consent.authentication", "consent.service"];

  it("has a column for each purpose, of every card of the file", async () => {
    const list = await readCards(
      cardOf(["FN:Ana"]) +
        cardOf(["FN:Eva", "X-RECADO-CONSENT:marketing;withdrawn", "item1.x-recado-consent:Utility; granted"]),
    );
    expect(list.header.slice(-4)).toEqual(columns);
    expect(list.cards).toEqual([
      { card: 1, Name: "Ana" },
      { card: 2, Name: "Eva", "consent.marketing": "withdrawn", "consent.utility": "granted" },
    ]);
  });

  it("is kept where two lines tell two things, so that neither is chosen", async () => {
    const lines = ["marketing;withdrawn", "marketing;granted", "service;granted", "service;granted"];
    expect(await readLines(["FN:Ana", ...lines.map((line) => `X-RECADO-CONSENT:${line}`)])).toMatchObject({
      "consent.marketing": "withdrawn ::: granted",
      "consent.service": "granted",
    });
  });

  it("is not passed over where nobody knows the purpose: the card is refused", async () => {
    const list = await readCards(cardOf(["FN:Ana", "X-RECADO-CONSENT:raffles;withdrawn"]) + cardOf(["FN:Eva"]));
    expect(list.malformed).toEqual([1]);
    expect(list.header).not.toContain("consent.marketing");
  });
});

it("keeps every number of a card that has more than there are columns for", async () => {
  const numbers = Array.from({ length: 23 }, (_, place) => `+120255501${String(place).padStart(2, "0")}`);
  const list = await readCards(cardOf(["FN:Ana", ...numbers.map((number) => `TEL;CELL:${number}`)]));
  expect(list.header.filter((name) => name.endsWith("Value"))).toHaveLength(20);
  expect(list.cards[0]).toMatchObject({
    "Phone 19 - Value": numbers[18],
    "Phone 20 - Label": "other",
    "Phone 20 - Value": numbers.slice(19).join(" ::: "),
  });
});
describe("what is broken in a card marks that card, and the others go on", () => {
  const good = cardOf(["FN:Bea", "TEL:+12025550102"]);
  it.each([
    ["a line that is no property", ["FN:Ana", "TEL:+12025550101", "llamar por la tarde"]],
    ["a line with a colon that is no property", ["FN:Ana", "TEL:+12025550101", "de lunes a viernes: 9 a 17"]],
    ["quotation marks that are never closed", ["FN:Ana", 'TEL;TYPE="cell:+12025550101']],
    ["a NUL", ["FN:An\u0000a", "TEL:+12025550101"]],
    ["a NUL as a code", ["FN;ENCODING=QUOTED-PRINTABLE:An=00a", "TEL:+12025550101"]],
  ])("%s", async (_, lines) => {
    const list = await readCards(cardOf(lines) + good);
    expect(list.malformed).toEqual([1]);
    expect(list.cards.map(({ card, Name }) => `${card} ${Name}`)).toEqual(["1 Ana", "2 Bea"]);
  });
  it("and the line is not lost", async () => {
    expect(await readLines(["FN:Ana", "NOTE:Buena clienta", "llamar por la tarde"])).toMatchObject({
      Note: "Buena clienta\nllamar por la tarde",
    });
  });
  it("its last line is missing", async () => {
    const list = await readCards(`BEGIN:VCARD\nFN:Ana\n${good}`);
    expect([list.malformed, list.cards.map(({ Name }) => Name)]).toEqual([[1], ["Ana", "Bea"]]);
  });
  it("its first line is missing", async () => {
    const list = await readCards(`${good}FN:Ana\nTEL:+12025550101\nEND:VCARD\n${good}`);
    expect([list.malformed, list.cards.map(({ Name }) => Name)]).toEqual([[2], ["Bea", "Ana", "Bea"]]);
  });
  it.each(["", "\n", "\nTEL:+12025550101\n"])(
    "a stray = at the end of a line swallows no card, before %j",
    async (next) => {
      const list = await readCards(`BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:Ana=\n${next}END:VCARD\n${good}`);
      expect([list.malformed, list.cards.map(({ Name }) => Name)]).toEqual([[], ["Ana", "Bea"]]);
    },
  );
});
it("counts cards that say nothing, and leaves them out", async () => {
  const list = await readCards(`${cardOf([])}${cardOf(["FN:", "N:;;;;", "TEL:"])}${cardOf(["FN:Ana"])}`);
  expect([list.rowCount, list.cards]).toEqual([1, [{ card: 3, Name: "Ana" }]]);
});
it("passes over what stands between cards, and over cards around cards", async () => {
  const inner = cardOf(["FN:Ana"]) + cardOf(["FN:Bea"]);
  const list = await readCards(`\r\n-- 2 contacts --\r\nBEGIN:VCARD\r\n${inner}END:VCARD\r\n\u001a`);
  expect([list.malformed, list.cards.map(({ Name }) => Name)]).toEqual([[], ["Ana", "Bea"]]);
});
it("reads or refuses whatever it is given, the same wherever it is cut", async () => {
  const every = [
    "BEGIN:VCARD\r\n",
    "END:VCARD\n",
    "VERSION:2.1\n",
    "VERSION:3.0\r",
    "AGENT:\n",
    "FN:Ana",
    "TEL;CELL:+1202",
    "item1.",
    "\n",
    "FN;QUOTED-PRINTABLE:=C3=",
    "=B1",
    "PHOTO;BASE64:",
    "AAAA",
    "\r\n ",
    "\r",
    "\t",
    ";",
    ":",
    '"',
    "\\",
    ",",
    "\u0000",
    "ñ",
    "X-ABLabel:_$!<Home>!$_\n",
    "TEL;X-CUSTOM(",
    "CATEGORIES:a,b\n",
    "=",
    "\r\n",
  ];
  const piece = fc.constantFrom(...every);
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), async (pieces, size) => {
      const read = async (chunkBytes?: number): Promise<unknown> => {
        try {
          const { cards, malformed } = await readCards(`BEGIN:VCARD\nFN:x\n${pieces.join("")}`, chunkBytes);
          return { cards, malformed };
        } catch (error) {
          if (error instanceof InputError) return [error.code, error.data];
          throw error;
        }
      };
      expect(await read(size)).toEqual(await read());
    }),
    { numRuns: 300 },
  );
});

describe("a file that cannot be read is refused", () => {
  it.each([
    ["without cards", "nombre;teléfono\r\nAna;+12025550101\r\n", "import.no_cards", { file: "contacts.vcf" }],
    ["empty", "", "import.no_cards", { file: "contacts.vcf" }],
    ["with blank cards only", cardOf([]), "import.no_cards", { file: "contacts.vcf" }],
    ["cut off", `${cardOf(["FN:Ana"])}BEGIN:VCARD\r\nFN:Be`, "import.open_card", { file: "contacts.vcf", card: 2 }],
  ])("%s", async (_, text, code, data) => {
    const error = await refusalOf(readCards(text));
    expect([error.code, error.data]).toEqual([code, data]);
  });

  it.each([
    ["too many lines", "TEL:1\r\n".repeat(150_000).trimEnd()],
    ["a line of 33 MB", `PHOTO:data:image/jpeg;base64,${"A".repeat(33 * 1024 * 1024)}`],
    ["a note of 5 MB", `NOTE:${"a".repeat(5 * 1024 * 1024)}`],
    ["notes of 5 MB", Array.from({ length: 50 }, () => `NOTE:${"a".repeat(100 * 1024)}`).join("\r\n")],
  ])("with %s, naming the card", async (_, line) => {
    const error = await refusalOf(readCards(cardOf(["FN:Ana"]) + cardOf(["FN:Bea", line])));
    expect([error.code, error.data]).toEqual(["import.record_too_long", { file: "contacts.vcf", card: 2 }]);
    expect(error.text.es).toContain("tarjeta 2");
  });

  it("in UTF-16 with a character that is cut off", async () => {
    const error = await refusalOf(readCards(utf16(`\ufeff${cardOf(["FN:Ana"])}`, false).subarray(0, -1)));
    expect(error.code).toBe("import.encoding");
  });

  it("with more fields of its own than a list may have", async () => {
    const fields = Array.from({ length: 1001 }, (_, place) => `X-RECADO-FIELD:f${place};x`);
    expect((await refusalOf(readCards(cardOf(["FN:Ana", ...fields])))).code).toBe("import.too_many_columns");
  });
});
