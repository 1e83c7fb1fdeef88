import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

async function homeWithImport(): Promise<string> {
  const home = temporaryFolder();
  writeFileSync(join(home, "lista.csv"), "Nombre;Teléfono;Acepta\nAna;+34600000012;sí\nEva;+34600000013;\nLuz;12;sí\n");
  await runRecado(["contacts", "import", "lista.csv"], { home });
  return home;
}

const imports = async (home: string, ...args: string[]): Promise<RunResult> =>
  runRecado(["contacts", "imports", ...args], { home });

const names = async (home: string): Promise<unknown[]> => {
  const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
  return (JSON.parse(stdout) as { contacts: { name: string }[] }).contacts.map(({ name }) => name);
};

describe("recado contacts imports", () => {
  it("list says what came, when and in what state", async () => {
    const empty = temporaryFolder();
    expect((await imports(empty, "list")).stdout).toContain("Nothing has been imported.");
    expect((await imports(empty, "list", "--lang", "es")).stdout).toContain("No se ha importado nada.");
    const home = await homeWithImport();
    const { stdout } = await imports(home, "list", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      imports: [
        {
          id: "imp_1",
          state: "done",
          file: "lista.csv",
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          format: "csv",
          counts: { rows: 3, created: 2, updated: 0, unchanged: 0, merged: 0, rejected: 1, withoutConsent: 1 },
          at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
          undoneAt: null,
        },
      ],
    });
    expect((await imports(home, "list", "--lang", "es")).stdout).toMatch(/imp_1 .* lista\.csv +2 +0 +1 +hecha/);
  });

  it("show tells the file, its hash, its columns and what was asked for", async () => {
    const home = await homeWithImport();
    for (const name of ["imp_1", "1"]) {
      const { stdout } = await imports(home, "show", name, "--json");
      expect(JSON.parse(stdout)).toMatchObject({
        import: { id: "imp_1", mapping: { Nombre: "name", Teléfono: "phone", Acepta: "consent" }, counts: { rows: 3 } },
      });
    }
    const spanish = await imports(home, "show", "imp_1", "--lang", "es");
    expect(spanish.stdout).toMatch(/SHA-256 +[0-9a-f]{64}/);
    expect(spanish.stdout).toMatch(/Contactos sin consentimiento +1/);
  });

  it.each(["imp_9", "imp_x", "9", "-1", "con_1"])("%s is no import", async (name) => {
    const home = await homeWithImport();
    for (const verb of ["show", "undo"]) {
      const yes = verb === "undo" ? ["--yes"] : [];
      const result = await imports(home, verb, ...yes, "--json", "--", name);
      expect(result).toMatchObject({ code: 2, stdout: "" });
      expect(errorOf(result).code).toBe("import.unknown");
    }
  });
});

describe("recado contacts imports undo", () => {
  it("asks first, and changes nothing where nobody can answer", async () => {
    const home = await homeWithImport();
    const result = await imports(home, "undo", "imp_1", "--json");
    expect(result.code).toBe(2);
    expect(errorOf(result).code).toMatch(/confirm|usage/);
    expect(await names(home)).toEqual(["Ana", "Eva"]);
  });

  it("only tried says what it would do", async () => {
    const home = await homeWithImport();
    const { code, stdout } = await imports(home, "undo", "imp_1", "--dry-run", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ removed: 2, kept: 0, dryRun: true });
    expect(await names(home)).toEqual(["Ana", "Eva"]);
    expect((await imports(home, "undo", "imp_1", "--dry-run", "--lang", "es")).stdout).toContain("No se cambió nada");
  });

  it("removes what the import added, keeps who was touched since, and says why", async () => {
    const home = await homeWithImport();
    await runRecado(["contacts", "edit", "+34600000013", "--name", "Eva María"], { home });
    const { code, stdout } = await imports(home, "undo", "imp_1", "--yes", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      import: "imp_1",
      removed: 1,
      kept: 1,
      keptContacts: [{ id: "con_2", reason: "changed" }],
    });
    expect(await names(home)).toEqual(["Eva María"]);
    expect((await runRecado(["consent", "verify"], { home })).code).toBe(0);
    const again = await imports(home, "undo", "imp_1", "--yes", "--json");
    expect(again.code).toBe(2);
    expect(errorOf(again).code).toBe("import.undone");
    expect((await imports(home, "list", "--lang", "es")).stdout).toMatch(/deshecha/);
  });

  it("speaks Spanish to people", async () => {
    const home = await homeWithImport();
    await runRecado(["consent", "withdraw", "+34600000012", "--source", "phone call"], { home });
    const { stdout } = await imports(home, "undo", "imp_1", "--yes", "--lang", "es");
    expect(stdout).toContain("La importación imp_1 se deshizo.");
    expect(stdout).toMatch(/con_1 +aceptó o se dio de baja después/);
  });
});
