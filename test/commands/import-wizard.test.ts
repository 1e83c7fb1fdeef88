import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { keys, runRecado, temporaryFolder } from "../helpers/run.ts";
import type { Answer, RunResult } from "../helpers/run.ts";

function homeWith(list: string): string {
  const home = temporaryFolder();
  writeFileSync(join(home, "list.csv"), list);
  return home;
}

/** @param answers of somebody at a terminal; without any, every question waits for good */
async function ask(home: string, answers: readonly Answer[], ...args: string[]): Promise<RunResult> {
  return runRecado(["contacts", "import", "list.csv", ...args], { home, answers });
}

interface Listed {
  readonly name: string | null;
  readonly phone: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly consent: Readonly<Record<string, string>>;
}

async function contactsOf(home: string): Promise<readonly Listed[]> {
  const { stdout } = await runRecado(["contacts", "list", "--json"], { home });
  return (JSON.parse(stdout) as { contacts: Listed[] }).contacts;
}

const { enter, down } = keys;
const noConsent: Answer = { seen: "Where did these people agree", type: enter };
const noSaving: Answer = { seen: "Save these answers", type: enter };

describe("of a list whose headers tell everything, recado asks only where the people agreed", () => {
  const list = "Name;Phone\nAna;+12025550101\n";
  const unknown = { marketing: "unknown", utility: "unknown", authentication: "unknown", service: "unknown" };
  const notices = { marketing: "unknown", utility: "granted", authentication: "granted", service: "granted" };

  it.each([
    ["nowhere", [noConsent], unknown],
    [
      "at a fair, to notices",
      [
        { seen: "Where did these people agree", type: "fair" + enter },
        { seen: "marketing too", type: enter },
      ],
      notices,
    ],
    [
      "at a fair, to everything",
      [
        { seen: "Where did these people agree", type: "fair" + enter },
        { seen: "marketing too", type: "y" + enter },
      ],
      { ...notices, marketing: "granted" },
    ],
  ])("%s", async (_, answers, consent) => {
    const home = homeWith(list);
    const result = await ask(home, answers);
    expect(result.code).toBe(0);
    expect(result.stderr).not.toContain("The list begins so");
    expect(result.stderr).not.toContain("Save these answers");
    expect(await contactsOf(home)).toMatchObject([{ name: "Ana", phone: "+12025550101", consent }]);
  });

  it("not even that where the list or the command says it, and never a script", async () => {
    const told = homeWith("Name;Phone;Agrees\nAna;+12025550101;yes\n");
    expect((await ask(told, [])).code).toBe(0);
    expect((await ask(homeWith(list), [], "--consent-source", "fair")).code).toBe(0);
    const script = await runRecado(["contacts", "import", "list.csv"], { home: homeWith(list) });
    expect([script.code, script.stderr]).toEqual([0, ""]);
  });
});

