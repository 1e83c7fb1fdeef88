import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { homeOf, person, said, withDatabase } from "../domain/consent/people.ts";
import { errorOf, runRecado } from "../helpers/run.ts";

const ana = "+12025550101";
const eva = "+12025550102";

const home = (): Promise<string> =>
  homeOf(async (db) => {
    await person(db, ana);
    await person(db, eva, { name: "Eva" });
  });

interface History {
  events: Record<string, unknown>[];
}

const historyOf = async (at: string, key = ana): Promise<History["events"]> => {
  const result = await runRecado(["consent", "history", key, "--json"], { home: at });
  expect(result.code).toBe(0);
  return (JSON.parse(result.stdout) as History).events;
};

describe("recado consent grant", () => {
  it("keeps purposes, place, date, words and evidence, an entry a purpose with one hash", async () => {
    const at = await home();
    writeFileSync(join(at, "form.txt"), "signed by Ana");
    writeFileSync(join(at, "words.txt"), "I agree to receive offers.\r\n");
    const result = await runRecado(
      [
        "consent",
        "grant",
        "00 1 (202) 555-0101",
        "--purpose",
        "utility,marketing",
        "--source",
        "shop in Lima",
        "--method",
        "paper form",
        "--date",
        "2026-09-01",
        "--wording-file",
        "words.txt",
        "--wording-version",
        "v3",
        "--evidence",
        "form.txt",
        "--json",
      ],
      { home: at },
    );
    expect(result).toMatchObject({ code: 0, stderr: "" });
    const events = await historyOf(at);
    expect(events).toMatchObject([
      {
        purpose: "marketing",
        action: "granted",
        at: "2026-09-01T00:00:00.000Z",
        method: "paper form",
        source: "shop in Lima",
        wording: "I agree to receive offers.",
        wordingVersion: "v3",
        evidence: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as unknown,
      },
      { purpose: "utility", action: "granted" },
    ]);
    expect(events[0]?.["hash"]).toBe(events[1]?.["hash"]);
    const evidence = String(events[0]?.["evidence"]);
    const out = await runRecado(["consent", "evidence", evidence, "--out", "back.txt"], { home: at });
    expect(out.code).toBe(0);
    expect(readFileSync(join(at, "back.txt"), "utf8")).toBe("signed by Ana");
    const listed = await runRecado(["consent", "evidence", ana], { home: at });
    expect(listed.stdout).toContain("form.txt");
  });

  it("records many at once, or none", async () => {
    const at = await home();
    const args = ["--purpose", "marketing", "--source", "web", "--json"];
    const missing = await runRecado(["consent", "grant", ana, "+12025550199", ...args], { home: at });
    expect(missing.code).toBe(2);
    expect(errorOf(missing)).toMatchObject({ code: "contacts.not_found" });
    expect(await historyOf(at)).toEqual([]);
    const dry = await runRecado(["consent", "grant", ana, eva, ...args, "--dry-run"], { home: at });
    expect(JSON.parse(dry.stdout)).toMatchObject({ recorded: 0, dryRun: true, contacts: [{}, {}] });
    expect(await historyOf(at)).toEqual([]);
    const both = await runRecado(["consent", "grant", ana, "con_2", ana, ...args], { home: at });
    expect(JSON.parse(both.stdout)).toMatchObject({ recorded: 2 });
    expect(await historyOf(at, eva)).toHaveLength(1);
  });

  it.each([
    ["a date to come", ["--date", "2999-01-01"], "consent.future_date"],
    ["a day that does not exist", ["--date", "2026-02-31"], "consent.bad_date"],
    ["no date at all", ["--date", "yesterday"], "consent.bad_date"],
    ["evidence that is not there", ["--evidence", "missing.pdf"], "input.unreadable"],
    ["an empty evidence", ["--evidence", "empty.pdf"], "consent.evidence_empty"],
    ["words that are no text", ["--wording-file", "picture.png"], "consent.bad_wording"],
    ["more evidence than is kept", ["--evidence", "huge.bin"], "consent.evidence_too_large"],
    ["words given twice", ["--wording", "yes", "--wording-file", "empty.pdf"], "usage.contradiction"],
  ])("refuses %s, naming it", async (_, more, code) => {
    const at = await home();
    writeFileSync(join(at, "empty.pdf"), "");
    writeFileSync(join(at, "huge.bin"), "");
    truncateSync(join(at, "huge.bin"), 16 * 1024 * 1024 + 1);
    writeFileSync(join(at, "picture.png"), Buffer.from([0x89, 0x50, 0xff, 0x00]));
    const args = ["consent", "grant", ana, "--purpose", "marketing", "--source", "web", ...more, "--json"];
    const result = await runRecado(args, { home: at });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result).code).toBe(code);
    expect(errorOf(result).message).toContain(code === "usage.contradiction" ? more[0] : more[1]);
    expect(await historyOf(at)).toEqual([]);
  });

  it("names a purpose that does not exist, and the near one", async () => {
    const args = ["consent", "grant", ana, "--purpose", "marketin", "--source", "web", "--json"];
    const result = await runRecado(args, { home: await home() });
    expect(result.code).toBe(2);
    expect(errorOf(result)).toMatchObject({
      code: "usage.bad_value",
      hint: expect.stringContaining("marketing") as unknown,
    });
  });

  it("never goes over a withdrawal by itself, and not with an older date", async () => {
    const at = await home();
    const withdraw = await runRecado(["consent", "withdraw", ana, "--date", "2026-09-05"], { home: at });
    expect(withdraw.code).toBe(0);
    const grant = ["consent", "grant", ana, "--purpose", "marketing", "--source", "web", "--json"];
    const refused = await runRecado(grant, { home: at });
    expect(refused.code).toBe(4);
    expect(errorOf(refused)).toMatchObject({
      code: "policy.opted_out",
      message: expect.stringContaining("2026-09-05") as unknown,
      hint: expect.stringContaining("--despite-withdrawal") as unknown,
    });
    const older = await runRecado([...grant, "--despite-withdrawal", "--date", "2026-09-04"], { home: at });
    expect(older.code).toBe(4);
    expect(errorOf(older).code).toBe("policy.opted_out");
    const sameDay = await runRecado([...grant, "--despite-withdrawal", "--date", "2026-09-05"], { home: at });
    expect(sameDay.code).toBe(0);
    expect((await historyOf(at)).map(({ purpose, action }) => `${String(purpose)} ${String(action)}`)).toEqual([
      "marketing withdrawn",
      "utility withdrawn",
      "authentication withdrawn",
      "service withdrawn",
      "marketing granted",
    ]);
  });
});

