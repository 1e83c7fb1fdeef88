import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyLedger } from "../../../src/domain/consent/verify.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { getEvidence } from "../../../src/storage/repos/evidence.ts";
import { codesOf, contact, importText, now, sha256, undo } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

const header =
  "Phone,Opt-in,consent_source,consent_method,consent_wording,consent_wording_version,consent_actor,consent_ip";

describe("what the ledger keeps of each yes", () => {
  it("is what the row says, then what was said about the file, then the list itself", async () => {
    const list = `${header}\n+12025550101,yes,shop,paper,"I agree to news.\nAnd offers.",v2,Luz,192.0.2.1\n+12025550102,yes,,,,,,\n`;
    const consent = {
      source: "web form",
      method: "web",
      wording: "Yes, please",
      wordingVersion: "v1",
      date: Date.UTC(2025, 2, 1),
    };
    await importText(db, list, { consent });
    expect((await contact(db, "+12025550101")).events).toMatchObject([
      {
        source: "shop",
        method: "paper",
        wording: "I agree to news.\nAnd offers.",
        wording_version: "v2",
        actor: "Luz",
        ip: "192.0.2.1",
        occurred_at: Date.UTC(2025, 2, 1),
        recorded_at: now,
        list_row: 2,
        import_id: 1,
        evidence: `sha256:${sha256(list)}`,
      },
    ]);
    expect((await contact(db, "+12025550102")).events).toMatchObject([
      { source: "web form", method: "web", wording: "Yes, please", wording_version: "v1", actor: "tester", ip: null },
    ]);
    await importText(db, "Phone,Opt-in\n+12025550103,yes\n", { now: now + 1 });
    expect((await contact(db, "+12025550103")).events).toMatchObject([
      { source: "list.csv", method: "import", wording: null, wording_version: null, actor: "tester" },
    ]);
    expect((await verifyLedger(db)).problems).toEqual([]);
  });

  it("is once in the store for all rows that say the same", async () => {
    const rows = Array.from(
      { length: 40 },
      (_, place) => `+120255501${String(place).padStart(2, "0")},yes,shop ${place % 2}`,
    );
    await importText(db, `Phone,Opt-in,consent_source\n${rows.join("\n")}\n`, { pieces: { chunk: 3, commit: 6 } });
    expect(await db.query("SELECT source FROM consent_proofs ORDER BY source")).toEqual([
      { source: "shop 0" },
      { source: "shop 1" },
    ]);
  });
});

describe("evidence", () => {
  it("is a link, a hash, or a file beside the list, which is kept; a missing one leaves its row out", async () => {
    const link = "https://example.com/form/7";
    const hash = `sha256:${"0a".repeat(32)}`;
    const cells = [link, hash, "proofs/ana.pdf", "proofs/luz.pdf", "../secret.txt", "proofs", "proofs/ana.pdf"];
    const rows = cells.map((cell, place) => `+1202555010${place},yes,${cell}`);
    const report = await importText(
      db,
      `Phone,Opt-in,consent_evidence\n${rows.join("\n")}\n`,
      {},
      { files: { "proofs/ana.pdf": "signed by Ana" } },
    );
    expect(report.rejects.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [5, "consent_evidence", "consent.evidence_missing", "proofs/luz.pdf"],
      [6, "consent_evidence", "consent.evidence_unreadable", "../secret.txt"],
      [7, "consent_evidence", "consent.evidence_unreadable", "proofs"],
    ]);
    const evidenceOf = async (phone: string): Promise<string | null | undefined> =>
      (await contact(db, phone)).events[0]?.evidence;
    expect(await evidenceOf("+12025550100")).toBe(link);
    expect(await evidenceOf("+12025550101")).toBe(hash);
    const ana = sha256("signed by Ana");
    expect(await evidenceOf("+12025550102")).toBe(`sha256:${ana}`);
    expect(await getEvidence(db, ana)).toMatchObject({
      file_name: "ana.pdf",
      bytes: 13,
      content: Buffer.from("signed by Ana").toString("base64"),
    });
    expect(await db.query("SELECT hash FROM evidence_files")).toHaveLength(1);
    expect((await verifyLedger(db)).problems).toEqual([]);
  });

  it("in the store goes with the import, unless something else rests on it", async () => {
    const list = (name: string): string => `Phone,Opt-in,consent_evidence\n+1202555010${name},yes,ana.pdf\n`;
    const files = { "ana.pdf": "signed" };
    await importText(db, list("1"), {}, { files });
    await importText(db, list("2"), { now: now + 10 }, { files });
    await undo(db, 1);
    expect(await db.query("SELECT hash FROM evidence_files")).toHaveLength(1);
    await undo(db, 2);
    expect(await db.query("SELECT hash FROM evidence_files")).toHaveLength(0);
    expect(await db.query("SELECT id FROM consent_proofs")).toEqual([]);
  });

  it("an empty file proves nothing", async () => {
    const report = await importText(
      db,
      "Phone,Opt-in,consent_evidence\n+12025550101,yes,a.pdf\n",
      {},
      { files: { "a.pdf": "" } },
    );
    expect(codesOf(report)).toEqual(["2 consent.evidence_missing"]);
  });
});
