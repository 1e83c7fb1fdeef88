import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { contactList, contactWithHistory } from "../../../src/domain/contacts/view.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { batchOf, contact, contacts, importText, now } from "./helpers.ts";

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
});
