import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";

describe("recado contacts show and list", () => {
  it("speak Spanish to people and keep the codes for programs", async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, "lista.csv"), "Nombre;Teléfono;Acepta;Baja\nAna;600 000 012;sí;\nEva;600000013;;sí\n");
    await runRecado(["contacts", "import", "lista.csv", "--country", "ES"], { home });
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
