import { mkdirSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { homeOf, withDatabase } from "../domain/consent/people.ts";
import { ana, deliver, eva, fill, secrets, wrote } from "../domain/rights/world.ts";
import { errorOf, runRecado } from "../helpers/run.ts";

const home = (): Promise<string> =>
  homeOf(async (db) => {
    await fill(db);
  });

describe("recado contacts erase", () => {
  it("asks first, tells what it would do, then what went and what stays", async () => {
    const at = await home();
    const unasked = await runRecado(["contacts", "erase", ana.phone, "--json"], { home: at });
    expect(unasked).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(unasked).hint).toContain("--yes");
    const no = await runRecado(["contacts", "erase", ana.phone], {
      home: at,
      answers: [{ seen: "(y/N)", type: "\r" }],
    });
    expect(no.code).toBe(2);
    const dry = await runRecado(["contacts", "erase", ana.phone, "--dry-run", "--json"], { home: at });
    expect(JSON.parse(dry.stdout)).toMatchObject({ contact: "con_1", known: true, dryRun: true, compacted: false });
    const still = await runRecado(["contacts", "show", ana.phone, "--json"], { home: at });
    expect(still.code).toBe(0);

    const done = await runRecado(["contacts", "erase", "(202) 555-0101".replace("(", "+1 ("), "--yes"], { home: at });
    expect(done).toMatchObject({ code: 0 });
    expect(done.stdout).toContain("con_1 is erased.");
    expect(done.stdout).toMatch(/Messages emptied +4/);
    expect(done.stdout).toContain("do-not-contact list");
    expect(done.stdout).toContain("backups");
    const file = readFileSync(join(at, "default.db")).toString("latin1");
    expect([...secrets, ana.digits].filter((trace) => file.includes(trace))).toEqual([]);
    const verify = await runRecado(["consent", "verify", "--json"], { home: at });
    expect(JSON.parse(verify.stdout)).toMatchObject({ ok: true, removed: 2 });
  });

  it("puts a number on the list that is no contact, once, and shows no whole number", async () => {
    const at = await home();
    const erase = ["contacts", "erase", "+12025550177", "--yes", "--json"];
    const first = await runRecado(erase, { home: at });
    expect(JSON.parse(first.stdout)).toMatchObject({ known: false, blocked: true, compacted: true });
    expect(first.stdout).not.toContain("2025550177");
    const again = await runRecado(erase, { home: at });
    expect(JSON.parse(again.stdout)).toMatchObject({ known: false, blocked: false });
    const missing = await runRecado(["contacts", "erase", "con_99", "--yes", "--json"], { home: at });
    expect(missing.code).toBe(2);
    expect(errorOf(missing).code).toBe("contacts.not_found");
  });
});

describe("recado contacts erased", () => {
  it("counts, answers for one number, and lets somebody back who came by themselves", async () => {
    const at = await home();
    const erased = async (...args: string[]): Promise<Record<string, unknown>> =>
      JSON.parse((await runRecado(["contacts", "erased", ...args, "--json"], { home: at })).stdout) as Record<
        string,
        unknown
      >;
    expect(await erased()).toEqual({ entries: 0, first: null, last: null });
    await runRecado(["contacts", "erase", ana.phone, "--yes", "--reason", "by e-mail"], { home: at });
    // The number and the user id.
    expect(await erased()).toMatchObject({ entries: 2 });
    expect(await erased(ana.phone)).toMatchObject({ erased: true, reason: "by e-mail", forgotten: false });
    expect(await erased(eva.phone)).toMatchObject({ erased: false });
    expect(await erased(ana.phone, "--forget", "--dry-run")).toMatchObject({ erased: true, forgotten: false });
    expect(await erased(ana.phone, "--forget")).toMatchObject({ forgotten: true });
    expect(await erased(ana.phone)).toMatchObject({ erased: false });
    const none = await runRecado(["contacts", "erased", eva.phone, "--forget", "--json"], { home: at });
    expect(errorOf(none).code).toBe("contacts.not_erased");
  });

  it("is left with a consent that the person gave after they came back", async () => {
    const at = await home();
    await runRecado(["contacts", "erase", ana.phone, "--yes"], { home: at });
    await withDatabase(at, async (db) => deliver(db, wrote(ana, "wamid.BACK", "I am back")));
    const grant = ["consent", "grant", ana.phone, "--purpose", "utility", "--source", "wrote to us", "--json"];
    const refused = await runRecado(grant, { home: at });
    expect(refused.code).toBe(4);
    expect(errorOf(refused).code).toBe("policy.do_not_contact");
    const agreed = await runRecado([...grant, "--despite-withdrawal"], { home: at });
    expect(JSON.parse(agreed.stdout)).toMatchObject({ recorded: 1, contacts: [{ unblocked: true }] });
    const one = await runRecado(["contacts", "erased", ana.phone, "--json"], { home: at });
    expect(JSON.parse(one.stdout)).toMatchObject({ erased: false });
  });
});

