import { describe, expect, it } from "vitest";
import { readCards, readLines, cardOf } from "./vcard-files.ts";

/** The labels of a card's numbers. */
async function labelsOf(lines: readonly string[], version?: string): Promise<(string | number)[]> {
  const card = await readLines(lines, version);
  return Object.keys(card)
    .filter((name) => name.endsWith("Label"))
    .map((name) => card[name] ?? "");
}

describe("what a number is called", () => {
  it.each([
    ["TEL:1", "other"],
    ["TEL;CELL:1", "mobile"],
    ["TEL;TYPE=cell:1", "mobile"],
    ["TEL;type=CELL;type=VOICE;type=pref:1", "* mobile"],
    ['TEL;VALUE=uri;TYPE="cell,voice";PREF=1:tel:1', "* mobile"],
    ["TEL;TYPE=WORK,CELL:1", "mobile"],
    ["TEL;HOME;FAX:1", "fax"],
    ["TEL;TYPE=PAGER:1", "pager"],
    ["TEL;WORK;VOICE;PREF:1", "* work"],
    ["TEL;type=MAIN:1", "main"],
    ["TEL;TYPE=CAR:1", "other"],
    ["TEL;TYPE=WhatsApp:1", "WhatsApp"],
    ["TEL;X-Oficina:1", "Oficina"],
    ["TEL;TYPE=CELL;TYPE=X-Claro:1", "mobile"],
    ["TEL;type=CELL;waid=12025550101:1", "WhatsApp"],
    ["TEL;TYPE=CELL;waid=:1", "mobile"],
  ])("%s → %s", async (line, label) => {
    expect(await labelsOf([line])).toEqual([label]);
  });

  it.each([
    ["_$!<Mobile>!$_", "mobile"],
    ["_$!<HomeFAX>!$_", "fax"],
    ["_$!<AppleWatch>!$_", "applewatch"],
    ["Móvil de la tienda", "Móvil de la tienda"],
    ["", "other"],
  ])("by Apple's label %j, wherever it stands: %s", async (text, label) => {
    expect(await labelsOf(["item1.TEL:1", `item1.X-ABLabel:${text}`])).toEqual([label]);
    expect(await labelsOf([`ITEM1.X-ABLABEL:${text}`, "item1.TEL:1", "item2.X-ABLabel:Otro"])).toEqual([label]);
  });

  it("is starred for the first in the card's own order only", async () => {
    const lines = ["TEL;PREF=50;TYPE=home:1", "TEL;PREF=7;TYPE=cell:2", "TEL;PREF=7;TYPE=work:3", "TEL:4"];
    expect(await labelsOf(lines, "4.0")).toEqual(["home", "* mobile", "* work", "other"]);
  });
});

describe("whom an address of WhatsApp means", () => {
  it.each([
    ["IMPP:whatsapp:+12025550101", { "Phone 1 - Label": "WhatsApp", "Phone 1 - Value": "+12025550101" }],
    ["IMPP:whatsapp:%2B1%20202%20555%200101", { "Phone 1 - Value": "+1 202 555 0101" }],
    ["IMPP;X-SERVICE-TYPE=WhatsApp:x-apple:12025550101", { "Phone 1 - Value": "12025550101" }],
    ["IMPP:whatsapp:US.90817263544536271819", { "User ID": "US.90817263544536271819" }],
    ["IMPP:WhatsApp:@ana.demo", { Username: "ana.demo" }],
    ["X-WHATSAPP-USER-ID:US.90817263544536271819", { "User ID": "US.90817263544536271819" }],
    ["X-WHATSAPP-USERNAME:ana.demo", { Username: "ana.demo" }],
  ])("%s", async (line, said) => {
    expect(await readLines([line])).toMatchObject(said);
  });

  it("and marks the number that is there already", async () => {
    const lines = ["IMPP:whatsapp:12025550101", "TEL;HOME:+1 202 555-0101", "IMPP:skype:ana"];
    expect(await readLines(lines)).toEqual({
      card: 1,
      "Phone 1 - Label": "WhatsApp",
      "Phone 1 - Value": "+1 202 555-0101",
    });
  });
});

