import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { batchOf, contact, contacts, importText, now, say, store } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

describe("what a list says beside what is on record", () => {
  it("a withdrawn consent is never granted by an import, whatever its date", async () => {
    const id = await store(db, "+5511980000012");
    await say(db, id, "withdrawn", ["marketing", "utility"], Date.UTC(2025, 0, 1));
    const report = await importText(
      db,
      "Teléfono,Acepta ofertas,Acepta avisos,Fecha de aceptación\n+551180000012,sim,sim,2026-11-01\n",
    );
    expect(report.withdrawnKept).toEqual([
      { row: 2, purpose: "marketing" },
      { row: 2, purpose: "utility" },
    ]);
    expect((await contact(db, "+5511980000012")).consent).toEqual({
      marketing: "withdrawn",
      utility: "withdrawn",
      authentication: "unknown",
      service: "granted",
    });
  });

  it("a no withdraws what was granted before: the ledger says from which file and row", async () => {
    const id = await store(db, "+34600000012");
    await say(db, id, "granted", ["marketing", "utility"]);
    const list = "Teléfono,Acepta ofertas,Origen del consentimiento\n+34600000012,no,mostrador\n";
    const report = await importText(db, list);
    expect(report).toMatchObject({
      updated: 1,
      withdrawn: [{ row: 2, purpose: "marketing" }],
      grantedKept: [],
      withoutConsent: 0,
    });
    const after = await contact(db, "+34600000012");
    expect(after.consent).toMatchObject({ marketing: "withdrawn", utility: "granted" });
    expect(after.events.at(-1)).toMatchObject({
      action: "withdrawn",
      purposes: "marketing",
      method: "import",
      source: "mostrador",
      list_row: 2,
      occurred_at: now,
      actor: "tester",
      import_id: batchOf(report),
    });
    expect(await importText(db, list, { now: now + 1 })).toMatchObject({ unchanged: 1, withdrawn: [] });
  });

  it.each([
    ["2025-03-24", false],
    ["2025-03-25", true],
    ["2025-03-25 09:59", false],
    ["2025-03-25 10:00", true],
    ["2025-03-25 10:01", true],
    ["2025-04-01", true],
    ["2030-01-01", true],
    ["ayer", true],
    ["", true],
  ])("a no of %j after a yes of 25 March at 10:00 withdraws: %s", async (date, withdraws) => {
    const id = await store(db, "+34600000012");
    await say(db, id, "granted", ["marketing"], Date.UTC(2025, 2, 25, 10));
    const list = `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,no,${date}\n`;
    const report = await importText(db, list);
    const place = [{ row: 2, purpose: "marketing" }];
    expect(report).toMatchObject(
      withdraws ? { withdrawn: place, grantedKept: [], withoutConsent: 1 } : { withdrawn: [], grantedKept: place },
    );
    expect((await contact(db, "+34600000012")).consent.marketing).toBe(withdraws ? "withdrawn" : "granted");
  });

  it("a no to notices ends the consent to notices, not the one to codes", async () => {
    const id = await store(db, "+34600000012");
    await say(db, id, "granted", ["utility", "authentication", "service", "marketing"]);
    await importText(db, "Teléfono,Acepta avisos\n+34600000012,no\n");
    expect((await contact(db, "+34600000012")).consent).toEqual({
      marketing: "granted",
      utility: "withdrawn",
      authentication: "granted",
      service: "withdrawn",
    });
  });

  it("a general no ends everything, or what stands beside it", async () => {
    const everything = ["marketing", "utility", "authentication", "service"] as const;
    await say(db, await store(db, "+34600000012"), "granted", [...everything]);
    await say(db, await store(db, "+34600000013"), "granted", [...everything]);
    await importText(db, "Teléfono,Acepta,Finalidad\n+34600000012,no,\n+34600000013,no,publicidad\n");
    expect(Object.values((await contact(db, "+34600000012")).consent)).toEqual(everything.map(() => "withdrawn"));
    expect((await contact(db, "+34600000013")).consent).toEqual({
      marketing: "withdrawn",
      utility: "granted",
      authentication: "granted",
      service: "granted",
    });
  });

  it("a no of somebody who never agreed is kept as said without having agreed", async () => {
    const report = await importText(db, "Teléfono,Acepta\n+34600000012,no\n");
    expect(report).toMatchObject({ withdrawn: [], withoutConsent: 1 });
    expect((await contact(db, "+34600000012")).events).toMatchObject([
      { action: "declined", purposes: "marketing,utility,authentication,service" },
    ]);
  });

  it.each(["Baja", "Dado de baja", "Opt-out", "WhatsApp opt out", "Unsubscribed", "Descadastrado", "Não contatar"])(
    "a yes in a column %s is a no to everything, before any yes, and later lists cannot undo it",
    async (header) => {
      const id = await store(db, "+34600000012");
      await say(db, id, "granted", ["marketing", "service"]);
      const list = `Teléfono,Acepta,Fecha de aceptación,${header}\n+34600000012,sí,2020-01-01,de baja\n+34600000013,sí,,x\n`;
      const report = await importText(db, `${list}+34600000014,sí,,no\n`);
      const all = { marketing: "withdrawn", utility: "withdrawn", authentication: "withdrawn", service: "withdrawn" };
      expect((await contact(db, "+34600000012")).consent).toEqual(all);
      expect((await contact(db, "+34600000013")).consent).toEqual(all);
      expect((await contact(db, "+34600000014")).consent.utility).toBe("granted");
      expect(report).toMatchObject({ created: 2, updated: 1, withoutConsent: 2 });
      expect(report.withdrawn).toHaveLength(8);
      await importText(db, "Teléfono,Acepta\n+34600000013,sí\n", { now: now + 1 });
      expect((await contact(db, "+34600000013")).consent).toEqual(all);
    },
  );

  it("an opt-out cell that says neither yes nor no leaves the row out", async () => {
    const report = await importText(db, "Teléfono,Baja\n+34600000012,quizás\n");
    expect(report.rejects).toMatchObject([{ row: 2, column: "Baja", code: "consent.unreadable" }]);
  });

  it("of several rows of one person, the no that was said last counts", async () => {
    const id = await store(db, "+34600000012");
    await say(db, id, "granted", ["marketing"], Date.UTC(2025, 2, 25, 10));
    const rows = "+34600000012,no,2024-01-01\n+34 600 000 012,no,2025-06-01\n";
    const report = await importText(db, `Teléfono,Acepta ofertas,Fecha de aceptación\n${rows}`);
    expect(report.withdrawn).toEqual([{ row: 3, purpose: "marketing" }]);
  });

  it("a newer date is the better proof and is added; an older one is not", async () => {
    const list = (date: string): string => `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,sí,${date}\n`;
    await importText(db, list("2025-03-01"));
    expect(await importText(db, list("2024-03-01"), { now: now + 1 })).toMatchObject({ unchanged: 1 });
    expect(await importText(db, list("2025-04-01"), { now: now + 2 })).toMatchObject({ updated: 1 });
    expect((await contact(db, "+34600000012")).events).toHaveLength(2);
  });

  it.each([
    ["with no date", "", "granted"],
    ["with a later date", "2025-07-01", "granted"],
    ["with an earlier date", "2025-05-01", "declined"],
  ])("a no, and in a later list a yes %s: %s is %s", async (_, date, state) => {
    const list = (answer: string, day: string): string =>
      `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,${answer},${day}\n`;
    await importText(db, list("no", "2025-06-01"));
    const report = await importText(db, list("sí", date), { now: now + 1 });
    expect(report).toMatchObject(state === "granted" ? { updated: 1 } : { unchanged: 1 });
    expect((await contact(db, "+34600000012")).consent.marketing).toBe(state);
  });

  it.each([
    ["no,", "sí,", "declined"],
    ["no,2025-01-01", "sí,2025-06-01", "declined"],
    ["sí,", "no,", "withdrawn"],
    ["sí,", "no,2025-01-01", "withdrawn"],
    ["sí,2025-01-01", "no,2025-06-01", "withdrawn"],
  ])("in one list, %s and then %s leaves nobody to write to, however often it comes: %s", async (one, two, state) => {
    const list = `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,${one}\n+34600000012,${two}\n`;
    for (const place of [0, 1, 2]) {
      await importText(db, list, {
        now: now + place,
        pieces: { chunk: 1, commit: 1 },
        country: place === 2 ? "ES" : "MX",
      });
      expect((await contact(db, "+34600000012")).consent.marketing).toBe(state);
    }
    expect((await contact(db, "+34600000012")).events.length).toBeLessThan(3);
  });

  it.each(["merge", "skip", "replace"] as const)(
    "a no is heard, and a withdrawal stays, with --on-duplicate %s",
    async (onDuplicate) => {
      await say(db, await store(db, "+34600000012"), "granted", ["marketing"]);
      await say(db, await store(db, "+34600000013"), "withdrawn", ["marketing"]);
      const list = "Teléfono,Publicidad\n+34600000012,no\n+34600000013,sí\n";
      const report = await importText(db, list, { onDuplicate });
      expect(report.withdrawn).toEqual([{ row: 2, purpose: "marketing" }]);
      expect(report.withdrawnKept).toEqual(onDuplicate === "skip" ? [] : [{ row: 3, purpose: "marketing" }]);
      expect((await contacts(db)).map(({ consent }) => consent.marketing)).toEqual(["withdrawn", "withdrawn"]);
    },
  );
});
