import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorOf } from "../../helpers/run.ts";
import { codesOf, planOf, planWorld } from "./plan-world.ts";

const ana = "Ana Pérez,+12025550101,es";
const luis = "Luis Soto,+12025550102,es";
const eva = "Eva Gray,+447700900123,en";
const byName = ["--param", "nombre={{first_name}}"] as const;

describe("recado campaigns create", () => {
  it("freezes everybody of a list, tells who is left out and why, and sends nothing", async () => {
    const { sim, home, run, create } = await planWorld([ana, luis, eva]);
    await run(["consent", "withdraw", "+12025550102", "--purpose", "marketing", "--source", "phone call"]);
    const lines = [
      "Nombre,Móvil",
      "Ana,+1 202 555 0101",
      "Luis,+12025550102",
      "Nadie,+12025550199",
      "Eva,+44 7700 900123",
      "Otra vez,(202) 555-0101",
      "Mal,12",
      "Sin número,",
    ];
    writeFileSync(join(home, "lista.csv"), lines.join("\n"));
    const plan = planOf(await create("primavera", "--file", join(home, "lista.csv"), "--param", "nombre={{Nombre}}"));
    expect(plan).toMatchObject({
      id: "cam_1",
      name: "primavera",
      state: "planned",
      recipients: 2,
      estimate: { amount: "0.0885", currency: "USD" },
      limit: { tier: "TIER_100K", used: 0, fits: true },
      warnings: [],
    });
    expect(plan.excluded).toMatchObject({ "no-consent": 1, "opted-out": 1, invalid: 2, "no-number": 1, duplicate: 0 });
    expect(plan.samples.map(({ to, rendered }) => [to, rendered.split("\n")[0]])).toEqual([
      ["+12025550101", "Hola Ana, hoy todo a mitad de precio."],
      ["+447700900123", "Hola Eva, hoy todo a mitad de precio."],
    ]);
    expect(sim.count()).toBe(0);

    const again = planOf(await run(["campaigns", "plan", "primavera", "--json"]));
    expect({ ...again, startsAt: "", finishesAt: "" }).toEqual({ ...plan, startsAt: "", finishesAt: "" });
    const excluded = await run(["campaigns", "recipients", "primavera", "--state", "excluded", "--json"]);
    expect(JSON.parse(excluded.stdout)).toMatchObject({
      recipients: [
        { to: "+12025550102", reason: "opted-out", row: 3 },
        { to: "+12025550199", reason: "no-consent", row: 4 },
        { reason: "invalid", row: 6 },
        { reason: "invalid", row: 7 },
        { reason: "no-number", row: 8 },
      ],
    });
  });

  it("writes to nobody twice, but takes the row of a person that is complete", async () => {
    const { home, create } = await planWorld([ana, luis]);
    const lines = [
      "telefono,nombre",
      "+12025550101,",
      "+1 (202) 555-0101,Ana",
      "+12025550101,Anita",
      "+12025550102,Luis",
    ];
    writeFileSync(join(home, "lista.csv"), lines.join("\n"));
    const plan = planOf(await create("una", "--file", join(home, "lista.csv")));
    expect(plan.recipients).toBe(2);
    expect(plan.excluded).toMatchObject({ "missing-parameter": 1, duplicate: 1 });
    expect(plan.samples[0]?.rendered).toContain("Hola Ana,");
    expect(codesOf(plan)).toEqual(["missing-parameters"]);
  });

  it("reads a list from standard input, and takes defaults for what is missing", async () => {
    const { run } = await planWorld([ana, luis]);
    const args = ["campaigns", "create", "por-tubo", "--template", "oferta", "--contacts", "-", "--json"];
    const stdin = "phone,nombre\n+12025550101,Ana\n+12025550102,\n";
    const plan = planOf(await run([...args, "--default", "nombre=cliente"], { stdin }));
    expect(plan.samples.map(({ rendered }) => rendered.split(",")[0])).toEqual(["Hola Ana", "Hola cliente"]);
  });

  it("shows what it would do and stores nothing with --dry-run", async () => {
    const { create, run } = await planWorld([ana]);
    const plan = planOf(await create("prueba", "--all", ...byName, "--dry-run"));
    expect(plan).toMatchObject({ id: null, recipients: 1 });
    const missing = await run(["campaigns", "plan", "prueba", "--json"]);
    expect([missing.code, errorOf(missing).code]).toEqual([2, "campaigns.not_found"]);
    expect(JSON.parse((await run(["messages", "list", "--json"])).stdout)).toMatchObject({ messages: [] });
  });

  it("makes no second campaign when it is repeated, and refuses the name for another one", async () => {
    const { create, run } = await planWorld([ana, luis]);
    const first = planOf(await create("unica", "--all", ...byName));
    const second = await create("unica", "--all", ...byName);
    expect(planOf(second).id).toBe(first.id);
    expect(second.stderr).toContain("was created before by the same command");
    const other = await create("unica", "--all", "--param", "nombre=cliente");
    expect([other.code, errorOf(other).code]).toEqual([2, "campaigns.name_taken"]);
    expect(errorOf(other).hint).toContain("recado campaigns plan unica");
    const all = JSON.parse((await run(["messages", "list", "--json"])).stdout) as { messages: unknown[] };
    expect(all.messages).toHaveLength(2);
  });

  it("keeps to --limit, and lists the others", async () => {
    const { create } = await planWorld([ana, luis, eva]);
    const plan = planOf(await create("pocos", "--all", ...byName, "--limit", "2"));
    expect([plan.recipients, plan.excluded["limit"]]).toEqual([2, 1]);
  });

  it("leaves out who has had enough marketing, and tells of those whom another plan has too", async () => {
    const { create, run } = await planWorld([ana, luis]);
    await run(["profiles", "edit", "--marketing-limit", "1/7d"]);
    await run(["send", "oferta", "--to", "+12025550101", "-p", "nombre=Ana"]);
    const first = planOf(await create("primera", "--all", ...byName));
    expect([first.recipients, first.excluded["frequency"]]).toEqual([1, 1]);
    // A plan that nobody has started may never go out: it counts as nothing yet.
    const second = planOf(await create("segunda", "--all", ...byName));
    expect([second.recipients, second.excluded["frequency"], codesOf(second)]).toEqual([1, 1, ["other-campaign"]]);
  });

  it("never writes to somebody who was erased, even if a list brings them back", async () => {
    const { create, run, home } = await planWorld([ana, luis]);
    await run(["contacts", "erase", "+12025550101", "--yes"]);
    writeFileSync(join(home, "lista.csv"), "telefono,nombre\n+12025550101,Ana\n+12025550102,Luis\n");
    const plan = planOf(await create("sin-ana", "--file", join(home, "lista.csv")));
    expect([plan.recipients, plan.excluded["erased"]]).toEqual([1, 1]);
  });
});

