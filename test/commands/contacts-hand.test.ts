import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { blockPerson } from "../../src/domain/rights/do-not-contact.ts";
import { lineOf } from "../../src/core/phone.ts";
import { openDatabase } from "../../src/storage/open.ts";
import { errorOf, keys, runRecado, temporaryFolder, type RunResult } from "../helpers/run.ts";

const ana = "+12025550101";
const eva = "+12025550102";

interface Shown {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly labels: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly consent: Readonly<Record<string, string>>;
  readonly merged: readonly string[];
  readonly removedAt: string | null;
  readonly events: readonly {
    readonly purpose: string;
    readonly action: string;
    readonly at: string;
    readonly source: string;
  }[];
}

function at(home: string) {
  const run = (...args: string[]): Promise<RunResult> => runRecado(["contacts", ...args], { home });
  return {
    run,
    add: async (phone: string, ...args: string[]): Promise<RunResult> => {
      const result = await run("add", "--phone", phone, ...args, "--json");
      if (result.code !== 0) throw new Error(result.stderr);
      return result;
    },
    show: async (key: string): Promise<Shown> => {
      const { stdout, stderr } = await run("show", key, "--json");
      if (stdout === "") throw new Error(stderr);
      return (JSON.parse(stdout) as { contact: Shown }).contact;
    },
    refused: async (...args: string[]) => {
      const result = await run(...args, "--json");
      return { code: result.code, error: errorOf(result) };
    },
  };
}

const fresh = () => at(temporaryFolder());

