import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

const good = "Ana;+34600000012;sí";

function homeWith(content: string | Uint8Array, name = "lista.csv"): string {
  const home = temporaryFolder();
  writeFileSync(join(home, name), content);
  return home;
}

const importList = async (home: string, ...args: string[]): Promise<RunResult> =>
  runRecado(["contacts", "import", "lista.csv", ...args], { home });

const contactsOf = async (home: string): Promise<readonly Record<string, unknown>[]> => {
  const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
  return (JSON.parse(stdout) as { contacts: Record<string, unknown>[] }).contacts;
};

describe("recado contacts import", () => {
  it("of which no row could be read asked wrongly, and still reports", async () => {
    const home = homeWith("Nombre;Teléfono\nEva;12\nLuz;\n");
    const result = await importList(home, "--json");
    expect(result.code).toBe(2);
    expect(JSON.parse(result.stdout)).toMatchObject({ rows: 2, rejected: 2, rejects: [{ row: 2 }, { row: 3 }] });
    expect(errorOf(result)).toMatchObject({
      code: "import.all_rows_rejected",
      message: "Rows refused: 2 of 2. There was no contact to import.",
    });
  });

  it("says first that the file came before", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    await importList(home);
    const { stdout } = await importList(home, "--dry-run");
    expect(stdout.split("\n")[0]).toMatch(/^This same file was imported before \(imp_\w+\)\.$/);
  });

  it("counts people who say no now, once each", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    await importList(home);
    writeFileSync(join(home, "lista.csv"), "Teléfono;Acepta\n+34600000012;no\n");
    const { stdout } = await importList(home, "--lang", "es");
    expect(stdout).toContain("Filas que dicen que no (esas personas quedan de baja): 1");
    const { stdout: json } = await importList(home, "--json");
    expect(JSON.parse(json)).toMatchObject({ withdrawn: [], grantedKept: [], withoutConsent: 1 });
  });

  it("names the purposes in the reader's words when one is unknown", async () => {
    const args = ["--consent-source", "web", "--consent-purpose", "sorteos", "--lang", "es"];
    const { code, stderr } = await importList(homeWith(`Nombre;Teléfono;Acepta\n${good}\n`), ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("una lista de finalidades: marketing, avisos, códigos, atención");
  });
});

describe("recado contacts import --json", () => {
  it("tells what scripts rely on", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\nAna;+34 600 000 012;\nEva;12;sí\nLuz;+34600000013;\n`);
    const result = await importList(home, "--json");
    expect(result.code).toBe(6);
    expect(JSON.parse(result.stdout)).toMatchObject({
      import: "imp_1",
      batch: "imp_1",
      rows: 4,
      created: 2,
      updated: 0,
      unchanged: 0,
      merged: 1,
      rejected: 1,
      withoutConsent: 1,
      rejects: [{ row: 4, column: "Teléfono", code: "phone.no_country", value: "12" }],
      merges: [{ row: 3, into: 2 }],
      format: "csv",
      sheet: null,
      encoding: "utf-8",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      mapping: { Nombre: "name", Teléfono: "phone", Acepta: "consent" },
      dryRun: false,
      repeats: null,
      resumedAt: 0,
    });
    expect(errorOf(result)).toMatchObject({ code: "import.rows_rejected", data: { rows: 4, rejected: 1 } });
  });

  it("reads standard input", async () => {
    const home = temporaryFolder();
    const stdin = `Nombre;Teléfono;Acepta\n${good}\n`;
    const { code, stdout } = await runRecado(["contacts", "import", "-", "--json"], { home, stdin });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ created: 1, batch: "imp_1", format: "csv" });
    const { stdout: list } = await runRecado(["contacts", "imports", "list", "--json"], { home });
    expect(JSON.parse(list)).toMatchObject({ imports: [{ file: "stdin", bytes: Buffer.byteLength(stdin) }] });
  });

  it("only tried says the same, with no batch, and leaves nothing", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\nEva;12;sí\n`);
    const tried = await importList(home, "--json", "--dry-run");
    expect(tried.code).toBe(6);
    expect(await contactsOf(home)).toEqual([]);
    const done = await importList(home, "--json");
    expect(JSON.parse(tried.stdout)).toEqual({
      ...(JSON.parse(done.stdout) as object),
      dryRun: true,
      import: null,
      batch: null,
    });
  });
});

