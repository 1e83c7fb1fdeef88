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
    const { code, stderr } = await importList(homeWith(list), ...args);
    expect(code).toBe(2);
    expect(stderr).toContain("una lista de finalidades: marketing, avisos, códigos, atención");
  });
});

describe("recado contacts show and list", () => {
  it("speak Spanish to people and keep the codes for programs", async () => {
    const home = homeWith("Nombre;Teléfono;Acepta;Baja\nAna;600 000 012;sí;\nEva;600000013;;sí\n");
    await importList(home, "--country", "ES");
    const show = await runRecado(["contacts", "show", "+34600000013", "--lang", "es"], { home });
    expect(show.stdout).toContain("publicidad: de baja, avisos: de baja, códigos: de baja, atención: de baja");
    expect(show.stdout).toMatch(/Teléfono original +600000013/);
    expect(show.stdout).toMatch(/publicidad +se dio de baja +importación +lista\.csv/);
    const shown = await runRecado(["contacts", "show", "+34600000013", "--json"], { home });
    expect(JSON.parse(shown.stdout)).toMatchObject({
      contact: { consent: { marketing: "withdrawn" }, events: [{ method: "import" }, {}, {}, {}] },
    });
    const all = await runRecado(["contacts", "list", "--lang", "es"], { home });
    expect(all.stdout).toMatch(/Ana +\+34600000012 +sí +no consta +con_/);
    expect(all.stdout).toMatch(/Eva +\+34600000013 +de baja +de baja +con_/);
  });

  it("name who was not found, without the whole number", async () => {
    const result = await runRecado(["contacts", "show", "+34600000012", "--json"], {});
    expect(result.code).toBe(2);
    expect(errorOf(result).message).toBe('There is no contact "+3460•••••12".');
    const byId = await runRecado(["contacts", "show", "con_x", "--json"], {});
    expect(errorOf(byId).message).toBe('There is no contact "con_x".');
  });
});
