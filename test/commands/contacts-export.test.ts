import { readFileSync, statSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openCsv } from "../../src/domain/import/formats/csv.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { addContacts } from "../../src/storage/repos/contacts.ts";
import { newContactRow } from "../../src/domain/contacts/new-contact.ts";
import { errorOf, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

const people: readonly (readonly string[])[] = [
  [
    "+12025550101",
    "--name",
    "Ana Ñandú 🙂",
    "--label",
    "vip",
    "--label",
    "Lima, centro",
    "--field",
    "city=Lima",
    "--consent",
    "marketing,utility",
    "--source",
    "form",
    "--language",
    "es",
    "--time-zone",
    "America/Lima",
  ],
  [
    "+12025550102",
    "--name",
    '=HYPERLINK("https://bad.example","x")',
    "--field",
    'note=says "hi", often',
    "--field",
    "score=-5",
  ],
];

async function filled(): Promise<{ home: string; run: (...args: string[]) => Promise<RunResult> }> {
  const home = temporaryFolder();
  for (const args of people) await runRecado(["contacts", "add", "--phone", ...args], { home });
  return { home, run: async (...args) => runRecado(["contacts", "export", ...args], { home }) };
}

const header =
  "id,name,phone,waId,userId,username,country,language,timeZone,labels,fields.city,fields.note,fields.score," +
  "consent.marketing,consent.utility,consent.authentication,consent.service";

describe("recado contacts export", () => {
  it("writes a table whose formulas are text", async () => {
    const { run } = await filled();
    const { stdout, code } = await run();
    expect(code).toBe(0);
    expect(stdout.split("\r\n")).toEqual([
      header,
      'con_1,Ana Ñandú 🙂,+12025550101,,,,US,es,America/Lima,"vip ::: ""Lima, centro""",Lima,,,granted,granted,unknown,unknown',
      `con_2,"'=HYPERLINK(""https://bad.example"",""x"")",+12025550102,,,,US,,,,,"says ""hi"", often",-5,unknown,unknown,unknown,unknown`,
      "",
    ]);
  });

  it("writes a file for its owner only, which is read back as it was", async () => {
    const { home, run } = await filled();
    const { stdout } = await run("--out", "all.csv");
    expect(stdout).toContain("2 contacts are in all.csv.");
    const path = join(home, "all.csv");
    expect(statSync(path).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600);
    expect(readFileSync(path).subarray(0, 3)).toEqual(Buffer.from("\ufeff"));
    const list = await openCsv({ path, name: "all.csv" }, {});
    expect(list.header.join(",")).toBe(header);
    const cells: (readonly string[])[] = [];
    for await (const rows of list.rows()) cells.push(...rows.map((row) => row.cells));
    expect(cells.map((row) => [row[2], row[9], row[11]])).toEqual([
      ["+12025550101", 'vip ::: "Lima, centro"', ""],
      ["+12025550102", "", 'says "hi", often'],
    ]);
    expect(readdirSync(home).filter((name) => name.includes("all.csv"))).toEqual(["all.csv"]);
  });

  it("takes the form of the file's name, and the filters of a list", async () => {
    const { home, run } = await filled();
    await run("--out", "all.json", "--lang", "es");
    const listed = await runRecado(["contacts", "list", "--json"], { home });
    const { contacts } = JSON.parse(listed.stdout) as { contacts: unknown[] };
    expect(JSON.parse(readFileSync(join(home, "all.json"), "utf8"))).toEqual({ contacts });
    expect((await run("--out", "all.ndjson", "--label", "VIP", "--json")).stdout).toContain('"contacts": 1');
    expect(readFileSync(join(home, "all.ndjson"), "utf8")).toBe(`${JSON.stringify(contacts[0])}\n`);
    expect(JSON.parse((await run("--json")).stdout)).toEqual({ contacts });
    await run("--out", "all.vcf", "--no-label", "vip");
    const cards = readFileSync(join(home, "all.vcf"), "utf8");
    expect(cards.match(/BEGIN:VCARD/g)).toHaveLength(1);
    expect(cards).toContain("+12025550102");
  });

  it.each(["csv", "ndjson", "json", "vcf"])("writes %s that recado imports as it was", async (ending) => {
    const home = temporaryFolder();
    const other = temporaryFolder();
    const user = ["--user-id", "US.13491", "--username", "ana.q", "--label", "50% off", "--field", "note=1, or so"];
    await runRecado(["contacts", "add", "--phone", ...(people[0] ?? []), ...user], { home });
    await runRecado(["contacts", "add", "--phone", "+447700900123"], { home });
    await runRecado(["contacts", "export", "--out", `all.${ending}`], { home });
    // What proves a yes is in the ledger and not in the file: the importer says where they agreed.
    const list = [join(home, `all.${ending}`), "--consent-source", "form"];
    const imported = await runRecado(["contacts", "import", ...list], { home: other });
    expect(imported.stderr).toBe("");

    const listed = async (where: string, ...args: string[]) => {
      const { stdout } = await runRecado(["contacts", "list", ...args, "--json"], { home: where });
      const { contacts } = JSON.parse(stdout) as { contacts: Record<string, unknown>[] };
      return contacts
        .map(({ id: _id, ...rest }) => rest)
        .toSorted((one, next) => String(one["phone"]).localeCompare(String(next["phone"])));
    };
    expect(await listed(other, "--import", "imp_1")).toEqual(await listed(home));
  });

  describe("of who said no", () => {
    /** What a store knows into which the export of another is imported. */
    const carriedOver = async (ending: string): Promise<readonly string[]> => {
      const home = temporaryFolder();
      const other = temporaryFolder();
      writeFileSync(join(home, "list.csv"), "Phone;Consent marketing;Consent service\n+12025550101;no;yes\n");
      await runRecado(["contacts", "import", "list.csv", "--consent-source", "form"], { home });
      await runRecado(["consent", "withdraw", "+12025550101", "--purpose", "utility"], { home });
      await runRecado(["contacts", "export", "--out", `all.${ending}`], { home });
      const imported = await runRecado(["contacts", "import", join(home, `all.${ending}`)], { home: other });
      expect(imported.stderr).toBe("");
      const history = await runRecado(["consent", "history", "+12025550101", "--json"], { home: other });
      const { events } = JSON.parse(history.stdout) as { events: { purpose: string; action: string }[] };
      return events.map(({ purpose, action }) => `${purpose} ${action}`);
    };

    it.each(["csv", "ndjson", "json", "vcf"])(
      "%s keeps that they left, and grants nothing by itself",
      async (ending) => {
        const known = await carriedOver(ending);
        expect(known).toContain("utility withdrawn");
        expect(known.filter((event) => event.endsWith("granted"))).toEqual([]);
      },
    );

    it.each(["csv", "ndjson", "json", "vcf"])("%s keeps the no of who had never agreed", async (ending) => {
      expect(await carriedOver(ending)).toContain("marketing declined");
    });
  });

  it("of nobody is a header, or an empty list", async () => {
    const home = temporaryFolder();
    expect((await runRecado(["contacts", "export"], { home })).stdout).toMatch(/^id,name,phone,[\w.,]+\r\n$/);
    const json = await runRecado(["contacts", "export", "--format", "json"], { home });
    expect(JSON.parse(json.stdout)).toEqual({ contacts: [] });
  });

  it("tells at once where it cannot write, and leaves nothing behind when it is stopped", async () => {
    const { home, run } = await filled();
    const wrong = await run("--out", "no/such/folder.csv", "--json");
    expect([wrong.code, errorOf(wrong).code]).toEqual([2, "output.unwritable"]);
    expect((await run("--out", "folder/", "--json")).code).toBe(2);
    const stopped = await runRecado(["contacts", "export", "--out", "all.csv"], { home, signal: AbortSignal.abort() });
    expect(stopped.code).not.toBe(0);
    expect(readdirSync(home).filter((name) => name.includes("all.csv"))).toEqual([]);
  });

  it("goes on page after page, each contact once", async () => {
    const home = temporaryFolder();
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    const many = Array.from({ length: 2_500 }, (_, place) => {
      const line = 12_025_550_000 + place;
      return newContactRow({
        phone: { e164: `+${line}`, country: "US", line },
        given: "",
        fields: [[`f${place % 3}`, "x"]],
        now: 1,
      });
    });
    await addContacts(db, many);
    await db.close();
    const lines = (await runRecado(["contacts", "export"], { home })).stdout.trimEnd().split("\r\n");
    expect(lines[0]).toContain("fields.f0,fields.f1,fields.f2");
    expect(new Set(lines.slice(1).map((line) => line.split(",")[0])).size).toBe(2_500);
    const json = await runRecado(["contacts", "export", "--format", "json"], { home });
    expect((JSON.parse(json.stdout) as { contacts: unknown[] }).contacts).toHaveLength(2_500);
  });
});