describe("recado campaigns create for people", () => {
  it("shows the plan in their language, with costs, samples and the next step", async () => {
    const { run } = await planWorld([ana, eva, "Nadia,+12025550103,fr"]);
    await run(["consent", "withdraw", "+12025550103", "--purpose", "marketing", "--source", "x"]);
    const args = ["campaigns", "create", "Oferta de mayo", "--template", "oferta", "--all", ...byName, "--lang", "es"];
    const { code, stdout } = await run([...args, "--timezone", "America/Lima"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Campaña "Oferta de mayo" \(cam_1\): planificada/);
    expect(stdout).toMatch(/Costo\s+~0,0885\sUSD si se entregan todos/);
    expect(stdout).toMatch(/pidió no recibir\s+1/);
    expect(stdout).toMatch(/Reino Unido\s+publicidad\s+1\s+0\s+0,0635\s+0,0635/);
    expect(stdout).toContain("  │ Hola Ana, hoy todo a mitad de precio.");
    expect(stdout).toContain("horas de America/Lima");
    expect(stdout).toContain('recado campaigns start "Oferta de mayo"');
  });

  it("asks in a terminal for template, people, values under the template's own text, and name", async () => {
    const { run, sim } = await planWorld([ana]);
    const body = {
      type: "BODY",
      text: "Su cita: {{1}} a las {{2}}, lo esperamos.",
      example: { body_text: [["lunes", "9"]] },
    } as const;
    sim.template({ name: "cita", language: "es", category: "UTILITY", components: [body], status: "APPROVED" });
    const result = await run(["campaigns", "create", "--lang", "es"], {
      answers: [
        { seen: "¿Qué plantilla?", type: "\r" },
        { seen: "¿Quién la recibe?", type: "\u001b[B\u001b[B\r" },
        { seen: "p. ej. lunes", type: "{{fehca}}\r" },
        { seen: "Los que hay: name", type: "\u0015mañana\r" },
        { seen: "p. ej. 9", type: "9\r" },
        { seen: "¿Cómo se llama la campaña?", type: "\u0015a/b\r" },
        { seen: "como oferta-primavera", type: "\u0015cita de lunes\r" },
      ],
    });
    expect(result).toMatchObject({ code: 0 });
    expect(result.stdout).toContain("Su cita: mañana a las 9, lo esperamos.");
    expect(result.stdout).toContain('Campaña "cita de lunes"');
  });
});
