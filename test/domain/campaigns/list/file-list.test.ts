import { appendFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hashOfFile } from "../../../../src/domain/campaigns/list/hash-file.ts";
import { openRecipients } from "../../../../src/domain/campaigns/list/open-list.ts";
import type { ListedRecipient } from "../../../../src/domain/campaigns/list/recipient.ts";
import { addContacts } from "../../../../src/storage/repos/contacts.ts";
import { contactRow } from "../../../helpers/rows.ts";
import { all, listWorld } from "./world.ts";

const world = listWorld();

const numbers = (list: readonly ListedRecipient[]): unknown[] =>
  list.map(({ phone, problem }) => phone?.e164 ?? problem?.reason);

describe("a file of recipients", () => {
  it.each([
    ["CSV", "clientes.csv", "Nombre,Teléfono\nAna,+12025550101\nEva,+12025550102\n"],
    [
      "CSV with semicolons and a title",
      "clientes.csv",
      "Clientes 2026\n\nNombre;Celular\nAna;+12025550101\nEva;+12025550102",
    ],
    ["tab-separated text", "clientes.txt", "name\tphone\nAna\t+12025550101\nEva\t+12025550102\n"],
    ["JSON", "clientes.json", '[{"name":"Ana","phone":"+12025550101"},{"name":"Eva","phone":"+12025550102"}]'],
    ["NDJSON", "clientes.ndjson", '{"phone":"+12025550101"}\n{"phone":"+12025550102"}\n'],
    [
      "vCard",
      "clientes.vcf",
      ["Ana:+12025550101", "Eva:+12025550102"]
        .map((one) => one.split(":"))
        .map(([name, tel]) => `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;TYPE=CELL:${tel}\nEND:VCARD\n`)
        .join(""),
    ],
    ["numbers without a header", "clientes.csv", "+12025550101\n+12025550102\n"],
    ["numbers from standard input", "stdin", "+1 202 555 0101\r\n+1 (202) 555-0102"],
    ["Latin-1", "clientes.csv", Buffer.from("Teléfono\n+12025550101\n+12025550102\n", "latin1")],
  ])("is read: %s", async (_, name, content) => {
    const list = await world.open(content, { name });
    expect(numbers(await all(list))).toEqual(["+12025550101", "+12025550102"]);
    expect(list.count).toBe(2);
  });

  it("may be one number, and nothing else", async () => {
    const list = await world.open("+12025550101\n", { name: "stdin" });
    expect(await all(list)).toMatchObject([{ position: 0, row: 1, given: "+12025550101", phone: { country: "US" } }]);
    expect(list).toMatchObject({ count: 1, columns: [] });
  });

  it("is what recado itself lists and exports", async () => {
    const line = {
      id: "con_1",
      name: "Ana",
      phone: "+12025550101",
      waId: null,
      userId: null,
      username: null,
      country: "US",
      labels: "[]",
      language: "es_MX",
      timeZone: null,
      fields: '{"Ciudad":"Lugo"}',
      consent: '{"marketing":"granted"}',
    };
    const [one] = await world.read(`${JSON.stringify(line)}\n${JSON.stringify(line)}\n`, { name: "stdin" });
    expect(one).toMatchObject({ phone: { e164: "+12025550101" }, told: { name: "Ana", language: "es_MX" } });
  });

  it("keeps places and rows, blank rows being none", async () => {
    const list = await world.read("Nombre,Teléfono\n\nAna,+12025550101\n,\nEva,\n");
    expect(list.map(({ position, row }) => [position, row])).toEqual([
      [0, 3],
      [1, 5],
    ]);
    expect((await world.read("+12025550101\n+12025550102\n")).map(({ row }) => row)).toEqual([1, 2]);
  });

  it("tells what is wrong with a row, and loses none of them", async () => {
    const list = await world.read(
      [
        "Nombre;Teléfono;País;BSUID",
        "Ana;5,215E+11;México;",
        "Eva;;España;",
        "Bea;600000012;;",
        "Lea;600000012;Narnia;",
        "Zoe;600000013;España;;sobra",
        "Luz;;;US.90817263544536271819",
        "Sol;600000014;España;",
      ].join("\n"),
    );
    expect(list.map(({ given, problem, phone }) => [given, problem?.reason ?? phone?.e164])).toEqual([
      ["5,215E+11", "invalid"],
      [null, "no-number"],
      ["600000012", "invalid"],
      ["600000012", "invalid"],
      [null, "invalid"],
      [null, "no-number"],
      ["600000014", "+34600000014"],
    ]);
    expect(list[3]?.problem?.detail.es).toContain("país");
    expect(list[5]?.problem?.detail.en).toContain("user id");
  });

  it("reads numbers without a country code as those of the profile's country", async () => {
    expect(numbers(await world.read("telefono\n600000012\n", { country: "ES" }))).toEqual(["+34600000012"]);
    expect(numbers(await world.read("600000012\n600000013\n", { country: "ES" }))).toEqual([
      "+34600000012",
      "+34600000013",
    ]);
  });

  it("marks who is there twice, in whatever spelling", async () => {
    const list = await world.read(
      "phone\n+12025550101\n+5215512345678\n001 202 555 0101\n+525512345678\n+12025550101\n",
    );
    expect(list.map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, undefined, 0, 1, 0]);
  });

  it("names its cells by their headers, in any case of letters", async () => {
    const [one] = await world.read("Phone,Fecha Cita,Monto,monto,__proto__\n+12025550101,'=1+1,10,20,x\n");
    expect(one?.cells.get("fecha cita")).toBe("=1+1");
    expect([...(one?.cells.entries() ?? [])]).toEqual([
      ["phone", "+12025550101"],
      ["fecha cita", "=1+1"],
      ["monto#1", "10"],
      ["monto", "10"],
      ["monto#2", "20"],
      ["__proto__", "x"],
    ]);
  });

  it("says of a person what an import would take in", async () => {
    const list = await world.read(
      "Nombre;Apellidos;Teléfono;Idioma;Zona horaria\nAna María;Ejemplo;+12025550101;español;America/Lima\nLuz;;+12025550102;klingon;x\n",
    );
    expect(list.map(({ told }) => told)).toMatchObject([
      { name: "Ana María Ejemplo", firstName: "Ana María", language: "es", timeZone: "America/Lima" },
      { name: "Luz", language: "", timeZone: "" },
    ]);
  });

  it.each([
    ["Nombre;Apellidos", "Ana María;Pérez", "Ana María", "Ana María Pérez"],
    ["Nombre;Apellidos", ";Pérez", "", "Pérez"],
    ["Nombre;Apellidos", "Ana Pérez;", undefined, "Ana Pérez"],
    ["Nombres;Apellidos", ";Pérez", "", "Pérez"],
    ["Nombres;Nombre completo", ";Pérez", "", "Pérez"],
    ["Nombre;Ciudad", "Ana Pérez;Lima", undefined, "Ana Pérez"],
  ])("tells the first name where %s has it: %s", async (header, cells, firstName, name) => {
    const [one] = await world.read(`Teléfono;${header}\n+12025550101;${cells}\n`);
    expect([one?.told?.firstName, one?.told?.name]).toEqual([firstName, name]);
  });

  it("takes the column that was named", async () => {
    const content = "Casa,Trabajo\n+12025550101,+12025550102\n";
    expect(numbers(await world.read(content, { phoneColumn: "trabajo" }))).toEqual(["+12025550102"]);
  });

  it("is not refused for columns of consent, of which a campaign asks nothing", async () => {
    const content = "Teléfono,Acepta WhatsApp,Acepta mensajes,Consentimiento,Baja\n+12025550101,sí,no,sí,no\n";
    expect(numbers(await world.read(content))).toEqual(["+12025550101"]);
  });

  it("finds the contacts, also removed ones, and by a number of one that was merged", async () => {
    const db = await world.db();
    await addContacts(db, [
      contactRow(101, { name: "Ana" }),
      contactRow(102, { name: "Old Ana", merged_into: 1 }),
      contactRow(103, { removed_at: 1, consent: "w---" }),
    ]);
    const list = await world.read("phone\n+12025550102\n+12025550103\n+12025550104\n+12025550101\n", { db });
    expect(list.map(({ phone, contact, duplicateOf }) => [phone?.e164, contact?.name, duplicateOf])).toEqual([
      ["+12025550102", "Ana", undefined],
      ["+12025550103", "Contact 103", undefined],
      ["+12025550104", undefined, undefined],
      ["+12025550101", "Ana", 0],
    ]);
  });

  it("comes in pages of a thousand, as often as it is asked for", async () => {
    const rows = Array.from({ length: 2_500 }, (_, place) => `+1202555${String(place).padStart(4, "0")}`);
    const list = await world.open(`phone\n${rows.join("\n")}\n`);
    for (const _ of [1, 2]) {
      const sizes: number[] = [];
      for await (const page of list.pages()) sizes.push(page.length);
      expect(sizes).toEqual([1_000, 1_000, 500]);
    }
  });

  it("stops between two pages when it is told to", async () => {
    const stop = new AbortController();
    const list = await world.open("phone\n+12025550101\n", { signal: stop.signal });
    stop.abort(new Error("enough"));
    await expect(all(list)).rejects.toThrow("enough");
  });

  it("is known by its hash, with which a later reading is compared", async () => {
    const input = world.write("phone\n+12025550101\n");
    const list = await openRecipients({ kind: "file", input }, { db: await world.db() });
    expect(list.hash).toBe(await hashOfFile(input));
    appendFileSync(input.path, "+12025550102\n");
    expect(list.hash).not.toBe(await hashOfFile(input));
    await expect(all(list)).rejects.toMatchObject({ code: "import.changed" });
  });
});