describe("what a person can say about a list", () => {
  it("--map names columns, and keeps one under another name", async () => {
    const home = homeWith("Quién;Línea;Ciudad\nAna;+34600000012;Lugo\n");
    const result = await importList(home, "--map", "phone=Línea", "--map", "name=Quién", "--map", "custom:city=Ciudad");
    expect(result.code).toBe(0);
    expect(await contactsOf(home)).toMatchObject([{ name: "Ana", phone: "+34600000012", fields: { city: "Lugo" } }]);
  });

  it("--save-mapping keeps all of it, and --mapping uses it again", async () => {
    const home = homeWith('Quién;Línea;"a=b";Ciudad;Ciudad\nAna;600000012;x;Lugo;Vigo\n');
    const said = ["--map", "phone=Línea", "--map", "name=Quién", "--country", "ES", "--consent-source", "feria"];
    const first = await importList(
      home,
      ...said,
      "--save-mapping",
      "m.json",
      "--consent-purpose",
      "marketing",
      "--json",
    );
    expect(first.code).toBe(0);
    expect(JSON.parse(readFileSync(join(home, "m.json"), "utf8"))).toMatchObject({ recado: "mapping", country: "ES" });
    writeFileSync(join(home, "lista.csv"), 'Quién;Línea;"a=b";Ciudad;Ciudad\nEva;600000013;y;Lima;Cali\n');
    const second = await importList(home, "--mapping", "m.json", "--json");
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({
      created: 1,
      withoutConsent: 0,
      mapping: (JSON.parse(first.stdout) as { mapping: object }).mapping,
    });
    expect(await contactsOf(home)).toMatchObject([
      { name: "Ana", fields: { "a=b": "x", Ciudad: "Lugo" }, consent: { marketing: "granted", utility: "unknown" } },
      { name: "Eva", fields: { "a=b": "y", Ciudad: "Lima" }, consent: { marketing: "granted" } },
    ]);
  });

  it("--save-mapping writes nothing when the import is only tried", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    await importList(home, "--save-mapping", "m.json", "--dry-run");
    expect(existsSync(join(home, "m.json"))).toBe(false);
  });

  it.each([
    ["a mapping that names a column that is not there", { columns: { Fono: "phone" } }, "import.no_such_column"],
    ["a mapping with a field that is not there", { columns: { Teléfono: "fono" } }, "import.bad_mapping"],
  ])("%s is refused", async (_, mapping, code) => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    writeFileSync(join(home, "m.json"), JSON.stringify({ recado: "mapping", version: 1, ...mapping }));
    const result = await importList(home, "--mapping", "m.json", "--json");
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result).code).toBe(code);
    expect(await contactsOf(home)).toEqual([]);
  });

  it("--require-consent leaves out who says nothing", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\nLuz;+34600000013;\nPía;+34600000014;no\n`);
    const { code, stdout } = await importList(home, "--require-consent", "--json");
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({
      created: 2,
      rejected: 1,
      rejects: [{ row: 3, code: "consent.missing" }],
    });
  });

  it.each([
    ["merge", "Ana B", { a: "1", b: "2" }, ["vip", "nuevo"]],
    ["skip", "Ana", { a: "1" }, ["vip"]],
    ["replace", "Ana B", { b: "2" }, ["nuevo"]],
  ])("--on-duplicate %s", async (policy, name, fields, labels) => {
    const home = homeWith("Nombre;Teléfono;a;Etiquetas\nAna;+34600000012;1;vip\n");
    await importList(home);
    writeFileSync(join(home, "lista.csv"), "Nombre;Teléfono;b;Etiquetas\nAna B;+34600000012;2;nuevo\n");
    const { stdout } = await importList(home, "--on-duplicate", policy, "--json");
    expect(JSON.parse(stdout)).toMatchObject(policy === "skip" ? { unchanged: 1 } : { updated: 1 });
    expect(await contactsOf(home)).toMatchObject([{ name, labels }]);
    expect((await contactsOf(home))[0]?.["fields"]).toEqual(fields);
  });

  it.each([
    [["--consent-date", "2026-09-01"], "usage.missing_option"],
    [["--consent-source", "web", "--consent-date", "31/02/2026"], "usage.bad_value"],
    [["--consent-source", "web", "--consent-date", "2999-01-01"], "consent.date_in_future"],
    [["--consent-source", "web", "--consent-evidence", "none.pdf"], "input.unreadable"],
    [["--country", "Narnia"], "usage.bad_value"],
    [["--map", "fono=Teléfono"], "import.map_syntax"],
    [["--format", "xlsx"], /^import\./],
  ])("%j is refused before anything is imported", async (args, code) => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    const result = await importList(home, ...args, "--json");
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result).code).toMatch(code);
    expect(await contactsOf(home)).toEqual([]);
  });

  it("--consent-evidence keeps the file with its hash", async () => {
    const home = homeWith("Nombre;Teléfono\nAna;+34600000012\n");
    writeFileSync(join(home, "form.pdf"), "signed");
    const args = ["--consent-source", "web", "--consent-evidence", "form.pdf", "--consent-wording", "Sí, quiero"];
    expect((await importList(home, ...args)).code).toBe(0);
    const { stdout } = await runRecado(["consent", "history", "+34600000012", "--json"], { home });
    const proof = {
      action: "granted",
      source: "web",
      wording: "Sí, quiero",
      evidence: expect.stringMatching(/^sha256:/),
    };
    expect(JSON.parse(stdout)).toMatchObject({
      events: ["utility", "authentication", "service"].map((purpose) => ({ ...proof, purpose })),
    });
    expect((await runRecado(["consent", "verify"], { home })).code).toBe(0);
  });
});

describe("what cannot be a list", () => {
  it.each<[string, (home: string) => void, string | RegExp]>([
    ["a missing file", () => {}, "input.unreadable"],
    ["a folder", (home) => mkdirSync(join(home, "lista.csv")), "input.unreadable"],
    ["an empty file", (home) => writeFileSync(join(home, "lista.csv"), ""), "import.empty"],
    [
      "zero bytes amid text",
      (home) => writeFileSync(join(home, "lista.csv"), "Nombre;Tel\0;x\nAna;1;2\n"),
      "import.binary",
    ],
    [
      "no phone column",
      (home) => writeFileSync(join(home, "lista.csv"), "Nombre;Correo\nAna;a\n"),
      "import.no_phone_column",
    ],
    [
      "two phone columns",
      (home) => writeFileSync(join(home, "lista.csv"), "Teléfono;WhatsApp\n1;2\n"),
      "import.two_phone_columns",
    ],
  ])("%s is told with exit 2", async (_, make, code) => {
    const home = temporaryFolder();
    make(home);
    const result = await importList(home, "--json");
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result).code).toMatch(code);
    expect(errorOf(result).message).toContain("lista.csv");
  });

  it("asked to stop, ends with 130", async () => {
    const stop = new AbortController();
    stop.abort();
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    const result = await runRecado(["contacts", "import", "lista.csv", "--json"], { home, signal: stop.signal });
    expect(result.code).toBe(130);
  });
});