describe("recado contacts add", () => {
  it("keeps everything that it is told, with its proof", async () => {
    const { add, show } = fresh();
    await add(
      ana,
      "--name",
      "Ana Ñandú",
      "--language",
      "es-PE",
      "--time-zone",
      "America/Lima",
      "--label",
      "vip",
      "--label",
      "VIP",
      "--label",
      "Lima, centro",
      "--field",
      "city=Lima",
      "--user-id",
      "US.13491208655302741918",
      "--username",
      "@ana.q",
      "--marketing-limit",
      "2 / 7d",
      "--consent",
      "marketing,avisos",
      "--source",
      "store form",
      "--date",
      "2026-09-01",
      "--evidence",
      "https://shop.example/form.pdf",
    );
    expect(await show(ana)).toMatchObject({
      id: "con_1",
      name: "Ana Ñandú",
      phone: ana,
      language: "es_PE",
      timeZone: "America/Lima",
      labels: ["vip", "Lima, centro"],
      fields: { city: "Lima" },
      userId: "US.13491208655302741918",
      username: "ana.q",
      marketingLimit: "2/7d",
      consent: { marketing: "granted", utility: "granted", authentication: "unknown", service: "unknown" },
      mayMessage: { marketing: { ok: true }, authentication: { ok: true } },
      events: [
        { purpose: "marketing", action: "granted", at: "2026-09-01T00:00:00.000Z", source: "store form" },
        { purpose: "utility", evidence: "https://shop.example/form.pdf" },
      ],
    });
    expect((await show("US.13491208655302741918")).id).toBe("con_1");
  });

  it("keeps a file that proves it", async () => {
    const home = temporaryFolder();
    const { add, show } = at(home);
    writeFileSync(join(home, "form.txt"), "yes, I agree");
    await runRecado(
      ["contacts", "add", "--phone", ana, "--consent", "utility", "--source", "form", "--evidence", "form.txt"],
      { home },
    );
    expect((await show(ana)).events).toMatchObject([
      { evidence: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
    ]);
    await add(eva);
  });

  it("refuses a person who is a contact already, in any spelling, and names the way on", async () => {
    const { add, refused } = fresh();
    await add("+525550000012");
    const { code, error } = await refused("add", "--phone", "+52 1 55 5000 0012");
    expect(code).toBe(2);
    expect(error).toMatchObject({ code: "contacts.exists", data: { contact: "con_1" } });
    expect(error.hint).toContain("recado contacts edit con_1");
  });

  it.each([
    [["--consent", "marketing"], "usage.missing_option", "option", "--source"],
    [["--source", "form"], "usage.missing_option", "option", "--consent"],
    [["--consent", "everything", "--source", "form"], "usage.bad_value", "option", "--consent"],
    [["--consent", "utility", "--source", "form", "--date", "2999-01-01"], "consent.future_date", "option", "--date"],
    [["--language", "klingonese"], "usage.bad_value", "option", "--language"],
    [["--time-zone", "Mars/Olympus"], "usage.bad_value", "option", "--time-zone"],
    [["--field", "city"], "usage.bad_value", "option", "--field"],
    [["--label", 'a"b'], "usage.bad_value", "option", "--label"],
    [["--marketing-limit", "0/7d"], "usage.bad_value", "option", "--marketing-limit"],
    [["--user-id", "13491"], "usage.bad_value", "option", "--user-id"],
    [["--consent", "utility", "--source", "form", "--evidence", "none.pdf"], "input.unreadable", "file", "none.pdf"],
  ])("refuses %j and adds nobody", async (args, code, kind, named) => {
    const { refused, run } = fresh();
    const answer = await refused("add", "--phone", ana, ...args);
    expect([answer.code, answer.error.code]).toEqual([2, code]);
    expect(answer.error.data).toMatchObject({ [kind]: named });
    expect((await run("list")).stdout).toContain("No contacts.");
  });

  it("refuses a number that cannot be read, without repeating it", async () => {
    const { code, error } = await fresh().refused("add", "--phone", "202 555 0101");
    expect(code).toBe(2);
    expect(JSON.stringify(error)).not.toContain('0101"');
    expect(error.data).toEqual({ option: "--phone" });
  });

  it("refuses somebody who was erased at their request", async () => {
    const home = temporaryFolder();
    const db = await openDatabase(join(home, "default.db"), { createFolder: true });
    await blockPerson(db, { lines: [lineOf(ana)], userIds: [] }, { reason: "asked", at: 1 });
    await db.close();
    const { code, error } = await at(home).refused("add", "--phone", ana);
    expect([code, error.code]).toEqual([4, "policy.do_not_contact"]);
    expect(error.message).not.toContain(ana);
    await at(home).add(eva);
    expect((await at(home).refused("edit", eva, "--phone", ana)).code).toBe(4);
  });

  it("shows with --dry-run what would be added, and adds nothing", async () => {
    const { run } = fresh();
    const args = ["add", "--phone", ana, "--name", "Ana", "--consent", "publicidad", "--source", "form", "--dry-run"];
    expect((await run(...args)).stdout).toMatch(/would be added[^]*Ana[^]*marketing: yes/);
    expect((await run(...args, "--lang", "es")).stdout).toMatch(/Se agregaría[^]*publicidad: sí/);
    expect((await run("list")).stdout).toContain("No contacts.");
  });

  it("asks in a terminal for what is missing", async () => {
    const home = temporaryFolder();
    const { code, stdout } = await runRecado(["contacts", "add"], {
      home,
      answers: [
        { seen: "Number", type: `202${keys.enter}` },
        { seen: "country", type: `\u007f\u007f\u007f${ana}${keys.enter}` },
        { seen: "Name", type: `Ana${keys.enter}` },
        { seen: "agree", type: `${keys.down}${keys.enter}` },
        { seen: "Where", type: `counter${keys.enter}` },
      ],
    });
    expect(code).toBe(0);
    expect(stdout).toContain("Added.");
    expect(await at(home).show(ana)).toMatchObject({
      name: "Ana",
      consent: { utility: "granted", marketing: "unknown" },
    });
  });

  it("needs a number where nobody can be asked", async () => {
    const { code, error } = await fresh().refused("add", "--name", "Ana");
    expect([code, error.data]).toEqual([2, { option: "--phone" }]);
  });
});

describe("recado contacts edit", () => {
  it("changes what is named and says so, and leaves the rest", async () => {
    const { add, run, show } = fresh();
    await add(ana, "--name", "Ana", "--field", "City=Lima", "--field", "plan=gold", "--label", "vip");
    const { stdout } = await run("edit", ana, "--name", "Ana María", "--field", "city=Cusco", "--no-field", "PLAN");
    expect(stdout).toContain("Changed in con_1:");
    expect(await show(ana)).toMatchObject({ name: "Ana María", fields: { City: "Cusco" }, labels: ["vip"] });
    await run("edit", ana, "--name", "");
    expect((await show(ana)).name).toBeNull();
    expect((await run("edit", ana, "--field", "city=Cusco")).stdout).toContain("con_1 is so already.");
  });

  it("keeps the person's consent when the number changes, and lets the old number go", async () => {
    const { add, run, show, refused } = fresh();
    await add(ana, "--consent", "marketing", "--source", "form");
    expect((await run("edit", ana, "--phone", eva)).code).toBe(0);
    expect(await show(eva)).toMatchObject({ id: "con_1", consent: { marketing: "granted" } });
    expect((await refused("show", ana)).error.code).toBe("contacts.not_found");
    await add(ana);
    const taken = await refused("edit", ana, "--phone", eva);
    expect([taken.code, taken.error.code]).toEqual([2, "contacts.exists"]);
    expect(taken.error.hint).toContain("recado contacts merge con_2 con_1");
  });

  it("says what to do when nothing was asked, and changes nothing in a dry run", async () => {
    const { add, run, refused, show } = fresh();
    await add(ana);
    expect((await refused("edit", ana)).error.hint).toContain("recado contacts edit con_1 --name");
    expect((await run("edit", ana, "--name", "Eva", "--dry-run")).stdout).toContain("This would change in con_1:");
    expect((await show(ana)).name).toBeNull();
  });
});

describe("recado contacts remove", () => {
  it("takes people off the lists, and they come back with their history", async () => {
    const { add, run, show, refused } = fresh();
    await add(ana, "--name", "Ana", "--consent", "utility", "--source", "form");
    await add(eva);
    expect((await run("remove", ana, "--dry-run")).stdout).toContain("Would be taken off the lists: con_1.");
    const { stdout } = await run("remove", ana, eva);
    expect(stdout).toContain("Taken off the lists: con_1, con_2.");
    expect(stdout).toContain("recado contacts erase");
    expect((await run("list")).stdout).toContain("No contacts.");
    expect((await run("remove", ana)).stdout).toContain("Not on the lists any more: con_1.");
    expect((await show(ana)).removedAt).not.toBeNull();

    expect((await run("add", "--phone", ana, "--label", "vip")).stdout).toContain("Back on the lists");
    expect(await show(ana)).toMatchObject({
      id: "con_1",
      name: "Ana",
      labels: ["vip"],
      removedAt: null,
      events: [{ purpose: "utility" }],
    });
    expect((await refused("remove")).code).toBe(2);
  });
});

it("somebody who opted out and was removed does not come back with a consent", async () => {
  const home = temporaryFolder();
  const { add, run, refused, show } = at(home);
  await add(ana, "--consent", "marketing", "--source", "form");
  await runRecado(["consent", "withdraw", ana, "--purpose", "marketing"], { home });
  await run("remove", ana);
  const { code, error } = await refused("add", "--phone", ana, "--consent", "marketing", "--source", "form");
  expect([code, error.code]).toEqual([4, "policy.opted_out"]);
  await add(ana, "--consent", "utility", "--source", "form");
  expect((await show(ana)).consent).toMatchObject({ marketing: "withdrawn", utility: "granted" });
});

describe("recado contacts label and unlabel", () => {
  it("work on the named and on the chosen, once each", async () => {
    const { add, run, show } = fresh();
    await add(ana, "--field", "city=Lima");
    await add(eva, "--field", "city=Cusco");
    expect((await run("label", "vip", ana, ana)).stdout).toContain('"vip" was put on 1 contact.');
    expect((await run("label", "VIP", "--where", "city=Lima", "--json")).stdout).toContain('"changed": 0');
    expect((await run("label", "perú", "--where", "CITY=lima", "--dry-run")).stdout).toContain("would be put on 1");
    await run("label", "perú", "--country", "US");
    expect((await show(ana)).labels).toEqual(["vip", "perú"]);
    expect((await run("unlabel", "Vip", "--label", "vip")).stdout).toContain("was taken off 1");
    expect((await show(ana)).labels).toEqual(["perú"]);
  });

  it("never take everybody by a slip", async () => {
    const { refused } = fresh();
    expect((await refused("label", "vip")).code).toBe(2);
    expect((await refused("label", "vip", ana, "--country", "US")).error.code).toBe("usage.contradiction");
    expect((await refused("label", "vip", ana)).error.code).toBe("contacts.not_found");
  });
});

describe("recado contacts merge", () => {
  const two = async () => {
    const world = fresh();
    await world.add(ana, "--label", "vip", "--field", "city=Lima");
    await world.add(
      eva,
      "--name",
      "Ana",
      "--label",
      "old",
      "--field",
      "city=Cusco",
      "--field",
      "plan=gold",
      "--consent",
      "marketing,utility",
      "--source",
      "web form",
      "--date",
      "2026-01-02",
    );
    return world;
  };

  it("says first what goes where, and asks", async () => {
    const { run, refused, show } = await two();
    const dry = (await run("merge", ana, eva, "--dry-run")).stdout;
    expect(dry).toContain("con_2 would go into con_1:");
    expect(dry).toContain("agreed to marketing, utility");
    expect(dry).toContain("Different in both, the first stays: city.");
    expect((await refused("merge", ana, eva)).error.data).toEqual({ option: "--yes" });
    expect((await show(eva)).id).toBe("con_2");
  });

  it("fills, joins, brings the consent with its date and proof, and leads the other's number to the one that stays", async () => {
    const { run, show } = await two();
    expect((await run("merge", ana, eva, "--yes")).stdout).toContain("con_2 went into con_1.");
    expect(await show(eva)).toMatchObject({
      id: "con_1",
      phone: ana,
      name: "Ana",
      labels: ["vip", "old"],
      fields: { city: "Lima", plan: "gold" },
      merged: ["con_2"],
      consent: { marketing: "granted", utility: "granted" },
      events: [{ at: "2026-01-02T00:00:00.000Z", source: "web form" }, {}],
    });
    expect((await run("list", "--json")).stdout.match(/"id": "con_/g)).toHaveLength(1);
    expect((await show("con_2")).id).toBe("con_1");
  });

  it("refuses to merge a contact with itself", async () => {
    const { run, refused } = await two();
    expect((await refused("merge", ana, "con_1", "--yes")).error.code).toBe("contacts.same");
    await run("merge", ana, eva, "--yes");
    expect((await refused("merge", ana, eva, "--yes")).error.code).toBe("contacts.same");
  });
});
