import {
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";

const good = "Ana;+34600000012;sí";
const list = `Nombre;Teléfono;Acepta\n${good}\nEva;12;sí\n`;

function homeWith(content: string): string {
  const home = temporaryFolder();
  writeFileSync(join(home, "lista.csv"), content);
  return home;
}

const importList = (home: string, ...args: string[]) =>
  runRecado(["contacts", "import", "lista.csv", ...args], { home });

describe("recado contacts import --rejects", () => {
  it("writes the refused rows for their owner only, and leaves nothing else behind", async () => {
    const home = homeWith(list);
    const { code, stdout, stderr } = await importList(home, "--rejects", "r.csv");
    expect(code).toBe(6);
    expect(readFileSync(join(home, "r.csv"), "utf8")).toMatch(/Eva;12;sí;3;Teléfono: /);
    const mode = process.platform === "win32" ? 0o666 : 0o600;
    expect(statSync(join(home, "r.csv")).mode & 0o777).toBe(mode);
    expect(stdout).toContain("The refused rows are in r.csv.");
    expect(stderr).toContain("Rows refused: 1 of 2.");
    expect(stderr).toContain(
      "→ Fix the rows in r.csv, then import it with the same options as before (country, consent, profile): recado contacts import r.csv",
    );
    expect(
      readdirSync(home)
        .filter((name) => !name.startsWith("default.db"))
        .toSorted(),
    ).toEqual(["lista.csv", "r.csv"]);
  });

  it.each(["ir.vcf", "ir.XLSX", "ir.xls", "ir.json", "ir.ndjson"])(
    "is CSV, so that %s is refused: it would be read as something else",
    async (name) => {
      const home = homeWith(list);
      const result = await importList(home, "--rejects", name, "--json", "--lang", "es");
      expect(result).toMatchObject({ code: 2, stdout: "" });
      expect(errorOf(result)).toMatchObject({
        code: "import.rejects_not_csv",
        hint: "Indique un archivo CSV: --rejects rechazadas.csv",
      });
      expect(existsSync(join(home, name))).toBe(false);
    },
  );

  it("tells the way on in Spanish", async () => {
    const withFile = await importList(homeWith(list), "--rejects", "r.csv", "--lang", "es");
    expect(withFile.stderr).toContain("Filas rechazadas: 1 de 2.");
    expect(withFile.stderr).toContain(
      "Corrija las filas de r.csv e impórtelo con las mismas opciones que antes (país, consentimiento, perfil): recado contacts import r.csv",
    );
    const without = await importList(homeWith(list), "--lang", "es");
    expect(without.stderr).toContain("Guárdelas con --rejects rechazadas.csv, corríjalas e importe ese archivo.");
  });

  it.each([
    ["by its name", (home: string) => join(home, "lista.csv")],
    [
      "through a link",
      (home: string) => {
        symlinkSync(join(home, "lista.csv"), join(home, "link.csv"));
        return "link.csv";
      },
    ],
    [
      "by another name",
      (home: string) => {
        linkSync(join(home, "lista.csv"), join(home, "copy.csv"));
        return "copy.csv";
      },
    ],
    [
      "through a folder",
      (home: string) => {
        mkdirSync(join(home, "below"));
        return "below/../lista.csv";
      },
    ],
  ])("never overwrites the list itself: %s", async (_, name) => {
    const home = homeWith(list);
    const rejects = name(home);
    for (const flags of [[], ["--dry-run"]]) {
      const result = await importList(home, "--rejects", rejects, "--json", ...flags);
      expect(result).toMatchObject({ code: 2, stdout: "" });
      expect(errorOf(result).code).toBe("import.rejects_over_input");
    }
    expect(readFileSync(join(home, "lista.csv"), "utf8")).toBe(list);
    const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ contacts: [] });
  });

  it("writes nothing when it only tries, and says what it would write", async () => {
    const home = homeWith(list);
    writeFileSync(join(home, "r.csv"), "of an earlier day");
    const { code, stdout } = await importList(home, "--rejects", "r.csv", "--dry-run");
    expect(code).toBe(6);
    expect(stdout).toContain("The refused rows would be written to r.csv.");
    expect(readFileSync(join(home, "r.csv"), "utf8")).toBe("of an earlier day");
  });

  it("leaves an older file as it was when no row is refused", async () => {
    const home = homeWith(`Nombre;Teléfono;Acepta\n${good}\n`);
    writeFileSync(join(home, "r.csv"), "of an earlier day");
    expect((await importList(home, "--rejects", "r.csv")).code).toBe(0);
    expect(readFileSync(join(home, "r.csv"), "utf8")).toBe("of an earlier day");
    expect(readdirSync(home).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it.each([
    ["a missing folder", "nowhere/r.csv", /^The folder nowhere does not exist\.$/],
    ["a file for a folder", "lista.csv/r.csv", /^The folder lista\.csv is not a folder\.$/],
    ["a folder for a file", ".", /^The file \. is a folder\.$/],
  ])("is made sure of before anything is imported: %s", async (_, rejects, message) => {
    const home = homeWith(list);
    const result = await importList(home, "--rejects", rejects, "--json");
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result)).toMatchObject({ code: "output.unwritable", message: expect.stringMatching(message) });
    const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
    expect(JSON.parse(stdout)).toMatchObject({ contacts: [] });
  });

  it.skipIf(!existsSync("/dev/full"))("that fails at the end still leaves the report", async () => {
    const home = homeWith(list);
    const result = await importList(home, "--rejects", "/dev/full", "--json");
    expect(result.code).toBe(5);
    expect(JSON.parse(result.stdout)).toMatchObject({ created: 1, rejected: 1 });
    expect(errorOf(result)).toMatchObject({
      code: "output.unwritable",
      hint: expect.stringContaining("another file for --rejects"),
    });
  });

  it("replaces what a link leads to, not the link", async () => {
    const home = homeWith(list);
    mkdirSync(join(home, "store"));
    writeFileSync(join(home, "store", "real.csv"), "old");
    symlinkSync(join(home, "store", "real.csv"), join(home, "r.csv"));
    await importList(home, "--rejects", "r.csv");
    expect(readFileSync(join(home, "store", "real.csv"), "utf8")).toContain("Eva");
    rmSync(join(home, "r.csv"));
    expect(existsSync(join(home, "store", "real.csv"))).toBe(true);
  });
});
