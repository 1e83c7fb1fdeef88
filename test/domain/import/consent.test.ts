import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { contactList, contactWithHistory } from "../../../src/domain/contacts/view.ts";
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

describe("consent", () => {
  it("by columns: who, for what, when and from where", async () => {
    const report = await importText(
      db,
      [
        "Teléfono;Acepta avisos;Acepta ofertas;Fecha de aceptación;Origen del consentimiento",
        "+34600000012;Sí;No;25/03/2025;web",
        "+34600000013;Sí;Sí;03/04/2025;",
        "+34600000014;;;;",
      ].join("\n"),
    );
    expect(report).toMatchObject({ created: 3, withoutConsent: 1, undated: 0, info: { dateOrder: "day-first" } });
    const first = await contact(db, "+34600000012");
    expect(first.consent).toEqual({
      marketing: "declined",
      utility: "granted",
      authentication: "unknown",
      service: "granted",
    });
    expect(first.events[0]).toMatchObject({
      method: "import",
      actor: "tester",
      source: "web",
      list_row: 2,
      import_id: batchOf(report),
      occurred_at: Date.UTC(2025, 2, 25),
      recorded_at: now,
      evidence: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    const second = await contact(db, "+34600000013");
    expect(second.consent.marketing).toBe("granted");
    expect(second.events[0]).toMatchObject({ occurred_at: Date.UTC(2025, 3, 3), source: "list.csv", list_row: 3 });
  });

  it("a general yes never includes marketing unless it is named", async () => {
    await importText(db, "Teléfono,Opt-in\n+34600000012,yes\n");
    await importText(db, 'Teléfono,Opt-in,Purpose\n+34600000013,yes,"marketing, utility"\n');
    await importText(db, "Teléfono,Opt-in\n+34600000014,yes\n", { consent: { purposes: ["marketing"] } });
    const granted = async (phone: string): Promise<string[]> =>
      (await contact(db, phone)).events.map((event) => event.purposes);
    expect(await granted("+34600000012")).toEqual(["utility,authentication,service"]);
    expect(await granted("+34600000013")).toEqual(["marketing,utility"]);
    expect(await granted("+34600000014")).toEqual(["marketing"]);
  });

  it("for the whole file, except where a row says no or leaves its column blank", async () => {
    const date = Date.UTC(2025, 2, 1);
    const consent = { source: "web form", date, purposes: ["utility", "marketing"] as const };
    const list = "Teléfono,Acepta ofertas\n+34600000012,sí\n+34600000013,no\n+34600000014,\n";
    await importText(db, list, { consent });
    expect((await contacts(db)).map((one) => [one.consent.utility, one.consent.marketing])).toEqual([
      ["granted", "granted"],
      ["granted", "declined"],
      ["granted", "unknown"],
    ]);
    expect((await contact(db, "+34600000013")).events[0]).toMatchObject({
      occurred_at: date,
      source: "web form",
      list_row: 3,
    });
  });

  it("a date alone proves nothing: without a source the whole file agrees to nothing", async () => {
    const report = await importText(db, "Teléfono\n+34600000012\n", { consent: { date: Date.UTC(2025, 2, 1) } });
    expect(report.withoutConsent).toBe(1);
  });

  it("a column of dates of acceptance needs no yes beside it", async () => {
    const report = await importText(db, "Teléfono,Opt-in date\n+34600000012,2025-03-25\n+34600000013,\n");
    expect(report.withoutConsent).toBe(1);
    expect((await contact(db, "+34600000012")).events).toMatchObject([{ action: "granted" }]);
  });

  it("without a date is recorded as of the import, and counted", async () => {
    const report = await importText(db, "Teléfono,Acepta\n+34600000012,sí\n");
    expect(report.undated).toBe(1);
    expect((await contact(db, "+34600000012")).events[0]?.occurred_at).toBe(now);
  });

  it.each([
    ["quizás", "25/03/2025", "Acepta", "consent.unreadable"],
    ["sí", "31/02/2025", "Fecha de aceptación", "consent.date_unreadable"],
    ["sí", "45741", "Fecha de aceptación", "consent.date_serial"],
    ["sí", "22/11/2026", "Fecha de aceptación", "consent.date_in_future"],
    ["sí", "03/04/2025", "Fecha de aceptación", "consent.date_ambiguous"],
  ])("%s on %s is refused in %s", async (answer, date, column, code) => {
    const report = await importText(db, `Teléfono,Acepta,Fecha de aceptación\n+34600000012,${answer},${date}\n`);
    expect(report.rejects).toMatchObject([{ row: 2, column, code }]);
    expect(await contacts(db)).toEqual([]);
  });

  it("day and month are read as in the country of the list, unless its own dates show another order", async () => {
    const date = async (rows: string, country?: "ES" | "US"): Promise<string | undefined> => {
      const database = await openDatabase(":memory:");
      const list = `Phone,Opt-in,Opt-in date,Country\n${rows}\n`;
      await importText(database, list, { country });
      const [row] = (await contactList(database, { limit: 1 })).contacts;
      const stored = row?.phone == null ? undefined : await findContactByLine(database, row.phone);
      const events = stored && (await contactWithHistory(database, stored)).events;
      await database.close();
      return events?.[0] && new Date(events[0].occurred_at).toISOString().slice(0, 10);
    };
    const row = "+12025550123,yes,03/04/2025,";
    expect(await date(row, "ES")).toBe("2025-04-03");
    expect(await date(row, "US")).toBe("2025-03-04");
    expect(await date(`${row}\n+12025550124,yes,03/25/2025,`, "ES")).toBe("2025-03-04");
    expect(await date(`${row}USA`)).toBe("2025-03-04");
    expect(await date(`${row}USA\n+34600000012,yes,01/02/2025,ES`)).toBeUndefined();
  });

  it("today somewhere in the world is not the future", async () => {
    const list = "Teléfono,Acepta,Fecha de aceptación\n+34600000012,sí,2026-11-21\n";
    expect((await importText(db, list)).rejected).toBe(0);
    expect((await contact(db, "+34600000012")).events[0]?.occurred_at).toBe(Date.UTC(2026, 10, 21));
    expect((await importText(db, list, { now: now + 86_400_000 })).unchanged).toBe(1);
  });

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