describe("a file that is no list of recipients", () => {
  it.each([
    ["nothing in it", "", "import.empty"],
    ["no rows", "Nombre,Teléfono\n", "import.no_rows"],
    ["no phone", "Nombre,Correo\nAna,x\n", "import.no_phone_column"],
    ["several columns without a header", "Ana,+12025550101\nEva,+12025550102\n", "import.no_phone_column"],
    ["two phones", "Teléfono,Celular\n+12025550101,+12025550102\n", "import.two_phone_columns"],
    ["a quotation mark that is never closed", 'Nombre,Teléfono\n"Ana,+12025550101\n', "import.open_quote"],
    ["JSON of another shape", '{"a":{"b":1}}', "import.json_shape"],
    ["a picture", "\u0089PNG\r\n\u001a\n", "import.format"],
  ])("is refused: %s", async (_, content, code) => {
    const error: unknown = await world.open(Buffer.from(content, "latin1")).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code, exit: 2, data: { file: "list.csv" } });
  });

  it.each([
    ["Nombre,Correo\nAna,x\n", undefined, '--phone-column "Header"'],
    ["Teléfono,Celular\n+12025550101,+12025550102\n", undefined, '--phone-column "Teléfono"'],
    ["Casa,Casa\n+12025550101,+12025550102\n", "Casa", '--phone-column "Casa#1"'],
    ['Nombre,Teléfono\n"Ana,+12025550101\n', undefined, "no campaign has been created"],
    ["Nombre,Teléfono\nAna,+12025550101\n", "Tel", 'its columns are "Nombre", "Teléfono"'],
  ])("tells what to type for a campaign: %j", async (content, phoneColumn, said) => {
    const error: unknown = await world.open(content, { phoneColumn }).catch((cause: unknown) => cause);
    const { hint } = error as { hint: { en: string; es: string } };
    expect(hint.en).toContain(said);
    expect(hint.en).not.toMatch(/import|--map/);
    expect(hint.es).not.toMatch(/import|imp[oó]rt|--map/);
  });
});