describe("recado consent history", () => {
  it("shows a table in Spanish, without control characters of others", async () => {
    const at = await homeOf(async (db) => {
      const { id } = await person(db, ana);
      await said(db, id, "declined", ["marketing"], { source: "caja\u001b[31m \u202eroja" });
      await said(db, id, "granted", ["utility"]);
    });
    const result = await runRecado(["consent", "history", ana, "--lang", "es"], { home: at, columns: 200 });
    expect(result.stdout).toMatch(/publicidad +dijo que no +web form +caja roja/);
    expect(result.stdout).toMatch(/avisos +aceptó/);
  });
});

describe("recado consent verify", () => {
  it("answers with counts and the fingerprint, and with the place where the past was changed", async () => {
    const at = await homeOf(async (db) => {
      const { id } = await person(db, ana);
      await said(db, id, "granted", ["utility"]);
      await said(db, id, "withdrawn", ["marketing"]);
    });
    const well = await runRecado(["consent", "verify", "--json"], { home: at });
    expect(well).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(well.stdout)).toMatchObject({ ok: true, events: 2, contacts: 1, blocks: 2, problems: [] });
    await withDatabase(at, async (db) => {
      await db.exec("UPDATE consent_events SET occurred_at = occurred_at - 1 WHERE seq = 1");
    });
    const changed = await runRecado(["consent", "verify", "--json"], { home: at });
    expect(changed.code).toBe(4);
    expect(errorOf(changed).code).toBe("consent.tampered");
    expect(JSON.parse(changed.stdout)).toMatchObject({
      ok: false,
      problems: [{ kind: "event_changed", seq: 1, contact: "con_1" }],
    });
    const one = await runRecado(["consent", "verify", ana, "--lang", "es"], { home: at, columns: 200 });
    expect(one.code).toBe(4);
    expect(one.stdout).toContain("se cambiaron los datos del registro 1");
  });
});
