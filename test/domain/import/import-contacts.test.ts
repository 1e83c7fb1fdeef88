import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputError } from "../../../src/core/errors.ts";
import { consentEvents } from "../../../src/domain/consent/events.ts";
import { findContactByLine } from "../../../src/domain/contacts/find.ts";
import { newContactRow } from "../../../src/domain/contacts/new-contact.ts";
import { contactList, contactWithHistory } from "../../../src/domain/contacts/view.ts";
import type { Contact, ContactWithHistory } from "../../../src/domain/contacts/view.ts";
import { parseMap } from "../../../src/domain/import/headers.ts";
import { parsePhone } from "../../../src/core/phone.ts";
import type { Database } from "../../../src/storage/database.ts";
import { openDatabase } from "../../../src/storage/open.ts";
import { appendConsentEvents } from "../../../src/storage/repos/consent.ts";
import { insertContacts } from "../../../src/storage/repos/contacts.ts";
import { listImports } from "../../../src/storage/repos/imports.ts";
import type { Purpose } from "../../../src/storage/rows.ts";
import { importText, now } from "./helpers.ts";

let db: Database;
beforeEach(async () => {
  db = await openDatabase(":memory:");
});
afterEach(async () => {
  await db.close();
});

async function contacts(): Promise<readonly Contact[]> {
  return (await contactList(db, { limit: 100 })).contacts;
}

async function contact(phone: string): Promise<ContactWithHistory> {
  const row = await findContactByLine(db, phone);
  if (row === undefined) throw new Error(`no contact ${phone}`);
  return contactWithHistory(db, row);
}

async function store(phone: string): Promise<string> {
  const parsed = parsePhone(phone);
  if (!parsed.ok) throw new Error(parsed.code);
  const row = newContactRow({ phone: parsed, given: phone, name: "Stored", now: now - 1000 });
  await insertContacts(db, [row]);
  return row.id;
}

async function say(
  contactId: string,
  action: "granted" | "withdrawn",
  purposes: Purpose[],
  at = now - 1000,
): Promise<void> {
  const event = { contactId, action, purposes, at, now: at, method: "stop-word", source: "wamid.x", actor: "customer" };
  await appendConsentEvents(db, consentEvents(event));
}

