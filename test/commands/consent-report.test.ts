import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { homeOf, person, said, withDatabase } from "../domain/consent/people.ts";
import { fill } from "../domain/rights/world.ts";
import { errorOf, runRecado, temporaryFolder } from "../helpers/run.ts";

const hostile = '<img src=x onerror="alert(1)">\u202egnp.exe\u001b[31m & "q"';

const home = (): Promise<string> =>
  homeOf(async (db) => {
    await fill(db);
    const { id } = await person(db, "+12025550103", { name: hostile, labels: '["vip"]' });
    await said(db, id, "granted", ["marketing"], {
      wording: hostile,
      wordingVersion: "v3",
      source: hostile,
      ip: "192.0.2.1",
    });
    await said(db, id, "declined", ["service"]);
    await said(db, id, "withdrawn", ["marketing"]);
  });

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");

interface Report {
  report: Record<string, unknown>;
  contacts: { id: string; chains: { id: string; events: Record<string, unknown>[]; fingerprint: string }[] }[];
}

describe("recado consent report", () => {
  it("writes one page that needs nothing from outside and runs nothing of others", async () => {
    const at = await home();
    const result = await runRecado(["consent", "report", "--all", "--out", "all.html", "--json"], { home: at });
    expect(result).toMatchObject({ code: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toMatchObject({
      file: "all.html",
      format: "html",
      people: 3,
      events: 6,
      problems: 0,
    });
    const page = readFileSync(join(at, "all.html"), "utf8");
    expect(page).not.toMatch(/<img|<script|<[^>]*\s(?:src|href|on\w+)=|url\(|\u202e|\u001b/);
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;gnp.exe &amp;");
    expect(page).toContain("signed by the hand of Ana");
    expect(page).toContain("withdrew consent");
    expect(page).toContain("said no");
    expect(page).toContain("whole: every hash is right");
    expect(page).toContain("not legal advice");
    expect(page).toMatch(/@page \{ size: A4/);
  });

  it("speaks Spanish", async () => {
    const at = await home();
    await runRecado(["consent", "report", "con_1", "--out", "ana.html", "--lang", "es"], { home: at });
    const page = readFileSync(join(at, "ana.html"), "utf8");
    expect(page).toContain('<html lang="es">');
    expect(page).toContain("Registro de consentimientos");
    expect(page).toContain("Esto no es asesoramiento jurídico.");
  });

  it("shows beside the words what is hashed: codes and exact instants", async () => {
    const at = await home();
    await runRecado(["consent", "report", "--label", "vip", "--out", "vip.json"], { home: at });
    await runRecado(["consent", "report", "--label", "vip", "--out", "vip.html"], { home: at });
    const { contacts } = JSON.parse(readFileSync(join(at, "vip.json"), "utf8")) as Report;
    const page = readFileSync(join(at, "vip.html"), "utf8");
    const events = contacts[0]?.chains[0]?.events ?? [];
    expect(events).toHaveLength(3);
    for (const event of events) {
      for (const name of ["at", "recordedAt", "action", "method", "hash", "proofDigest"]) {
        expect(page).toContain(`>${String(event[name])}<`);
      }
      expect(page).toContain(`>${(event["purposes"] as string[]).join(",")}<`);
    }
  });

  it("names who answers for the data, and says in words what the columns of a list held", async () => {
    const at = temporaryFolder();
    writeFileSync(join(at, "l.csv"), "Nombre,Celular,Acepta publicidad,Ciudad\nAna,+12025550101,sí,Lima\n");
    await runRecado(["contacts", "import", "l.csv"], { home: at });
    const args = ["--out", "a.html", "--business", "Café Lima S.A.C.", "--lang", "es"];
    expect((await runRecado(["consent", "report", "--all", ...args], { home: at })).code).toBe(0);
    const page = readFileSync(join(at, "a.html"), "utf8");
    expect(page).toContain("<dt>Empresa (responsable)</dt><dd><bdi>Café Lima S.A.C.</bdi></dd>");
    expect(page).toContain("<bdi>Celular</bdi> → <bdi>número de teléfono</bdi>");
    expect(page).not.toContain("&quot;Celular&quot;");
  });

  it("holds all that is needed to compute its hashes by hand", async () => {
    const at = await home();
    await runRecado(["consent", "report", "--label", "vip", "--out", "vip.json"], { home: at });
    const { report, contacts } = JSON.parse(readFileSync(join(at, "vip.json"), "utf8")) as Report;
    expect(report).toMatchObject({ profile: "default", people: 1, scope: 'label "vip"' });
    const [contact] = contacts;
    const [chain] = contact?.chains ?? [];
    let before = "";
    for (const event of chain?.events ?? []) {
      const { method, source, wording, wordingVersion, evidence, actor, ip, userAgent } = event;
      const proof = sha(
        JSON.stringify([method, source, wording, wordingVersion, evidence, actor, ip, userAgent, null]),
      );
      expect(event["proofDigest"]).toBe(proof);
      const said = [
        before,
        Number(contact?.id.slice(4)),
        "whatsapp",
        (event["purposes"] as string[]).join(","),
        event["action"],
      ];
      const times = [Date.parse(String(event["at"])), Date.parse(String(event["recordedAt"]))];
      expect(event["hash"]).toBe(sha(JSON.stringify([...said, ...times, null, proof])));
      before = String(event["hash"]);
    }
    expect(chain?.events).toHaveLength(3);
    expect(chain?.fingerprint).toBe(before);
  });

  it("is written all the same when the past was changed, says where, and ends with 4", async () => {
    const at = await home();
    await withDatabase(at, async (db) => {
      await db.exec("UPDATE consent_events SET action = 'granted' WHERE seq = 6");
    });
    const result = await runRecado(["consent", "report", "con_3", "--out", "x.html", "--json"], { home: at });
    expect(result.code).toBe(4);
    expect(errorOf(result).code).toBe("consent.tampered");
    expect(readFileSync(join(at, "x.html"), "utf8")).toContain("the data of event 6 were changed");
  });

  it.each([
    ["nobody named", ["--out", "a.html"], "usage.missing_argument"],
    ["contacts and a list", ["con_1", "--all", "--out", "a.html"], "usage.missing_argument"],
    ["a name that tells no form", ["con_1", "--out", "report.pdf"], "usage.missing_option"],
    ["an unknown segment", ["--segment", "nobody", "--out", "a.html"], "segments.not_found"],
    ["an unknown contact", ["con_99", "--out", "a.html"], "contacts.not_found"],
  ])("refuses %s and leaves no file behind", async (_, args, code) => {
    const at = await home();
    const result = await runRecado(["consent", "report", ...args, "--json"], { home: at });
    expect(result).toMatchObject({ code: 2, stdout: "" });
    expect(errorOf(result).code).toBe(code);
    expect(readdirSync(at).filter((name) => /report|\.html|\.part/.test(name))).toEqual([]);
  });
});
