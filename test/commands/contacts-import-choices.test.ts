import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

function homeWith(content: string): string {
  const home = temporaryFolder();
  writeFileSync(join(home, "lista.csv"), content);
  return home;
}

const importList = async (home: string, ...args: string[]): Promise<RunResult> =>
  runRecado(["contacts", "import", "lista.csv", ...args], { home });

const phonesOf = async (home: string): Promise<readonly unknown[]> => {
  const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
  return (JSON.parse(stdout) as { contacts: { phone: string }[] }).contacts.map(({ phone }) => phone);
};

describe("two columns of the same name", () => {
  const list = "nombre,celular,celular\nAna,+12025550101,+12025550102\n";

  it("are told apart by a number, which the error names", async () => {
    const home = homeWith(list);
    const unasked = errorOf(await importList(home, "--json"));
    expect(unasked).toMatchObject({
      code: "import.two_phone_columns",
      hint: 'Choose one: --map "phone=celular#1"',
    });
    const plain = errorOf(await importList(home, "--map", "phone=celular", "--json"));
    expect(plain).toMatchObject({
      code: "import.ambiguous_column",
      hint: 'Say which one: "celular#1", "celular#2"; for example --map "phone=celular#1"',
    });
    expect(await phonesOf(home)).toEqual([]);
    expect((await importList(home, "--map", "phone=celular#2")).code).toBe(0);
    expect(await phonesOf(home)).toEqual(["+12025550102"]);
  });

  it("stay apart in a mapping that is saved and used again", async () => {
    const home = homeWith(list);
    await importList(home, "--map", "phone=celular#2", "--save-mapping", "m.json");
    expect(JSON.parse(readFileSync(join(home, "m.json"), "utf8"))).toMatchObject({
      columns: { nombre: "name", "celular#1": "custom:celular", "celular#2": "phone" },
    });
    writeFileSync(join(home, "lista.csv"), "nombre,celular,celular\nEva,+12025550103,+12025550104\n");
    expect((await importList(home, "--mapping", "m.json")).code).toBe(0);
    expect(await phonesOf(home)).toEqual(["+12025550102", "+12025550104"]);
  });
});

describe("dates that can be read in two ways", () => {
  const list = "nombre,celular,acepta publicidad,fecha de consentimiento,origen\nAna,600000012,sí,01/02/2026,web\n";

  it("are read as the country writes them, and the report says so", async () => {
    const home = homeWith(list);
    const { stdout } = await importList(home, "--country", "ES", "--dry-run", "--lang", "es");
    expect(stdout).toContain("Las fechas como 03/04/2025 se leyeron como día/mes (--date-order).");
    const result = await importList(home, "--country", "ES", "--json");
    expect(JSON.parse(result.stdout)).toMatchObject({ dateOrder: "day-first", created: 1 });
    const { stdout: history } = await runRecado(["consent", "history", "+34600000012", "--json"], { home });
    expect(JSON.parse(history)).toMatchObject({ events: [{ at: "2026-02-01T00:00:00.000Z" }] });
    const table = await runRecado(["consent", "history", "+34600000012"], { home });
    expect(table.stdout).toContain("2026-02-01");
    expect(table.stdout).not.toContain("00:00");
  });

  it("are read as a person says", async () => {
    const home = homeWith(list);
    const args = ["--country", "ES", "--date-order", "month-first", "--json"];
    expect(JSON.parse((await importList(home, ...args)).stdout)).toMatchObject({ dateOrder: "month-first" });
    const { stdout: history } = await runRecado(["consent", "history", "+34600000012", "--json"], { home });
    expect(JSON.parse(history)).toMatchObject({ events: [{ at: "2026-01-02T00:00:00.000Z" }] });
  });

  it("are not spoken of where there are none", async () => {
    const home = homeWith(list.replace("01/02/2026", "2026-02-01"));
    const result = await importList(home, "--country", "ES", "--json");
    expect(JSON.parse(result.stdout)).toMatchObject({ dateOrder: null });
  });
});

it("says that the yeses of its own export prove nothing", async () => {
  const home = temporaryFolder();
  const given = ["--consent", "marketing", "--source", "form"];
  await runRecado(["contacts", "add", "--phone", "+12025550101", ...given], { home });
  await runRecado(["contacts", "export", "--out", "lista.csv"], { home });
  const other = homeWith(readFileSync(join(home, "lista.csv"), "utf8"));
  const { stdout } = await importList(other, "--dry-run");
  expect(stdout).toContain("its yeses are no proof and were not taken");
  const proven = await importList(other, "--dry-run", "--consent-source", "store form");
  expect(proven.stdout).not.toContain("no proof");
});

it.each([
  [["contacts", "add", "--phone", "+12025550101", "--time-zone", "Narnia"], "For example: --time-zone America/Lima"],
  [["contacts", "add", "--phone", "+12025550101", "--consent", "x"], "For example: --consent marketing,utility"],
  [["contacts", "import", "lista.csv", "--country", "Narnia"], "For example: --country PE"],
  [["contacts", "import", "lista.csv", "--consent-source", "a", "--consent-date", "x"], "--consent-date 2026-09-01"],
])("%j says what to type instead", async (args, hint) => {
  const home = homeWith("phone\n+12025550101\n");
  expect(errorOf(await runRecado([...args, "--json"], { home })).hint).toContain(hint);
});

it("undo says in which order when people came with another list since", async () => {
  const home = homeWith("nombre,celular\nAna,+12025550101\n");
  await importList(home);
  writeFileSync(join(home, "lista.csv"), "nombre,celular,ciudad\nAna,+12025550101,Lima\n");
  await importList(home);
  const { stdout } = await runRecado(["contacts", "imports", "undo", "imp_1", "--yes"], { home });
  expect(stdout).toContain("came with another list since");
  expect(stdout).toContain("from the last to the first");
});