describe("a list", () => {
  it("becomes contacts in its order, with what recado has no column for", async () => {
    const report = await importText(
      db,
      "Nombre;Apellidos;Teléfono;País;Idioma;Ciudad\n Ana ;Ejemplo;600000012;España;es;Lugo\nJoão;;11980000013;Brasil;;\n",
    );
    expect(report).toMatchObject({ rows: 2, created: 2, updated: 0, unchanged: 0, rejected: 0, withoutConsent: 2 });
    expect(
      (await contacts()).map(({ name, phone, country, language, fields }) => [name, phone, country, language, fields]),
    ).toEqual([
      ["Ana Ejemplo", "+34600000012", "ES", "es", { Ciudad: "Lugo" }],
      ["João", "+5511980000013", "BR", null, {}],
    ]);
    expect((await contact("+34600000012")).givenPhone).toBe("600000012");
  });

  it("names of foreign origin cannot carry control sequences, and cannot touch the object they are kept in", async () => {
    await importText(db, "Nombre;Teléfono;__proto__\n\u001b[31mAna\u202e 🙂;+34600000012;x\n");
    const { name, fields } = await contact("+34600000012");
    expect(name).toBe("Ana 🙂");
    expect(Object.entries(fields)).toEqual([["__proto__", "x"]]);
  });

  it("is refused row by row, with row, column, code and value", async () => {
    const report = await importText(
      db,
      [
        "Nombre;Teléfono;País",
        "Ana;5,215E+11;México",
        "Eva;;España",
        "Bea;600000012;",
        "Lea;600000012;Narnia",
        "Zoe;600000013;España;sobra",
        "Mar;600000014;España;;",
        "Sol;+34600000015;Narnia",
        '"Luz" x";600000016;España',
      ].join("\n"),
    );
    expect(report.rejects.map(({ row, column, code, value }) => [row, column, code, value])).toEqual([
      [2, "Teléfono", "phone.scientific", "5,215E+11"],
      [3, "Teléfono", "phone.empty", ""],
      [4, "Teléfono", "phone.no_country", "600000012"],
      [5, "País", "country.unknown", "Narnia"],
      [6, null, "row.extra_cells", ""],
      [9, null, "row.bad_quotes", ""],
    ]);
    expect(report).toMatchObject({ rows: 8, created: 2, rejected: 6 });
    expect(report.rejects.every(({ text }) => text.en !== "" && text.es !== text.en)).toBe(true);
  });

  it("may be from one country, which a row can contradict", async () => {
    const report = await importText(db, "Teléfono,País\n600000012,\n5550000013,México\n+51987000014,\n", {
      country: "ES",
    });
    expect(report.rejected).toBe(0);
    expect((await contacts()).map(({ phone }) => phone)).toEqual(["+34600000012", "+525550000013", "+51987000014"]);
  });

  it("takes a mapping by hand", async () => {
    const report = await importText(db, "Quién,Línea\nAna,+34600000012\n", {
      map: parseMap(["phone=Línea", "name=Quién"]),
    });
    expect(report.mapping).toEqual({ Quién: "name", Línea: "phone" });
    expect((await contact("+34600000012")).name).toBe("Ana");
  });

  it("is not written when it is only tried, and says the same", async () => {
    const list = "Nombre;Teléfono;Acepta\nAna;+34600000012;sí\nEva;1;no\n";
    const tried = await importText(db, list, { dryRun: true });
    expect(await contacts()).toEqual([]);
    expect(tried).toMatchObject({ import: null, dryRun: true, created: 1, rejected: 1 });
    const done = await importText(db, list);
    expect({ ...done, import: null, dryRun: true }).toEqual(tried);
  });

  it("is written whole or not at all", async () => {
    const failing: Database = {
      ...db,
      transaction: (body) =>
        db.transaction((tx) =>
          body({
            query: tx.query.bind(tx),
            batch: tx.batch.bind(tx),
            exec: () => Promise.reject(new Error("the disk is full")),
          }),
        ),
    };
    await expect(importText(failing, "Teléfono\n+34600000012\n")).rejects.toThrow("the disk is full");
    expect(await contacts()).toEqual([]);
  });

  it("of more than one chunk is told whole", async () => {
    const lines = Array.from({ length: 2500 }, (_, place) => `+3460000${String(place).padStart(4, "0")};sí`);
    const list = `Teléfono;Acepta\n${lines.join("\n")}\n`;
    expect(await importText(db, list)).toMatchObject({ rows: 2500, created: 2500, withoutConsent: 0 });
    expect(await importText(db, list)).toMatchObject({ rows: 2500, created: 0, unchanged: 2500, withoutConsent: 0 });
  });
});