describe("of headers that say nothing", () => {
  const list = "Kunde;Linie;Stadt\nAna;+12025550101;Lima\nEva;+12025550102;Lugo\n";

  it("the list is shown, the numbers are recognised, and the name is asked for", async () => {
    const home = homeWith(list);
    const result = await ask(home, [
      { seen: 'What does the column "Linie" (+12025550101, +12025550102) hold?', type: enter },
      { seen: "Which column holds the person's name?", type: enter },
      noConsent,
      noSaving,
    ]);
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/The list begins so:\n\nKunde +Linie +Stadt\nAna +\+12025550101 +Lima\n/);
    expect(await contactsOf(home)).toMatchObject([
      { name: "Ana", phone: "+12025550101", fields: { Stadt: "Lima" } },
      { name: "Eva", phone: "+12025550102", fields: { Stadt: "Lugo" } },
    ]);
  });

  it("in Spanish too, and there may be no column of names", async () => {
    const home = homeWith(list);
    const answers: Answer[] = [
      { seen: '¿Qué contiene la columna "Linie" (+12025550101, +12025550102)?', type: enter },
      { seen: "¿En qué columna está el nombre de la persona?", type: down + down + enter },
      { seen: "¿Dónde aceptaron estas personas recibir mensajes?", type: "feria" + enter },
      { seen: "¿Aceptaron también publicidad", type: "sí" + enter },
      { seen: "¿Guardar estas respuestas", type: enter },
    ];
    const result = await ask(home, answers, "--lang", "es");
    expect(result.code).toBe(0);
    expect(result.stderr).toContain("La lista empieza así:");
    expect(result.stderr).toContain("número de teléfono");
    expect(await contactsOf(home)).toMatchObject([
      { name: null, fields: { Kunde: "Ana", Stadt: "Lima" }, consent: { marketing: "granted" } },
      { name: null, fields: { Kunde: "Eva", Stadt: "Lugo" } },
    ]);
  });

  it("and of numbers that look like nothing, the column is asked for at once", async () => {
    const home = homeWith("Kunde;Linie\nAna;ext. 5\nEva;12\nLuz;+12025550101\n");
    const result = await ask(home, [
      { seen: "Which column holds the phone number?", type: down + enter },
      { seen: "Which column holds the person's name?", type: enter },
      noConsent,
      noSaving,
    ]);
    expect(result.code).toBe(6);
    expect(await contactsOf(home)).toMatchObject([{ name: "Luz", phone: "+12025550101" }]);
  });

  it("none of the columns may be the phone: nothing is imported, and it is said how to go on", async () => {
    const home = homeWith("Kunde;Stadt\nAna;Lima\nEva;Lugo\n");
    const result = await ask(home, [
      { seen: "Which column holds the phone number?", type: down + down + enter },
      { seen: "Which column holds the person's name?", type: enter },
    ]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("has no phone column");
    expect(await contactsOf(home)).toEqual([]);
  });

  it("a number below a header that is blank is found too", async () => {
    const home = homeWith("Name;\nAna;+12025550101\n");
    const result = await ask(home, [
      { seen: 'What does the column "2" (+12025550101) hold?', type: enter },
      noConsent,
      noSaving,
    ]);
    expect(result.code).toBe(0);
    expect(await contactsOf(home)).toMatchObject([{ name: "Ana", phone: "+12025550101" }]);
  });

  it("a list without headers is not asked about: the first person would be lost", async () => {
    const home = homeWith("Ana;+12025550101\nEva;+12025550102\n");
    const result = await ask(home, []);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain("has no column names");
    expect(await contactsOf(home)).toEqual([]);
  });

  it("what they hide does not reach the terminal", async () => {
    const home = homeWith("\u001b[2JKun\u202ede;Linie\nA\u001b[31mna 🙂 名前;+12025550101\n");
    const result = await ask(home, [
      { seen: '"Linie"', type: enter },
      { seen: "person's name", type: enter },
      noConsent,
      noSaving,
    ]);
    expect(result.code).toBe(0);
    expect(result.stderr).not.toMatch(/\u001b\[2J|\u001b\[31m|\u202e/);
    expect(result.stderr).toMatch(/Kunde +Linie\nAna 🙂 名前 {2}\+12025550101\n/);
  });
});

describe("of two columns that may be the phone, each is asked about", () => {
  it.each([
    ["the first", [enter, enter], "+12025550101", { Teléfono: "+12025550102" }],
    ["the second", [`a field of your own${enter}`, enter], "+12025550102", { Celular: "+12025550101" }],
  ])("%s", async (_, [first = "", second = ""], phone, fields) => {
    const home = homeWith("Nombre;Celular;Teléfono\nAna;+12025550101;+12025550102\n");
    const result = await ask(home, [
      { seen: 'What does the column "Celular" (+12025550101) hold?', type: first },
      { seen: 'What does the column "Teléfono" (+12025550102) hold?', type: second },
      noConsent,
      noSaving,
    ]);
    expect(result.code).toBe(0);
    expect(await contactsOf(home)).toMatchObject([{ name: "Ana", phone, fields }]);
  });

  it("also where both have the same header", async () => {
    const home = homeWith("Nombre;Tel;Tel\nAna;+12025550101;+12025550102\n");
    const result = await ask(home, [
      { seen: 'What does the column "Tel#1" (+12025550101) hold?', type: "leave out" + enter },
      { seen: 'What does the column "Tel#2" (+12025550102) hold?', type: enter },
      noConsent,
      { seen: "Save these answers", type: "m.json" + enter },
    ]);
    expect(result.code).toBe(0);
    expect(await contactsOf(home)).toMatchObject([{ phone: "+12025550102", fields: {} }]);
    const { columns } = JSON.parse(readFileSync(join(home, "m.json"), "utf8")) as { columns: unknown };
    expect(columns).toEqual({ Nombre: "name", "Tel#1": "ignore", "Tel#2": "phone" });
  });

  it("not where --map says it, however the header is written there", async () => {
    const home = homeWith("Nombre;Celular;Teléfono\nAna;+12025550101;+12025550102\n");
    expect((await ask(home, [noConsent], "--map", "phone=telefono")).code).toBe(0);
    expect(await contactsOf(home)).toMatchObject([{ phone: "+12025550102" }]);
  });
});

describe("a column of yes and no that does not say to what", () => {
  it("is asked about, and is no consent by itself", async () => {
    const list = "Name;Phone;Member\nAna;+12025550101;yes\nEva;+12025550102;no\n";
    const question = 'What does the column "Member" (yes, no) hold?';
    const kept = homeWith(list);
    expect((await ask(kept, [{ seen: question, type: enter }, noConsent, noSaving])).code).toBe(0);
    expect(await contactsOf(kept)).toMatchObject([{ fields: { Member: "yes" }, consent: { utility: "unknown" } }, {}]);

    const consented = homeWith(list);
    const result = await ask(consented, [{ seen: question, type: "agreed to messages" + enter }, noSaving]);
    expect(result.code).toBe(0);
    expect(await contactsOf(consented)).toMatchObject([
      { fields: {}, consent: { utility: "granted" } },
      { fields: {}, consent: { utility: "unknown" } },
    ]);
  });
});

describe("of numbers without a country code, the country is asked for", () => {
  const list = "Name;Phone\nAna;(202) 555-0101\nEva;+447700900123\n";
  const seen = "Which country are they from?";

  it("until it is one", async () => {
    const home = homeWith(list);
    const result = await ask(home, [
      { seen, type: "Nowhere" + enter },
      { seen: "Write a country", type: `${"\u007f".repeat(7)}Estados Unidos${enter}` },
      noConsent,
    ]);
    expect(result.code).toBe(0);
    expect((await contactsOf(home)).map(({ phone }) => phone)).toEqual(["+12025550101", "+447700900123"]);
  });

  it("and may stay open: then they are left out, and it is said why", async () => {
    const home = homeWith(list);
    const result = await ask(home, [{ seen, type: enter }, noConsent]);
    expect(result.code).toBe(6);
    expect(result.stdout).toContain("--country");
    expect((await contactsOf(home)).map(({ phone }) => phone)).toEqual(["+447700900123"]);
  });

  it.each([
    ["the command says it", "Name;Phone\nAna;(202) 555-0101\n", ["--country", "US"]],
    ["a column says it", "Name;Phone;Country\nAna;(202) 555-0101;US\n", []],
    ["what has none is no number at all", "Name;Phone\nAna;+12025550101\nEva;12\n", []],
  ])("not where %s", async (_, text, args) => {
    const home = homeWith(text);
    const { stderr } = await ask(home, [noConsent], ...args);
    expect(stderr).not.toContain(seen);
    expect(await contactsOf(home)).toMatchObject([{ phone: "+12025550101" }]);
  });
});

describe("the answers", () => {
  const list = "Kunde;Linie\nAna;(202) 555-0101\n";
  const answers: Answer[] = [
    { seen: '"Linie"', type: enter },
    { seen: "person's name", type: enter },
    { seen: "Which country", type: "US" + enter },
    { seen: "Where did these people agree", type: "fair" + enter },
    { seen: "marketing too", type: "y" + enter },
  ];

  it("are kept, and the next list of the kind is imported without a question", async () => {
    const home = homeWith(list);
    const first = await ask(home, [...answers, { seen: "Save these answers", type: "m.json" + enter }]);
    expect(first.code).toBe(0);
    expect(JSON.parse(readFileSync(join(home, "m.json"), "utf8"))).toMatchObject({
      columns: { Kunde: "name", Linie: "phone" },
      country: "US",
      consent: { source: "fair" },
    });
    writeFileSync(join(home, "list.csv"), "Kunde;Linie\nEva;(202) 555-0102\n");
    const second = await ask(home, [], "--mapping", "m.json");
    expect([second.code, second.stderr]).toEqual([0, expect.not.stringContaining("?")]);
    const granted = { consent: { marketing: "granted", utility: "granted" } };
    expect(await contactsOf(home)).toMatchObject([
      { name: "Ana", phone: "+12025550101", ...granted },
      { name: "Eva", phone: "+12025550102", ...granted },
    ]);
  });

  it("do not go over a file that is there, nor where none can be", async () => {
    const home = homeWith(list);
    const result = await ask(home, [
      ...answers,
      { seen: "Save these answers", type: "list.csv" + enter },
      { seen: "There is a file list.csv already", type: `${"\u007f".repeat(8)}no/m.json${enter}` },
      { seen: "The folder no does not exist", type: `${"\u007f".repeat(9)}m.json${enter}` },
    ]);
    expect(result.code).toBe(0);
    expect(readFileSync(join(home, "list.csv"), "utf8")).toBe(list);
    expect(existsSync(join(home, "m.json"))).toBe(true);
  });

  it("are not asked about where --save-mapping says where they go", async () => {
    const home = homeWith(list);
    expect((await ask(home, answers, "--save-mapping", "m.json")).code).toBe(0);
    expect(existsSync(join(home, "m.json"))).toBe(true);
  });

  it("of a list that is only tried are not kept", async () => {
    const home = homeWith(list);
    const result = await ask(home, answers, "--dry-run");
    expect(result.code).toBe(0);
    expect(await contactsOf(home)).toEqual([]);
  });

  it.each([0, 1, 2, 3, 4, 5])("after %i of them, Ctrl-C changes nothing", async (count) => {
    const home = homeWith(list);
    const seen = [...answers.map((answer) => answer.seen), "Save these answers"][count] ?? "";
    const result = await ask(home, [...answers.slice(0, count), { seen, type: keys.interrupt }], "--rejects", "r.csv");
    expect(result.code).toBe(130);
    expect(result.stderr).toContain("Nothing was changed");
    expect(readdirSync(home).filter((name) => !name.startsWith("default.db"))).toEqual(["list.csv"]);
    expect(await contactsOf(home)).toEqual([]);
  });
});
