import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import writeXlsxFile from "write-excel-file/node";
import { runRecado, temporaryFolder } from "../helpers/run.ts";

const rows = [
  ["Listado de clientes 2026"],
  [],
  ["Nombre", "Teléfono"],
  ["Ana", "+34600000012"],
  [],
  ["Eva", "12"],
] as const;

it.each(["lista.csv", "lista.xlsx"])(
  "a list with a title above its header is imported, and what is refused is found: %s",
  async (name) => {
    const home = temporaryFolder();
    const content = name.endsWith(".csv")
      ? rows.map((cells) => cells.join(";")).join("\r\n")
      : await writeXlsxFile(rows.map((cells) => cells.map((value) => ({ value })))).toBuffer();
    writeFileSync(join(home, name), content);
    const { code, stdout } = await runRecado(["contacts", "import", name, "--rejects", "r.csv", "--json"], { home });
    expect(code).toBe(6);
    expect(JSON.parse(stdout)).toMatchObject({ created: 1, rejected: 1, rejects: [{ row: 6 }] });
    const [header, refused, ...more] = readFileSync(join(home, "r.csv"), "utf8").trim().split(/\r?\n/);
    expect(header).toContain("Nombre");
    expect(refused).toMatch(/^Eva[;,]12[;,]6[;,]/);
    expect(more).toEqual([]);
  },
);