describe("one line, several spellings", () => {
  it("inside the file: later rows fill the first, and are counted as merged", async () => {
    const report = await importText(
      db,
      "Nombre,Teléfono,Ciudad,Acepta ofertas\n,+55 11 8000-0012,Santos,\nJoão,+55 11 98000-0012,Lima,sim\nAna,+1 202 555 0123,,\n",
    );
    expect(report).toMatchObject({ rows: 3, created: 2, merged: 1, rejected: 0, merges: [{ row: 3, into: 2 }] });
    expect(await contact("+5511980000012")).toMatchObject({
      phone: "+551180000012",
      name: "João",
      fields: { Ciudad: "Santos" },
      consent: { marketing: "granted" },
    });
  });

  it("a no in any row of a person is a no", async () => {
    await importText(db, "Teléfono,Acepta\n+34600000012,sí\n+34 600 000 012,no\n");
    expect((await contact("+34600000012")).events).toEqual([]);
  });

  it.each([
    ["+5511980000012", "+551180000012"],
    ["+525550000012", "+52 1 55 5000 0012"],
    ["+541150000012", "+54 9 11 5000 0012"],
  ])("against the store: %s is found as %s, and keeps its number", async (stored, written) => {
    await store(stored);
    const report = await importText(db, `Nombre,Teléfono\nAna,${written}\n`);
    expect(report).toMatchObject({ created: 0, updated: 1 });
    expect((await contacts()).map(({ name, phone }) => [name, phone])).toEqual([["Ana", stored]]);
  });

  it("both spellings stored before: the very number is the one that is meant", async () => {
    await store("+551180000012");
    await store("+5511980000012");
    await importText(db, "Nombre,Teléfono\nAna,+5511980000012\n");
    expect((await contacts()).map(({ name, phone }) => `${name} ${phone}`).toSorted()).toEqual([
      "Ana +5511980000012",
      "Stored +551180000012",
    ]);
  });

  it("a blank cell does not erase what is known", async () => {
    await importText(db, "Nombre,Teléfono,Ciudad\nAna,+34600000012,Lugo\n");
    const report = await importText(db, "Nombre,Teléfono,Ciudad,Nota\n,+34600000012,,vip\n");
    expect(report.updated).toBe(1);
    expect(await contact("+34600000012")).toMatchObject({ name: "Ana", fields: { Ciudad: "Lugo", Nota: "vip" } });
  });
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
    expect(report).toMatchObject({ created: 3, withoutConsent: 1, undated: 0, dateOrder: "day-first" });
    const first = await contact("+34600000012");
    expect(first.consent).toEqual({
      marketing: "unknown",
      utility: "granted",
      authentication: "unknown",
      service: "granted",
    });
    expect(first.events[0]).toMatchObject({
      method: "import",
      actor: "tester",
      source: "web (list.csv:2)",
      import_id: report.import,
      occurred_at: Date.UTC(2025, 2, 25),
      recorded_at: now,
      evidence: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    const second = await contact("+34600000013");
    expect(second.consent.marketing).toBe("granted");
    expect(second.events[0]).toMatchObject({ occurred_at: Date.UTC(2025, 3, 3), source: "list.csv:3" });
  });

  it("a general yes never includes marketing unless it is named", async () => {
    await importText(db, "Teléfono,Opt-in\n+34600000012,yes\n");
    await importText(db, 'Teléfono,Opt-in,Purpose\n+34600000013,yes,"marketing, utility"\n');
    await importText(db, "Teléfono,Opt-in\n+34600000014,yes\n", { consent: { purposes: ["marketing"] } });
    const granted = async (phone: string): Promise<string[]> =>
      (await contact(phone)).events.map((event) => event.purpose).toSorted();
    expect(await granted("+34600000012")).toEqual(["authentication", "service", "utility"]);
    expect(await granted("+34600000013")).toEqual(["marketing", "utility"]);
    expect(await granted("+34600000014")).toEqual(["marketing"]);
  });

  it("for the whole file, except where a row says no or leaves its column blank", async () => {
    const date = Date.UTC(2025, 2, 1);
    const consent = { source: "web form", date, purposes: ["utility", "marketing"] as const };
    const list = "Teléfono,Acepta ofertas\n+34600000012,sí\n+34600000013,no\n+34600000014,\n";
    await importText(db, list, { consent });
    expect((await contacts()).map((one) => [one.consent.utility, one.consent.marketing])).toEqual([
      ["granted", "granted"],
      ["granted", "unknown"],
      ["granted", "unknown"],
    ]);
    expect((await contact("+34600000013")).events[0]).toMatchObject({
      occurred_at: date,
      source: "web form (list.csv:3)",
    });
  });

  it("a date alone proves nothing: without a source the whole file agrees to nothing", async () => {
    const report = await importText(db, "Teléfono\n+34600000012\n", { consent: { date: Date.UTC(2025, 2, 1) } });
    expect(report.withoutConsent).toBe(1);
  });

  it("a column of dates of acceptance needs no yes beside it", async () => {
    const report = await importText(db, "Teléfono,Opt-in date\n+34600000012,2025-03-25\n+34600000013,\n");
    expect(report.withoutConsent).toBe(1);
    expect((await contact("+34600000012")).events).toHaveLength(3);
  });

  it("without a date is recorded as of the import, and counted", async () => {
    const report = await importText(db, "Teléfono,Acepta\n+34600000012,sí\n");
    expect(report.undated).toBe(1);
    expect((await contact("+34600000012")).events[0]?.occurred_at).toBe(now);
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
    expect(await contacts()).toEqual([]);
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
    expect((await contact("+34600000012")).events[0]?.occurred_at).toBe(Date.UTC(2026, 10, 21));
    expect((await importText(db, list, { now: now + 86_400_000 })).unchanged).toBe(1);
  });

  it("a whole file's date in the future is refused", async () => {
    const consent = { source: "web", date: now + 1 };
    await expect(importText(db, "Teléfono\n+34600000012\n", { consent })).rejects.toThrow(InputError);
  });

  it("a withdrawn consent is never granted by an import, whatever its date", async () => {
    const id = await store("+5511980000012");
    await say(id, "withdrawn", ["marketing", "utility"], Date.UTC(2025, 0, 1));
    const report = await importText(
      db,
      "Teléfono,Acepta ofertas,Acepta avisos,Fecha de aceptación\n+551180000012,sim,sim,2026-11-01\n",
    );
    expect(report.withdrawnKept).toEqual([
      { row: 2, purpose: "utility" },
      { row: 2, purpose: "marketing" },
    ]);
    expect((await contact("+5511980000012")).consent).toEqual({
      marketing: "withdrawn",
      utility: "withdrawn",
      authentication: "unknown",
      service: "granted",
    });
  });

  it("a no withdraws what was granted before: the ledger says from which file and row", async () => {
    const id = await store("+34600000012");
    await say(id, "granted", ["marketing", "utility"]);
    const list = "Teléfono,Acepta ofertas,Origen del consentimiento\n+34600000012,no,mostrador\n";
    const report = await importText(db, list);
    expect(report).toMatchObject({
      updated: 1,
      withdrawn: [{ row: 2, purpose: "marketing" }],
      grantedKept: [],
      withoutConsent: 0,
    });
    const after = await contact("+34600000012");
    expect(after.consent).toMatchObject({ marketing: "withdrawn", utility: "granted" });
    expect(after.events.at(-1)).toMatchObject({
      action: "withdrawn",
      purpose: "marketing",
      method: "import",
      source: "mostrador (list.csv:2)",
      occurred_at: now,
      actor: "tester",
      import_id: report.import,
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
    const id = await store("+34600000012");
    await say(id, "granted", ["marketing"], Date.UTC(2025, 2, 25, 10));
    const list = `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,no,${date}\n`;
    const report = await importText(db, list);
    const place = [{ row: 2, purpose: "marketing" }];
    expect(report).toMatchObject(
      withdraws ? { withdrawn: place, grantedKept: [], withoutConsent: 1 } : { withdrawn: [], grantedKept: place },
    );
    expect((await contact("+34600000012")).consent.marketing).toBe(withdraws ? "withdrawn" : "granted");
  });

  it("a no to notices ends the consent to notices, not the one to codes", async () => {
    const id = await store("+34600000012");
    await say(id, "granted", ["utility", "authentication", "service", "marketing"]);
    await importText(db, "Teléfono,Acepta avisos\n+34600000012,no\n");
    expect((await contact("+34600000012")).consent).toEqual({
      marketing: "granted",
      utility: "withdrawn",
      authentication: "granted",
      service: "withdrawn",
    });
  });

  it("a general no ends everything, or what stands beside it", async () => {
    const everything = ["marketing", "utility", "authentication", "service"] as const;
    await say(await store("+34600000012"), "granted", [...everything]);
    await say(await store("+34600000013"), "granted", [...everything]);
    await importText(db, "Teléfono,Acepta,Finalidad\n+34600000012,no,\n+34600000013,no,publicidad\n");
    expect(Object.values((await contact("+34600000012")).consent)).toEqual(everything.map(() => "withdrawn"));
    expect((await contact("+34600000013")).consent).toEqual({
      marketing: "withdrawn",
      utility: "granted",
      authentication: "granted",
      service: "granted",
    });
  });

  it("a no of somebody who never agreed is not an event", async () => {
    const report = await importText(db, "Teléfono,Acepta\n+34600000012,no\n");
    expect(report).toMatchObject({ withdrawn: [], withoutConsent: 1 });
    expect((await contact("+34600000012")).events).toEqual([]);
  });

  it.each(["Baja", "Dado de baja", "Opt-out", "WhatsApp opt out", "Unsubscribed", "Descadastrado", "Não contatar"])(
    "a yes in a column %s is a no to everything, before any yes, and later lists cannot undo it",
    async (header) => {
      const id = await store("+34600000012");
      await say(id, "granted", ["marketing", "service"]);
      const list = `Teléfono,Acepta,Fecha de aceptación,${header}\n+34600000012,sí,2020-01-01,de baja\n+34600000013,sí,,x\n`;
      const report = await importText(db, `${list}+34600000014,sí,,no\n`);
      const all = { marketing: "withdrawn", utility: "withdrawn", authentication: "withdrawn", service: "withdrawn" };
      expect((await contact("+34600000012")).consent).toEqual(all);
      expect((await contact("+34600000013")).consent).toEqual(all);
      expect((await contact("+34600000014")).consent.utility).toBe("granted");
      expect(report).toMatchObject({ created: 2, updated: 1, withoutConsent: 2 });
      expect(report.withdrawn).toHaveLength(8);
      await importText(db, "Teléfono,Acepta\n+34600000013,sí\n", { now: now + 1 });
      expect((await contact("+34600000013")).consent).toEqual(all);
    },
  );

  it("an opt-out cell that says neither yes nor no leaves the row out", async () => {
    const report = await importText(db, "Teléfono,Baja\n+34600000012,quizás\n");
    expect(report.rejects).toMatchObject([{ row: 2, column: "Baja", code: "consent.unreadable" }]);
  });

  it("of several rows of one person, the no that was said last counts", async () => {
    const id = await store("+34600000012");
    await say(id, "granted", ["marketing"], Date.UTC(2025, 2, 25, 10));
    const rows = "+34600000012,no,2024-01-01\n+34 600 000 012,no,2025-06-01\n";
    const report = await importText(db, `Teléfono,Acepta ofertas,Fecha de aceptación\n${rows}`);
    expect(report.withdrawn).toEqual([{ row: 3, purpose: "marketing" }]);
  });

  it("a newer date is the better proof and is added; an older one is not", async () => {
    const list = (date: string): string => `Teléfono,Acepta ofertas,Fecha de aceptación\n+34600000012,sí,${date}\n`;
    await importText(db, list("2025-03-01"));
    expect(await importText(db, list("2024-03-01"), { now: now + 1 })).toMatchObject({ unchanged: 1 });
    expect(await importText(db, list("2025-04-01"), { now: now + 2 })).toMatchObject({ updated: 1 });
    expect((await contact("+34600000012")).events).toHaveLength(2);
  });
});

describe("the same file twice", () => {
  it("changes nothing, and is recognised", async () => {
    const list = "Nombre,Teléfono,Acepta\nAna,+34600000012,sí\nEva,1,\n";
    const first = await importText(db, list);
    const again = await importText(db, list, { now: now + 86_400_000 });
    expect(again).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 1,
      rejected: 1,
      repeats: first.import,
      import: first.import,
    });
    expect(await listImports(db, 10)).toHaveLength(1);
    expect((await listImports(db, 10))[0]).toMatchObject({ id: first.import, file_name: "list.csv" });
  });

  it("for any list, importing twice is importing once, and every row is counted once", async () => {
    const phone = fc.constantFrom(
      "+34600000012",
      "600000012",
      "600000013",
      "+5511980000014",
      "(11) 8000-0014",
      "",
      "5,215E+11",
      "+52 1 55 5000 0015",
    );
    const answer = fc.constantFrom("sí", "no", "", "quizás");
    const date = fc.constantFrom("", "25/03/2025", "2025-04-01", "2030-01-01");
    const row = fc.tuple(
      fc.constantFrom("Ana", "Eva", ""),
      phone,
      answer,
      answer,
      date,
      fc.constantFrom("", "Lima", "Lugo"),
      fc.constantFrom("", "", "no", "sí"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const database = await openDatabase(":memory:");
        const header = "Nombre;Teléfono;Acepta avisos;Publicidad;Fecha de aceptación;Ciudad;Baja";
        const list = [header, ...rows.map((cells) => cells.join(";"))].join("\n");
        const options = { country: "ES" } as const;
        const readable = rows.filter((cells) => cells.some((cell) => cell !== "")).length;
        fc.pre(readable > 0);
        const first = await importText(database, list, options);
        const before = await contactList(database, { limit: 100 });
        const again = await importText(database, list, { ...options, now: now + 5000 });
        const after = await contactList(database, { limit: 100 });
        await database.close();
        for (const { rows: all, created, updated, unchanged, merged, rejected } of [first, again]) {
          expect(created + updated + unchanged + merged + rejected).toBe(all);
          expect(all).toBe(readable);
        }
        expect(after).toEqual(before);
        expect(again).toMatchObject({ created: 0, updated: 0, merged: first.merged, rejected: first.rejected });
        expect(again.withoutConsent).toBe(first.withoutConsent);
      }),
      { numRuns: 60 },
    );
  });
});