describe("recado contacts export-person", () => {
  it("answers with everything about the person and nothing of others", async () => {
    const at = await home();
    const result = await runRecado(["contacts", "export-person", ana.phone, "--json"], { home: at });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const { person } = JSON.parse(result.stdout) as { person: Record<string, unknown> };
    expect(person).toMatchObject({
      contacts: [{ id: "con_1", name: ana.name, phone: ana.phone, givenPhone: "(202) 555-0101", userId: ana.userId }],
      consent: { chains: [{ events: [{ purposes: ["marketing"] }, { purposes: ["utility"] }], verified: true }] },
      files: [{ fileName: "ana.txt", bytes: 25 }],
      doNotContactSince: null,
    });
    expect(person["messages"]).toHaveLength(4);
    expect(JSON.stringify(person["messages"])).toContain("the blue parrot sleeps");
    expect(JSON.stringify(person["deliveries"])).toContain("the blue parrot sleeps");
    expect(result.stdout).not.toContain(eva.name);
    expect(result.stdout).not.toContain(eva.digits);
  });

  it("writes a folder with the data, a page that needs nothing from outside, and the kept files", async () => {
    const at = await home();
    const result = await runRecado(["contacts", "export-person", "con_1", "--out", "ana", "--lang", "es"], {
      home: at,
    });
    expect(result.code).toBe(0);
    const names = readdirSync(join(at, "ana")).toSorted();
    expect(names).toEqual([expect.stringMatching(/^[0-9a-f]{12}-ana\.txt$/), "person.html", "person.json"]);
    expect(readFileSync(join(at, "ana", names[0] ?? ""), "utf8")).toBe("signed by the hand of Ana");
    const page = readFileSync(join(at, "ana", "person.html"), "utf8");
    expect(page).toContain("Sus datos en nuestra empresa");
    expect(page).toContain("the blue parrot sleeps");
    expect(page).toContain("<dt>Teléfono tal como se dio</dt><dd><bdi>(202) 555-0101</bdi></dd>");
    expect(page).not.toMatch(/<dt>[a-z]+[A-Z]|<pre>\[\]/);
    expect(page).not.toMatch(/<script|src=|href=|url\(/);
    const mode = process.platform === "win32" ? 0o666 : 0o600;
    expect(statSync(join(at, "ana", "person.json")).mode & 0o777).toBe(mode);
  });

  it("tells what cannot be written", async () => {
    const at = await home();
    mkdirSync(join(at, "x.json"));
    const folder = await runRecado(["contacts", "export-person", "con_1", "--out", "x.json", "--json"], { home: at });
    expect(errorOf(folder)).toMatchObject({ code: "output.unwritable" });
    const deep = await runRecado(["contacts", "export-person", "con_1", "--out", "no/such/dir", "--json"], {
      home: at,
    });
    expect(errorOf(deep)).toMatchObject({ code: "output.unwritable" });
  });
});

it("recado contacts erased says in words why", async () => {
  const at = await home();
  await runRecado(["contacts", "erase", ana.phone, "--yes"], { home: at });
  const { stdout } = await runRecado(["contacts", "erased", ana.phone, "--lang", "es"], { home: at });
  expect(stdout).toContain("(a petición de la persona)");
});