describe("the name is", () => {
  it.each([
    ["the one that is shown", ["N:Demo;Ana;;;", "FN:Ana Demo (vecina)"], "Ana Demo (vecina)"],
    ["put together", ["N:Demo;Ana;María;Dra.;MBA"], "Dra. Ana María Demo MBA"],
    ["a company's", ["FN:", "N:;;;;", "ORG:Ejemplo\\, S.A.;Ventas", "NICKNAME:Eje"], "Ejemplo, S.A., Ventas"],
    ["a nickname", ["N:;;;;", "NICKNAME:Eje"], "Eje"],
    ["on one line", ["FN:Ana\\nDemo "], "Ana Demo"],
  ])("%s", async (_, lines, name) => {
    expect(await readLines(lines)).toMatchObject({ Name: name });
  });
});

describe("values", () => {
  it.each([
    [String.raw`NOTE:a\, b\; c\: d\\ e\N\f`, { Note: `a, b; c: d\\ e\n${String.raw`\f`}` }],
    [String.raw`CATEGORIES:vip,Lima\, centro, ,más`, { Labels: "vip ::: Lima, centro ::: más" }],
    [
      String.raw`ADR:Apdo. 5;2º;Calle\; 1;Lima;L;15001;Perú`,
      { Address: "Apdo. 5, 2º, Calle; 1, L, 15001", City: "Lima" },
    ],
    ['ADR;LABEL="Calle: 1; Lima":;;Calle 1;Lima;;;', { Address: "Calle 1", City: "Lima" }],
    ["EMAIL:mailto:ana@example.com", { "E-mail": "ana@example.com" }],
    ["TEL;VALUE=uri:TEL:+1-202-555-0101;ext=5", { "Phone 1 - Value": "+1-202-555-0101;ext=5" }],
    ["BDAY:19800325", { Birthday: "1980-03-25" }],
    ["BDAY:1980-03-25T00:00:00Z", { Birthday: "1980-03-25" }],
    ["BDAY;VALUE=text:en marzo", { Birthday: "en marzo" }],
    ["TZ:-0500", { "Time Zone": "-05:00" }],
    ["TZ;VALUE=text:America/Lima", { "Time Zone": "America/Lima" }],
    ["X-RECADO-LANGUAGE:es_MX", { Language: "es_MX" }],
    ["X-RECADO-FIELD:talla;M", { "fields.talla": "M" }],
  ])("%s", async (line, said) => {
    expect(await readLines([line])).toMatchObject(said);
  });

  it("of which a card has several are joined, or the preferred one stays", async () => {
    const lines = [
      "EMAIL:ana@example.com",
      "EMAIL:ventas@example.com",
      "CATEGORIES:vip",
      "CATEGORIES:Lima",
      "NOTE:a",
      "NOTE:b",
      "ADR:;;Calle 1;Lima;;;",
      "ADR;TYPE=pref:;;Calle 2;Cusco;;;",
      "LANG:es",
      "LANG;PREF=2:qu",
    ];
    expect(await readLines(lines)).toMatchObject({
      "E-mail": "ana@example.com ::: ventas@example.com",
      Labels: "vip ::: Lima",
      Note: "a\nb",
      Address: "Calle 2",
      City: "Cusco",
      Language: "qu",
    });
  });

  it("of foreign hands stay as they are: whoever shows them cleans them", async () => {
    const hostile = ["\u001b[31mroja", "\u202eatreinu", "=1+1", "@SUM(A1)"];
    const { cards } = await readCards(hostile.map((name) => cardOf([`FN:${name}`])).join(""));
    expect(cards.map(({ Name }) => Name)).toEqual(hostile);
  });
});
